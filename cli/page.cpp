#include "page.h"

#include <cmath>

#include "version.h"

namespace myotrend::cli {

Page::Page(const pathway::Rulebook& rules, const Picture& picture, std::optional<Instant> since)
    : rules_(rules), picture_(picture), since_(since), assessment_(pathway::assess(rules, picture)) {}

report::ReportInput Page::input() const {
  const pathway::Terms& terms = rules_.pathway->terms();
  report::ReportInput input{*rules_.catalogue, picture_, assessment_, {}, program_version};
  input.since = since_;
  input.readings_min = terms.record_readings;
  input.days_min = static_cast<int>(std::ceil(terms.record_days));
  input.gap_days_min = static_cast<int>(std::ceil(terms.stale_after_days));
  input.own_level_readings = terms.own_level_readings;
  input.own_level_older_than_days = terms.own_level_older_than_days;
  input.learning_sessions = terms.skip_sessions;
  input.detector = &rules_.pathway->detector();
  return input;
}

}  // namespace myotrend::cli
