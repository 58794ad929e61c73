#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <thread>
#include <vector>

#include "commands.h"
#include "myotrend/exchange/csv.h"
#include "myotrend/monitor/built_in.h"
#include "myotrend/replay/cohort.h"
#include "output_place.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct SimulateArguments {
  unsigned patients = 0, seed = 1, jobs = 0;
  std::string folder, mix, parameters;
};

constexpr std::size_t patients_of_one_turn = 32;  // of each job: what is held in memory

/// The four files of a cohort, or a part of each.
struct CohortText {
  std::string patients, measurements, events, truth;

  void head() {
    row(patients, {"patient_id", "sex", "birth_year", "height_cm", "weight_kg", "dominant_hand", "covid_date",
                   "treatment_start", "time_zone", "enrolment_date", "followup_end"});
    row(measurements,
        {"patient_id", "effective_time", "recorded_time", "measure", "value", "unit", "body_site", "source"});
    row(events, {"patient_id", "kind", "start_time", "end_time", "recorded_time"});
    row(truth, {"patient_id", "truth_class", "subtype", "progressive", "onset_date", "enrolment_date", "followup_end",
                "rate_pct_month"});
  }

  void add(const simulation::SimulatedPatient& simulated) {
    const Patient& p = simulated.patient;
    const std::string enrolment = iso_text(*p.enrolment), end = iso_text(*p.followup_end);
    row(patients, {p.id.text, word_of(p.sex), fmt::format("{}", p.birth_year), fmt::format("{:.0f}", *p.height_cm),
                   fmt::format("{:.1f}", *p.weight_kg), word_of(p.dominant_hand), iso_text(*p.covid_date),
                   iso_text(simulated.treatment_start), p.zone.name(), enrolment, end});
    for (const simulation::SimulatedRow& each : simulated.rows) {
      const std::string effective = iso_text(each.effective, p.zone);
      const std::string recorded = each.recorded == each.effective ? effective : iso_text(each.recorded, p.zone);
      row(measurements,
          {p.id.text, effective, recorded, each.measure, each.value, each.unit, word_of(each.side), each.source});
    }
    for (const simulation::SimulatedEvent& each : simulated.events)
      row(events, {p.id.text, word_of(each.kind), iso_text(each.start, p.zone),
                   each.end ? iso_text(*each.end, p.zone) : std::string(), iso_text(each.recorded, p.zone)});
    const simulation::Truth& t = simulated.truth;
    row(truth, {p.id.text, t.name, t.subtype, t.progressive ? "1" : "0", t.onset ? iso_text(*t.onset) : std::string(),
                enrolment, end, fmt::format("{:.2f}", t.rate_pct_per_month)});
  }

 private:
  struct Field {
    Field(std::string_view text) : view(text) {}    // NOLINT(*-explicit-*)
    Field(const char* text) : view(text) {}         // NOLINT(*-explicit-*)
    Field(const std::string& text) : view(text) {}  // NOLINT(*-explicit-*)
    std::string_view view;
  };
  static void row(std::string& out, std::initializer_list<Field> fields) {
    csv::Writer writer(out);
    for (const Field& field : fields) writer.field(field.view);
    writer.end_row();
  }
};

/// The files of a cohort while they grow.
class CohortFiles {
 public:
  static constexpr std::array<const char*, 4> names{"patients.csv", "measurements.csv", "events.csv", "truth.csv"};

  explicit CohortFiles(const std::string& folder) : folder_(folder) {
    std::error_code ignored;
    std::filesystem::create_directories(folder_, ignored);
    for (std::size_t i = 0; i < names.size(); ++i) files_[i].open(folder_ / names[i], std::ios::binary);
  }
  bool write(const CohortText& text) {
    files_[0] << text.patients;
    files_[1] << text.measurements;
    files_[2] << text.events;
    files_[3] << text.truth;
    return std::all_of(files_.begin(), files_.end(), [](const std::ofstream& file) { return file.good(); });
  }
  bool close() {
    for (std::ofstream& file : files_) file.close();
    return std::none_of(files_.begin(), files_.end(), [](const std::ofstream& file) { return file.fail(); });
  }

 private:
  std::filesystem::path folder_;
  std::array<std::ofstream, 4> files_;
};

Attempt<simulation::CohortParameters> parameters_told(const SimulateArguments& arguments) {
  auto shipped = simulation::parse_cohort(built_in_texts().cohort);
  if (!shipped.ok()) return Failure{fault, shipped.refusal().text};
  simulation::CohortParameters parameters = std::move(shipped).value();
  const auto told_in = [&](const std::string& file, auto change) -> std::optional<Failure> {
    if (file.empty()) return std::nullopt;
    const auto text = text_of_file(file);
    if (!text) return text.failure();
    auto changed = change(parameters, *text);
    if (!changed.ok()) return Failure{refused, fmt::format("{}: {}", file, changed.refusal().text)};
    parameters = std::move(changed).value();
    return std::nullopt;
  };
  if (auto failure = told_in(arguments.parameters, simulation::changed_cohort)) return *failure;
  if (auto failure = told_in(arguments.mix, simulation::mixed_cohort)) return *failure;
  return parameters;
}

/// Texts of `count` patients from `first` on, in their order, made by several threads.
std::vector<CohortText> texts_of(const simulation::CohortParameters& parameters, unsigned seed, std::size_t first,
                                 std::size_t count, std::size_t jobs) {
  std::vector<CohortText> texts(std::min(jobs, count));
  const auto work = [&](std::size_t job) {
    const std::size_t begin = first + count * job / texts.size(), end = first + count * (job + 1) / texts.size();
    for (std::size_t index = begin; index < end; ++index)
      texts[job].add(simulation::simulated_patient(parameters, seed, index));
  };
  std::vector<std::thread> threads;
  for (std::size_t job = 1; job < texts.size(); ++job) threads.emplace_back(work, job);
  if (!texts.empty()) work(0);
  for (std::thread& thread : threads) thread.join();
  return texts;
}

int run_simulate(const SimulateArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto parameters = parameters_told(arguments);
  if (!parameters) return failed(err, parameters.failure());
  for (const char* name : CohortFiles::names)
    if (const auto failure = refused_as_output(session, (std::filesystem::path(arguments.folder) / name).string()))
      return failed(err, *failure);
  const Failure unwritten{refused, fmt::format("{} cannot be written", arguments.folder)};
  CohortFiles files(arguments.folder);
  CohortText header;
  header.head();
  if (!files.write(header)) return failed(err, unwritten);
  const std::size_t jobs = arguments.jobs ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
  const bool show_progress = isatty(STDERR_FILENO) && !session.quiet();
  for (std::size_t first = 0; first < arguments.patients;) {
    const std::size_t count = std::min(arguments.patients - first, jobs * patients_of_one_turn);
    for (const CohortText& text : texts_of(*parameters, arguments.seed, first, count, jobs))
      if (!files.write(text)) return failed(err, unwritten);
    first += count;
    if (show_progress) err << fmt::format("\r{:3} %, {} patients", 100 * first / arguments.patients, first);
    if (show_progress) err.flush();
  }
  if (show_progress) err << "\r\x1b[K";
  if (!files.close()) return failed(err, unwritten);
  if (session.json()) {
    out << fmt::format("{{\"schema\":\"myotrend.simulate/1\",\"patients\":{},\"seed\":{}}}\n", arguments.patients,
                       arguments.seed);
  } else if (!session.quiet()) {
    out << fmt::format("wrote {} simulated patients of seed {} to {}\n", arguments.patients, arguments.seed,
                       arguments.folder);
  }
  return done;
}

}  // namespace

CommandSyntax simulate_syntax() {
  auto told = std::make_shared<SimulateArguments>();
  CommandSyntax command("simulate", "A cohort of simulated patients with the truth about them",
                        "myotrend simulate --patients 200 --seed 7 -o cohort");
  command.of_the_present().runs(told, run_simulate);
  command.takes("-o,--output", &told->folder, "Where patients.csv, measurements.csv, events.csv and truth.csv go")
      .required()
      .of(Value::folder);
  command.takes("--patients", &told->patients, "How many").required().of(Value::number).within(1, 10'000'000);
  command.takes("--seed", &told->seed, "The same seed gives the same bytes; 1 if not told").of(Value::number);
  command.takes("--mix", &told->mix, "Shares of classes, JSON: {\"recovering\": 0.5, ...}").of(Value::file);
  command.takes("--parameters", &told->parameters, "Numbers that differ from schema/cohort.json, in its form")
      .of(Value::file);
  command.takes("--jobs", &told->jobs, "How many work at once; 0: one for each core").of(Value::number);
  return command;
}

}  // namespace myotrend::cli
