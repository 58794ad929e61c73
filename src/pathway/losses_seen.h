#pragma once

#include <vector>

#include "pathway/walk.h"

namespace myotrend::pathway {

/// The smallest loss that would be seen in time if it began today, at the pace at which this patient tests: of one
/// hand, and of breathing where that is measured. Empty without such terms, without readings, or where nothing would be
/// seen.
std::vector<LossSeen> losses_seen(const Walk& walk);

}  // namespace myotrend::pathway
