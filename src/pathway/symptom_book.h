#pragma once

#include <optional>
#include <vector>

#include "myotrend/pathway/condition.h"
#include "myotrend/record/history.h"
#include "pathway/state_bytes.h"

namespace myotrend::pathway {

struct SymptomPoint {
  Day day{};
  Instant at{}, known{};  // effective, recorded
  double value = 0;
  std::uint32_t reading = 0;
  template <class Archive>
  void pass(Archive& archive) {
    auto& [day_, at_, known_, value_, reading_] = *this;
    pathway::pass(archive, day_, at_, known_, value_, reading_);
  }
};

/// A symptom score over time. `sign` is +1 where higher is worse, else -1.
struct SymptomTrack {
  MeasureCode measure;
  double worse_sign = 1;
  std::optional<double> important_change;
  std::vector<SymptomPoint> points;  // by day
  struct Baseline {
    Day last;
    std::optional<double> median;
  };
  mutable std::optional<Baseline> baseline;  // of the first days of logging; forgotten when one of them is added to

  static SymptomTrack any(const Catalogue& catalogue);
  /// The baseline is reckoned again when it is asked for.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, measure, worse_sign, important_change, points);
  }
};

/// Weekly medians of one symptom that are worse than a baseline.
struct WorseWeeks {
  MeasureCode measure;
  double baseline = 0;
  std::vector<double> weeks;         // medians of the weeks with data, newest first
  Instant newest{}, newest_known{};  // effective and recorded time of the newest score
  std::uint32_t first_reading = 0, last_reading = 0;
};

/// Symptom scores (fatigue, myalgia...): never strength evidence, judged by weekly medians only. A value.
class SymptomBook {
 public:
  void add(const Catalogue& catalogue, MeasureCode measure, const Reading& reading, std::uint32_t index);

  const std::vector<SymptomTrack>& tracks() const { return tracks_; }
  const SymptomTrack* track(MeasureCode measure) const;
  std::optional<WorseWeeks> worse(const SymptomsWorse& condition, Day today) const;
  std::optional<WorseWeeks> worse_on_treatment(const WorseOnTreatment& condition, Day treatment_start, Day today) const;
  std::optional<WorseWeeks> no_recovery(const NoRecovery& condition, Day today) const;

  /// Every member, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, tracks_);
  }

 private:
  std::vector<SymptomTrack> tracks_;
};

/// Median of the points on days from `first` to `last`, both included; empty if none.
std::optional<double> median_between(const SymptomTrack& track, Day first, Day last);

}  // namespace myotrend::pathway
