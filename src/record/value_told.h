#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/entry.h"

namespace myotrend {

/// The value of a measurement, read from words.
struct ToldValue {
  Unit stored = Unit::none;  // the series' unit
  double value = 0;          // in `stored`
  double told_value = 0;
  Unit told_unit = Unit::none;
  double upper_limit = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> trials;  // in the told unit
  std::string grade;
  std::vector<std::string> warnings;
  bool held_out = false;
};

Result<ToldValue> value_told(const Told& told, const Catalogue& catalogue, MeasureCode code);

/// `kg, lb or N`.
std::string list_text(std::span<const std::string_view> words);
/// Same word, whatever the case of its ASCII letters.
bool same_letters(std::string_view a, std::string_view b);
/// Without blanks at the ends.
std::string_view trimmed(std::string_view text);

}  // namespace myotrend
