#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace myotrend::report {

/// What a PDF says of itself; `created` is the instant the data were known at, as ISO 8601 in UTC: no clock is read.
struct PdfFacts {
  std::string title, created, footer;
};

enum class PdfTag : std::uint8_t { paragraph, heading_1, heading_2, heading_3, item, cell, caption };

/// How a piece of text stands on the sheet; lengths in points (1/72 inch).
struct PdfText {
  double size = 8.6;
  bool bold = false, soft = false;  // soft: dark grey
  double space_after = 2;
  double indent = 0;
  double x = 0, width = 0;  // from the left margin; width 0: to the right margin
  int lines_max = 0;        // 0: all; else the rest is cut with an ellipsis
  PdfTag tag = PdfTag::paragraph;
};

/// A4 pages of text and drawings, from top to bottom. Text is told text: no markup in it has a meaning. Fonts are
/// embedded, text can be taken out again, and the structure is tagged for readers that speak. Same calls, same bytes.
class PdfSheet {
 public:
  /// `pages_told` is written as the number of pages; 0: only measures, draws no chart.
  PdfSheet(const PdfFacts& facts, int pages_told);
  ~PdfSheet();
  PdfSheet(const PdfSheet&) = delete;
  PdfSheet& operator=(const PdfSheet&) = delete;

  double width() const;  // between the margins
  double y() const;      // where the next line begins, from the top of the page
  double room() const;   // down to the footer
  int pages() const;
  void go_to(double y);
  void space(double points);
  void new_page();

  double height_of(std::string_view text, const PdfText& style) const;
  /// Begins a new page first if the text would not fit whole and is shorter than a page.
  void text(std::string_view text, const PdfText& style);
  /// A list item with a hanging mark.
  void item(std::string_view mark, std::string_view text, PdfText style);
  void rule();
  /// A tinted ground from `y` on, with a dark bar at its left.
  void ground(double y, double height);
  /// Rows of cells, wrapped; the first row is the header. `shares` of the width.
  void table(const std::vector<std::vector<std::string>>& rows, const std::vector<double>& shares, PdfText style);
  double table_height(const std::vector<std::vector<std::string>>& rows, const std::vector<double>& shares,
                      PdfText style) const;
  /// An SVG document, scaled into a rectangle; its words belong beside it.
  void drawing(std::string_view svg, double x, double y, double width, double height);

  /// The document. Nothing may be added afterwards.
  std::string finish();

 private:
  struct Canvas;
  std::unique_ptr<Canvas> canvas_;
};

}  // namespace myotrend::report
