#include "fact_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace myotrend::cli {
namespace {

std::string with_blanks(std::initializer_list<std::string_view> words) {
  std::string line;
  for (const std::string_view word : words) {
    if (word.empty()) continue;
    if (!line.empty()) line += ' ';
    line += word;
  }
  return line;
}

std::string reading_line(const History& history, const Reading& reading, const Catalogue& catalogue) {
  const Series& series = history.series[reading.series];
  const bool graded = reading.details < history.details.size() && !catalogue[series.measure].grades.empty() &&
                      !history.details[reading.details].grade.empty();
  const std::string value = reading.could_not() ? "could not"
                            : graded            ? history.details[reading.details].grade
                                                : number_text(reading.told_value);
  const std::string unit = reading.could_not() ? "" : unit_word(catalogue, series.measure, reading.told_unit);
  return fmt::format("{}, {}",
                     with_blanks({catalogue[series.measure].code, series.muscle, word_of(series.side),
                                  word_of(series.region), value, unit}),
                     time_line(reading.effective, history.patient.zone));
}

/// `, now 160 U/L`, if it was corrected.
std::string corrected_to(const History& history, const FactKey& key, const Catalogue& catalogue) {
  const Correction* newest = nullptr;
  for (const Correction& correction : history.corrections)
    if (correction.target == key && (!newest || correction.recorded >= newest->recorded)) newest = &correction;
  if (!newest) return {};
  if (std::isnan(newest->told_value)) return ", now could not";
  const std::string unit = unit_word(catalogue, history.series[key.where].measure, newest->told_unit);
  return fmt::format(", now {}{}{}", number_text(newest->told_value), unit.empty() ? "" : " ", unit);
}

std::string sign_line(const History& history, const SignFinding& finding, const Catalogue& catalogue) {
  const SignSite& site = history.sites[finding.site];
  return fmt::format("{}, {}, {}",
                     with_blanks({catalogue[site.sign].code, site.muscle, word_of(site.side), word_of(site.region),
                                  finding.present ? "present" : "absent"}),
                     site.source == Source::clinician ? "found by a clinician" : "told by the patient",
                     time_line(finding.effective, history.patient.zone));
}

std::string event_line(const History& history, const Event& event) {
  std::string line = fmt::format("{}, {}", word_of(event.kind), time_line(event.start, history.patient.zone));
  if (event.end) line += fmt::format(" to {}", time_line(*event.end, history.patient.zone));
  return line;
}

}  // namespace

std::string number_text(double value) { return fmt::format("{:.6g}", value); }

std::string time_line(Instant at, const Zone& zone) {
  const std::string text = iso_text(at, zone);  // 2025-03-01T09:00:00+00:00
  const std::string clock = text.substr(11, 5);
  const std::string day = plain_text(zone.day_of(at));
  return clock == "00:00" ? day : day + ' ' + clock;
}

std::string unit_word(const Catalogue& catalogue, MeasureCode measure, Unit unit) {
  if (unit == Unit::score || unit == Unit::none || unit == Unit::count) return {};
  for (const MeasureForm& form : catalogue[measure].forms)
    for (const UnitWord& word : form.units)
      if (word.unit == unit) return word.word;
  return std::string(word_of(unit));
}

std::string present_line(const History& history, const FactKey& key, const Catalogue& catalogue) {
  const std::string line = fact_line(history, key, catalogue);
  return key.kind == FactKind::reading ? line + corrected_to(history, key, catalogue) : line;
}

std::string fact_line(const History& history, const FactKey& key, const Catalogue& catalogue) {
  const auto is_meant = [&](const auto& fact) { return key_of(fact) == key; };
  if (key.kind == FactKind::reading) {
    const auto found = std::find_if(history.readings.begin(), history.readings.end(), is_meant);
    if (found != history.readings.end()) return reading_line(history, *found, catalogue);
  } else if (key.kind == FactKind::sign) {
    const auto found = std::find_if(history.signs.begin(), history.signs.end(), is_meant);
    if (found != history.signs.end()) return sign_line(history, *found, catalogue);
  } else {
    const auto found = std::find_if(history.events.begin(), history.events.end(), is_meant);
    if (found != history.events.end()) return event_line(history, *found);
  }
  return fact_id(history, key);
}

}  // namespace myotrend::cli
