#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/catalogue.h"

namespace myotrend {

/// What one of the two texts says.
struct MeasuresText {
  std::string version;
  std::vector<Measure> measures;
};
struct SignsText {
  std::string version;
  std::vector<Sign> signs;
};

Result<MeasuresText> measures_in(std::string_view json);
Result<SignsText> signs_in(std::string_view json);

}  // namespace myotrend
