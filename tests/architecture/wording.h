#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace myotrend::architecture {

/// What must never be said to anyone, as found in `text`; empty if nothing.
std::vector<std::string> unsayable_in(std::string_view text);

}  // namespace myotrend::architecture
