#pragma once

#include <memory>

#include "myotrend/deliver/channel.h"
#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// One file `KEY.json` for each notice: whole or not there, safe on the disk before it counts as sent, and only one
/// however often it is sent. Whoever empties the folder takes `*.json` and leaves `.part` alone.
std::unique_ptr<Channel> open_file(const FileSettings& settings);

}  // namespace myotrend::deliver
