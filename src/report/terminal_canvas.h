#pragma once

#include <string>
#include <vector>

#include "myotrend/report/terminal.h"

namespace myotrend::report {

/// A field of characters with a fine line in it (braille dots, or `-`) and marks upon it.
class TerminalCanvas {
 public:
  TerminalCanvas(int columns, int rows, const TerminalStyle& style);

  /// Positions are fractions of the field, from the left and from the top.
  void dot(double x, double y);                                    // a reading
  void line_to(double x, double y);                                // goes on with the line
  void end_line();                                                 // the next line_to begins a new one
  void mark(double x, double y, char ascii, const char* unicode);  // stands above everything else

  std::vector<std::string> lines() const;
  int column_at(double x) const;

 private:
  struct Cell {
    int readings = 0;
    unsigned char line = 0;  // braille dots
    char ascii = 0;
    const char* unicode = nullptr;
  };
  Cell& cell_at(double x, double y);
  void line_dot(int fine_column, int fine_row);
  std::string text_of(const Cell& cell) const;

  int columns_, rows_;
  TerminalStyle style_;
  std::vector<Cell> cells_;
  bool in_line_ = false;
  int last_column_ = 0, last_row_ = 0;
};

}  // namespace myotrend::report
