#pragma once

#include <memory>

#include "myotrend/deliver/channel.h"

namespace myotrend::deliver {

/// The same channel, left alone for a while when it fails: as long as its receiver asks (Retry-After), or a minute
/// after three faults in a row. What would be sent meanwhile is put off at once, so that a receiver that hangs holds up
/// neither the other channels nor a run, and one that is overloaded is not asked again by the next notice.
std::unique_ptr<Channel> resting_when_it_fails(std::unique_ptr<Channel> channel);

}  // namespace myotrend::deliver
