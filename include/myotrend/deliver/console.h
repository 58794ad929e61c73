#pragma once

#include <iosfwd>
#include <memory>

#include "myotrend/deliver/channel.h"

namespace myotrend::deliver {

/// One JSON line (`"schema": "myotrend.notice/1"`) for each notice, flushed. `out` has to outlive the channel.
std::unique_ptr<Channel> open_console(std::ostream& out);

}  // namespace myotrend::deliver
