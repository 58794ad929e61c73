#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "each_patient.h"
#include "myotrend/replay/course.h"
#include "myotrend/replay/score.h"
#include "pathway_verbs.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct WhatIfArguments {
  std::string file;
  unsigned every = 1, jobs = 0;
};

/// How a patient fares under one pathway.
struct Fate {
  std::optional<Disposition> at_end;
  std::optional<Day> referred;  // first reached refer_routine or above
  std::size_t alerts = 0;       // flags that have ever referred: one standing alert each
};

/// A patient under the rules in force, and under those of the file.
struct BothFates {
  Fate now, then;
  double months = 0;
  bool differ() const { return now.at_end != then.at_end || now.referred != then.referred; }
};

Fate fate_of(const pathway::Rulebook& rulebook, const replay::Course& course) {
  Fate fate;
  if (!course.changes.empty()) fate.at_end = course.changes.back().disposition;
  for (const replay::Decision& change : course.changes)
    if (!fate.referred && change.disposition >= Disposition::refer_routine) fate.referred = change.day;
  std::set<std::size_t> flags;
  for (const replay::LineReached& reached : course.lines)
    flags.insert(rulebook.pathway->rules(rulebook.point)[reached.rule].lines[reached.line].flag);
  fate.alerts = flags.size();
  return fate;
}

struct Totals {
  std::size_t alerts = 0, referred = 0;
  std::map<Disposition, std::size_t, std::greater<>> at_end;
  void add(const Fate& fate) {
    alerts += fate.alerts;
    referred += fate.referred.has_value();
    if (fate.at_end) ++at_end[*fate.at_end];
  }
};

struct Comparison {
  std::vector<PatientId> ids;
  std::vector<BothFates> fates;
  Totals now, then;
  double months = 0;
  double per_100_months(std::size_t count) const { return months > 0 ? 100 * static_cast<double>(count) / months : 0; }
};

std::string named(const pathway::Pathway& pathway) { return fmt::format("{} {}", pathway.id(), pathway.version()); }

std::string word(const std::optional<Disposition>& disposition) {
  return disposition ? std::string(word_of(*disposition)) : "nothing";
}

void tell(const Comparison& all, const pathway::Pathway& now, const pathway::Pathway& then, std::ostream& out) {
  out << fmt::format("{} patients, {:.0f} patient-months\n", all.ids.size(), all.months);
  out << fmt::format("now: {}, sha256 {}\nif:  {}, sha256 {}\n\n", named(now), now.sha256().substr(0, 12), named(then),
                     then.sha256().substr(0, 12));
  out << fmt::format("{:<42}{:>8}{:>8}\n", "", "now", "if");
  const auto line = [&out](std::string_view what, const auto& one, const auto& other) {
    out << fmt::format("{:<42}{:>8}{:>8}\n", what, one, other);
  };
  line("alerts (one for a patient and flag)", all.now.alerts, all.then.alerts);
  line("alerts per 100 patient-months", fmt::format("{:.2f}", all.per_100_months(all.now.alerts)),
       fmt::format("{:.2f}", all.per_100_months(all.then.alerts)));
  line("patients ever referred", all.now.referred, all.then.referred);
  for (int level = static_cast<int>(Disposition::emergency); level >= 0; --level) {
    const auto disposition = static_cast<Disposition>(level);
    const auto count = [disposition](const Totals& totals) {
      const auto found = totals.at_end.find(disposition);
      return found == totals.at_end.end() ? std::size_t{0} : found->second;
    };
    if (count(all.now) || count(all.then))
      line(fmt::format("{} at the end", word_of(disposition)), count(all.now), count(all.then));
  }
  std::size_t differ = 0;
  for (const BothFates& fate : all.fates) differ += fate.differ();
  out << fmt::format("\n{} patient{} would change{}\n", differ, differ == 1 ? "" : "s", differ ? ":" : ".");
  for (std::size_t index = 0; index < all.ids.size(); ++index) {
    const BothFates& fate = all.fates[index];
    if (!fate.differ()) continue;
    const auto day = [](const std::optional<Day>& referred) { return referred ? iso_text(*referred) : "never"; };
    out << fmt::format("{}  {} -> {}, first referred {} -> {}\n", all.ids[index].text, word(fate.now.at_end),
                       word(fate.then.at_end), day(fate.now.referred), day(fate.then.referred));
  }
}

nlohmann::ordered_json json_of(const Fate& fate) {
  return {
      {"disposition", fate.at_end ? nlohmann::ordered_json(word_of(*fate.at_end)) : nlohmann::ordered_json()},
      {"first_referred", fate.referred ? nlohmann::ordered_json(iso_text(*fate.referred)) : nlohmann::ordered_json()},
      {"alerts", fate.alerts}};
}

void tell_as_json(const Comparison& all, const pathway::Pathway& now, const pathway::Pathway& then, std::ostream& out) {
  using Json = nlohmann::ordered_json;
  const auto side = [&all](const Totals& totals, const pathway::Pathway& pathway) {
    Json counts = Json::object();
    for (const auto& [disposition, count] : totals.at_end) counts[std::string(word_of(disposition))] = count;
    return Json{{"pathway", {{"id", pathway.id()}, {"version", pathway.version()}, {"sha256", pathway.sha256()}}},
                {"alerts", totals.alerts},
                {"alerts_per_100_patient_months", all.per_100_months(totals.alerts)},
                {"patients_referred", totals.referred},
                {"at_end", counts}};
  };
  Json document = {{"schema", "myotrend.whatif/1"}, {"patients", all.ids.size()}, {"patient_months", all.months},
                   {"now", side(all.now, now)},     {"if", side(all.then, then)}, {"changed", Json::array()}};
  for (std::size_t index = 0; index < all.ids.size(); ++index)
    if (all.fates[index].differ())
      document["changed"].push_back({{"patient", all.ids[index].text},
                                     {"now", json_of(all.fates[index].now)},
                                     {"if", json_of(all.fates[index].then)}});
  out << document.dump() << '\n';
}

Comparison compared(Session& session, const pathway::Rulebook& now, const pathway::Rulebook& then,
                    const WhatIfArguments& arguments, std::optional<Instant> as_of, std::ostream& err) {
  Comparison all;
  all.ids = session.patient_named() ? std::vector<PatientId>{} : session.store().patient_ids();
  if (session.patient_named())
    if (const auto patient = session.patient()) all.ids.push_back(patient->id);
  all.fates.resize(all.ids.size());
  const bool show_progress = isatty(STDERR_FILENO) && !session.quiet();
  const replay::Options options{static_cast<int>(arguments.every)};
  each_patient(
      session.store(), all.ids, arguments.jobs,
      [&](std::size_t index, const History& whole) {
        const History history = as_of ? replay::history_as_of(whole, *as_of) : whole;
        const replay::Course course = replay::course(now, history, options);
        BothFates& fates = all.fates[index];
        fates.now = fate_of(now, course);
        fates.then = fate_of(then, replay::course(then, history, options));
        if (course.last >= course.first)
          fates.months = static_cast<double>((course.last - course.first).count() + 1) / replay::days_per_month;
      },
      [&](std::size_t count) {
        if (show_progress) err << fmt::format("\r{} of {} patients", count, all.ids.size()) << std::flush;
      });
  if (show_progress) err << '\r';
  for (const BothFates& fates : all.fates) {
    all.now.add(fates.now);
    all.then.add(fates.then);
    all.months += fates.months;
  }
  return all;
}

int run_whatif(const WhatIfArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  if (session.patient_named())
    if (const auto patient = session.patient(); !patient) return failed(err, patient.failure());
  const auto text = text_of_file(arguments.file);
  if (!text) return failed(err, text.failure());
  const auto other = pathway_in(*text, session.catalogue());
  if (!other.ok()) return failed(err, Refusal{fmt::format("{}: {}", arguments.file, other.refusal().text)});
  const std::string& point_name = (*rules)->pathway->points()[(*rules)->point];
  const auto point = other->point(point_name);
  if (!point.ok()) return failed(err, Failure{usage, fmt::format("{}: {}", arguments.file, point.refusal().text)});
  const pathway::Rulebook then(*other, session.catalogue(), *point);
  std::optional<Instant> as_of;
  if (!session.arguments().as_of.empty()) {
    const auto told = session.as_of(Zone());
    if (!told) return failed(err, told.failure());
    as_of = *told;
  }
  const Comparison all = compared(session, **rules, then, arguments, as_of, err);
  if (session.json()) {
    tell_as_json(all, *(*rules)->pathway, *other, out);
  } else {
    tell(all, *(*rules)->pathway, *other, out);
  }
  return done;
}

}  // namespace

CommandSyntax pathway_whatif_syntax() {
  auto told = std::make_shared<WhatIfArguments>();
  CommandSyntax whatif("whatif", "The same history under other rules: who would change, and how many alerts",
                       "myotrend pathway whatif mine.json");
  whatif.runs(told, run_whatif);
  whatif.takes("FILE", &told->file, "The other pathway").required().of(Value::file);
  whatif.takes("--every", &told->every, "Decide every so many days").within(1, 366).of(Value::number, "DAYS");
  whatif.takes("--jobs", &told->jobs, "Threads; else one for each core").within(1, 1024);
  return whatif;
}

}  // namespace myotrend::cli
