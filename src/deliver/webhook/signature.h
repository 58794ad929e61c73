#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/result.h"

namespace myotrend::deliver {

/// A key of Standard Webhooks: `whsec_` and 24 to 64 bytes in base64.
Result<std::string> signing_key_told(std::string_view text);

/// The header `webhook-signature`: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, one for each key,
/// separated by blanks.
std::string signature_header(const std::vector<std::string>& keys, std::string_view id, std::string_view timestamp,
                             std::string_view body);

}  // namespace myotrend::deliver
