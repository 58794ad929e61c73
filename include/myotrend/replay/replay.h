#pragma once

#include <vector>

#include "myotrend/pathway/judge.h"
#include "myotrend/record/history.h"

namespace myotrend::replay {

/// A disposition and the first day on which it was reached.
struct Decision {
  Day day{};
  Disposition disposition = Disposition::insufficient_data;
  bool operator==(const Decision&) const = default;
};

struct Options {
  /// A decision is taken at the end of every so many civil days, from the first on.
  int every_days = 1;
};

/// What a replay at `as_of` has: nothing that was recorded later, and no day after its own.
History history_as_of(History history, Instant as_of);

/// What the pathway would have said of one patient, day by day, from enrolment (else the first recorded fact) to the
/// end of follow-up (else the last recorded fact). Each decision sees only what had been recorded by the end of its
/// day. Each disposition once, in order of its first day; then by rank.
std::vector<Decision> decisions(const pathway::Rulebook& rulebook, const History& history, const Options& options);

/// True when most facts were recorded on one single day, the day of their import: then a replay sees nothing before it.
bool recorded_on_import(const History& history);

}  // namespace myotrend::replay
