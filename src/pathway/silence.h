#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pathway/walk.h"

namespace myotrend::pathway {

/// A series of strength that was under way and has stopped: nothing for longer than its measure's own interval and some
/// grace.
struct Silence {
  trend::Stream stream = trend::Stream::right_grip;
  Instant newest{};           // the last reading, or the last attempt
  std::uint32_t reading = 0;  // index in Picture::readings
  Instant since{};            // when the grace ran out
  /// Nothing for so long, while other strength is measured, that it was given up on purpose: said, and no longer
  /// awaited.
  bool given_up = false;
};

/// What has stopped at `walk.now()`; nothing is awaited after the end of follow-up, or when the care has ended.
std::vector<Silence> silences(const Walk& walk);
/// Something that is awaited has stopped: what is left cannot tell how things are now.
bool awaits_data(const Walk& walk);

/// Up to here silences() and data_stopped() say the same, if no fact comes.
Instant silences_stand_until(const Walk& walk);

/// Of one measure, both hands together: `no grip for 5 weeks`.
struct SilenceWords {
  std::string measure;  // code
  std::string text;
  Instant newest{};
  double due_every_days = 0;
};
std::vector<SilenceWords> words_of(const Walk& walk, const std::vector<Silence>& silences);
/// The flag `no-data`, with one piece of evidence for each series that has stopped.
Flag silence_flag(const Walk& walk, const Picture& picture, const std::vector<Silence>& silences);
/// What reconcile() needs; empty: nothing that is awaited has stopped.
std::optional<DataStopped> data_stopped(const Walk& walk, const std::vector<Silence>& silences);

}  // namespace myotrend::pathway
