#pragma once

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// The person's own levels, the limit to compare with, and how the two sides differ. The panel has its fitted lines.
void add_levels(ChartPanel& panel, const ReportInput& input);

/// `now 41.2 kg, 12 % below the own level of 46.8 kg`; empty without an own level.
std::string own_level_words(const ChartPanel& panel, const ChartSeries& series);
/// `The right was 6 % above the left at first and is 11 % below it now.`; empty without both lines.
std::string difference_words(const ChartPanel& panel);

}  // namespace myotrend::report
