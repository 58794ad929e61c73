#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>
#include <thread>

#include "commands.h"
#include "each_patient.h"
#include "myotrend/replay/noise.h"
#include "output_place.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct CalibrateArguments {
  std::string patients, detector;
  unsigned jobs = 0;
};

constexpr std::size_t left_out_kinds = static_cast<std::size_t>(replay::LeftOut::last) + 1;

/// Who teaches the sizes of noise, and who does not.
struct Gathered {
  std::vector<replay::SteadyRecord> records;
  std::array<std::size_t, left_out_kinds> left_out{};
};

/// The patients named in a file, one on each line.
Attempt<std::vector<PatientId>> patients_named(const std::string& file, const std::vector<PatientId>& known) {
  const auto text = text_of_file(file);
  if (!text) return text.failure();
  std::vector<PatientId> named;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty()) continue;
    if (std::find(known.begin(), known.end(), PatientId{line}) == known.end())
      return Failure{not_there, fmt::format("{}: patient \"{}\" is not known", file, line)};
    named.push_back({line});
  }
  return named;
}

/// Reads the patients in parallel; the records stand in the patients' order.
class Gathering {
 public:
  Gathering(const pathway::Rulebook& rules, std::vector<PatientId> ids, Instant as_of, bool named)
      : rules_(rules),
        ids_(std::move(ids)),
        as_of_(as_of),
        named_(named),
        terms_(replay::shipped_steady_terms(rules.evidence_worth_saying)),
        found_(ids_.size()) {}

  Gathered run(Store& store, unsigned jobs) {
    each_patient(
        store, ids_, jobs,
        [this](std::size_t index, const History& history) {
          found_[index] =
              replay::steady_record(rules_.design, *rules_.catalogue, known_at(history, as_of_), terms_, named_);
        },
        [](std::size_t) {});
    Gathered gathered;
    for (auto& found : found_) {
      if (!found) continue;  // erased meanwhile
      if (auto* record = std::get_if<replay::SteadyRecord>(&*found))
        gathered.records.push_back(std::move(*record));
      else
        ++gathered.left_out[static_cast<std::size_t>(std::get<replay::LeftOut>(*found))];
    }
    return gathered;
  }

 private:
  const pathway::Rulebook& rules_;
  std::vector<PatientId> ids_;
  Instant as_of_;
  bool named_;
  replay::SteadyTerms terms_;
  std::vector<std::optional<std::variant<replay::SteadyRecord, replay::LeftOut>>> found_;
};

void tell(const Gathered& gathered, const replay::NoiseCalibration& calibration, std::ostream& out) {
  out << fmt::format("{} patients taken: {} grip readings of {}, {} MIP readings of {}\n", gathered.records.size(),
                     calibration.hand_readings, calibration.hand_patients, calibration.mip_readings,
                     calibration.mip_patients);
  for (std::size_t why = 0; why < left_out_kinds; ++why)
    if (gathered.left_out[why] > 0)
      out << fmt::format("{} left out: {}\n", gathered.left_out[why], word_of(static_cast<replay::LeftOut>(why)));
  out << fmt::format("\n{:<16}{:>9}{:>9}{:>9}   {:<20}\n", "size", "shipped", "here", "error", "95 %");
  for (const replay::NoiseEstimate& each : calibration.estimates)
    out << fmt::format("{:<16}{:>9.4g}{:>9.3g}{:>9}   {:<20} {}\n", each.name, each.shipped, each.estimate,
                       each.at_zero ? "-" : fmt::format("{:.2g}", each.standard_error),
                       fmt::format("{:.3g} to {:.3g}", each.low_95, each.high_95), each.unit);
  if (!calibration.settled) out << "The search did not come to its end: take no figure from it.\n";
}

std::string as_json(const Gathered& gathered, const replay::NoiseCalibration& calibration) {
  using Json = nlohmann::ordered_json;
  const auto six = [](double value) {
    return std::isfinite(value) ? Json(std::stod(fmt::format("{:.6g}", value))) : Json();
  };
  Json document = {{"schema", "myotrend.calibration/1"},
                   {"patients", gathered.records.size()},
                   {"grip", {{"patients", calibration.hand_patients}, {"readings", calibration.hand_readings}}},
                   {"mip", {{"patients", calibration.mip_patients}, {"readings", calibration.mip_readings}}},
                   {"left_out", Json::object()},
                   {"settled", calibration.settled},
                   {"log_likelihood_gained", six(calibration.log_likelihood_gained)},
                   {"sizes", Json::array()}};
  for (std::size_t why = 0; why < left_out_kinds; ++why)
    document["left_out"][std::string(word_of(static_cast<replay::LeftOut>(why)))] = gathered.left_out[why];
  for (const replay::NoiseEstimate& each : calibration.estimates)
    document["sizes"].push_back({{"name", each.name},
                                 {"unit", each.unit},
                                 {"shipped", six(each.shipped)},
                                 {"estimate", six(each.estimate)},
                                 {"standard_error", six(each.standard_error)},
                                 {"interval_95", {six(each.low_95), six(each.high_95)}}});
  return document.dump() + "\n";
}

int run_calibrate(const CalibrateArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  if (const auto failure = refused_as_output(session, arguments.detector)) return failed(err, *failure);
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  std::vector<PatientId> ids = session.store().patient_ids();
  const bool named = !arguments.patients.empty();
  if (named) {
    auto listed = patients_named(arguments.patients, ids);
    if (!listed) return failed(err, listed.failure());
    ids = *listed;
  }
  const unsigned jobs = arguments.jobs ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
  const Gathered gathered = Gathering(**rules, ids, *as_of, named).run(session.store(), jobs);
  const auto calibration = replay::calibrated_noise((*rules)->design.parameters(), gathered.records, jobs);
  if (calibration.estimates.empty())
    return failed(err, Failure{refused, fmt::format("{} patients with enough readings are too few to learn from",
                                                    gathered.records.size())});
  if (session.json()) {
    out << as_json(gathered, calibration);
  } else {
    tell(gathered, calibration, out);
  }
  if (arguments.detector.empty()) return done;
  if (!calibration.settled)
    return failed(err, Failure{refused, "nothing was written: the search did not come to its end"});
  const auto text = session.detector_text();
  if (!text) return failed(err, text.failure());
  if (const auto failure = write_file(arguments.detector, replay::calibrated_detector(*text, calibration)))
    return failed(err, *failure);
  if (!session.json() && !session.quiet())
    out << fmt::format("\nwrote {}; judge by it with --pathway {}\n", arguments.detector, arguments.detector);
  return done;
}

}  // namespace

CommandSyntax calibrate_syntax() {
  auto told = std::make_shared<CalibrateArguments>();
  CommandSyntax command("calibrate", "The sizes of noise in this store's own patients, beside the shipped ones",
                        "myotrend pathway calibrate -o detector.json");
  command.runs(told, run_calibrate);
  command.takes("--patients-file", &told->patients, "Only these patients, one on each line; else all that are steady")
      .of(Value::file);
  command.takes("-o,--output", &told->detector, "Where a detector file with these sizes goes; else nothing is changed")
      .of(Value::file);
  command.takes("--jobs", &told->jobs, "Threads; else one for each core").within(1, 1024);
  return command;
}

}  // namespace myotrend::cli
