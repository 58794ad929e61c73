#pragma once

#include <memory>

#include "myotrend/deliver/channel.h"
#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// One mail, in plain text and HTML, for each notice. Refused when the password cannot be read.
Result<std::unique_ptr<Channel>> open_smtp(const SmtpSettings& settings);

}  // namespace myotrend::deliver
