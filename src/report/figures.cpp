#include "report/figures.h"

#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <cstdlib>

namespace myotrend::report {

namespace {

/// Digits that the method of measuring supports, for a reader's eye.
int decimals_of(Unit unit) {
  switch (unit) {
    case Unit::kilogram_force:
    case Unit::pound_force:
    case Unit::kilogram:
    case Unit::pound:
    case Unit::kilopascal:
    case Unit::milligram_per_litre: return 1;
    case Unit::litre:
    case Unit::microkatal_per_litre:
    case Unit::milligram_per_decilitre: return 2;
    default: return 0;
  }
}

bool counts_things(Unit unit) {
  switch (unit) {
    case Unit::none:
    case Unit::score:
    case Unit::count:
    case Unit::score_total_of_nine: return true;
    default: return false;
  }
}

/// Scores and counts are whole where they were told whole.
bool keeps_fraction(Unit unit) { return counts_things(unit) || unit == Unit::per_day || unit == Unit::per_week; }

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace

std::string decimal(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  return zero && text.front() == '-' ? text.substr(1) : text;
}

std::string figure(double value, Unit unit) {
  if (keeps_fraction(unit)) return without_trailing_zeros(fmt::format("{:.2f}", value));
  return decimal(value, decimals_of(unit));
}

std::string unit_label(Unit unit) {
  if (counts_things(unit)) return {};
  if (unit == Unit::percent) return "%";
  return std::string(word_of(unit));
}

std::string figure_with_unit(double value, Unit unit) {
  const std::string label = unit_label(unit);
  return label.empty() ? figure(value, unit) : figure(value, unit) + " " + label;
}

std::string rate_figure(double per_month, Unit unit) {
  const int decimals = unit == Unit::litre ? 2 : keeps_fraction(unit) ? 2 : 1;
  return decimal(std::fabs(per_month), decimals);
}

std::string percent_figure(double pct) {
  const double size = std::fabs(pct);
  return decimal(size, size < 9.95 ? 1 : 0);
}

double six_digits(double value) {
  if (!std::isfinite(value)) return value;
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

std::string count_of(long count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string day_span(Day from, Day to) {
  if (from == to) return plain_text(from);
  const date::year_month_day first{from}, last{to};
  if (first.year() == last.year() && first.month() == last.month()) {
    return fmt::format("{} to {}", static_cast<unsigned>(first.day()), plain_text(to));
  }
  return plain_text(from) + " to " + plain_text(to);
}

int whole_days(Day from, Day to) { return static_cast<int>((to - from).count()); }

std::string capitalised(std::string_view text) {
  std::string result(text);
  if (!result.empty()) result[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(result[0])));
  return result;
}

}  // namespace myotrend::report
