#pragma once

#include <string>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// What the charts of one page have in common.
struct ChartFrame {
  Instant from{}, to{};
  Zone zone;
  const std::vector<EventMark>* events = nullptr;
};

/// Shapes and patterns that every chart of a page refers to; once in a page.
std::string chart_symbols();

/// The drawing of a panel: text stays at its size and points stay round at any width, because the plot alone is
/// stretched. `number` makes its ids unique in the page.
std::string chart_svg(const ChartPanel& panel, const ChartFrame& frame, int number);

/// What the drawing says, in words: for those who do not see it.
std::string chart_description(const ChartPanel& panel);

/// Which shapes occur in the panel, and what they mean.
std::string chart_key(const ChartPanel& panel);

}  // namespace myotrend::report
