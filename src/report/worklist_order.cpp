#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "report/figures.h"
#include "report/worklist_words.h"

namespace myotrend::report {

std::string age_words(const std::optional<double>& days) {
  if (!days) return "never";
  const long whole = std::lround(std::floor(*days));
  return whole <= 0 ? "today" : fmt::format("{} d", whole);
}

std::string strength_words(const WorklistRow& row) {
  return age_words(row.strength_days_ago) + (row.data_stopped && row.strength_days_ago ? ", late" : "");
}

std::string alert_words(const WorklistRow& row) {
  if (row.alerts_raised + row.alerts_acknowledged == 0) return "-";
  std::string words;
  if (row.alerts_raised) words = fmt::format("{} new", row.alerts_raised);
  if (row.alerts_acknowledged) words += fmt::format("{}{} seen", words.empty() ? "" : ", ", row.alerts_acknowledged);
  return words;
}

/// Days left until the day by which to act: `now`, `12 d`, `9 d ago`.
std::string due_words(const WorklistRow& row) {
  if (!row.act_within_days || !row.act_by) return "-";
  if (*row.act_within_days <= 0) return "now";
  const int left = whole_days(row.zone.day_of(row.as_of), *row.act_by);
  return left >= 0 ? fmt::format("in {} d", left) : fmt::format("{} d ago", -left);
}

namespace {

constexpr std::array<std::pair<std::string_view, WorklistOrder>, 5> orders{{{"urgency", WorklistOrder::urgency},
                                                                            {"due", WorklistOrder::due},
                                                                            {"waiting", WorklistOrder::waiting},
                                                                            {"stale", WorklistOrder::stale},
                                                                            {"patient", WorklistOrder::patient}}};

/// Small comes first.
double rank(const WorklistRow& row, WorklistOrder order) {
  constexpr double last = std::numeric_limits<double>::infinity();
  switch (order) {
    case WorklistOrder::due:
      if (row.act_within_days == 0) return -last;
      return row.act_by ? static_cast<double>(row.act_by->time_since_epoch().count()) : last;
    case WorklistOrder::waiting: return static_cast<double>(row.since.time_since_epoch().count());
    case WorklistOrder::stale: return row.strength_days_ago ? -*row.strength_days_ago : -last;
    case WorklistOrder::urgency:
    case WorklistOrder::patient: break;
  }
  return 0;
}

}  // namespace

std::optional<WorklistOrder> worklist_order_named(std::string_view word) {
  for (const auto& [name, order] : orders)
    if (name == word) return order;
  return std::nullopt;
}

void sort_worklist(std::vector<WorklistRow>& rows) { sort_worklist(rows, WorklistOrder::urgency); }

void sort_worklist(std::vector<WorklistRow>& rows, WorklistOrder order) {
  std::sort(rows.begin(), rows.end(), [order](const WorklistRow& one, const WorklistRow& other) {
    if (rank(one, order) != rank(other, order)) return rank(one, order) < rank(other, order);
    if (order != WorklistOrder::patient && one.disposition != other.disposition)
      return one.disposition > other.disposition;
    return one.patient.text < other.patient.text;
  });
}

bool WorklistFilter::keeps(const WorklistRow& row) const {
  if (at_least && row.disposition < *at_least) return false;
  return !stale_days || !row.strength_days_ago || *row.strength_days_ago > *stale_days;
}

}  // namespace myotrend::report
