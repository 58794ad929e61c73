#pragma once

#include <string>

#include "myotrend/deliver/channel.h"
#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// The mail of a notice, ready to be sent: headers, plain text and HTML, lines ending in CRLF. Whatever a header holds
/// that is not plain ASCII is encoded (RFC 2047), so that nothing told by a person can begin a header of its own.
std::string mail_of(const Notice& notice, const Attempt& attempt, const SmtpSettings& settings);

/// The subject, as a person reads it.
std::string subject_of(const Notice& notice, const Attempt& attempt, SubjectTells tells);

}  // namespace myotrend::deliver
