#pragma once

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// How a series moves. Strength that a rule rests on: the assessment's own rate. A diary item: its weeks, tested with
/// ties. Laboratory values have no rate: they do not trend. Everything else: the robust slope of its readings.
Motion motion_of(const ReportInput& input, const ChartPanel& panel, const ChartSeries& series);

}  // namespace myotrend::report
