#include "report/print_words.h"

#include <fmt/format.h>

#include "report/figures.h"
#include "report/panel_levels.h"
#include "report/words.h"

namespace myotrend::report {

std::string moves_of(const ChartPanel& panel) {
  std::string words;
  for (const auto& series : panel.series) {
    const auto moves = motion_words(series.motion, panel.unit);
    const auto own = own_level_words(panel, series);
    if (moves.empty() && own.empty()) continue;
    const auto loss = loss_words(series.motion);
    std::string told = moves + (loss.empty() ? "" : "; " + loss) + (moves.empty() || own.empty() ? "" : "; ") + own;
    if (series.side != Side::none) told = std::string(side_words(series.side)) + ": " + told;
    words += (words.empty() ? "" : " ") + capitalised(told) + ".";
  }
  if (const auto difference = difference_words(panel); !difference.empty()) words += " " + difference;
  if (panel.reference) {
    words += fmt::format("{}{}: {}.", words.empty() ? "" : " ", capitalised(panel.reference->words),
                         figure_with_unit(panel.reference->value, panel.unit));
  }
  if (!panel.set_aside.empty()) words += " Set aside: " + panel.set_aside;
  return words;
}

std::string cell_text(const SignMatrixCell& cell) {
  if (!cell.told()) return "not examined";
  std::string text;
  const auto add = [&](const std::vector<std::string>& names, std::string_view state) {
    if (names.empty()) return;
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", state, fmt::join(names, ", "));
  };
  add(cell.found, "● PRESENT:");
  add(cell.reported, "● reported:");
  add(cell.absent, "○ absent:");
  add(cell.denied, "○ not noticed by the patient:");
  return text;
}

}  // namespace myotrend::report
