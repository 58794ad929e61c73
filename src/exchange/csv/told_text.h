#pragma once

#include <string>

#include "myotrend/record/catalogue.h"
#include "myotrend/record/fact.h"

namespace myotrend::csv {

/// The shortest text that reads back as the same number.
std::string number_text(double value);
/// A told number as it was told: `32`, or `4-` where the measure has grades.
std::string value_text(const Measure& measure, double told_value);
/// The word of the told unit; of the stored one when none was told, so that the row finds its series again.
std::string unit_text(const Catalogue& catalogue, const Series& series, Unit told_unit);
/// An upper limit, kept in `stored`, as the text in `told` that comes to the same number again.
std::string upper_limit_text(double upper_limit, Unit stored, Unit told);

}  // namespace myotrend::csv
