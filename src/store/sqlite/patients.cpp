#include "store/sqlite/patients.h"

#include <array>
#include <stdexcept>

#include "myotrend/record/history.h"
#include "store/sqlite/rows.h"

namespace myotrend::sqlite {

namespace {

/// A patient's content, the rows that point at others first.
constexpr std::array<const char*, 15> erasing{{
    "DELETE FROM delivery WHERE patient_no = ?",
    "DELETE FROM notice WHERE patient_no = ?",
    "DELETE FROM standpoint WHERE patient_no = ?",
    "DELETE FROM fact_retraction WHERE patient_no = ?",
    "DELETE FROM event_retraction WHERE patient_no = ?",
    "DELETE FROM correction WHERE patient_no = ?",
    "DELETE FROM event_end WHERE patient_no = ?",
    "DELETE FROM event WHERE patient_no = ?",
    "DELETE FROM fact WHERE patient_no = ?",
    "DELETE FROM alert_change WHERE patient_no = ?",
    "DELETE FROM alert WHERE patient_no = ?",
    "DELETE FROM assessment WHERE patient_no = ?",
    "DELETE FROM author WHERE patient_no = ?",
    "DELETE FROM series WHERE patient_no = ?",
    "DELETE FROM master_data WHERE patient_no = ?",
}};

void write_master_data(Connection& connection, std::int64_t patient_no, std::int64_t version, const Patient& patient,
                       Instant entered) {
  Query query = connection.query("INSERT INTO master_data VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  query.with(patient_no).with(version).with(entered);
  bind_patient(query, patient);
  query.run();
}

}  // namespace

std::optional<std::int64_t> patient_no_of(Connection& connection, const PatientId& id) {
  Query query = connection.query(
      "SELECT patient_no FROM patient p WHERE id = ? "
      "AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.patient_no = p.patient_no)");
  query.with(id.text);
  if (!query.next()) return std::nullopt;
  return query.integer(0);
}

std::int64_t known_patient_no(Connection& connection, const PatientId& id) {
  const auto number = patient_no_of(connection, id);
  if (!number) throw std::out_of_range("no patient " + id.text);
  return *number;
}

bool erased(Connection& connection, const PatientId& id) {
  Query query = connection.query("SELECT 1 FROM patient JOIN erasure USING (patient_no) WHERE id = ?");
  query.with(id.text);
  return query.next();
}

std::vector<Patient> all_patients(Connection& connection) {
  std::vector<Patient> patients;
  Query query = connection.query(
      "SELECT id, sex, birth_year, birth_month, birth_day, height_cm, weight_kg, dominant_hand, covid_date, "
      "enrolment_date, followup_end, time_zone FROM patient JOIN master_data USING (patient_no, version) ORDER BY id");
  while (query.next()) patients.push_back(patient_at(query, 1, PatientId{query.text(0)}, connection));
  return patients;
}

std::vector<PatientId> all_patient_ids(Connection& connection) {
  std::vector<PatientId> ids;
  Query query =
      connection.query("SELECT id FROM patient WHERE patient_no NOT IN (SELECT patient_no FROM erasure) ORDER BY id");
  while (query.next()) ids.push_back(PatientId{query.text(0)});
  return ids;
}

std::optional<Patient> one_patient(Connection& connection, const PatientId& id) {
  Query query = connection.query(
      "SELECT sex, birth_year, birth_month, birth_day, height_cm, weight_kg, dominant_hand, covid_date, "
      "enrolment_date, followup_end, time_zone FROM patient JOIN master_data USING (patient_no, version) WHERE id = ?");
  query.with(id.text);
  if (!query.next()) return std::nullopt;
  return patient_at(query, 0, id, connection);
}

std::vector<PatientId> patients_of_tag(Connection& connection, std::string_view tag) {
  std::vector<PatientId> ids;
  Query query = connection.query(
      "SELECT id FROM patient WHERE tag = ? AND patient_no NOT IN (SELECT patient_no FROM erasure) ORDER BY id");
  query.with(tag);
  while (query.next()) ids.push_back(PatientId{query.text(0)});
  return ids;
}

std::vector<PatientState> states_after(Connection& connection, const PatientId& after, std::size_t most) {
  std::vector<PatientState> states;
  Query query = connection.query(
      "SELECT id, revision, judged_revision, judged_stamp, judged_at_us, "
      "(SELECT min(until_us) FROM alert a WHERE a.patient_no = p.patient_no AND until_us IS NOT NULL AND "
      "state IN ('acknowledged', 'snoozed', 'in-review')) FROM patient p "
      "WHERE id > ?1 AND patient_no NOT IN (SELECT patient_no FROM erasure) ORDER BY id LIMIT ?2");
  query.with(after.text).with(static_cast<std::int64_t>(most));
  while (query.next()) {
    states.push_back({PatientId{query.text(0)}, query.integer(1), query.integer(2), query.text(3),
                      query.instant_if_any(4).value_or(Instant{}), query.instant_if_any(5)});
  }
  return states;
}

std::map<PatientId, Instant> first_facts(Connection& connection) {
  Query query = connection.query(
      "SELECT p.id, (SELECT min((SELECT effective_us FROM fact f WHERE f.patient_no = s.patient_no AND f.series_no = "
      "s.series_no ORDER BY effective_us LIMIT 1)) FROM series s WHERE s.patient_no = p.patient_no) AS first FROM "
      "patient p WHERE first IS NOT NULL");
  std::map<PatientId, Instant> first;
  while (query.next()) first.emplace(PatientId{query.text(0)}, query.instant(1));
  return first;
}

std::int64_t revision_of(Connection& connection, std::int64_t patient_no) {
  Query query = connection.query("SELECT revision FROM patient WHERE patient_no = ?");
  query.with(patient_no);
  if (!query.next()) connection.damaged("a patient without a row");
  return query.integer(0);
}

void move_revision(Connection& connection, std::int64_t patient_no, std::int64_t by) {
  connection.query("UPDATE patient SET revision = revision + ? WHERE patient_no = ?").with(by).with(patient_no).run();
}

std::optional<Judged> last_judged(Connection& connection, const PatientId& id) {
  Query query = connection.query(
      "SELECT judged_at_us, judged_disposition, judged_sha256, coalesce(a.as_of_us, judged_at_us), "
      "coalesce(a.revision, judged_revision), judged_stamp FROM patient p LEFT JOIN assessment a ON a.patient_no = "
      "p.patient_no WHERE id = ? AND judged_at_us IS NOT NULL ORDER BY assessment_no DESC LIMIT 1");
  query.with(id.text);
  if (!query.next()) return std::nullopt;
  const std::string word = query.text(1);
  return Judged{id,
                query.instant(0),
                known(connection, disposition_named(word), "disposition", word),
                query.text(2),
                query.instant(3),
                query.integer(4),
                query.text(5)};
}

std::int64_t add_patient(Connection& connection, const Patient& patient, Instant entered) {
  Query query =
      connection.query("INSERT INTO patient (id, tag, version, revision, judged_revision) VALUES (?, ?, 1, 0, -1)");
  query.with(patient.id.text).with(patient_tag(patient.id));
  if (!query.run_unless_refused())
    throw std::invalid_argument("patient " + patient.id.text + " is or was there already");
  const std::int64_t patient_no = connection.database().getLastInsertRowid();
  write_master_data(connection, patient_no, 1, patient, entered);
  return patient_no;
}

void edit_patient(Connection& connection, std::int64_t patient_no, const Patient& patient, Instant entered) {
  connection.query("UPDATE patient SET version = version + 1, revision = revision + 1 WHERE patient_no = ?")
      .with(patient_no)
      .run();
  Query query = connection.query("SELECT version FROM patient WHERE patient_no = ?");
  query.with(patient_no);
  if (!query.next()) connection.damaged("a patient without a row");
  write_master_data(connection, patient_no, query.integer(0), patient, entered);
}

void erase_patient(Connection& connection, std::int64_t patient_no, std::string_view why, std::string_view author,
                   Instant entered) {
  connection.query("INSERT INTO erasure VALUES (?, ?, ?, ?)")
      .with(patient_no)
      .with(why)
      .with(author)
      .with(entered)
      .run();
  for (const char* sql : erasing) connection.query(sql).with(patient_no).run();
  connection
      .query(
          "UPDATE patient SET revision = 0, judged_revision = -1, judged_stamp = NULL, judged_at_us = NULL, "
          "judged_disposition = NULL, judged_sha256 = NULL, look_again_us = NULL WHERE patient_no = ?")
      .with(patient_no)
      .run();
}

std::optional<Instant> newest_entered(Connection& connection) {
  Query query = connection.query("SELECT newest_entered_us FROM clock");
  if (!query.next()) return std::nullopt;
  return query.instant(0);
}

void enter_at(Connection& connection, Instant entered) {
  connection
      .query(
          "INSERT INTO clock VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET newest_entered_us = "
          "max(newest_entered_us, excluded.newest_entered_us)")
      .with(entered)
      .run();
}

}  // namespace myotrend::sqlite
