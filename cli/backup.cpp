#include <fmt/format.h>

#include <ostream>

#include "commands.h"
#include "session.h"

namespace myotrend::cli {

int run_backup(const BackupArguments& arguments, Session& session, std::ostream& out, std::ostream&) {
  session.store().backup(arguments.file);
  if (!session.quiet() && !session.json()) out << fmt::format("backed up to {}\n", arguments.file);
  if (session.json()) out << "{}\n";
  return done;
}

}  // namespace myotrend::cli
