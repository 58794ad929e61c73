#pragma once

#include <string>
#include <vector>

#include "session.h"

namespace myotrend::cli {

/// The language asked for (`de`); none asked: that of $LC_ALL, $LC_MESSAGES or $LANG if it is known, else English.
/// `known`: sorted codes. A language that was asked for and is not known is a usage failure that names those that are.
Attempt<std::string> language_code(const std::string& asked, const std::vector<std::string>& known);

}  // namespace myotrend::cli
