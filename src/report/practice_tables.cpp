#include <fmt/format.h>

#include "report/figures.h"
#include "report/validation_tables.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr std::array by_urgency{Disposition::emergency, Disposition::refer_urgent,      Disposition::refer_routine,
                                Disposition::reassess,  Disposition::insufficient_data, Disposition::continue_care};

std::string share_words(std::size_t part, std::size_t all) {
  return all == 0 ? std::string("0")
                  : fmt::format("{:.1f}", 100 * static_cast<double>(part) / static_cast<double>(all));
}

std::string name_of(Disposition disposition) {
  return disposition == Disposition::emergency ? "emergency" : std::string(short_name(disposition));
}

}  // namespace

FiguresTable reached_table(const PracticeShown& shown) {
  FiguresTable table{"reached",
                     "Dispositions",
                     {"Disposition", "Patients who ever reached it", "% of patients",
                      "Patients at the end of follow-up", "% of patients"},
                     {},
                     {}};
  for (const Disposition disposition : by_urgency) {
    const auto index = static_cast<std::size_t>(disposition);
    table.rows.push_back({name_of(disposition), std::to_string(shown.ever[index]),
                          share_words(shown.ever[index], shown.patients), std::to_string(shown.at_end[index]),
                          share_words(shown.at_end[index], shown.patients)});
  }
  table.note = fmt::format(
      "{} in {:.0f} patient-months: {:.2f} referrals per 100 patient-months, counting each time a patient came to a "
      "referral from below.",
      count_of(static_cast<long>(shown.patients), "patient", "patients"), shown.patient_months,
      shown.patient_months > 0 ? 100 * static_cast<double>(shown.referrals) / shown.patient_months : 0);
  return table;
}

FiguresTable months_table(const PracticeShown& shown) {
  FiguresTable table{"months", "Patients by disposition at the end of each month", {"Month"}, {}, {}};
  for (const Disposition disposition : by_urgency) table.columns.push_back(name_of(disposition));
  for (const auto& [last, patients] : shown.months) {
    std::vector<std::string> row{iso_text(last).substr(0, 7)};
    for (const Disposition disposition : by_urgency)
      row.push_back(std::to_string(patients[static_cast<std::size_t>(disposition)]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

FiguresTable detectors_table(const PracticeShown& shown) {
  FiguresTable table{"detectors",
                     "First alarms of the pathway and of the classical rules",
                     {"Detector", "Patients", "% of patients", "First alarms per 100 patient-years",
                      "Of them also referred by the pathway"},
                     {},
                     {}};
  for (const auto& one : shown.detectors)
    table.rows.push_back({one.title, std::to_string(one.alarmed), share_words(one.alarmed, shown.patients),
                          fmt::format("{:.1f}", one.per_100_years), std::to_string(one.with_pathway)});
  table.note = "At textbook settings. Who was right cannot be told from this.";
  return table;
}

FiguresTable rules_used_table(const PracticeShown& shown) {
  FiguresTable table{"rules-used",
                     "Rules behind the referrals",
                     {"Rule", "Patients at their first referral", "Patients ever"},
                     {},
                     {}};
  for (const auto& one : shown.rules)
    table.rows.push_back({one.rule, std::to_string(one.first), std::to_string(one.ever)});
  table.note = "Several rules can hold at once.";
  return table;
}

FiguresTable outcomes_table(const PracticeShown& shown) {
  FiguresTable table{
      "outcomes",
      "Referrals and what happened to the patients",
      {"Event", "Patients", "Referred by then", "Median days between", "Referred later", "Never referred"},
      {},
      {}};
  for (const auto& one : shown.outcomes) {
    table.rows.push_back({event_words(one.kind), std::to_string(one.patients), std::to_string(one.referred_before),
                          one.median_days_before ? fmt::format("{:.0f}", *one.median_days_before) : std::string("none"),
                          std::to_string(one.referred_after),
                          std::to_string(one.patients - one.referred_before - one.referred_after)});
  }
  table.note = "By the day the first such event was recorded. An event is no diagnosis, and none is no health.";
  return table;
}

FiguresTable quality_table(const PracticeShown& shown) {
  FiguresTable table{"quality-counts", "Remarks on the data", {"Kind", "Remarks", "Patients"}, {}, {}};
  for (const auto& one : shown.data_quality)
    table.rows.push_back(
        {capitalised(quality_words(one.kind)), std::to_string(one.remarks), std::to_string(one.patients)});
  table.note = "As they stand at the end of each patient's follow-up.";
  return table;
}

}  // namespace myotrend::report
