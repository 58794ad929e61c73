#include <algorithm>
#include <memory>
#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct LogArguments {
  std::string measure;
  std::vector<std::string> words;  // values, and a unit at the end
  std::string side, region, muscle, at, source, device, method, upper_limit, by, note;
};

/// `32`, `31,5`, `4-`, `could-not`: not a unit.
bool looks_like_value(std::string_view word) {
  if (word == "could-not" || word == "present" || word == "absent") return true;
  if (!word.empty() && (word.front() == '-' || word.front() == '+')) word.remove_prefix(1);
  return !word.empty() && (word.front() == '.' || (word.front() >= '0' && word.front() <= '9'));
}

/// `31kg` is 31 and kg: a value and its unit, glued together.
void take_apart(std::vector<std::string>& values, std::string& unit) {
  const std::string& last = values.back();
  const auto number_end = last.find_first_not_of("0123456789.,+-");
  if (number_end == std::string::npos || number_end == 0 || !looks_like_value(last)) return;
  if (last == "could-not" || last == "present" || last == "absent") return;
  unit = last.substr(number_end);
  values.back().resize(number_end);
}

Told told_reading(const LogArguments& arguments, const std::string& author) {
  Told told;
  told.code = arguments.measure;
  std::vector<std::string> values = arguments.words;
  if (values.size() > 1 && !looks_like_value(values.back())) {
    told.unit = values.back();
    values.pop_back();
  } else if (!values.empty()) {
    take_apart(values, told.unit);
  }
  if (values.size() == 1) {
    told.value = values.front();
  } else {
    told.trials = values;
  }
  told.side = arguments.side;
  told.region = arguments.region;
  told.muscle = arguments.muscle;
  told.source = arguments.source;
  told.device = arguments.device;
  told.method = arguments.method;
  told.upper_limit = arguments.upper_limit;
  told.effective = arguments.at;
  told.author = author;
  told.note = arguments.note;
  return told;
}

int run_log(const LogArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto recording = session.recording();
  if (!recording) return failed(err, recording.failure());
  const auto& [rules, patient, now] = *recording;
  auto read = entry_told(told_reading(arguments, session.who(arguments.by)), session.catalogue(), patient.zone, now);
  if (!read.ok()) return failed(err, read.refusal());
  Entry entry = std::move(read).value();
  if (const auto refusal = held_against_life(patient, arguments.measure, now, entry)) return failed(err, *refusal);
  const std::vector<std::string> warnings = entry.warnings;
  const Outcome outcome =
      Monitor(session.store(), *rules).record(patient.id, std::vector<Entry>{std::move(entry)}, now);
  tell_outcome(outcome, {"recorded", warnings}, patient.id, session, out, err);
  return done;
}

}  // namespace

CommandSyntax log_syntax() {
  auto told = std::make_shared<LogArguments>();
  CommandSyntax log("log", "Records a reading and judges the patient",
                    "myotrend log grip 30 32 31 kg --side left -p P7");
  log.writes().runs(told, run_log);
  log.takes("MEASURE", &told->measure, "grip, mip, ck, fatigue...").required().of(Value::measure);
  log.takes("VALUE", &told->words, "One value, the trials of a session, or could-not; then the unit").required();
  log.takes("--side", &told->side, "left or right");
  log.takes("--region", &told->region, "bulbar, cervical, thoracic or lumbosacral");
  log.takes("--muscle", &told->muscle, "The muscle, for mrc");
  log.takes("--at", &told->at, "When it held; else now").of(Value::time);
  log.takes("--source", &told->source, "patient, clinician, lab or device");
  log.takes("--device", &told->device, "Which device");
  log.takes("--method", &told->method, "How it was measured");
  log.takes("--upper-limit", &told->upper_limit, "The laboratory's own upper limit");
  log.takes("--by", &told->by, "Who enters it");
  log.takes("--note", &told->note, "Anything worth keeping");
  return log;
}

}  // namespace myotrend::cli
