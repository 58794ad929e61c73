#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace myotrend::architecture {

/// A file of the project: its path from the project's root, with `/`, and its text.
struct SourceFile {
  std::string path;
  std::string text;
};

/// The files below `folders` whose names end in one of `endings`, by path.
std::vector<SourceFile> files_below(const std::vector<std::string>& folders, const std::vector<std::string>& endings);

/// `text` with comments and the content of literals turned into blanks; line breaks stay.
std::string code_only(std::string_view text);

/// A string literal, and the line it begins in.
struct Literal {
  std::size_t line = 0;
  std::string text;
};
/// The string literals of C++ source, adjacent ones joined as the compiler does.
std::vector<Literal> literals_of(std::string_view text);

std::vector<std::string> lines_of(std::string_view text);

}  // namespace myotrend::architecture
