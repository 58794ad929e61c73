#include "store/sqlite/standpoints.h"

#include <limits>
#include <stdexcept>

#include "store/sqlite/patients.h"
#include "store/sqlite/rows.h"

namespace myotrend::sqlite {

namespace {

constexpr std::uint32_t number_max = std::numeric_limits<std::uint32_t>::max() - 1;

void write(Connection& connection, const PatientId& id, const KeptStandpoint& standpoint) {
  Query query = connection.query(
      "INSERT OR REPLACE INTO standpoint SELECT patient_no, revision, ?2, ?3, ?4, ?5, ?6 FROM patient WHERE id = ?1");
  query.with(id.text).with(standpoint.stamp).with(standpoint.newest_fact).with(standpoint.assessed_at);
  query.with(standpoint.decided).with_bytes(standpoint.state).run();
}

}  // namespace

std::vector<PatientDue> patients_due(Connection& connection, const DueAsked& asked) {
  std::vector<PatientDue> all;
  Query query = connection.query(
      "SELECT id, revision, judged_stamp, judged_at_us, EXISTS (SELECT 1 FROM alert a WHERE a.patient_no = "
      "p.patient_no AND until_us IS NOT NULL AND until_us <= ?4 AND state IN ('acknowledged', 'snoozed', "
      "'in-review')) AS alert_due FROM patient p WHERE id > ?1 AND (?2 OR revision <> judged_revision OR judged_stamp "
      "IS NOT ?3 OR look_again_us IS NULL OR look_again_us <= ?4 OR alert_due) AND patient_no NOT IN (SELECT "
      "patient_no FROM erasure) ORDER BY id LIMIT ?5");
  query.with(asked.after.text).with(std::int64_t{asked.all}).with(asked.stamp).with(asked.now);
  query.with(static_cast<std::int64_t>(asked.most));
  while (query.next())
    all.push_back({PatientId{query.text(0)}, query.integer(1), query.text(2),
                   query.instant_if_any(3).value_or(Instant{}), query.integer(4) != 0});
  return all;
}

std::optional<KeptStandpoint> standpoint_of(Connection& connection, const PatientId& id) {
  Query query = connection.query(
      "SELECT s.revision, stamp, newest_fact_us, assessed_at_us, decided, state FROM standpoint s JOIN patient p USING "
      "(patient_no) WHERE p.id = ?");
  query.with(id.text);
  if (!query.next()) return std::nullopt;
  // A time that no fact has is a patient without facts.
  return KeptStandpoint{query.integer(0), query.text(1), Instant{std::chrono::microseconds{query.integer(2)}},
                        query.instant(3), query.text(4), query.text(5)};
}

News news_of(Connection& connection, const Catalogue& catalogue, const PatientId& id, Instant after) {
  const Snapshot snapshot(connection);
  const std::int64_t patient_no = known_patient_no(connection, id);
  auto patient = one_patient(connection, id);
  if (!patient) connection.damaged("a patient without master data");
  News news;
  History& history = news.history;
  history.patient = std::move(*patient);
  Query query = connection.query(
      "SELECT s.series_no, effective_us, ordinal, recorded_us, told_offset_min, value, told_value, told_unit, "
      "upper_limit, kind, code, unit, side, region, muscle, source, device, method FROM series s CROSS JOIN fact f ON "
      "f.patient_no = s.patient_no AND f.series_no = s.series_no AND f.effective_us > ?2 WHERE s.patient_no = ?1 "
      "ORDER BY s.series_no, effective_us, ordinal");
  query.with(patient_no).with(after);
  std::int64_t series_no = -1;
  bool sign = false;
  Unit unit = Unit::none;
  while (query.next()) {
    if (query.integer(0) != series_no) {
      series_no = query.integer(0);
      Place place = place_at(query, 9, catalogue, connection);
      sign = std::holds_alternative<SignSite>(place);
      if (sign) {
        history.sites.push_back(std::move(std::get<SignSite>(place)));
      } else {
        history.series.push_back(std::move(std::get<Series>(place)));
        unit = history.series.back().unit;
      }
    }
    ++news.facts;
    const Instant effective = query.instant(1), recorded = query.instant(3);
    const std::uint32_t ordinal = query.number(2, number_max);
    const Day day = civil_day(effective, told_offset_at(query, 4, connection), history.patient.zone);
    const double value = query.real(5);
    if (sign) {
      history.signs.push_back({static_cast<std::uint32_t>(history.sites.size() - 1), ordinal, effective, recorded, day,
                               value != 0, no_details});
      continue;
    }
    history.readings.push_back({static_cast<std::uint32_t>(history.series.size() - 1), ordinal, effective, recorded,
                                day, value, query.null(6) ? value : query.real(6),
                                query.null(7) ? unit : unit_at(query, 7, connection), query.real(8), no_details});
  }
  return news;
}

void keep(Connection& connection, const PatientId& id, const KeptStandpoint& standpoint, Instant look_again) {
  connection.query("UPDATE patient SET look_again_us = ? WHERE id = ?").with(look_again).with(id.text).run();
  write(connection, id, standpoint);
}

bool confirm(Connection& connection, const PatientId& id, const KeptStandpoint& standpoint, Instant judged_at,
             Instant look_again) {
  // Another scan may have judged at the same time: what is gone on from must still be the newest judgement.
  Query query = connection.query(
      "UPDATE patient SET judged_revision = ?1, judged_at_us = max(?2, judged_at_us), look_again_us = ?3 WHERE id = ?4 "
      "AND revision = ?1 AND EXISTS (SELECT 1 FROM standpoint s WHERE s.patient_no = patient.patient_no AND "
      "assessed_at_us = ?5) AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.patient_no = patient.patient_no)");
  query.with(standpoint.revision).with(judged_at).with(look_again).with(id.text).with(standpoint.assessed_at);
  if (query.run() == 0) return false;
  write(connection, id, standpoint);
  return true;
}

}  // namespace myotrend::sqlite
