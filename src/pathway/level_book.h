#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "myotrend/pathway/pathway.h"
#include "myotrend/record/history.h"
#include "pathway/state_bytes.h"

namespace myotrend::pathway {

/// One reading of a measure as a level is judged by it.
struct LevelPoint {
  Instant at{}, known{};  // effective, recorded
  double value = 0;
  std::uint32_t group = 0;    // comparable readings: same unit, device and method
  std::uint32_t reading = 0;  // index in Picture::readings
  int session = 0;            // of the measure, from 1
  bool valid = true;          // not suspected of a wrong unit
  template <class Archive>
  void pass(Archive& archive) {
    auto& [at_, known_, value_, group_, reading_, session_, valid_] = *this;
    pathway::pass(archive, at_, known_, value_, group_, reading_, session_, valid_);
  }
};

/// Readings of one measure and side over time, against the person's own level. A value; readings come in order of
/// effective time.
class LevelBook {
 public:
  LevelBook(const Terms& terms, int skip_sessions) : terms_(&terms), skip_(skip_sessions) {}

  void add(const History& history, const Reading& reading, std::uint32_t index, bool valid);
  /// Readings from here on are not comparable with those before: somebody declared another device.
  void declare_device_change() { ++devices_declared_; }

  /// Later readings told that this one's unit was right, or wrong.
  void set_valid(std::uint32_t reading, bool valid);

  const std::vector<LevelPoint>& points() const { return points_; }
  const LevelPoint* newest(bool valid) const;
  /// The highest valid reading comparable with `of`; its own value when there is none.
  double highest(const LevelPoint& of) const { return std::max(groups_[of.group].highest, of.valid ? of.value : 0); }
  /// Median of the newest valid readings in `unit`, at most so many; empty when there is none.
  std::optional<double> usual(Unit unit, std::size_t readings) const;
  bool in_percent(const LevelPoint& point) const { return groups_[point.group].unit == Unit::percent; }
  /// Median of the comparable valid readings older than the pathway's window; empty when there are too few.
  std::optional<double> own_level(const LevelPoint& of, Instant now) const;

  /// Every member, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, devices_declared_, groups_, points_);
    if constexpr (Archive::reads) last_own_.reset();
  }

 private:
  struct Group {
    Unit unit;
    std::string device, method;
    int devices_declared = 0;
    double highest = 0;
    template <class Archive>
    void pass(Archive& archive) {
      auto& [unit_, device_, method_, devices_declared_, highest_] = *this;
      pathway::pass(archive, unit_, device_, method_, devices_declared_, highest_);
    }
  };
  const Terms* terms_;
  int skip_;
  int devices_declared_ = 0;
  std::vector<Group> groups_;
  std::vector<LevelPoint> points_;
  /// What was last asked for, and what it was made of: many rules ask for the same, day after day.
  struct Own {
    std::size_t of_age = 0;
    std::uint32_t group = 0;
    std::optional<double> level;
  };
  mutable std::optional<Own> last_own_;
};

/// The middle value; the mean of both middle ones for an even count. Precondition: not empty.
double median_of(std::vector<double> values);

}  // namespace myotrend::pathway
