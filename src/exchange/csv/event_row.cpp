#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "myotrend/exchange/rows.h"

namespace myotrend::csv {

namespace {

Result<EventKind> kind_told(std::string_view word) {
  if (word.empty()) return Refusal{"kind is empty"};
  if (const auto kind = event_kind_named(word)) return *kind;
  std::vector<std::string_view> words;
  for (int kind = 0; kind <= static_cast<int>(EventKind::last); ++kind)
    words.push_back(word_of(static_cast<EventKind>(kind)));
  const std::string nearest = nearest_word(word, words);
  return Refusal{fmt::format("kind \"{}\" is not known; use {}", word,
                             nearest.empty() ? fmt::format("{}", fmt::join(words, ", ")) : nearest)};
}

struct Time {
  std::string_view column, text;
};

// A time of the row that is not before `first`. A bare date stands for some time of that day.
Result<Instant> later_time(Time told, const Zone& zone, Instant first, Time first_told, Instant now) {
  const auto time = time_told(told.text, zone);
  if (!time) return Refusal{fmt::format("{}: {}", told.column, time.refusal().text)};
  const bool same_day = time->date_only && zone.day_of(time->at) == zone.day_of(first);
  const Instant at = same_day ? std::max(time->at, first) : time->at;
  if (at > now) return Refusal{fmt::format("{} \"{}\" lies in the future", told.column, told.text)};
  if (at < first)
    return Refusal{
        fmt::format("{} \"{}\" lies before {} \"{}\"", told.column, told.text, first_told.column, first_told.text)};
  return at;
}

std::optional<Refusal> read_end(Time end, Time end_recorded, Time start, const Zone& zone, Instant now, EventRow& row) {
  if (end.text.empty()) {
    if (!end_recorded.text.empty()) return Refusal{"end_recorded_time is told, but no end_time"};
    return std::nullopt;
  }
  const auto at = later_time(end, zone, row.start, start, now);
  if (!at) return at.refusal();
  row.end = *at;
  // An end later than the row's own time can only have become known then.
  row.end_recorded = std::max(row.recorded, *at);
  if (end_recorded.text.empty()) return std::nullopt;
  const auto known = later_time(end_recorded, zone, *at, end, now);
  if (!known) return known.refusal();
  row.end_recorded = *known;
  return std::nullopt;
}

std::optional<Refusal> read_fate(const Columns& columns, Fields fields, Fate& fate) {
  fate.retracted_time = columns.word(fields, EventColumn::retracted_time);
  fate.reason = columns.text(fields, EventColumn::reason);
  fate.retracted_by = columns.text(fields, EventColumn::retracted_by);
  const bool told_why = !Columns::without_blanks(fate.reason).empty();
  if (!fate.retracted_time.empty() && !told_why)
    return Refusal{"a retraction needs a reason; tell it in column reason"};
  if (fate.retracted_time.empty() && told_why) return Refusal{"reason is told, but no retracted_time"};
  return std::nullopt;
}

}  // namespace

Result<EventRow> event_of_row(const Columns& columns, Fields fields, const Zone& zone, Instant now,
                              bool recorded_as_effective) {
  const auto told = [&](std::string_view name, EventColumn column) { return Time{name, columns.word(fields, column)}; };
  EventRow row;
  const auto kind = kind_told(columns.word(fields, EventColumn::kind));
  if (!kind) return kind.refusal();
  row.kind = *kind;
  const Time start = told("start_time", EventColumn::start_time);
  if (start.text.empty()) return Refusal{"start_time is empty"};
  const auto begun = time_told(start.text, zone);
  if (!begun) return Refusal{fmt::format("start_time: {}", begun.refusal().text)};
  if (begun->at > now) return Refusal{fmt::format("start_time \"{}\" lies in the future", start.text)};
  row.start = begun->at;
  row.details.told_offset = begun->offset;
  const std::string_view provenance = columns.word(fields, EventColumn::provenance);
  if (!provenance.empty() && provenance != "recorded-as-effective")
    return Refusal{
        fmt::format("provenance \"{}\" is not known; use recorded-as-effective or leave it empty", provenance)};
  const Time recorded = told("recorded_time", EventColumn::recorded_time);
  row.details.recorded_as_effective = !provenance.empty() || (recorded_as_effective && recorded.text.empty());
  row.recorded = row.details.recorded_as_effective ? row.start : now;
  if (!recorded.text.empty()) {
    const auto at = later_time(recorded, zone, row.start, start, now);
    if (!at) return at.refusal();
    row.recorded = *at;
  }
  if (auto refusal = read_end(told("end_time", EventColumn::end_time),
                              told("end_recorded_time", EventColumn::end_recorded_time), start, zone, now, row))
    return *refusal;
  row.details.author = columns.text(fields, EventColumn::author);
  row.details.note = columns.text(fields, EventColumn::note);
  if (auto refusal = read_fate(columns, fields, row.fate)) return *refusal;
  return row;
}

}  // namespace myotrend::csv
