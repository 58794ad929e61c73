#include <algorithm>

#include "myotrend/exchange/csv.h"

namespace myotrend::csv {

std::optional<std::size_t> not_utf8(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned lead = byte(at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return at;
    // The second byte rules out overlong forms, surrogates and what lies beyond U+10FFFF.
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(at + 1) < low || byte(at + 1) > high) return at;
    for (std::size_t next = at + 2; next < at + length; ++next)
      if ((byte(next) & 0xC0U) != 0x80) return at;
    at += length;
  }
  return std::nullopt;
}

std::string readable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t sound = std::min(not_utf8(text).value_or(text.size()), text.find('\0'));
    shown += text.substr(0, sound);
    if (sound >= text.size()) break;
    shown += "\xEF\xBF\xBD";
    text.remove_prefix(sound + 1);
  }
  return shown;
}

}  // namespace myotrend::csv
