#include "monitor/correction.h"

#include <fmt/format.h>

#include <algorithm>

namespace myotrend {
namespace {

const Reading* reading_at(const History& history, const FactKey& key) {
  const auto found = std::find_if(history.readings.begin(), history.readings.end(),
                                  [&](const Reading& reading) { return key_of(reading) == key; });
  return found == history.readings.end() ? nullptr : &*found;
}

/// The word under which `measure` accepts `unit`.
std::string word_of_unit(const Measure& measure, Unit unit) {
  for (const MeasureForm& form : measure.forms)
    for (const UnitWord& word : form.units)
      if (word.unit == unit) return word.word;
  return std::string(word_of(unit));
}

/// The reading in words again, with the value it should have had: so that the same checks apply.
Told told_again(const Reading& reading, const Series& series, const ToldCorrection& told, const Catalogue& catalogue) {
  const Measure& measure = catalogue[series.measure];
  Told again;
  again.code = measure.code;
  again.value = told.value;
  again.unit = told.unit;
  // A score has no unit word that people write; a reading that could not be taken has none either.
  if (again.unit.empty() && reading.told_unit != Unit::none) again.unit = word_of_unit(measure, reading.told_unit);
  again.side = word_of(series.side);
  again.region = word_of(series.region);
  again.muscle = series.muscle;
  again.source = word_of(series.source);
  again.device = series.device;
  again.method = series.method;
  again.effective = iso_text(reading.effective, std::chrono::seconds{0});
  return again;
}

}  // namespace

Result<Correction> correction_told(const History& history, const FactKey& target, const ToldCorrection& told,
                                   const Catalogue& catalogue, Instant now) {
  const std::string id = fact_id(history, target);
  const Reading* reading = target.kind == FactKind::reading ? reading_at(history, target) : nullptr;
  if (!reading)
    return Refusal{fmt::format("{} is {}; only a reading can be corrected: retract it and record it again", id,
                               target.kind == FactKind::sign ? "a sign" : "an event")};
  for (const Retraction& retraction : history.retractions)
    if (retraction.target == target)
      return Refusal{fmt::format("{} was retracted; record the reading again instead", id)};
  const Series& series = history.series[target.where];
  const auto entry = entry_told(told_again(*reading, series, told, catalogue), catalogue, history.patient.zone, now);
  if (!entry.ok()) return entry.refusal();
  if (std::get<Series>(entry->where).unit != series.unit)
    return Refusal{fmt::format("{} was told in another kind of unit; retract it and record it again", id)};
  return Correction{target, entry->value, entry->told_value, entry->told_unit, now, told.why, no_details};
}

}  // namespace myotrend
