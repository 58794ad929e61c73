#include "report/note.h"

#include <algorithm>

#include "report/safe_text.h"

namespace myotrend::report {

namespace {

std::string between(std::string_view code, std::string_view text, const TerminalStyle& style) {
  if (!style.colour) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string blanks(int count) { return std::string(static_cast<std::size_t>(std::max(0, count)), ' '); }

std::string without_blanks_at_end(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

std::string bold(std::string_view text, const TerminalStyle& style) { return between("1", text, style); }
std::string dim(std::string_view text, const TerminalStyle& style) { return between("2", text, style); }

std::string painted(std::string_view text, Disposition disposition, const TerminalStyle& style) {
  switch (disposition) {
    case Disposition::emergency: return between("1;37;41", text, style);
    case Disposition::refer_urgent: return between("1;31", text, style);
    case Disposition::refer_routine: return between("1;33", text, style);
    case Disposition::reassess: return between("1;36", text, style);
    case Disposition::insufficient_data:
    case Disposition::continue_care: return between("1", text, style);
  }
  return std::string(text);
}

void Note::line(std::string_view text) {
  text_ += without_blanks_at_end(std::string(text));
  text_ += '\n';
}

void Note::blank() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Note::heading(std::string_view text) {
  blank();
  line(bold(text, style_));
}

void Note::verdict(std::string_view text, Disposition disposition) { line(painted(text, disposition, style_)); }

void Note::paragraph(std::string_view text, int indent) {
  for (const auto& one : wrapped(plain_line(text), style_.columns - indent)) line(blanks(indent) + one);
}

void Note::item(std::string_view mark, std::string_view text, int indent) {
  const int hanging = indent + display_width(mark) + 1;
  std::string before = blanks(indent) + std::string(mark) + " ";
  for (const auto& one : wrapped(plain_line(text), std::max(20, style_.columns - hanging))) {
    line(before + one);
    before = blanks(hanging);
  }
}

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::vector<int> widths_of(const Rows& rows) {
  std::vector<int> width(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < width.size(); ++i) width[i] = std::max(width[i], display_width(row[i]));
  }
  return width;
}

}  // namespace

void Note::table(const Rows& rows, bool with_header, Overflow overflow, int indent) {
  if (rows.empty()) return;
  constexpr int room_beside_min = 36;
  const std::vector<int> width = widths_of(rows);
  const std::size_t last = width.size() - 1;
  int before_last = indent;
  for (std::size_t i = 0; i < last; ++i) before_last += width[i] + 2;
  const int room_wanted = std::min(room_beside_min, width[last]);
  const bool below = overflow == Overflow::own_line && style_.columns - before_last < room_wanted;
  if (below) before_last = indent + 2;
  const int room = std::max(10, style_.columns - before_last);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const bool header = with_header && r == 0;
    std::string start = blanks(indent);
    for (std::size_t i = 0; i < last; ++i) start += padded(rows[r][i], width[i] + 2);
    if (below) {
      line(header ? dim(without_blanks_at_end(start), style_) : bold(without_blanks_at_end(start), style_));
      start = blanks(before_last);
      if (header) continue;
    }
    const auto parts = overflow == Overflow::wrap ? wrapped(rows[r][last], room)
                                                  : std::vector{shortened(rows[r][last], room, style_.unicode)};
    for (const auto& part : parts) {
      const std::string whole = without_blanks_at_end(start + part);
      line(header ? dim(whole, style_) : whole);
      start = blanks(before_last);
    }
  }
}

}  // namespace myotrend::report
