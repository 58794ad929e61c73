#pragma once

#include <string>

namespace myotrend::report {

/// The text of `tests/report/golden/<name>`. With MYOTREND_WRITE_GOLDEN set, `found` becomes that text first.
std::string golden(const std::string& name, const std::string& found);

}  // namespace myotrend::report
