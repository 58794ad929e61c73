#pragma once

#include <string>
#include <vector>

namespace myotrend::replay {

/// SHA-256 (hex): of one text as sha256sum gives it, of several one after the other, each preceded by its length.
std::string fingerprint(const std::vector<std::string>& texts);

}  // namespace myotrend::replay
