#pragma once

#include <string>
#include <string_view>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// A value as people write it: grip `32.4`, MIP `71`, litres `3.41`; the unit is not part of it.
std::string figure(double value, Unit unit);
/// The value with its unit: `32.4 kg`; a score has none.
std::string figure_with_unit(double value, Unit unit);
/// A rate needs one more digit than the value: `0.9`, `1.8`.
std::string rate_figure(double per_month, Unit unit);
std::string percent_figure(double pct);
/// `kg`, `cmH2O`, `%`; empty for a score or count.
std::string unit_label(Unit unit);

/// `value` with at most `decimals` decimals, no zeros at the end of whole scores.
std::string decimal(double value, int decimals);
/// 6 significant digits, as every figure that leaves the program for another one.
double six_digits(double value);

/// `1 day`, `12 days`.
std::string count_of(long count, std::string_view one, std::string_view many);
/// `6 May 2025`, or `6 to 12 May 2025`.
std::string day_span(Day from, Day to);
/// Whole days from `from` to `to`.
int whole_days(Day from, Day to);
/// `January 2025` begins with a capital; so does every sentence.
std::string capitalised(std::string_view text);

}  // namespace myotrend::report
