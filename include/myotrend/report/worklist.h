#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "myotrend/report/terminal.h"

namespace myotrend::report {

/// The course of the strength that was measured most often: medians of the last weeks, oldest first; not a number for a
/// week without a reading.
struct Sparkline {
  std::string what;  // `right grip`; empty: none measured in these weeks
  Unit unit = Unit::none;
  std::vector<double> weeks;
};
Sparkline sparkline_of(const Picture& picture, const Catalogue& catalogue);

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
  bool data_stopped = false;                // what is awaited has not come for so long that somebody should be told
  int alerts_raised = 0, alerts_acknowledged = 0;
  Sparkline course;
};

/// The row of a patient; `alerts` are the standing ones.
WorklistRow worklist_row(const Assessment& assessment, std::optional<double> strength_days_ago,
                         std::span<const Alert> alerts);

/// Most urgent first, then by id bytewise.
void sort_worklist(std::vector<WorklistRow>& rows);

/// How a worklist is ordered. Whoever is alike in it stands by urgency, then by id.
enum class WorklistOrder : std::uint8_t {
  urgency,
  due,      // the day to act by, soonest first
  waiting,  // longest in the present disposition first
  stale,    // oldest strength reading first; never measured before all
  patient
};
std::optional<WorklistOrder> worklist_order_named(std::string_view word);
void sort_worklist(std::vector<WorklistRow>& rows, WorklistOrder order);

/// Who is kept in a worklist.
struct WorklistFilter {
  std::optional<Disposition> at_least;
  std::optional<double> stale_days;  // strength older than that, or never measured
  bool keeps(const WorklistRow& row) const;
};

/// A page of a worklist and the name of its file.
struct WorklistPage {
  std::string file, html;
};
/// Self-contained pages that can be sorted and narrowed where scripts run, and read where not. The first one is
/// `stem`.html, then `stem`-2.html and so on; each leads to its neighbours. At least one.
std::vector<WorklistPage> html_worklist(std::span<const WorklistRow> rows, std::string_view stem, Instant as_of);

std::string terminal_worklist(std::span<const WorklistRow> rows, const TerminalStyle& style);
/// One JSON array.
std::string json_worklist(std::span<const WorklistRow> rows);

}  // namespace myotrend::report
