#include "report/safe_text.h"

#include <algorithm>
#include <array>

namespace myotrend::report {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct CodeRange {
  char32_t first, last;
};

constexpr std::array<CodeRange, 14> no_width{{{0x0300, 0x036F},
                                              {0x0483, 0x0489},
                                              {0x0591, 0x05BD},
                                              {0x0610, 0x061A},
                                              {0x064B, 0x065F},
                                              {0x0E34, 0x0E3A},
                                              {0x0E47, 0x0E4E},
                                              {0x1AB0, 0x1AFF},
                                              {0x1DC0, 0x1DFF},
                                              {0x200B, 0x200F},
                                              {0x20D0, 0x20FF},
                                              {0xFE00, 0xFE0F},
                                              {0xFE20, 0xFE2F},
                                              {0xE0100, 0xE01EF}}};

constexpr std::array<CodeRange, 12> double_width{{{0x1100, 0x115F},
                                                  {0x2E80, 0x303E},
                                                  {0x3041, 0x33FF},
                                                  {0x3400, 0x4DBF},
                                                  {0x4E00, 0xA4CF},
                                                  {0xAC00, 0xD7A3},
                                                  {0xF900, 0xFAFF},
                                                  {0xFE30, 0xFE6F},
                                                  {0xFF00, 0xFF60},
                                                  {0xFFE0, 0xFFE6},
                                                  {0x1F300, 0x1FAFF},
                                                  {0x20000, 0x3FFFD}}};

template <std::size_t n>
bool within(const std::array<CodeRange, n>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

/// Marks that turn the direction of what follows.
bool is_direction_mark(char32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
         code == 0x061C;
}

int width_of(char32_t code) {
  if (within(no_width, code) || is_direction_mark(code)) return 0;
  return within(double_width, code) ? 2 : 1;
}

constexpr std::string_view replacement_utf8 = "\xEF\xBF\xBD";

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {replacement, 1};
  char32_t code = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {replacement, 1};
    code = (code << 6) | (byte(at + i) & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < least[length] || code > 0x10FFFF || surrogate) return {replacement, 1};
  return {code, length};
}

int display_width(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    columns += width_of(character.code);
    at += character.bytes;
  }
  return columns;
}

std::string html_text(std::string_view text) {
  std::string safe;
  safe.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    switch (character.code) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      case '\n':
      case '\r':
      case '\t': safe += ' '; break;
      default:
        if (is_control(character.code) || character.code == replacement) {
          safe += replacement_utf8;
        } else {
          safe += text.substr(at, character.bytes);
        }
    }
    at += character.bytes;
  }
  return safe;
}

std::string html_told(std::string_view text) { return "<bdi>" + html_text(text) + "</bdi>"; }

std::string plain_line(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (character.code == '\n' || character.code == '\r' || character.code == '\t') {
      safe += ' ';
    } else if (is_control(character.code) || character.code == replacement) {
      safe += replacement_utf8;
    } else if (!is_direction_mark(character.code)) {
      safe += text.substr(at, character.bytes);
    }
    at += character.bytes;
  }
  return safe;
}

namespace {

/// The longest beginning of `text` that fits into `columns`, in bytes.
std::size_t bytes_within(std::string_view text, int columns) {
  int width = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    width += width_of(character.code);
    if (width > columns) break;
    at += character.bytes;
  }
  return at;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, int columns) {
  std::vector<std::string> lines;
  std::string line;
  const auto take = [&](std::string_view word) {
    const int room = columns - (line.empty() ? 0 : display_width(line) + 1);
    if (display_width(word) > room && !line.empty()) {
      lines.push_back(line);
      line.clear();
    }
    while (display_width(word) > columns) {
      const std::size_t bytes = std::max(bytes_within(word, columns), character_at(word, 0).bytes);
      lines.emplace_back(word.substr(0, bytes));
      word.remove_prefix(bytes);
    }
    if (!line.empty()) line += ' ';
    line += word;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) take(text.substr(at, end - at));
    at = end + 1;
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

std::string shortened(std::string_view text, int columns, bool unicode) {
  if (display_width(text) <= columns) return std::string(text);
  const std::string_view end = unicode ? "…" : "...";
  const int room = std::max(0, columns - display_width(end));
  return std::string(text.substr(0, bytes_within(text, room))) + std::string(end);
}

std::string padded(std::string_view text, int columns) {
  return std::string(text) + std::string(static_cast<std::size_t>(std::max(0, columns - display_width(text))), ' ');
}

}  // namespace myotrend::report
