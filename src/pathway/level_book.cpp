#include "pathway/level_book.h"

#include <algorithm>

namespace myotrend::pathway {

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const double upper = *middle;
  if (values.size() % 2 == 1) return upper;
  return (*std::max_element(values.begin(), middle) + upper) / 2;
}

void LevelBook::add(const History& history, const Reading& reading, std::uint32_t index, bool valid) {
  const Series& series = history.series[reading.series];
  auto it = std::find_if(groups_.begin(), groups_.end(), [&](const Group& group) {
    return group.unit == series.unit && group.device == series.device && group.method == series.method &&
           group.devices_declared == devices_declared_;
  });
  if (it == groups_.end())
    it = groups_.insert(groups_.end(), Group{series.unit, series.device, series.method, devices_declared_});
  if (valid) it->highest = std::max(it->highest, reading.value);
  points_.push_back({reading.effective, reading.recorded, reading.value,
                     static_cast<std::uint32_t>(it - groups_.begin()), index,
                     points_.empty() ? 1 : points_.back().session + 1, valid});
}

void LevelBook::set_valid(std::uint32_t reading, bool valid) {
  last_own_.reset();
  for (Group& group : groups_) group.highest = 0;
  for (LevelPoint& point : points_) {
    if (point.reading == reading) point.valid = valid;
    if (point.valid) groups_[point.group].highest = std::max(groups_[point.group].highest, point.value);
  }
}

const LevelPoint* LevelBook::newest(bool valid) const {
  for (auto it = points_.rbegin(); it != points_.rend(); ++it) {
    if (it->valid == valid) return &*it;
  }
  return nullptr;
}

std::optional<double> LevelBook::usual(Unit unit, std::size_t readings) const {
  std::vector<double> values;
  for (auto it = points_.rbegin(); it != points_.rend() && values.size() < readings; ++it) {
    if (it->valid && groups_[it->group].unit == unit) values.push_back(it->value);
  }
  if (values.empty()) return std::nullopt;
  return median_of(std::move(values));
}

std::optional<double> LevelBook::own_level(const LevelPoint& of, Instant now) const {
  const auto too_young = [&](const LevelPoint& point) {
    return days_between(point.at, now) <= terms_->own_level_older_than_days;
  };
  const std::size_t from =
      last_own_ && last_own_->of_age > 0 && !too_young(points_[last_own_->of_age - 1]) ? last_own_->of_age : 0;
  const auto end = std::find_if(points_.begin() + static_cast<std::ptrdiff_t>(from), points_.end(), too_young);
  const auto of_age = static_cast<std::size_t>(end - points_.begin());
  if (last_own_ && last_own_->of_age == of_age && last_own_->group == of.group) return last_own_->level;
  std::vector<double> values;
  values.reserve(of_age);
  for (auto point = points_.begin(); point != end; ++point) {
    if (point->valid && point->group == of.group && point->session > skip_) values.push_back(point->value);
  }
  last_own_ = Own{of_age, of.group, {}};
  if (!values.empty() && values.size() >= static_cast<std::size_t>(terms_->own_level_readings))
    last_own_->level = median_of(std::move(values));
  return last_own_->level;
}

}  // namespace myotrend::pathway
