#include <fmt/format.h>

#include <cmath>

#include "myotrend/exchange/rows.h"

namespace myotrend::csv {

namespace {

constexpr std::string_view provenance_word = "recorded-as-effective";

std::optional<Refusal> tell_trials(std::string_view text, Told& told) {
  told.trials.clear();
  if (text.empty()) return std::nullopt;
  const std::string_view all = text;
  while (true) {
    const std::size_t end = text.find(';');
    const std::string_view trial = Columns::without_blanks(text.substr(0, end));
    if (trial.empty()) return Refusal{fmt::format("trials \"{}\" has an empty one; write them as 30;32;31", all)};
    told.trials.emplace_back(trial);
    if (end == std::string_view::npos) return std::nullopt;
    text.remove_prefix(end + 1);
  }
}

std::optional<Refusal> tell_fate(const Columns& columns, Fields fields, Fate& fate) {
  fate.id.assign(columns.word(fields, MeasurementColumn::reading_id));
  fate.corrects.assign(columns.word(fields, MeasurementColumn::corrects));
  fate.retracted_time.assign(columns.word(fields, MeasurementColumn::retracted_time));
  fate.reason.assign(columns.text(fields, MeasurementColumn::reason));
  fate.retracted_by.assign(columns.text(fields, MeasurementColumn::retracted_by));
  const bool told_why = !Columns::without_blanks(fate.reason).empty();
  if (!fate.corrects.empty()) {
    if (!fate.retracted_time.empty())
      return Refusal{
          fmt::format("the correction of \"{}\" cannot be retracted; correct the reading once more", fate.corrects)};
    if (!told_why)
      return Refusal{fmt::format("the correction of \"{}\" needs a reason; tell it in column reason", fate.corrects)};
  } else if (!fate.retracted_time.empty()) {
    if (!told_why) return Refusal{"a retraction needs a reason; tell it in column reason"};
  } else if (told_why) {
    return Refusal{"reason is told, but neither corrects nor retracted_time"};
  }
  return std::nullopt;
}

// As many decimals as the number was told with: 31.3 for a mean of 31.3333 is no contradiction.
double rounding_of(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos || number.find_first_of("eE") != std::string_view::npos) return 0;
  return 0.5 * std::pow(10.0, -static_cast<double>(number.size() - point - 1));
}

}  // namespace

std::optional<Refusal> tell_measurement(const Columns& columns, Fields fields, bool recorded_as_effective, Told& told,
                                        Fate& fate) {
  const auto word = [&](MeasurementColumn column) { return columns.word(fields, column); };
  told.code.assign(word(MeasurementColumn::measure));
  told.value.assign(word(MeasurementColumn::value));
  told.unit.assign(word(MeasurementColumn::unit));
  told.side.assign(word(MeasurementColumn::body_site));
  told.region.assign(word(MeasurementColumn::region));
  told.muscle.assign(word(MeasurementColumn::muscle));
  told.grade.assign(word(MeasurementColumn::grade));
  told.source.assign(word(MeasurementColumn::source));
  told.device.assign(word(MeasurementColumn::device));
  told.method.assign(word(MeasurementColumn::method));
  told.upper_limit.assign(word(MeasurementColumn::upper_limit));
  told.effective.assign(word(MeasurementColumn::effective_time));
  told.recorded.assign(word(MeasurementColumn::recorded_time));
  told.author.assign(columns.text(fields, MeasurementColumn::author));
  told.note.assign(columns.text(fields, MeasurementColumn::note));
  told.external_id.assign(word(MeasurementColumn::external_id));
  const std::string_view provenance = word(MeasurementColumn::provenance);
  if (!provenance.empty() && provenance != provenance_word)
    return Refusal{
        fmt::format("provenance \"{}\" is not known; use {} or leave it empty", provenance, provenance_word)};
  told.recorded_as_effective = !provenance.empty() || (recorded_as_effective && told.recorded.empty());
  if (told.code.empty()) return Refusal{"measure is empty"};
  if (told.effective.empty() && word(MeasurementColumn::corrects).empty()) return Refusal{"effective_time is empty"};
  if (auto refusal = tell_trials(word(MeasurementColumn::trials), told)) return refusal;
  return tell_fate(columns, fields, fate);
}

Result<Entry> entry_of_row(const Told& told, const Catalogue& catalogue, const Zone& zone, Instant now) {
  Result<Entry> entry = entry_told(told, catalogue, zone, now);
  if (!entry || told.trials.empty() || told.value.empty()) return entry;
  const Measure& measure = catalogue[std::get<Series>(entry->where).measure];
  const double combination = combined(measure.combine, entry->details.trials);
  if (std::abs(entry->told_value - combination) > rounding_of(told.value) + 1e-9 * std::abs(combination))
    return Refusal{fmt::format("value \"{}\" is not what the trials \"{}\" combine to, {}", told.value,
                               fmt::join(told.trials, ";"), combination)};
  return entry;
}

Result<Instant> retraction_time(const Fate& fate, const Zone& zone, Instant recorded, Instant now) {
  const auto told = time_told(fate.retracted_time, zone);
  if (!told) return Refusal{fmt::format("retracted_time: {}", told.refusal().text)};
  // A bare date stands for some time of that day, so at the earliest for when the fact was recorded.
  const bool same_day = told->date_only && zone.day_of(told->at) == zone.day_of(recorded);
  const Instant at = same_day ? std::max(told->at, recorded) : told->at;
  if (at > now) return Refusal{fmt::format("retracted_time \"{}\" lies in the future", fate.retracted_time)};
  if (at < recorded)
    return Refusal{fmt::format("retracted_time \"{}\" lies before the fact was recorded", fate.retracted_time)};
  return at;
}

}  // namespace myotrend::csv
