#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "myotrend/record/result.h"

namespace myotrend::deliver {

/// Why `url` is not taken (no http or https, a password in it, no host), or nothing. `allow_http`: also unencrypted.
std::optional<Refusal> url_refusal(std::string_view url, bool allow_http);

/// Why `address` is no mail address that can stand in an envelope and a header, or nothing.
std::optional<Refusal> mail_address_refusal(std::string_view address);

/// `localhost`, `127.0.0.1`, `::1`: what never leaves this machine.
bool names_this_machine(std::string_view host);

/// Scheme and host of a URL, without path or query, which may hold a secret: for messages.
std::string shown_url(std::string_view url);

}  // namespace myotrend::deliver
