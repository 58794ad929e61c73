#pragma once

#include <optional>
#include <vector>

#include "myotrend/pathway/condition.h"
#include "myotrend/pathway/pathway.h"
#include "myotrend/record/history.h"
#include "pathway/episode_book.h"
#include "pathway/state_bytes.h"

namespace myotrend::pathway {

/// One draw of creatine kinase.
struct Draw {
  Instant at{}, known{};   // effective, recorded
  double value = 0;        // U/L
  double upper_limit = 0;  // U/L
  bool limit_of_laboratory = false;
  bool rested = true;
  std::uint32_t reading = 0;
  template <class Archive>
  void pass(Archive& archive) {
    auto& [at_, known_, value_, upper_limit_, limit_of_laboratory_, rested_, reading_] = *this;
    pathway::pass(archive, at_, known_, value_, upper_limit_, limit_of_laboratory_, rested_, reading_);
  }
};

/// Creatine kinase over time. A value; draws come in order of effective time, events before them.
class LabBook {
 public:
  void add(const Draw& draw) { draws_.push_back(draw); }
  const std::vector<Draw>& draws() const { return draws_; }
  const Draw* newest() const { return draws_.empty() ? nullptr : &draws_.back(); }
  const Draw* newest_rested() const;
  /// The draw on which `condition` rests at `now`, or null.
  const Draw* grounds(const CkHigh& condition, const EpisodeBook& episodes, Instant now) const;

  /// Every member, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, draws_);
  }

 private:
  std::vector<Draw> draws_;
};

/// The upper limit that holds for a patient when the laboratory told none, in the measure's stored unit: by sex and age
/// (sex unknown: as for men, and the report says so).
std::optional<double> fallback_upper_limit(const Measure& measure, const Patient& patient, Day day);

}  // namespace myotrend::pathway
