#include <fmt/format.h>

#include <memory>
#include <ostream>

#include "commands.h"
#include "session.h"
#include "told_copy.h"

namespace myotrend::cli {
namespace {

struct BackupArguments {
  std::string file;
};

int run_backup(const BackupArguments& arguments, Session& session, std::ostream& out, std::ostream&) {
  session.store().backup(arguments.file);
  if (session.json()) {
    out << told_copy("myotrend.backup/1", session.store_place(), arguments.file) << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("backed up to {}\n", arguments.file);
  }
  return done;
}

}  // namespace

CommandSyntax backup_syntax() {
  auto told = std::make_shared<BackupArguments>();
  CommandSyntax backup("backup", "A copy of the store while it is in use", "myotrend backup myotrend-2025-03-01.db");
  backup.of_the_present().runs(told, run_backup);
  backup.takes("FILE", &told->file, "Where the copy goes").required().of(Value::file);
  return backup;
}

}  // namespace myotrend::cli
