#include "deliver/smtp/mime.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace myotrend::deliver {

namespace {

constexpr std::size_t encoded_bytes_max = 42;  // of one encoded word: 75 characters in all (RFC 2047 2)
constexpr std::size_t plain_header_max = 200;  // well below the 998 of RFC 5322 2.1.1
constexpr std::size_t line_length_max = 76;
constexpr std::string_view hex_digits = "0123456789ABCDEF";

bool printable(char c) { return c >= ' ' && c <= '~'; }

/// As much of `text` as fits, without cutting a character of UTF-8 in two.
std::size_t whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return end == 0 ? most : end;
}

std::string base64(std::string_view text) {
  std::array<char, sodium_base64_ENCODED_LEN(encoded_bytes_max, sodium_base64_VARIANT_ORIGINAL)> out{};
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  return out.data();
}

std::string escaped(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return {'=', hex_digits[byte >> 4], hex_digits[byte & 0xF]};
}

}  // namespace

std::string header_value(std::string_view text) {
  // "=?" would be read as the begin of an encoded word.
  if (text.size() <= plain_header_max && std::all_of(text.begin(), text.end(), printable) &&
      text.find("=?") == std::string_view::npos)
    return std::string(text);
  std::string value;
  while (!text.empty()) {
    const std::size_t count = whole_characters(text, encoded_bytes_max);
    value += (value.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(0, count)) + "?=";
    text.remove_prefix(count);
  }
  return value;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool last_of_line = i + 1 == text.size() || text[i + 1] == '\n' || text[i + 1] == '\r';
    const bool as_it_is = printable(c) && c != '=' && !(c == ' ' && last_of_line);
    const std::string piece = as_it_is ? std::string(1, c) : escaped(c);
    if (column + piece.size() >= line_length_max) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  }
  return out.ends_with("\r\n") ? out : out + "\r\n";
}

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace myotrend::deliver
