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

/// A line of the list says how far a hand or breathing fell; its weight, and a hand that does not fall, are told in the
/// report.
std::string short_ground(const Evidence& evidence) {
  std::string text = evidence.text;
  if (evidence.kind != EvidenceKind::trend) return text;
  text.resize(std::min(text.size(), text.find("; ")));
  for (const std::string_view quiet : {", right without clear decline", ", left without clear decline"})
    if (text.ends_with(quiet)) text.resize(text.size() - quiet.size());
  return text;
}

/// The first ground of the highest flag; else what is missing; else the first sentence of the summary.
std::string top_reason(const Assessment& assessment) {
  for (const auto& flag : assessment.flags) {
    if (flag.state != FlagState::met || flag.level != assessment.disposition) continue;
    return flag.evidence.empty() ? flag.title : short_ground(flag.evidence.front());
  }
  const bool waits_for_data = assessment.disposition == Disposition::insufficient_data;
  if (waits_for_data && !assessment.missing.empty()) return assessment.missing.front().text;
  if (assessment.disposition != Disposition::continue_care) return assessment.summary;
  return assessment.summary.substr(0, std::min(assessment.summary.size(), assessment.summary.find(". ") + 1));
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
  row.data_stopped = assessment.data_stopped && assessment.data_stopped->past_limit;
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
  constexpr int weeks = 8;
  std::vector<std::vector<std::string>> table{
      {"PATIENT", "DISPOSITION", "SINCE", "ACT", "STRENGTH", "COURSE", "ALERTS", "WHY"}};
  for (const auto& row : rows) {
    table.push_back({shortened(plain_line(row.patient.text), 20, style.unicode),
                     std::string(short_name(row.disposition)), iso_text(row.zone.day_of(row.since)), due_words(row),
                     age_words(row.strength_days_ago) + (row.data_stopped ? "!" : ""),
                     text_sparkline(row.course, weeks, style.unicode), alert_words(row), row.reason});
  }
  note.table(table, true, Overflow::own_line, 0);
  if (std::any_of(rows.begin(), rows.end(), [](const WorklistRow& row) { return row.data_stopped; })) {
    note.blank();
    note.paragraph("!: strength has not been measured for so long that somebody should be told.");
  }
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
    json["data_stopped"] = row.data_stopped;
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
