#include <fmt/format.h>

#include <memory>
#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct SignArguments {
  std::string sign, finding, region, side, muscle, grade, source, at, by, note;
};

int run_sign(const SignArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto recording = session.recording();
  if (!recording) return failed(err, recording.failure());
  const auto& [rules, patient, now] = *recording;
  if (session.catalogue().measure(arguments.sign) && !session.catalogue().sign(arguments.sign))
    return failed(
        err, Refusal{fmt::format("{} is a measure, not a sign; use: log {} VALUE", arguments.sign, arguments.sign)});
  Told told;
  told.code = arguments.sign;
  told.value = arguments.finding;
  told.side = arguments.side;
  told.region = arguments.region;
  told.muscle = arguments.muscle;
  told.grade = arguments.grade;
  told.source = arguments.source;
  told.effective = arguments.at;
  told.author = session.who(arguments.by);
  told.note = arguments.note;
  auto read = entry_told(told, session.catalogue(), patient.zone, now);
  if (!read.ok()) return failed(err, read.refusal());
  Entry entry = std::move(read).value();
  if (const auto refusal = held_against_life(patient, arguments.sign, now, entry)) return failed(err, *refusal);
  const std::vector<std::string> warnings = entry.warnings;
  const Outcome outcome =
      Monitor(session.store(), *rules).record(patient.id, std::vector<Entry>{std::move(entry)}, now);
  tell_outcome(outcome, {"recorded", warnings}, patient.id, session, out, err);
  return done;
}

}  // namespace

CommandSyntax sign_syntax() {
  auto told = std::make_shared<SignArguments>();
  CommandSyntax sign("sign", "Records a sign that was looked for",
                     "myotrend sign babinski present --side left --source clinician -p P7");
  sign.writes().runs(told, run_sign);
  sign.takes("SIGN", &told->sign, "weakness, babinski, dysphagia...").required().of(Value::sign);
  sign.takes("FINDING", &told->finding, "present or absent").required();
  sign.takes("--region", &told->region, "bulbar, cervical, thoracic or lumbosacral");
  sign.takes("--side", &told->side, "left or right");
  sign.takes("--muscle", &told->muscle, "The muscle");
  sign.takes("--grade", &told->grade, "How marked");
  sign.takes("--source", &told->source, "clinician, or patient (which it is when not told)");
  sign.takes("--at", &told->at, "When it was looked for; else now").of(Value::time);
  sign.takes("--by", &told->by, "Who enters it");
  sign.takes("--note", &told->note, "Anything worth keeping");
  return sign;
}

}  // namespace myotrend::cli
