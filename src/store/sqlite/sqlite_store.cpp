#include "store/sqlite/sqlite_store.h"

#include <stdexcept>

#include "store/sqlite/check.h"
#include "store/sqlite/copying.h"
#include "store/sqlite/history_reader.h"
#include "store/sqlite/judgements.h"
#include "store/sqlite/outbox.h"
#include "store/sqlite/patients.h"
#include "store/sqlite/runs.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/standpoints.h"

namespace myotrend {

std::unique_ptr<Store> open_sqlite(const std::string& path, OpenMode mode, const Catalogue& catalogue,
                                   std::chrono::milliseconds writer_wait) {
  sqlite::look_at_file(path, mode);
  auto connection = sqlite::connect(path, writer_wait);
  sqlite::migrate(*connection, sqlite::migrations());
  return std::make_unique<sqlite::SqliteStore>(std::move(connection), catalogue);
}

namespace sqlite {

SqliteStore::SqliteStore(std::unique_ptr<Connection> connection, const Catalogue& catalogue)
    : connection_(std::move(connection)), catalogue_(catalogue), books_(*connection_, catalogue) {}

std::unique_ptr<Transaction> SqliteStore::begin() { return std::make_unique<SqliteTransaction>(*this); }

std::unique_ptr<Store> SqliteStore::reader() {
  return std::make_unique<SqliteStore>(connect_reader(connection_->path(), connection_->wait()), catalogue_);
}

std::vector<Patient> SqliteStore::patients() { return all_patients(*connection_); }
std::vector<PatientId> SqliteStore::patient_ids() { return all_patient_ids(*connection_); }
std::optional<Patient> SqliteStore::patient(const PatientId& id) { return one_patient(*connection_, id); }
bool SqliteStore::erased(const PatientId& id) { return sqlite::erased(*connection_, id); }
History SqliteStore::history_of(const PatientId& id, Depth depth) {
  return read_history(*connection_, catalogue_, id, depth);
}
std::vector<PatientId> SqliteStore::patients_with_tag(std::string_view tag) {
  return patients_of_tag(*connection_, tag);
}
std::map<PatientId, Instant> SqliteStore::first_facts() { return sqlite::first_facts(*connection_); }
std::vector<PatientState> SqliteStore::states(const PatientId& after, std::size_t most) {
  return states_after(*connection_, after, most);
}
std::optional<Judged> SqliteStore::judged(const PatientId& id) { return last_judged(*connection_, id); }
std::vector<PatientDue> SqliteStore::due(const DueAsked& asked) { return patients_due(*connection_, asked); }
std::optional<KeptStandpoint> SqliteStore::standpoint_of(const PatientId& id) {
  return sqlite::standpoint_of(*connection_, id);
}
News SqliteStore::news_of(const PatientId& id, Instant after) {
  return sqlite::news_of(*connection_, catalogue_, id, after);
}
std::optional<Instant> SqliteStore::newest_entered() { return sqlite::newest_entered(*connection_); }
std::vector<Alert> SqliteStore::alerts() { return all_alerts(*connection_); }
std::vector<Alert> SqliteStore::alerts_of(const PatientId& id) {
  return sqlite::alerts_of(*connection_, known_patient_no(*connection_, id));
}
std::optional<Alert> SqliteStore::alert(std::string_view id) { return one_alert(*connection_, id); }
std::vector<AlertChange> SqliteStore::changes_of(std::string_view alert_id) {
  return sqlite::changes_of(*connection_, alert_id);
}
std::optional<KeptAssessment> SqliteStore::kept_assessment(const PatientId& id, std::string_view sha256) {
  return sqlite::kept_assessment(*connection_, id, sha256);
}
std::unique_ptr<Outbox> SqliteStore::outbox() { return open_outbox(connect(connection_->path(), connection_->wait())); }
std::int64_t SqliteStore::begin_run(RunKind kind, Instant now) { return sqlite::begin_run(*connection_, kind, now); }
void SqliteStore::end_run(std::int64_t run, Instant now, std::string_view figures) {
  sqlite::end_run(*connection_, run, now, figures);
}
std::vector<Run> SqliteStore::runs(RunKind kind, int count) { return runs_of(*connection_, kind, count); }
void SqliteStore::backup(const std::string& file) { write_copy(*connection_, file); }
CheckReport SqliteStore::check() { return check_store(*connection_, catalogue_); }

SqliteTransaction::SqliteTransaction(SqliteStore& store)
    : store_(store), connection_(*store.connection_), appender_(connection_, store.books_) {
  if (connection_.in_transaction()) throw std::logic_error("the last transaction of this store is still open");
  connection_.run("BEGIN IMMEDIATE");
  // Another program may have written since, an erasure for one.
  const std::int64_t now = connection_.integer_of("PRAGMA data_version");
  if (now != store.books_as_of_) store.books_.forget();
  store.books_as_of_ = now;
}

SqliteTransaction::~SqliteTransaction() {
  if (!open_) return;
  connection_.database().tryExec("ROLLBACK");
  store_.books_.forget();
}

void SqliteTransaction::add_patient(const Patient& patient, Instant entered) {
  sqlite::add_patient(connection_, patient, entered);
  appender_.entered_at(entered);
}

void SqliteTransaction::edit_patient(const Patient& patient, Instant entered) {
  sqlite::edit_patient(connection_, known_patient_no(connection_, patient.id), patient, entered);
  appender_.entered_at(entered);
}

void SqliteTransaction::erase_patient(const PatientId& id, std::string_view why, std::string_view by, Instant entered) {
  sqlite::erase_patient(connection_, known_patient_no(connection_, id), why, by, entered);
  appender_.entered_at(entered);
  store_.books_.forget(id);
  erased_ = true;
}

std::vector<Appended> SqliteTransaction::append(const PatientId& id, std::span<const Entry> entries) {
  return appender_.append(id, entries);
}
FactKey SqliteTransaction::appended_key(std::size_t index) const { return appender_.key(index); }
Appended SqliteTransaction::append(const PatientId& id, const NewEvent& event, FactKey* key) {
  return appender_.append(id, event, key);
}
void SqliteTransaction::close_event(const PatientId& id, const FactKey& event, Instant end, Instant recorded,
                                    Instant entered, std::string_view by) {
  appender_.close_event(id, event, end, recorded, entered, by);
}

FactKey SqliteTransaction::append_anew(const PatientId& id, const NewEvent& event) {
  return appender_.append_anew(id, event);
}
void SqliteTransaction::correct(const PatientId& id, const Correction& correction, const Details& details) {
  appender_.correct(id, correction, details);
}
void SqliteTransaction::retract(const PatientId& id, const Retraction& retraction, const Details& details) {
  appender_.retract(id, retraction, details);
}

History SqliteTransaction::history_of(const PatientId& id, Depth depth) {
  return read_history(connection_, store_.catalogue_, id, depth);
}
std::vector<Alert> SqliteTransaction::alerts_of(const PatientId& id) {
  return sqlite::alerts_of(connection_, known_patient_no(connection_, id));
}
std::int64_t SqliteTransaction::revision_of(const PatientId& id) {
  return sqlite::revision_of(connection_, known_patient_no(connection_, id));
}

bool SqliteTransaction::corrected_since(const PatientId& id, Instant at) {
  return sqlite::corrected_since(connection_, known_patient_no(connection_, id), at);
}

void SqliteTransaction::keep(const Assessment& assessment, std::string_view assessment_json, std::string_view stamp,
                             std::span<const AlertStep> steps) {
  const std::int64_t patient_no = known_patient_no(connection_, assessment.patient);
  sqlite::keep(connection_, patient_no, assessment, assessment_json, stamp);
  for (const AlertStep& step : steps) sqlite::keep(connection_, patient_no, step);
}

void SqliteTransaction::keep(const AlertStep& step) {
  sqlite::keep(connection_, known_patient_no(connection_, step.alert.patient), step);
}

void SqliteTransaction::keep(const PatientId& id, const KeptStandpoint& standpoint, Instant look_again) {
  sqlite::keep(connection_, id, standpoint, look_again);
}
bool SqliteTransaction::confirm(const PatientId& id, const KeptStandpoint& standpoint, Instant judged_at,
                                Instant look_again) {
  return sqlite::confirm(connection_, id, standpoint, judged_at, look_again);
}

void SqliteTransaction::commit() {
  appender_.finish();
  if (appender_.newest_entered()) enter_at(connection_, *appender_.newest_entered());
  connection_.run("COMMIT");
  open_ = false;
  // The write-ahead log would keep what was erased until it is next reset. A reader may stand in the way; then the
  // next erasure or the last program to close the store does it.
  if (erased_) connection_.database().tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace sqlite
}  // namespace myotrend
