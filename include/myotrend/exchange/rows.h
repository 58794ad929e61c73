#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "myotrend/exchange/columns.h"
#include "myotrend/record/entry.h"

namespace myotrend::csv {

using Fields = std::span<const std::string_view>;

/// Refuses what no clinic writes as an identifier: nothing, more than 64 characters, blanks, control characters.
Result<PatientId> patient_id_told(std::string_view text);

/// A row of patients.csv.
struct PatientRow {
  Patient patient;
  std::optional<Day> treatment_start;  // becomes an event
  bool zone_told = false;
};
/// Refuses a row that cannot be true at `now`: born before 1900, COVID before November 2019, an end before its
/// beginning.
Result<PatientRow> patient_of_row(const Columns& columns, Fields fields, Instant now);
/// Why `row` is not what the store knows as `stored` (field and both values); empty when nothing it tells differs.
std::optional<Refusal> difference(const PatientRow& row, const Patient& stored);

/// What a row says of the fate of its fact.
struct Fate {
  std::string id;              // reading_id
  std::string corrects;        // the reading that this row gives a later value
  std::string retracted_time;  // from then on the fact no longer counts
  std::string reason;          // of the correction or retraction
  std::string retracted_by;
};
/// The time told in `retracted_time`: not before the fact was `recorded`, not after `now`.
Result<Instant> retraction_time(const Fate& fate, const Zone& zone, Instant recorded, Instant now);

/// Puts a row of measurements.csv into `told` and `fate`, whose memory is used again. `recorded_as_effective` holds for
/// rows that do not tell when they were recorded.
std::optional<Refusal> tell_measurement(const Columns& columns, Fields fields, bool recorded_as_effective, Told& told,
                                        Fate& fate);
/// entry_told, and a value told beside its trials must be what they combine to.
Result<Entry> entry_of_row(const Told& told, const Catalogue& catalogue, const Zone& zone, Instant now);

/// A row of events.csv.
struct EventRow {
  EventKind kind = EventKind::other;
  Instant start{}, recorded{};
  std::optional<Instant> end, end_recorded;
  Details details;
  Fate fate;
};
Result<EventRow> event_of_row(const Columns& columns, Fields fields, const Zone& zone, Instant now,
                              bool recorded_as_effective);

}  // namespace myotrend::csv
