#pragma once

#include "store/sqlite/appender.h"
#include "store/sqlite/opening.h"

namespace myotrend::sqlite {

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<Connection> connection, const Catalogue& catalogue);

  std::unique_ptr<Transaction> begin() override;
  std::unique_ptr<Store> reader() override;
  std::vector<Patient> patients() override;
  std::vector<PatientId> patient_ids() override;
  std::optional<Patient> patient(const PatientId& id) override;
  bool erased(const PatientId& id) override;
  History history_of(const PatientId& id, Depth depth) override;
  std::vector<PatientId> patients_with_tag(std::string_view tag) override;
  std::map<PatientId, Instant> first_facts() override;
  using Store::states;
  std::vector<PatientState> states(const PatientId& after, std::size_t most) override;
  std::optional<Judged> judged(const PatientId& id) override;
  std::vector<PatientDue> due(const DueAsked& asked) override;
  std::optional<KeptStandpoint> standpoint_of(const PatientId& id) override;
  News news_of(const PatientId& id, Instant after) override;
  std::optional<Instant> newest_entered() override;
  std::vector<Alert> alerts() override;
  std::vector<Alert> alerts_of(const PatientId& id) override;
  std::optional<Alert> alert(std::string_view id) override;
  std::vector<AlertChange> changes_of(std::string_view alert_id) override;
  std::optional<KeptAssessment> kept_assessment(const PatientId& id, std::string_view sha256) override;
  std::unique_ptr<Outbox> outbox() override;
  std::int64_t begin_run(RunKind kind, Instant now) override;
  void end_run(std::int64_t run, Instant now, std::string_view figures) override;
  std::vector<Run> runs(RunKind kind, int count) override;
  void backup(const std::string& file) override;
  CheckReport check() override;

  Connection& connection() { return *connection_; }

 private:
  friend class SqliteTransaction;

  std::unique_ptr<Connection> connection_;
  const Catalogue& catalogue_;
  Books books_;
  std::int64_t books_as_of_ = -1;  // the data_version at which the books were right
};

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(SqliteStore& store);
  ~SqliteTransaction() override;
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  void add_patient(const Patient& patient, Instant entered) override;
  void edit_patient(const Patient& patient, Instant entered) override;
  void erase_patient(const PatientId& id, std::string_view why, std::string_view by, Instant entered) override;
  std::vector<Appended> append(const PatientId& id, std::span<const Entry> entries) override;
  FactKey appended_key(std::size_t index) const override;
  Appended append(const PatientId& id, const NewEvent& event, FactKey* key) override;
  void close_event(const PatientId& id, const FactKey& event, Instant end, Instant recorded, Instant entered,
                   std::string_view by) override;
  FactKey append_anew(const PatientId& id, const NewEvent& event) override;
  void correct(const PatientId& id, const Correction& correction, const Details& details) override;
  void retract(const PatientId& id, const Retraction& retraction, const Details& details) override;
  History history_of(const PatientId& id, Depth depth) override;
  std::vector<Alert> alerts_of(const PatientId& id) override;
  std::int64_t revision_of(const PatientId& id) override;
  bool corrected_since(const PatientId& id, Instant at) override;
  void keep(const Assessment& assessment, std::string_view assessment_json, std::string_view stamp,
            std::span<const AlertStep> steps) override;
  void keep(const AlertStep& step) override;
  void keep(const PatientId& id, const KeptStandpoint& standpoint, Instant look_again) override;
  bool confirm(const PatientId& id, const KeptStandpoint& standpoint, Instant judged_at, Instant look_again) override;
  void commit() override;

 private:
  SqliteStore& store_;
  Connection& connection_;
  Appender appender_;
  bool open_ = true;
  bool erased_ = false;
};

}  // namespace myotrend::sqlite
