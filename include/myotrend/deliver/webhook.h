#pragma once

#include <memory>

#include "myotrend/deliver/channel.h"
#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// One POST of a CloudEvents 1.0 envelope, signed as Standard Webhooks says. Refused when the URL or a secret cannot be
/// read or is not fit.
Result<std::unique_ptr<Channel>> open_webhook(const WebhookSettings& settings);

}  // namespace myotrend::deliver
