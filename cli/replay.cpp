#include "myotrend/replay/replay.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <ostream>
#include <set>

#include "commands.h"
#include "myotrend/exchange/csv.h"
#include "myotrend/replay/fingerprint.h"
#include "output_place.h"
#include "replay_run.h"
#include "session.h"
#include "truth_file.h"
#include "validation_picture.h"
#include "version.h"

namespace myotrend::cli {
namespace {

struct ReplayArguments {
  std::string decisions, report, truth, detector, threshold;
  unsigned every = 1, jobs = 0;
};

std::string decisions_csv(const Rerun& rerun) {
  std::string text;
  csv::Writer writer(text);
  writer.field("patient_id").field("decision_date").field("disposition").end_row();
  for (std::size_t index = 0; index < rerun.ids().size(); ++index) {
    for (const replay::Decision& decision : rerun.replayed()[index].decisions) {
      writer.field(rerun.ids()[index].text).field(iso_text(decision.day)).field(word_of(decision.disposition));
      writer.end_row();
    }
  }
  return text;
}

/// Patients most of whose facts were recorded on one day, and patients with facts.
std::pair<std::size_t, std::size_t> recorded_on_import(const Rerun& rerun) {
  std::size_t on_import = 0, with_facts = 0;
  for (const Replayed& each : rerun.replayed()) {
    with_facts += each.has_facts ? 1U : 0U;
    on_import += each.recorded_on_import ? 1U : 0U;
  }
  return {on_import, with_facts};
}

std::string summary_text(const Rerun& rerun) {
  std::array<std::size_t, replay::disposition_count> reached{};
  for (const Replayed& each : rerun.replayed()) {
    for (const replay::Decision& decision : each.decisions) ++reached[static_cast<std::size_t>(decision.disposition)];
  }
  std::string text = fmt::format("patients replayed: {}\n", rerun.ids().size());
  for (std::size_t level = reached.size(); level-- > 0;)
    text += fmt::format("reached {}: {}\n", word_of(static_cast<Disposition>(level)), reached[level]);
  text += fmt::format("patients most of whose facts were recorded on one day: {}\n", recorded_on_import(rerun).first);
  return text;
}

/// How the decisions that were written fare against the truth. Patients of the truth without a decision were never
/// referred.
std::string score_text(const Rerun& rerun, const replay::Truths& truths) {
  std::vector<replay::Subject> subjects;
  std::set<std::string_view> decided;
  for (std::size_t index = 0; index < rerun.ids().size(); ++index) {
    const auto truth = truths.find(rerun.ids()[index].text);
    if (truth == truths.end()) continue;
    decided.insert(truth->first);
    subjects.push_back(replay::subject_of(
        truth->second, replay::first_at_least(rerun.replayed()[index].decisions, Disposition::refer_routine)));
  }
  for (const auto& [id, truth] : truths)
    if (!decided.contains(id)) subjects.push_back(replay::subject_of(truth, std::nullopt));
  const replay::FalseReferrals wrong = replay::false_referrals_of_all(subjects);
  const replay::Delay delay = replay::delay_of_all(subjects);
  const auto found = [&](int month) {
    return 100 *
           replay::share_within(delay.monitored, replay::found_within_days.at(static_cast<std::size_t>(month))).value;
  };
  const double median = replay::waiting_for(delay.monitored, .5).days;
  return fmt::format(
      "{:.2f} false referrals per 100 patient-years (95 % {:.2f} to {:.2f}; {} in {:.0f})\n"
      "found within 6, 9, 12 months: {:.1f}, {:.1f}, {:.1f} % of {}; median delay {}\n",
      wrong.per_100_years, wrong.interval_95.low, wrong.interval_95.high, wrong.events, wrong.person_years, found(0),
      found(1), found(2), delay.patients,
      std::isfinite(median) ? fmt::format("{:.0f} days", median) : std::string("not reached"));
}

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '.' || c == '-' || c == '_' || c == '/' || c == ':' || c == ',' || c == '+';
  });
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string command_of(const ReplayArguments& arguments, const GlobalArguments& global) {
  std::string text = "myotrend replay";
  const auto add = [&text](std::string_view name, const std::string& value) {
    if (!value.empty()) text += fmt::format(" {} {}", name, quoted(value));
  };
  add("-o", arguments.decisions);
  if (arguments.every != 1) add("--every", std::to_string(arguments.every));
  if (arguments.detector != "ramp") add("--detector", arguments.detector);
  add("--threshold", arguments.threshold);
  add("--truth", arguments.truth);
  add("--report", arguments.report);
  add("--pathway", global.pathway);
  add("--point", global.point);
  add("--as-of", global.as_of);
  return text;
}

report::ValidationInput report_of(const ReplayArguments& arguments, const Session& session, const Rerun& rerun,
                                  const pathway::Rulebook& rules, const TruthFile* truth) {
  report::ValidationInput input;
  const replay::BaselineParameters& baselines = replay::built_in_baselines();
  input.practice = shown(replay::practice(rules, baselines, rerun.runs()));
  if (truth) {
    std::vector<replay::PatientRun> runs = rerun.runs();
    std::set<std::string_view> known;
    for (const PatientId& id : rerun.ids()) known.insert(id.text);
    for (const auto& [id, one] : truth->truths) {
      if (known.contains(id)) continue;
      runs.emplace_back();  // never recorded, so never referred
      runs.back().patient = PatientId{id};
    }
    input.validation = shown(replay::validate(rules, baselines, runs, truth->truths));
    input.truth_sha256 = truth->sha256;
  }
  input.rules = rule_texts(rules);
  input.pathway_id = rules.pathway->id();
  input.pathway_version = rules.pathway->version();
  input.pathway_sha256 = rules.pathway->sha256();
  input.point = rules.pathway->points()[rules.point];
  std::vector<std::string> inputs;
  for (const replay::PatientRun& run : rerun.runs()) inputs.push_back(run.input_sha256);
  input.input_sha256 = replay::fingerprint(inputs);
  input.program_version = program_version;
  input.command = command_of(arguments, session.arguments());
  return input;
}

/// The report in the form that its name's ending asks for.
std::string report_text(const ReplayArguments& arguments, const Session& session, const Rerun& rerun,
                        const pathway::Rulebook& rules, const TruthFile* truth) {
  const std::string ending = std::filesystem::path(arguments.report).extension().string();
  if (ending == ".html") return report::validation_html(report_of(arguments, session, rerun, rules, truth));
  if (ending == ".json") return report::validation_json(report_of(arguments, session, rerun, rules, truth));
  if (ending == ".md") return report::validation_markdown(report_of(arguments, session, rerun, rules, truth));
  return summary_text(rerun) + (truth ? score_text(rerun, truth->truths) : std::string());
}

bool asks_for_all(const std::string& report) {
  const std::string ending = std::filesystem::path(report).extension().string();
  return ending == ".html" || ending == ".json" || ending == ".md";
}

Attempt<Decider> decider_of(const ReplayArguments& arguments) {
  Decider decider;
  decider.detector = *replay::detector_named(arguments.detector);  // one of the choices
  if (arguments.threshold.empty()) return decider;
  double cut_off = 0;
  const char* end = arguments.threshold.data() + arguments.threshold.size();
  const auto [rest, fault] = std::from_chars(arguments.threshold.data(), end, cut_off);
  if (fault != std::errc() || rest != end || !std::isfinite(cut_off) || cut_off <= 0)
    return Failure{usage, fmt::format("--threshold \"{}\" is no number above 0", arguments.threshold)};
  decider.cut_off = cut_off;
  return decider;
}

/// How far the replay is, on a terminal; at most some times a second's worth of patients.
std::function<void(std::size_t)> progress_on(std::ostream& err, std::size_t all, bool shown_at_all) {
  if (!shown_at_all || all == 0) return [](std::size_t) {};
  const std::size_t every = std::max<std::size_t>(1, all / 200);
  return [&err, all, every](std::size_t done_now) {
    if (done_now % every != 0 && done_now != all) return;
    constexpr std::size_t width = 30;
    const std::size_t filled = width * done_now / all;
    err << fmt::format("\r[{}{}] {} of {} patients", std::string(filled, '#'), std::string(width - filled, '.'),
                       done_now, all)
        << std::flush;
  };
}

void warn(const Rerun& rerun, const TruthFile* truth, std::ostream& err) {
  const auto [on_import, with_facts] = recorded_on_import(rerun);
  if (2 * on_import > with_facts)
    err << "note: most facts were recorded on the day of their import, and a replay sees nothing before it; import "
           "with --recorded-as-effective to take each as known when it held\n";
  if (!truth) return;
  const auto untold = std::count_if(rerun.ids().begin(), rerun.ids().end(),
                                    [&](const PatientId& id) { return !truth->truths.contains(id.text); });
  if (untold > 0)
    err << fmt::format("note: the truth does not tell of {} of {} patients; they are in no score\n", untold,
                       rerun.ids().size());
}

std::optional<Failure> doubtful_places(const ReplayArguments& arguments, const Session& session) {
  if (auto failure = refused_as_output(session, {arguments.decisions, arguments.report})) return failure;
  for (const std::string& file : {arguments.decisions, arguments.report})
    if (same_file(file, arguments.truth))
      return Failure{refused, fmt::format("{} holds the truth; give another path", file)};
  if (same_file(arguments.decisions, arguments.report))
    return Failure{refused, fmt::format("{} cannot hold both the decisions and the report", arguments.report)};
  return std::nullopt;
}

int run_replay(const ReplayArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto decider = decider_of(arguments);
  if (!decider) return failed(err, decider.failure());
  if (const auto failure = doubtful_places(arguments, session)) return failed(err, *failure);
  const auto told_rules = session.rulebook();
  if (!told_rules) return failed(err, told_rules.failure());
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  std::optional<Instant> until;
  if (!session.arguments().as_of.empty()) until = *as_of;
  std::optional<TruthFile> truth;
  if (!arguments.truth.empty()) {
    const auto file = truth_of_file(arguments.truth);
    if (!file) return failed(err, file.failure());
    truth = *file;
  }
  std::optional<pathway::Pathway> own;
  std::optional<pathway::Rulebook> own_rules;
  if (decider->detector == replay::Detector::ramp && decider->cut_off) {
    auto changed = with_evidence_cut_off(*(*told_rules)->pathway, *decider->cut_off, session.catalogue());
    if (!changed) return failed(err, changed.failure());
    own = *changed;
    own_rules.emplace(*own, session.catalogue(), (*told_rules)->point);
  }
  const pathway::Rulebook& rules = own_rules ? *own_rules : **told_rules;
  Rerun rerun(session.store().patient_ids(), rules, {static_cast<int>(arguments.every)}, *decider,
              asks_for_all(arguments.report), until);
  const bool show_progress = isatty(STDERR_FILENO) && !session.quiet();
  rerun.run(session.store(), arguments.jobs, progress_on(err, rerun.ids().size(), show_progress));
  if (show_progress) err << "\r\x1b[K";
  const TruthFile* told_truth = truth ? &*truth : nullptr;
  warn(rerun, told_truth, err);
  if (const auto failure = write_file(arguments.decisions, decisions_csv(rerun))) return failed(err, *failure);
  if (!arguments.report.empty()) {
    const std::string text = report_text(arguments, session, rerun, rules, told_truth);
    if (const auto failure = write_file(arguments.report, text)) return failed(err, *failure);
  }
  if (session.json()) {
    out << fmt::format("{{\"schema\":\"myotrend.replay/1\",\"patients\":{}}}\n", rerun.ids().size());
  } else if (!session.quiet()) {
    out << fmt::format("replayed {} patients into {}\n", rerun.ids().size(), arguments.decisions);
    if (truth) out << score_text(rerun, truth->truths);
  }
  return done;
}

}  // namespace

CommandSyntax replay_syntax() {
  auto told = std::make_shared<ReplayArguments>();
  told->detector = "ramp";
  CommandSyntax replay("replay", "What would have been decided on each day, with what was known then",
                       "myotrend replay -o decisions.csv --report validation.html");
  replay.runs(told, run_replay);
  replay.takes("-o,--output", &told->decisions, "Where the decisions go").required().of(Value::file);
  replay.takes("--every", &told->every, "Decide every so many days").within(1, 366).of(Value::number, "DAYS");
  replay.takes("--jobs", &told->jobs, "Threads; else one for each core").within(1, 1024);
  replay
      .takes("--report", &told->report,
             "Where a report goes: a page (.html), tables (.md), figures (.json), else a summary")
      .of(Value::file);
  replay.takes("--truth", &told->truth, "What is known of the patients: false referrals and delays are reckoned")
      .of(Value::file);
  replay.takes("--detector", &told->detector, "Who decides: the pathway (ramp), or a classical rule to compare it with")
      .one_of({"ramp", "naive-mdc", "two-mdc", "slope", "cusum", "ewma"});
  replay.takes("--threshold", &told->threshold, "Cut-off of the detector; of ramp: the evidence ratio that refers")
      .of(Value::number, "X");
  return replay;
}

}  // namespace myotrend::cli
