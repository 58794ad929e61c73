#pragma once

#include <string>
#include <vector>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// A line of the comparison: what, then, now.
struct Compared {
  std::string what, then, now;
  bool differs() const { return then != now; }
};

/// Both times of one patient, line by line.
std::vector<Compared> compared(const ReportInput& then, const ReportInput& now, const ClinicalPicture& then_picture,
                               const ClinicalPicture& now_picture);
/// The chart of the same measure, unit and method at the other time, if there was one.
const ChartPanel* same_panel(const ClinicalPicture& picture, const ChartPanel& panel);
/// The day of a judgement.
std::string known_on(const Assessment& of);

}  // namespace myotrend::report
