#pragma once

#include "myotrend/deliver/channel.h"

namespace myotrend::deliver::testing {

/// A notice of an urgent alert of patient N-17, at the given time.
Notice sample_notice(Instant at);

/// A first attempt to send it.
Attempt first_attempt(const Notice& notice);

Instant at(std::string_view told);

}  // namespace myotrend::deliver::testing
