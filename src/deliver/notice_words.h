#pragma once

#include <string>
#include <string_view>

#include "myotrend/deliver/channel.h"

namespace myotrend::deliver {

/// What the reader is asked to do, in one line; nothing personal.
std::string headline_of(const Notice& notice);

/// The notice as a line of JSON, with the key by which a receiver tells doubles: an escalation has a key of its own.
std::string told_line(const Notice& notice, const Attempt& attempt);

/// `key` made of letters, digits, `-`, `_` and `.` alone, so that it can be a file name or part of a header.
std::string plain_key(std::string_view key);

}  // namespace myotrend::deliver
