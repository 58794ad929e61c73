#include "languages.h"

#include <fmt/format.h>

#include <algorithm>

namespace myotrend::cli {

Attempt<std::string> language_code(const std::string& asked, const std::vector<std::string>& known) {
  const auto is_known = [&known](const std::string& code) {
    return std::find(known.begin(), known.end(), code) != known.end();
  };
  if (!asked.empty()) {
    if (is_known(asked)) return asked;
    return Failure{usage, fmt::format("language \"{}\" is not known; use {}", asked, fmt::join(known, ", "))};
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string told = variable(name);
    if (told.empty()) continue;
    const std::string code = told.substr(0, told.find_first_of("_.@"));
    return is_known(code) ? code : std::string("en");
  }
  return std::string("en");
}

}  // namespace myotrend::cli
