#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "myotrend/report/terminal.h"

namespace myotrend::report {

/// What a table does with a last column that is too long for the line; `own_line`: when little room is left beside the
/// other columns, it stands below them.
enum class Overflow { cut, wrap, own_line };

/// Writes a note of plain lines: headings, paragraphs, lists and tables, no wider than the style's columns.
class Note {
 public:
  explicit Note(const TerminalStyle& style) : style_(style) {}

  void blank();
  void heading(std::string_view text);
  /// Large and in the colour of how urgent it is; the words alone say it too.
  void verdict(std::string_view text, Disposition disposition);
  void paragraph(std::string_view text, int indent = 0);
  /// A list item: `mark` once, the text beside it.
  void item(std::string_view mark, std::string_view text, int indent = 2);
  /// Columns aligned by display width. The first row is the header when `with_header`.
  void table(const std::vector<std::vector<std::string>>& rows, bool with_header, Overflow overflow, int indent = 2);
  void line(std::string_view text);

  const std::string& text() const { return text_; }

 private:
  TerminalStyle style_;
  std::string text_;
};

/// `text` between the terminal's codes for it, if the style has colour.
std::string bold(std::string_view text, const TerminalStyle& style);
std::string dim(std::string_view text, const TerminalStyle& style);
std::string painted(std::string_view text, Disposition disposition, const TerminalStyle& style);

/// The assessment's own parts, for the terminal and for the text report.
void write_verdict(Note& note, const Assessment& assessment);
void write_findings(Note& note, const Assessment& assessment);
void write_reservations(Note& note, const Assessment& assessment);
void write_sources(Note& note, const Assessment& assessment);
void write_provenance(Note& note, const Assessment& assessment, std::string_view program_version);

}  // namespace myotrend::report
