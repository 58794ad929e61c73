#pragma once

#include "myotrend/monitor.h"

namespace myotrend {

/// The correction that `told` asks for, or why it cannot be: not a reading, retracted, an impossible value or unit.
Result<Correction> correction_told(const History& history, const FactKey& target, const ToldCorrection& told,
                                   const Catalogue& catalogue, Instant now);

}  // namespace myotrend
