#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "monitor/import_writer.h"

namespace myotrend {

namespace {

const Reading* reading_at(const History& history, const FactKey& key) {
  const auto found = std::find_if(history.readings.begin(), history.readings.end(),
                                  [&key](const Reading& reading) { return key_of(reading) == key; });
  return found == history.readings.end() ? nullptr : &*found;
}

bool same_value(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// What the row leaves out is as it was; what it tells is held against the reading afterwards.
Told told_in_full(Told told, const Reading& reading, const Series& series, const Catalogue& catalogue) {
  const Measure& measure = catalogue[series.measure];
  const auto fill = [](std::string& text, std::string_view with) {
    if (text.empty()) text = with;
  };
  fill(told.side, word_of(series.side));
  fill(told.region, word_of(series.region));
  fill(told.muscle, series.muscle);
  fill(told.source, word_of(series.source));
  fill(told.device, series.device);
  fill(told.method, series.method);
  fill(told.effective, iso_text(reading.effective, std::chrono::seconds{0}));
  if (told.unit.empty())
    for (const MeasureForm& form : measure.forms)
      for (const UnitWord& unit : form.units)
        if (told.unit.empty() && form.stored == series.unit && unit.unit == reading.told_unit) told.unit = unit.word;
  return told;
}

}  // namespace

// False: the reading may come later.
bool ImportWriter::correct(CorrectionRow& row, bool last_chance) {
  const PatientId& patient = row.patient->id;
  std::optional<FactKey> target;
  const auto called = called_.find(row.fate.corrects);
  if (called != called_.end() && called->second.first == patient) target = called->second.second;
  if (!target && !last_chance) return false;
  if (!target) target = fact_with_id(history_of(patient), row.fate.corrects);
  if (!target) {
    row.row.reason =
        fmt::format("corrects \"{}\": patient {} has no reading of that id", row.fate.corrects, patient.text);
    reject(std::move(row.row));
    return true;
  }
  const Result<bool> corrected = correct(row, *target);
  if (!corrected) {
    row.row.reason = corrected.refusal().text;
    reject(std::move(row.row));
  } else if (*corrected) {
    ++summary_.corrections;
  } else {
    ++summary_.already_known;
  }
  return true;
}

// False: this correction was known already.
Result<bool> ImportWriter::correct(const CorrectionRow& row, const FactKey& target) {
  const PatientId& patient = row.patient->id;
  const History& history = history_of(patient);
  const Reading* reading = target.kind == FactKind::reading ? reading_at(history, target) : nullptr;
  if (reading == nullptr)
    return Refusal{fmt::format("corrects \"{}\": only a reading can be corrected; retract it and record it again",
                               row.fate.corrects)};
  const Series& series = history.series[target.where];
  const auto entry = csv::entry_of_row(told_in_full(row.told, *reading, series, catalogue_), catalogue_,
                                       history.patient.zone, options_.now);
  if (!entry) return entry.refusal();
  const Series* told = std::get_if<Series>(&entry->where);
  if (told == nullptr || *told != series || entry->effective != reading->effective)
    return Refusal{
        fmt::format("corrects \"{}\": only the value can be corrected; for another measure, time, side or source "
                    "retract it and record it again",
                    row.fate.corrects)};
  // A row that does not tell when it was recorded is the same correction whenever it comes again.
  for (const Correction& known : history.corrections)
    if (known.target == target && same_value(known.told_value, entry->told_value) &&
        known.told_unit == entry->told_unit && (row.told.recorded.empty() || known.recorded == entry->recorded))
      return false;
  const Correction correction{target,          entry->value,    entry->told_value, entry->told_unit,
                              entry->recorded, row.fate.reason, no_details};
  transaction().correct(patient, correction, entry->details);
  for (const std::string& warning : entry->warnings) warn(warning, row.row.line, row.row.file);
  if (entry->held_out) ++summary_.held_out;
  histories_.at(patient).corrections.push_back(correction);
  return true;
}

}  // namespace myotrend
