#include <fmt/format.h>

#include <memory>
#include <ostream>

#include "commands.h"
#include "open_store.h"
#include "session.h"
#include "told_copy.h"

namespace myotrend::cli {
namespace {

struct RestoreArguments {
  std::string file;
};

int run_restore(const RestoreArguments& arguments, Session& session, std::ostream& out, std::ostream&) {
  const std::string place = session.store_place();
  restore_store(arguments.file, place);
  if (session.json()) {
    out << told_copy("myotrend.restore/1", place, arguments.file) << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("restored {} from {}\n", place, arguments.file);
  }
  return done;
}

}  // namespace

CommandSyntax restore_syntax() {
  auto told = std::make_shared<RestoreArguments>();
  CommandSyntax restore("restore", "Puts a backup in the place of the store",
                        "myotrend restore myotrend-2025-03-01.db");
  restore.writes().runs(told, run_restore);
  restore.takes("FILE", &told->file, "A backup").required().of(Value::file);
  return restore;
}

}  // namespace myotrend::cli
