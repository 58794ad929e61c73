#pragma once

#include <string>
#include <string_view>

namespace myotrend::cli {

/// One object of JSON: the store, the backup, and how many bytes the backup has.
std::string told_copy(std::string_view schema, const std::string& store, const std::string& backup);

}  // namespace myotrend::cli
