#include "page.h"

#include <cmath>

#include "version.h"

namespace myotrend::cli {

Page::Page(const pathway::Rulebook& rules, const Picture& picture)
    : rules_(rules), picture_(picture), assessment_(pathway::assess(rules, picture)) {}

report::ReportInput Page::input() const {
  const pathway::Terms& terms = rules_.pathway->terms();
  report::ReportInput input{*rules_.catalogue, picture_, assessment_, {}, program_version};
  input.readings_min = terms.record_readings;
  input.days_min = static_cast<int>(std::ceil(terms.record_days));
  input.gap_days_min = static_cast<int>(std::ceil(terms.stale_after_days));
  input.detector = &rules_.pathway->detector();
  return input;
}

}  // namespace myotrend::cli
