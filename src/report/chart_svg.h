#pragma once

#include <string>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// The words in a chart for a person who reads another language, or wants fewer figures.
struct ChartWords {
  std::vector<std::string> months;  // short, January first
  std::string right, left;
  std::string title, description;
};

/// What the charts of one page have in common.
struct ChartFrame {
  Instant from{}, to{};
  Zone zone;
  const std::vector<EventMark>* events = nullptr;
  double width = 0;     // pixels, of a chart for print; 0: as wide as the place it stands in
  int plot_height = 0;  // pixels; 0: by the panel
  const ChartWords* words = nullptr;
  const ChartPanel* scale = nullptr;  // a panel whose value axis this one takes, to be compared with it
};

/// Shapes and patterns that every chart of a page refers to; once in a page.
std::string chart_symbols();

/// The drawing of a panel: text stays at its size and points stay round at any width, because the plot alone is
/// stretched. `number` makes its ids unique in the page.
std::string chart_svg(const ChartPanel& panel, const ChartFrame& frame, int number);

/// The same drawing as an SVG document of its own, in the colours of print. The frame has a width.
struct PrintedChart {
  std::string svg;
  double height = 0;  // pixels
};
PrintedChart chart_for_print(const ChartPanel& panel, const ChartFrame& frame, int number);
/// The style of a printed chart: no variables, which not every renderer knows.
std::string_view print_chart_style();

/// What the drawing says, in words: for those who do not see it.
std::string chart_description(const ChartPanel& panel);

/// Which shapes occur in the panel, and what they mean.
std::string chart_key(const ChartPanel& panel);

}  // namespace myotrend::report
