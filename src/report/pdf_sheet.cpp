#include "report/pdf_sheet.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <stdexcept>

#include "report/safe_text.h"

namespace myotrend::report {

namespace {

constexpr double page_width = 595.276, page_height = 841.89;  // A4
constexpr double margin = 39, footer_height = 26;
constexpr double cell_padding = 2;
constexpr double ink = 0.07, soft_ink = 0.29;

const char* tag_name(PdfTag tag) {
  switch (tag) {
    case PdfTag::paragraph: return "P";
    case PdfTag::heading_1: return "H1";
    case PdfTag::heading_2: return "H2";
    case PdfTag::heading_3: return "H3";
    case PdfTag::item: return "LI";
    case PdfTag::cell: return "TD";
    case PdfTag::caption: return "Caption";
  }
  return "P";
}

cairo_status_t keep(void* text, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

double points(int pango) { return static_cast<double>(pango) / PANGO_SCALE; }

}  // namespace

struct PdfSheet::Canvas {
  PdfFacts facts;
  int pages_told = 0, pages = 1;
  double y = margin;
  std::string bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;

  Canvas(const PdfFacts& of, int told) : facts(of), pages_told(told) {
    surface = cairo_pdf_surface_create_for_stream(keep, &bytes, page_width, page_height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, plain_line(facts.title).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "myotrend");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, facts.created.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, facts.created.c_str());
    cairo = cairo_create(surface);
    cairo_tag_begin(cairo, "Document", nullptr);
  }
  ~Canvas() {
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
  }
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  Layout layout(std::string_view words, const PdfText& style) const {
    Layout made(pango_cairo_create_layout(cairo));
    // Metrics of the page, not of a screen: the same on every machine.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(made.get()), options);
    cairo_font_options_destroy(options);
    const std::unique_ptr<PangoFontDescription, Unref> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), "DejaVu Sans");
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(made.get(), font.get());
    const double wide = style.width > 0 ? style.width : page_width - 2 * margin - style.x;
    pango_layout_set_width(made.get(), static_cast<int>((wide - style.indent) * PANGO_SCALE));
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_spacing(made.get(), static_cast<int>(style.size * 0.18 * PANGO_SCALE));
    if (style.lines_max > 0) {
      pango_layout_set_height(made.get(), -style.lines_max);
      pango_layout_set_ellipsize(made.get(), PANGO_ELLIPSIZE_END);
    }
    const std::string safe = plain_line(words);
    pango_layout_set_text(made.get(), safe.data(), static_cast<int>(safe.size()));
    return made;
  }
  static double height(const Layout& of) {
    int wide = 0, high = 0;
    pango_layout_get_size(of.get(), &wide, &high);
    return points(high);
  }
  void show(const Layout& what, double x, double at, bool soft, const char* tag) const {
    const double grey = soft ? soft_ink : ink;
    cairo_set_source_rgb(cairo, grey, grey, grey);
    cairo_tag_begin(cairo, tag, nullptr);
    cairo_move_to(cairo, x, at);
    pango_cairo_show_layout(cairo, what.get());
    cairo_tag_end(cairo, tag);
  }
  void end_page() {
    PdfText style;
    style.size = 6.6;
    style.width = page_width - 2 * margin - 70;
    const double at = page_height - margin - 8;
    cairo_set_line_width(cairo, 0.5);
    cairo_set_source_rgb(cairo, 0.6, 0.6, 0.6);
    cairo_move_to(cairo, margin, at - 5);
    cairo_line_to(cairo, page_width - margin, at - 5);
    cairo_stroke(cairo);
    show(layout(facts.footer, style), margin, at, true, "P");
    style.width = 65;
    const Layout number = layout(fmt::format("{} / {}", pages, std::max(pages, pages_told)), style);
    pango_layout_set_alignment(number.get(), PANGO_ALIGN_RIGHT);
    show(number, page_width - margin - 65, at, true, "P");
    cairo_show_page(cairo);
  }
};

PdfSheet::PdfSheet(const PdfFacts& facts, int pages_told) : canvas_(std::make_unique<Canvas>(facts, pages_told)) {}
PdfSheet::~PdfSheet() = default;

double PdfSheet::width() const { return page_width - 2 * margin; }
double PdfSheet::y() const { return canvas_->y; }
double PdfSheet::room() const { return page_height - margin - footer_height - canvas_->y; }
int PdfSheet::pages() const { return canvas_->pages; }
void PdfSheet::go_to(double at) { canvas_->y = at; }
void PdfSheet::space(double more) { canvas_->y += more; }

void PdfSheet::new_page() {
  canvas_->end_page();
  ++canvas_->pages;
  canvas_->y = margin;
}

double PdfSheet::height_of(std::string_view words, const PdfText& style) const {
  return Canvas::height(canvas_->layout(words, style)) + style.space_after;
}

void PdfSheet::text(std::string_view words, const PdfText& style) {
  const Layout made = canvas_->layout(words, style);
  const double high = Canvas::height(made);
  if (high > room() && canvas_->y > margin) new_page();
  canvas_->show(made, margin + style.x + style.indent, canvas_->y, style.soft, tag_name(style.tag));
  canvas_->y += high + style.space_after;
}

void PdfSheet::item(std::string_view mark, std::string_view words, PdfText style) {
  const double hang = style.size * 1.1;
  PdfText mark_style = style;
  mark_style.width = style.indent + hang;
  style.indent += hang;
  style.tag = PdfTag::item;
  const Layout made = canvas_->layout(words, style);
  if (Canvas::height(made) > room() && canvas_->y > margin) new_page();
  canvas_->show(canvas_->layout(mark, mark_style), margin + style.x + mark_style.indent, canvas_->y, style.soft, "Lbl");
  text(words, style);
}

void PdfSheet::rule() {
  cairo_t* cairo = canvas_->cairo;
  cairo_set_line_width(cairo, 0.5);
  cairo_set_source_rgb(cairo, 0.7, 0.7, 0.7);
  cairo_move_to(cairo, margin, canvas_->y);
  cairo_line_to(cairo, page_width - margin, canvas_->y);
  cairo_stroke(cairo);
  canvas_->y += 4;
}

void PdfSheet::ground(double from, double height) {
  cairo_t* cairo = canvas_->cairo;
  cairo_set_source_rgb(cairo, 0.953, 0.961, 0.969);
  cairo_rectangle(cairo, margin, from, width(), height);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 0.25, 0.25, 0.25);
  cairo_rectangle(cairo, margin, from, 4, height);
  cairo_fill(cairo);
}

double PdfSheet::table_height(const std::vector<std::vector<std::string>>& rows, const std::vector<double>& shares,
                              PdfText style) const {
  const double whole = style.width > 0 ? style.width : width() - style.x;
  double all = style.space_after;
  style.x = 0;
  for (const auto& row : rows) {
    double high = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      style.width = whole * shares[c] - 2 * cell_padding;
      high = std::max(high, Canvas::height(canvas_->layout(row[c], style)));
    }
    all += high + 2 * cell_padding;
  }
  return all;
}

void PdfSheet::table(const std::vector<std::vector<std::string>>& rows, const std::vector<double>& shares,
                     PdfText style) {
  style.tag = PdfTag::cell;
  const double left = style.x, whole = style.width > 0 ? style.width : width() - style.x;
  cairo_tag_begin(canvas_->cairo, "Table", nullptr);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    style.bold = r == 0;
    std::vector<Layout> cells;
    double high = 0;
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      style.width = whole * shares[c] - 2 * cell_padding;
      style.x = 0;
      cells.push_back(canvas_->layout(rows[r][c], style));
      high = std::max(high, Canvas::height(cells.back()));
    }
    if (high + 2 * cell_padding > room() && canvas_->y > margin) {
      cairo_tag_end(canvas_->cairo, "Table");
      new_page();
      cairo_tag_begin(canvas_->cairo, "Table", nullptr);
    }
    cairo_tag_begin(canvas_->cairo, "TR", nullptr);
    double x = margin + left + cell_padding;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      canvas_->show(cells[c], x, canvas_->y + cell_padding, style.soft, r == 0 ? "TH" : "TD");
      x += whole * shares[c];
    }
    cairo_tag_end(canvas_->cairo, "TR");
    canvas_->y += high + 2 * cell_padding;
    cairo_set_line_width(canvas_->cairo, 0.4);
    cairo_set_source_rgb(canvas_->cairo, 0.75, 0.75, 0.75);
    cairo_move_to(canvas_->cairo, margin + left, canvas_->y);
    cairo_line_to(canvas_->cairo, margin + left + whole, canvas_->y);
    cairo_stroke(canvas_->cairo);
  }
  cairo_tag_end(canvas_->cairo, "Table");
  canvas_->y += style.space_after;
}

void PdfSheet::drawing(std::string_view svg, double x, double from, double wide, double high) {
  if (canvas_->pages_told == 0) return;
  GError* fault = nullptr;
  const auto bytes = reinterpret_cast<const guint8*>(svg.data());
  const std::unique_ptr<RsvgHandle, Unref> handle(rsvg_handle_new_from_data(bytes, svg.size(), &fault));
  const RsvgRectangle place{margin + x, from, wide, high};
  cairo_tag_begin(canvas_->cairo, "Figure", nullptr);
  if (!handle || !rsvg_handle_render_document(handle.get(), canvas_->cairo, &place, &fault)) {
    const std::string why = fault ? fault->message : "unknown";
    g_clear_error(&fault);
    throw std::runtime_error("a chart cannot be drawn: " + why);
  }
  cairo_tag_end(canvas_->cairo, "Figure");
}

std::string PdfSheet::finish() {
  canvas_->end_page();
  cairo_tag_end(canvas_->cairo, "Document");
  cairo_surface_finish(canvas_->surface);
  const cairo_status_t status = cairo_surface_status(canvas_->surface);
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
  return canvas_->bytes;
}

}  // namespace myotrend::report
