#pragma once

#include <span>
#include <string>
#include <vector>

#include "myotrend/alert/alert.h"
#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

struct TerminalStyle {
  int columns = 80;
  bool colour = false;
  bool unicode = true;  // false: ASCII alone
};

/// One series as a chart, and its rate in words; "too little data" where that is so.
std::string terminal_trend(const ClinicalPicture& picture, const ChartPanel& panel, const ChartSeries& series,
                           const Zone& zone, const TerminalStyle& style);

/// All series as a table: the newest reading and how each moves.
std::string terminal_overview(const ClinicalPicture& picture, const TerminalStyle& style);

/// A short clinical note: what to do, why, what was set aside, what is missing.
std::string terminal_assessment(const Assessment& assessment, const TerminalStyle& style);

/// An alert with the zone in which its patient's days are told.
struct AlertLine {
  Alert alert;
  Zone zone;
};

/// Standing alerts as a table.
std::string terminal_alerts(std::span<const AlertLine> alerts, const TerminalStyle& style);
/// From an alert back to the readings, and forth to who was told; a line each.
struct AlertChain {
  std::vector<std::string> rules, evidence, readings, told;
  std::string pathway;  // id, version, point and sum; empty: the judgement was not kept
};

/// One alert with everything that happened to it.
std::string terminal_alert(const AlertLine& line, std::span<const AlertChange> changes, const AlertChain& chain,
                           const TerminalStyle& style);
/// One sentence: what `scan` did.
std::string alert_change_sentence(const AlertChange& change, const Zone& zone);

}  // namespace myotrend::report
