#pragma once

#include <string>
#include <string_view>

namespace myotrend::deliver {

/// The value of a header field: `text` itself if it is short printable ASCII, else encoded words (RFC 2047), folded.
std::string header_value(std::string_view text);

/// Quoted-printable (RFC 2045 6.7): lines of at most 76 characters, ending in CRLF.
std::string quoted_printable(std::string_view text);

/// Text as it stands in HTML.
std::string html_text(std::string_view text);

}  // namespace myotrend::deliver
