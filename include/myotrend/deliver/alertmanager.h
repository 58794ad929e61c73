#pragma once

#include <memory>

#include "myotrend/deliver/channel.h"
#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// Keeps an alert's state in a Prometheus Alertmanager (API v2): firing until it ends, told again before it is
/// forgotten. Labels and annotations hold pseudonyms only.
std::unique_ptr<Channel> open_alertmanager(const AlertmanagerSettings& settings);

}  // namespace myotrend::deliver
