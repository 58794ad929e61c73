#pragma once

#include <string>
#include <vector>

#include "architecture/source_text.h"

namespace myotrend::architecture {

constexpr std::size_t function_lines_max = 70;
constexpr std::size_t file_lines_max = 400;
constexpr std::size_t line_width_max = 120;

/// A function body found in C++ source.
struct Function {
  std::size_t first_line = 0, last_line = 0;
  std::size_t text_lines = 0;  // of them inside a literal: a style sheet, a statement of SQL
  std::size_t lines() const { return last_line - first_line + 1 - text_lines; }
};
std::vector<Function> functions_of(const std::string& text);

/// What is untidy in a file: too long, too wide, a drawer's name, work left behind. One sentence each.
std::vector<std::string> untidiness_of(const SourceFile& file);

/// Floating-point literals that may say something clinical (all but plain arithmetic and conversions), as `line: text`.
std::vector<std::string> clinical_numbers_of(const SourceFile& file);

}  // namespace myotrend::architecture
