#include "report/readings_shown.h"

#include <fmt/format.h>

#include "report/figures.h"

namespace myotrend::report {

namespace {

const std::string nothing_said;

bool left_out(DataQualityKind kind) {
  return kind == DataQualityKind::unit || kind == DataQualityKind::held || kind == DataQualityKind::summed_trials ||
         kind == DataQualityKind::outside_hard_range;
}

void append(std::string& remark, const std::string& more) {
  if (!remark.empty()) remark += "; ";
  remark += more;
}

}  // namespace

ReadingMarks::ReadingMarks(const ReportInput& input) : input_(input) {
  for (const auto& aside : input.assessment.set_aside) {
    for (const auto& id : aside.readings) {
      state_by_id_[id] = PointState::set_aside;
      set_aside_[id] = aside.reason;
    }
  }
  for (const auto& quality : input.assessment.data_quality) {
    if (!left_out(quality.kind)) continue;
    for (const auto& id : quality.readings) state_by_id_[id] = PointState::held;
  }
  const History& history = *input.picture.history;
  for (const auto& correction : history.corrections) {
    if (correction.recorded <= input.picture.as_of) corrected_[correction.target].correction = &correction;
  }
  if (corrected_.empty()) return;
  for (const auto& reading : history.readings) {
    const auto found = corrected_.find(key_of(reading));
    if (found != corrected_.end()) found->second.first_told = &reading;
  }
}

const std::string& ReadingMarks::set_aside_reason(const std::string& id) const {
  const auto found = set_aside_.find(id);
  return found == set_aside_.end() ? nothing_said : found->second;
}

const Details* ReadingMarks::details_of(const Reading& reading) const {
  const auto& details = input_.picture.history->details;
  return reading.details < details.size() ? &details[reading.details] : nullptr;
}

void ReadingMarks::add_trials(ChartPoint& point, const Reading& reading, const Reading& first_told) const {
  const Details* details = details_of(first_told);
  const Unit stored = input_.picture.history->series[reading.series].unit;
  if (!details || details->trials.size() < 2) return;
  for (const double trial : details->trials) {
    const Quantity told(trial, first_told.told_unit);
    if (told.convertible_to(stored)) point.trials.push_back(told.in(stored));
  }
}

ChartPoint ReadingMarks::point_of(const Reading& reading, bool duplicate) const {
  ChartPoint point;
  point.at = reading.effective;
  point.day = reading.day;
  point.value = reading.value;
  point.id = fact_id(*input_.picture.history, key_of(reading));
  const Reading* first_told = &reading;
  const auto corrected = corrected_.find(key_of(reading));
  if (corrected != corrected_.end() && corrected->second.first_told) {
    first_told = corrected->second.first_told;
    point.state = PointState::corrected;
    point.before = first_told->value;
    const Unit unit = input_.picture.history->series[reading.series].unit;
    const std::string before = first_told->could_not() ? "could not" : figure_with_unit(first_told->value, unit);
    append(point.remark, fmt::format("corrected from {}: {}", before, corrected->second.correction->why));
  }
  add_trials(point, reading, *first_told);
  const auto marked = state_by_id_.find(point.id);
  if (marked != state_by_id_.end()) point.state = marked->second;
  if (duplicate) point.state = PointState::duplicate;
  if (reading.could_not()) point.state = PointState::could_not;
  if (const Details* details = details_of(reading); details && !details->note.empty())
    append(point.remark, details->note);
  return point;
}

}  // namespace myotrend::report
