#pragma once

#include <string_view>

namespace myotrend::test {

/// Whether a JSON document fits the JSON schema `rules` (draft 7).
bool fits(std::string_view document, std::string_view rules);

}  // namespace myotrend::test
