#pragma once

#include <optional>
#include <vector>

#include "myotrend/pathway/condition.h"
#include "myotrend/record/history.h"
#include "pathway/state_bytes.h"

namespace myotrend::pathway {

/// A fall of an ordinal grade from the best of earlier visits, seen on two visits.
struct GradeTrack {
  std::uint32_t series = 0;
  double best = 0;
  bool seen = false, falling = false, confirmed = false;
  Instant fell_at{}, confirmed_at{};
  Instant last_at{}, last_known{};  // effective and recorded time of the newest reading of the fall
  double value = 0;
  std::uint32_t first_reading = 0, last_reading = 0;  // of the fall
  template <class Archive>
  void pass(Archive& archive) {
    auto& [series_, best_, seen_, falling_, confirmed_, fell_at_, confirmed_at_, last_at_, last_known_, value_,
           first_reading_, last_reading_] = *this;
    pathway::pass(archive, series_, best_, seen_, falling_, confirmed_, fell_at_, confirmed_at_, last_at_, last_known_,
                  value_, first_reading_, last_reading_);
  }
};

/// A test that was tried and could not be done.
struct Attempt {
  MeasureCode measure;
  Side side = Side::none;
  Instant at{}, known{};  // effective, recorded
  std::uint32_t reading = 0;

  static Attempt any(const Catalogue& catalogue);
  template <class Archive>
  void pass(Archive& archive) {
    auto& [measure_, side_, at_, known_, reading_] = *this;
    pathway::pass(archive, measure_, side_, at_, known_, reading_);
  }
};

/// Clinicians' muscle grades, and tests that could not be done. A value; facts come in order of effective time.
class FunctionBook {
 public:
  /// `drop`: how much lower counts as a fall.
  void add_grade(std::uint32_t series, const Reading& reading, std::uint32_t index, double drop,
                 double visits_apart_days);
  void add_could_not(MeasureCode measure, Side side, const Reading& reading, std::uint32_t index);
  /// A test that worked: clears an earlier failure of the same measure and side.
  void add_success(MeasureCode measure, Side side);

  const std::vector<GradeTrack>& grades() const { return grades_; }
  const GradeTrack* fall() const;
  const std::vector<Attempt>& failed() const { return failed_; }

  /// Every member, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, grades_, failed_);
  }

 private:
  std::vector<GradeTrack> grades_;
  std::vector<Attempt> failed_;
};

}  // namespace myotrend::pathway
