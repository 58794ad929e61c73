#include "myotrend/report/worklist.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/alert/life_cycle.h"
#include "report/figures.h"
#include "report/note.h"
#include "report/safe_text.h"
#include "report/sparkline.h"
#include "report/words.h"
#include "report/worklist_words.h"

namespace myotrend::report {

namespace {

/// The first ground of the highest flag; else what is missing; else the summary.
std::string top_reason(const Assessment& assessment) {
  for (const auto& flag : assessment.flags) {
    if (flag.state != FlagState::met || flag.level != assessment.disposition) continue;
    return flag.evidence.empty() ? flag.title : flag.evidence.front().text;
  }
  const bool waits_for_data = assessment.disposition == Disposition::insufficient_data;
  if (waits_for_data && !assessment.missing.empty()) return assessment.missing.front().text;
  return assessment.summary;
}

}  // namespace

WorklistRow worklist_row(const Assessment& assessment, std::optional<double> strength_days_ago,
                         std::span<const Alert> alerts) {
  WorklistRow row;
  row.patient = assessment.patient;
  row.disposition = assessment.disposition;
  row.since = assessment.since;
  row.zone = assessment.zone;
  row.as_of = assessment.as_of;
  row.act_within_days = act_within_days(assessment);
  row.act_by = act_by(assessment);
  row.reason = plain_line(top_reason(assessment));
  row.strength_days_ago = strength_days_ago;
  for (const auto& alert : alerts) {
    row.alerts_raised += unseen(alert.state);
    row.alerts_acknowledged += runs_out(alert.state);
  }
  return row;
}

std::string terminal_worklist(std::span<const WorklistRow> rows, const TerminalStyle& style) {
  Note note(style);
  if (rows.empty()) {
    note.paragraph("No patient yet.");
    return note.text();
  }
  std::vector<std::vector<std::string>> table{
      {"PATIENT", "DISPOSITION", "SINCE", "ACT", "STRENGTH", "COURSE", "ALERTS", "WHY"}};
  for (const auto& row : rows) {
    table.push_back({shortened(plain_line(row.patient.text), 20, style.unicode),
                     std::string(short_name(row.disposition)), iso_text(row.zone.day_of(row.since)), due_words(row),
                     age_words(row.strength_days_ago), text_sparkline(row.course, 12, style.unicode), alert_words(row),
                     row.reason});
  }
  note.table(table, true, Overflow::own_line, 0);
  return note.text();
}

std::string json_worklist(std::span<const WorklistRow> rows) {
  using nlohmann::ordered_json;
  ordered_json list = ordered_json::array();
  for (const auto& row : rows) {
    ordered_json json{{"patient", row.patient.text},
                      {"disposition", word_of(row.disposition)},
                      {"since", iso_text(row.since, row.zone)}};
    json["act_within_days"] = row.act_within_days ? ordered_json(*row.act_within_days) : ordered_json(nullptr);
    json["reason"] = row.reason;
    json["strength_days_ago"] =
        row.strength_days_ago ? ordered_json(six_digits(*row.strength_days_ago)) : ordered_json(nullptr);
    json["course"] = {
        {"what", row.course.what}, {"unit", unit_label(row.course.unit)}, {"weekly_medians", ordered_json::array()}};
    for (const double week : row.course.weeks)
      json["course"]["weekly_medians"].push_back(std::isnan(week) ? ordered_json(nullptr)
                                                                  : ordered_json(six_digits(week)));
    json["alerts"] = {{"raised", row.alerts_raised}, {"acknowledged", row.alerts_acknowledged}};
    list.push_back(std::move(json));
  }
  return list.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace myotrend::report
