#include <fmt/format.h>

#include <exception>
#include <iostream>

#include "command_line.h"
#include "exit_code.h"
#include "session.h"

namespace myotrend::cli {
namespace {

/// A full disk or a closed pipe: what was asked for did not arrive.
int exit_once_told(int exit) {
  std::cout.flush();
  if (std::cout) return exit;
  const int untold = failed(std::cerr, Failure{partly, "the output could not be written to its end"});
  return exit == done ? untold : exit;
}

int run(int count, const char* const* words) {
  const CommandLine line = parsed(count, words);
  if (!line.run) {
    std::cout << line.answer;
    std::cerr << line.answer_on_err;
    return exit_once_told(line.answer_exit);
  }
  if (!line.no_as_of.empty() && !line.global.as_of.empty())
    return failed(std::cerr, Failure{usage, fmt::format("{} {}", line.name, line.no_as_of)});
  Session session(line.global);
  return exit_once_told(line.run(session, std::cout, std::cerr));
}

}  // namespace
}  // namespace myotrend::cli

int main(int count, char** words) {
  using namespace myotrend;
  try {
    return cli::run(count, words);
  } catch (const StoreError& error) {
    std::cout.flush();
    std::cerr << "myotrend: " << error.what() << '\n';
    return cli::bad_store;
  } catch (const std::exception& error) {
    std::cout.flush();
    std::cerr << "myotrend: a fault of the program: " << error.what() << '\n';
    return cli::fault;
  }
}
