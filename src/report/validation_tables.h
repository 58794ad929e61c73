#pragma once

#include <string>
#include <vector>

#include "myotrend/report/validation.h"

namespace myotrend::report {

/// A table of plain text: the page, the Markdown and the charts' alternatives say the same figures.
struct FiguresTable {
  std::string id, title;
  std::vector<std::string> columns;  // the first heads the rows
  std::vector<std::vector<std::string>> rows;
  std::string note;  // how it was reckoned
};

FiguresTable goals_table(const ValidationShown& shown);
FiguresTable false_referrals_table(const ValidationShown& shown);
FiguresTable class_by_rule_table(const ValidationShown& shown);
FiguresTable rules_table(const ValidationShown& shown);
FiguresTable frontier_table(const ValidationShown& shown);
FiguresTable calibration_table(const ValidationShown& shown);
FiguresTable delays_table(const ValidationShown& shown);
FiguresTable at_risk_table(const ValidationShown& shown);

FiguresTable reached_table(const PracticeShown& shown);
FiguresTable months_table(const PracticeShown& shown);
FiguresTable detectors_table(const PracticeShown& shown);
FiguresTable rules_used_table(const PracticeShown& shown);
FiguresTable outcomes_table(const PracticeShown& shown);
FiguresTable quality_table(const PracticeShown& shown);

/// `2.34 (1.90 to 2.85)`.
std::string estimate_words(const Estimate& estimate, int decimals, double times = 1);
/// `142` or `not reached`.
std::string days_words(const std::optional<double>& days);

}  // namespace myotrend::report
