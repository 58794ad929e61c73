#pragma once

#include <string>
#include <vector>

#include "pathway/walk.h"

namespace myotrend::pathway {

/// What is odd about the facts, and what was done: one list, filled by one function for each kind of doubt.
/// Computed when an assessment is asked for, over the whole picture; what has to hold a reading out of a rule is found
/// by the walk itself (unit, range, held) and only told here.
class QualityList {
 public:
  QualityList(const Walk& walk, const Picture& picture);

  void add(DataQualityKind kind, std::vector<std::string> readings, std::string text, std::string action);
  std::vector<DataQuality> take() { return std::move(list_); }

  const Walk& walk() const { return walk_; }
  const Picture& picture() const { return picture_; }
  const Catalogue& catalogue() const { return *walk_.rulebook().catalogue; }
  const Reading& reading(std::uint32_t index) const { return picture_.readings[index]; }
  const Series& series(const Reading& reading) const { return picture_.history->series[reading.series]; }
  const Measure& measure(const Reading& reading) const { return catalogue()[series(reading).measure]; }
  std::string id(const Reading& reading) const;
  std::string id(std::uint32_t index) const { return id(reading(index)); }
  std::string date(Instant at) const { return plain_text(walk_.patient().zone.day_of(at)); }
  /// `2026-03-14`, for a command.
  std::string iso(Instant at) const { return iso_text(walk_.patient().zone.day_of(at)); }
  /// The exact command that takes a value back or tells it right: `myotrend correct r1... 31.8 kg --why unit`.
  std::string correct(const Reading& reading, double value, std::string_view unit, std::string_view why) const;
  std::string retract(const std::string& id, std::string_view why) const;
  std::string declare_device_change(Instant at) const;

 private:
  std::string of_patient() const;

  const Walk& walk_;
  const Picture& picture_;
  std::vector<DataQuality> list_;
};

/// Units, ranges and sums: single readings that are not what they say.
void doubt_units(QualityList& list);
/// Both hands of a session together: sides exchanged, another device, another person.
void doubt_sessions(QualityList& list);
/// What was told twice: two values of one moment, one value from two sources, one template for many visits.
void doubt_repeats(QualityList& list);
/// Facts dated where they can hardly have been.
void doubt_dates(QualityList& list);

}  // namespace myotrend::pathway
