#include <fmt/format.h>

#include <ostream>

#include "commands.h"
#include "open_store.h"
#include "session.h"

namespace myotrend::cli {

int run_restore(const RestoreArguments& arguments, Session& session, std::ostream& out, std::ostream&) {
  const std::string place = session.store_place();
  restore_store(arguments.file, place);
  if (session.json()) {
    out << "{}\n";
  } else if (!session.quiet()) {
    out << fmt::format("restored {} from {}\n", place, arguments.file);
  }
  return done;
}

}  // namespace myotrend::cli
