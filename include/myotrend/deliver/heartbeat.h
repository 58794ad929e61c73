#pragma once

#include <optional>

#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// Tells a dead-man's switch that a scan has ended well: one GET of its URL. What went wrong comes back as a sentence
/// for stderr; it never makes a scan fail, for the switch will notice by itself.
std::optional<Refusal> ping(const UrlPlace& url);

}  // namespace myotrend::deliver
