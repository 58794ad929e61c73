#include "report/document.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "report/chart_svg.h"
#include "report/html_page.h"
#include "report/note.h"
#include "report/pdf_sheet.h"
#include "report/safe_text.h"

namespace myotrend::report {

namespace {

using Kind = Document::Kind;

std::string_view element_of(Kind kind) {
  switch (kind) {
    case Kind::title: return "h1";
    case Kind::heading: return "h2";
    case Kind::item: return "li";
    case Kind::lead:
    case Kind::paragraph:
    case Kind::note:
    case Kind::signature: return "p";
  }
  return "p";
}

std::string_view class_of(Kind kind) {
  switch (kind) {
    case Kind::lead: return " class=\"lead\"";
    case Kind::note: return " class=\"soft\"";
    case Kind::signature: return " class=\"signature\"";
    default: return "";
  }
}

std::string body_of(const Document& document) {
  std::string html;
  bool in_list = false;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const auto& block = document.blocks[i];
    const bool item = block.kind == Kind::item;
    if (item != in_list) html += item ? "<ul class=\"plain\">\n" : "</ul>\n";
    in_list = item;
    fmt::format_to(std::back_inserter(html), "<{0}{1}>{2}</{0}>\n", element_of(block.kind), class_of(block.kind),
                   html_told(block.text));
    if (i == document.chart_after && !document.chart_html.empty()) {
      html += "<figure>" + chart_symbols() + document.chart_html + "</figure>\n";
    }
  }
  return in_list ? html + "</ul>\n" : html;
}

}  // namespace

std::string html_of(const Document& document) {
  const std::string_view box = document.editable
                                   ? "<div contenteditable=\"true\" role=\"textbox\" aria-multiline=\"true\" "
                                     "aria-label=\"Draft letter, can be edited\" spellcheck=\"true\">"
                                   : "<div>";
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" "
      "content=\"light "
      "dark\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>{}</title>\n<style>{}{}</style>\n</head>\n"
      "<body>\n<main class=\"page letter\">\n{}{}\n{}</div>\n</main>\n{}"
      "</body>\n</html>\n",
      document.language, html_text(document.title), page_style(), letter_style(),
      document.editable ? "<p class=\"draft\">Draft. Click into the text to change it, then print it.</p>\n" : "", box,
      body_of(document),
      document.footer.empty() ? ""
                              : "<footer class=\"page letter\"><p>" + html_text(document.footer) + "</p></footer>\n");
}

std::string text_of(const Document& document) {
  Note note(TerminalStyle{});
  bool in_list = false;
  for (const auto& block : document.blocks) {
    const bool item = block.kind == Kind::item;
    if (item) {
      note.item("-", block.text);
    } else if (block.kind == Kind::heading) {
      note.heading(block.text);
    } else {
      if (in_list || block.kind != Kind::title) note.blank();
      note.paragraph(block.text);
    }
    in_list = item;
  }
  if (!document.footer.empty()) {
    note.blank();
    note.paragraph(document.footer);
  }
  return note.text();
}

namespace {

PdfText print_style(Kind kind) {
  switch (kind) {
    case Kind::title: return {.size = 17, .bold = true, .space_after = 8, .tag = PdfTag::heading_1};
    case Kind::lead: return {.size = 12, .space_after = 8};
    case Kind::heading: return {.size = 11.5, .bold = true, .space_after = 4, .tag = PdfTag::heading_2};
    case Kind::note: return {.size = 9, .soft = true, .space_after = 5};
    case Kind::signature: return {.size = 10, .space_after = 14};
    case Kind::item: return {.size = 10, .space_after = 3, .indent = 4, .tag = PdfTag::item};
    case Kind::paragraph: return {.size = 10, .space_after = 5};
  }
  return {};
}

void write(PdfSheet& sheet, const Document& document, double scale) {
  constexpr double lines_below = 30;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const auto& block = document.blocks[i];
    PdfText style = print_style(block.kind);
    style.size *= scale;
    style.space_after *= scale * scale;
    if (block.kind == Kind::heading) {
      sheet.space(8 * scale * scale);
      if (sheet.height_of(block.text, style) + lines_below > sheet.room()) sheet.new_page();
    }
    if (block.kind == Kind::item) {
      sheet.item("–", block.text, style);
    } else {
      sheet.text(block.text, style);
    }
    if (i != document.chart_after || document.chart_svg.empty()) continue;
    const double high = document.chart_height * sheet.width() / document.chart_width;
    if (high > sheet.room()) sheet.new_page();
    sheet.drawing(document.chart_svg, 0, sheet.y(), sheet.width(), high);
    sheet.space(high + 6);
  }
}

}  // namespace

std::string pdf_of(const Document& document) {
  const PdfFacts facts{document.title, document.created, document.footer};
  // A little smaller where that saves the second page; never smaller than can be read on paper.
  constexpr std::array<double, 4> scales{1, 0.94, 0.88, 0.83};
  double scale = scales.front();
  int pages = 0;
  for (const double tried : scales) {
    PdfSheet measured(facts, 0);
    write(measured, document, tried);
    if (pages == 0 || measured.pages() == 1) {
      pages = measured.pages();
      scale = tried;
    }
    if (pages == 1) break;
  }
  PdfSheet sheet(facts, pages);
  write(sheet, document, scale);
  return sheet.finish();
}

std::string page_of(const Document& document, PageFormat format) {
  switch (format) {
    case PageFormat::html: return html_of(document);
    case PageFormat::text: return text_of(document);
    case PageFormat::pdf: return pdf_of(document);
  }
  return {};
}

}  // namespace myotrend::report
