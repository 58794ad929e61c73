#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "myotrend/report/terminal.h"

namespace myotrend::report {

/// Who needs someone, and why, in one line.
struct WorklistRow {
  PatientId patient;
  Disposition disposition = Disposition::insufficient_data;
  Instant since{};
  Zone zone;
  Instant as_of{};
  std::optional<int> act_within_days;       // 0: now; empty: nothing asked
  std::optional<Day> act_by;                // the earliest day of a rule of that level
  std::string reason;                       // one line
  std::optional<double> strength_days_ago;  // age of the newest strength reading; empty: none ever
  int alerts_raised = 0, alerts_acknowledged = 0;
};

/// The row of a patient; `alerts` are the standing ones.
WorklistRow worklist_row(const Assessment& assessment, std::optional<double> strength_days_ago,
                         std::span<const Alert> alerts);

/// Most urgent first, then by id bytewise.
void sort_worklist(std::vector<WorklistRow>& rows);

std::string terminal_worklist(std::span<const WorklistRow> rows, const TerminalStyle& style);
/// One JSON array.
std::string json_worklist(std::span<const WorklistRow> rows);

}  // namespace myotrend::report
