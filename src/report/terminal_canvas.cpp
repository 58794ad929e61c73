#include "report/terminal_canvas.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/note.h"

namespace myotrend::report {

namespace {

constexpr int fine_columns = 2, fine_rows = 4;  // dots of a braille character
constexpr int crowded_min = 3;                  // readings in one character

int within(double fraction, int count) { return std::clamp(static_cast<int>(fraction * count), 0, count - 1); }

/// The character U+2800 + dots in UTF-8.
std::string braille(unsigned char dots) {
  return {'\xE2', static_cast<char>(0xA0 | (dots >> 6)), static_cast<char>(0x80 | (dots & 0x3F))};
}

}  // namespace

TerminalCanvas::TerminalCanvas(int columns, int rows, const TerminalStyle& style)
    : columns_(columns), rows_(rows), style_(style), cells_(static_cast<std::size_t>(columns * rows)) {}

int TerminalCanvas::column_at(double x) const { return within(x, columns_); }

TerminalCanvas::Cell& TerminalCanvas::cell_at(double x, double y) {
  return cells_[static_cast<std::size_t>(within(y, rows_) * columns_ + within(x, columns_))];
}

void TerminalCanvas::dot(double x, double y) { ++cell_at(x, y).readings; }

void TerminalCanvas::mark(double x, double y, char ascii, const char* unicode) {
  Cell& cell = cell_at(x, y);
  cell.ascii = ascii;
  cell.unicode = unicode;
}

void TerminalCanvas::line_dot(int fine_column, int fine_row) {
  constexpr std::array<std::array<unsigned char, fine_rows>, fine_columns> bits{
      {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}};
  const int column = fine_column / fine_columns, row = fine_row / fine_rows;
  cells_[static_cast<std::size_t>(row * columns_ + column)].line |=
      bits[static_cast<std::size_t>(fine_column % fine_columns)][static_cast<std::size_t>(fine_row % fine_rows)];
}

void TerminalCanvas::line_to(double x, double y) {
  const int column = within(x, columns_ * fine_columns), row = within(y, rows_ * fine_rows);
  if (in_line_) {
    const int steps = std::max({std::abs(column - last_column_), std::abs(row - last_row_), 1});
    for (int step = 0; step <= steps; ++step) {
      const double part = static_cast<double>(step) / steps;
      line_dot(static_cast<int>(std::lround(last_column_ + part * (column - last_column_))),
               static_cast<int>(std::lround(last_row_ + part * (row - last_row_))));
    }
  }
  in_line_ = true;
  last_column_ = column;
  last_row_ = row;
}

void TerminalCanvas::end_line() { in_line_ = false; }

std::string TerminalCanvas::text_of(const Cell& cell) const {
  if (cell.ascii) return bold(style_.unicode ? std::string(cell.unicode) : std::string(1, cell.ascii), style_);
  if (cell.line) return bold(style_.unicode ? braille(cell.line) : std::string("-"), style_);
  if (cell.readings == 0) return " ";
  const bool crowded = cell.readings >= crowded_min;
  if (!style_.unicode) return crowded ? "o" : ".";
  return crowded ? "•" : "·";
}

std::vector<std::string> TerminalCanvas::lines() const {
  std::vector<std::string> lines;
  for (int row = 0; row < rows_; ++row) {
    std::string line;
    for (int column = 0; column < columns_; ++column) {
      line += text_of(cells_[static_cast<std::size_t>(row * columns_ + column)]);
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace myotrend::report
