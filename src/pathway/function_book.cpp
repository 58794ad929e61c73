#include "pathway/function_book.h"

#include <algorithm>

namespace myotrend::pathway {

Attempt Attempt::any(const Catalogue& catalogue) {
  return {*catalogue.measure(catalogue.measures().front().code)};
}

void FunctionBook::add_grade(std::uint32_t series, const Reading& reading, std::uint32_t index, double drop,
                             double visits_apart_days) {
  auto it =
      std::find_if(grades_.begin(), grades_.end(), [&](const GradeTrack& track) { return track.series == series; });
  if (it == grades_.end()) it = grades_.insert(grades_.end(), GradeTrack{series});
  GradeTrack& track = *it;
  track.value = reading.value;
  if (!track.seen) {
    track.seen = true;
    track.best = reading.value;
    return;
  }
  if (reading.value > track.best - drop) {  // regained, or never lost
    track.falling = track.confirmed = false;
    track.best = std::max(track.best, reading.value);
    return;
  }
  if (!track.falling) {
    track.falling = true;
    track.fell_at = reading.effective;
    track.first_reading = index;
  }
  track.last_reading = index;
  track.last_at = reading.effective;
  track.last_known = reading.recorded;
  if (!track.confirmed && days_between(track.fell_at, reading.effective) >= visits_apart_days) {
    track.confirmed = true;
    track.confirmed_at = reading.effective;
  }
}

const GradeTrack* FunctionBook::fall() const {
  for (const GradeTrack& track : grades_) {
    if (track.confirmed) return &track;
  }
  return nullptr;
}

void FunctionBook::add_could_not(MeasureCode measure, Side side, const Reading& reading, std::uint32_t index) {
  add_success(measure, side);
  failed_.push_back({measure, side, reading.effective, reading.recorded, index});
}

void FunctionBook::add_success(MeasureCode measure, Side side) {
  std::erase_if(failed_, [&](const Attempt& attempt) { return attempt.measure == measure && attempt.side == side; });
}

}  // namespace myotrend::pathway
