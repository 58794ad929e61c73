#pragma once

#include "myotrend/record/history.h"

namespace myotrend::test {

/// What may happen to facts after they were told.
enum class Later { nothing, late_rows, everything };

/// A random patient of about four months as a clinic's store may hold one, made with RapidCheck's generators. With
/// `everything`: rows told late, corrected, taken back, told twice with another value; events closed later; alerts
/// resolved.
History any_store_history(Later later);

}  // namespace myotrend::test
