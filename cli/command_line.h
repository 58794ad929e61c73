#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "global_arguments.h"

namespace myotrend::cli {

class Session;

/// A command as it was typed, ready to run; or an answer that needs none (--help, --version, a slip of the keyboard).
struct CommandLine {
  GlobalArguments global;
  std::string no_as_of;  // why it refuses --as-of, or empty
  std::string name;
  std::function<int(Session&, std::ostream& out, std::ostream& err)> run;

  int answer_exit = 0;  // only without `run`
  std::string answer, answer_on_err;
};

CommandLine parsed(int count, const char* const* words);

}  // namespace myotrend::cli
