#include "exchange/csv/told_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace myotrend::csv {

std::string number_text(double value) { return fmt::format("{}", value); }

std::string value_text(const Measure& measure, double told_value) {
  const std::string_view grade = grade_word(measure, told_value);
  return grade.empty() ? number_text(told_value) : std::string(grade);
}

std::string unit_text(const Catalogue& catalogue, const Series& series, Unit told_unit) {
  const Unit unit = told_unit == Unit::none ? series.unit : told_unit;
  if (const MeasureForm* form = catalogue.form(series.measure, series.unit))
    for (const UnitWord& word : form->units)
      if (word.unit == unit) return word.word;
  return std::string(word_of(unit));
}

std::string upper_limit_text(double upper_limit, Unit stored, Unit told) {
  if (std::isnan(upper_limit)) return {};
  const Unit unit = told == Unit::none ? stored : told;
  const double converted = Quantity(upper_limit, stored).in(unit);
  const auto comes_back = [&](double candidate) { return Quantity(candidate, unit).in(stored) == upper_limit; };
  // 195 U/L told as 3.25 ukat/L would come back as 3.2500000000000004; the shortest number that means the same is the
  // told one.
  for (int digits = 1; digits <= 17; ++digits) {
    const std::string text = fmt::format("{:.{}g}", converted, digits);
    double candidate = 0;
    std::from_chars(text.data(), text.data() + text.size(), candidate);
    if (comes_back(candidate)) return number_text(candidate);
  }
  for (const double neighbour : {std::nextafter(converted, 0.0), std::nextafter(converted, HUGE_VAL)})
    if (comes_back(neighbour)) return number_text(neighbour);
  return number_text(converted);
}

}  // namespace myotrend::csv
