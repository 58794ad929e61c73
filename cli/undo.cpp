#include <memory>
#include <ostream>

#include "commands.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct UndoArguments {
  std::string by;
};

int run_undo(const UndoArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto recording = session.recording();
  if (!recording) return failed(err, recording.failure());
  const auto& [rules, patient, now] = *recording;
  const auto outcome = Monitor(session.store(), *rules).undo(patient.id, session.who(arguments.by), now);
  if (!outcome.ok()) return failed(err, outcome.refusal());
  tell_outcome(*outcome, {"undone", {}}, patient.id, session, out, err);
  return done;
}

}  // namespace

CommandSyntax undo_syntax() {
  auto told = std::make_shared<UndoArguments>();
  CommandSyntax undo("undo", "Takes back your last entry, if it is younger than an hour", "myotrend undo -p P7");
  undo.writes().runs(told, run_undo);
  undo.takes("--by", &told->by, "Whose last entry");
  return undo;
}

}  // namespace myotrend::cli
