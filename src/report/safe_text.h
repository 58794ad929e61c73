#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace myotrend::report {

/// One character of UTF-8; what is no UTF-8 comes as U+FFFD, a byte at a time.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};
Character character_at(std::string_view text, std::size_t at);

/// Columns a terminal gives to `text`: 0 for combining marks, 2 for wide characters and emoji.
int display_width(std::string_view text);

/// Told text made safe for a page: markup escaped, control characters shown as U+FFFD.
std::string html_text(std::string_view text);
/// The same in a `<bdi>`, so that right-to-left text and its marks stay within it.
std::string html_told(std::string_view text);

/// Told text made safe for a terminal or text file: one line, no escape sequence, no direction mark.
std::string plain_line(std::string_view text);

/// `text` broken at blanks to lines of at most `columns`; words that are longer are cut.
std::vector<std::string> wrapped(std::string_view text, int columns);
/// `text` cut to `columns` with `...` (or an ellipsis) at its end.
std::string shortened(std::string_view text, int columns, bool unicode);
/// `text` followed by blanks up to `columns`.
std::string padded(std::string_view text, int columns);

}  // namespace myotrend::report
