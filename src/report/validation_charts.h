#pragma once

#include "myotrend/report/validation.h"
#include "report/curve_chart.h"

namespace myotrend::report {

CurveChart frontier_chart(const ValidationShown& shown);
CurveChart calibration_chart(const ValidationShown& shown);
CurveChart delay_chart(const ValidationShown& shown);
CurveChart months_chart(const PracticeShown& shown);
std::vector<IntervalRow> class_rows(const ValidationShown& shown);
std::vector<IntervalRow> rule_rows(const ValidationShown& shown);

}  // namespace myotrend::report
