#pragma once

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "store/sqlite/connection.h"

/// Between rows and what they hold. Columns are bound and read in the order of the tables in schema/sqlite. A word that
/// this program does not know ends in StoreError newer.
namespace myotrend::sqlite {

template <class T>
T known(const Connection& connection, const std::optional<T>& found, std::string_view what, std::string_view word) {
  if (!found) connection.unknown_word(what, word);
  return *found;
}

/// The unit of a UCUM code; each unit has its own.
std::optional<Unit> unit_of_ucum(std::string_view code);
Unit unit_at(const Query& query, int column, const Connection& connection);

/// A JSON array; NaN is null.
std::string trials_text(const std::vector<double>& trials);
/// Empty when `text` is not as trials_text writes it.
std::optional<std::vector<double>> trials_of(std::string_view text);

/// told_offset_min, entered_us, author_no, grade, note, external_id, trials, as_effective: the last columns of a fact.
/// `details` stays until the query has run.
void bind_details(Query& query, const Details& details, const std::optional<std::int64_t>& author_no);
Details details_at(const Query& query, int column, const std::vector<std::string>& authors,
                   const Connection& connection);
std::optional<std::chrono::minutes> told_offset_at(const Query& query, int column, const Connection& connection);
/// The civil day of `at`: in the offset it was told in, else in the patient's zone.
Day civil_day(Instant at, const std::optional<std::chrono::minutes>& told_offset, const Zone& zone);

using Place = std::variant<Series, SignSite>;
/// kind, code, unit, side, region, muscle, source, device, method. `place` stays until the query has run.
void bind_place(Query& query, const Place& place, const Catalogue& catalogue);
Place place_at(const Query& query, int column, const Catalogue& catalogue, const Connection& connection);

/// sex, birth_year, birth_month, birth_day, height_cm, weight_kg, dominant_hand, covid_date, enrolment_date,
/// followup_end, time_zone.
void bind_patient(Query& query, const Patient& patient);
Patient patient_at(const Query& query, int column, const PatientId& id, const Connection& connection);

/// Sorts unless it is in order already, which it mostly is.
template <class Rows, class Before>
void put_in_order(Rows& rows, Before before) {
  if (!std::is_sorted(rows.begin(), rows.end(), before)) std::stable_sort(rows.begin(), rows.end(), before);
}

}  // namespace myotrend::sqlite
