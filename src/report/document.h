#pragma once

#include <string>
#include <vector>

#include "myotrend/report/pages.h"

namespace myotrend::report {

/// A short page of running text: a letter, or what a patient reads. The same content becomes HTML, text or PDF.
struct Document {
  enum class Kind : std::uint8_t { title, lead, heading, paragraph, item, note, signature };
  struct Block {
    Kind kind = Kind::paragraph;
    std::string text;  // told text: no markup in it has a meaning
  };

  std::string language = "en";
  std::string title;    // of the window and the file
  std::string created;  // the instant the data were known at, in UTC
  std::string footer;
  std::vector<Block> blocks;
  bool editable = false;              // a draft: the browser lets it be changed before it is printed
  std::string chart_html, chart_svg;  // a drawing after the block `chart_after`, for a page and for print; may be empty
  double chart_width = 0, chart_height = 0;  // pixels, of the printed one
  std::size_t chart_after = 0;

  void add(Kind kind, std::string text) { blocks.push_back({kind, std::move(text)}); }
};

std::string html_of(const Document& document);
std::string text_of(const Document& document);
std::string pdf_of(const Document& document);
std::string page_of(const Document& document, PageFormat format);

}  // namespace myotrend::report
