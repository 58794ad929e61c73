#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "monitor/import_facts.h"

namespace myotrend {

/// Writes what was read into the store, in one transaction or batch by batch, and counts what became of it.
class ImportWriter {
 public:
  ImportWriter(Store& store, const Catalogue& catalogue, const ImportOptions& options,
               const std::function<void(const csv::RejectedRow&)>& rejected)
      : store_(store), catalogue_(catalogue), options_(options), rejected_(rejected) {}

  /// Appends a batch; corrections of readings that are not known yet wait for finish_file().
  void write(FactBatch& batch, const std::string& file);
  /// Corrections that waited: their reading is in the store from before, or nowhere.
  void finish_file();
  /// One row of events.csv.
  std::optional<Refusal> write(const PatientsKnown::Known& patient, const csv::EventRow& row);
  /// One row of patients.csv. `added`: the store did not know the patient.
  std::optional<Refusal> write(const csv::PatientRow& row, bool& added);
  void reject(csv::RejectedRow row);
  void count_rows(std::int64_t rows) { summary_.rows += rows; }

  /// Commits what is there, unless all must stand together.
  void end_batch();
  /// Commits or gives up the rest, by the options.
  ImportSummary finish();

 private:
  Transaction& transaction();
  void append_group(FactBatch& batch, std::size_t begin, std::size_t end, const std::string& file);
  void count(Appended appended, const Entry& entry, std::uint64_t line, const std::string& file);
  void warn(const std::string& text, std::uint64_t line, const std::string& file);
  void settle(const PatientId& patient, FatedRow& row, const FactKey& key);
  bool correct(CorrectionRow& row, bool last_chance);
  Result<bool> correct(const CorrectionRow& row, const FactKey& target);
  const History& history_of(const PatientId& patient);
  std::optional<Refusal> start_treatment(const csv::PatientRow& row, bool added);

  Store& store_;
  const Catalogue& catalogue_;
  const ImportOptions& options_;
  const std::function<void(const csv::RejectedRow&)>& rejected_;
  std::unique_ptr<Transaction> transaction_;
  ImportSummary summary_;
  std::map<std::string, WarningKind> warnings_;
  std::unordered_map<std::string, std::pair<PatientId, FactKey>>
      called_;  // readings of this file, by the id it gives them
  std::vector<CorrectionRow> waiting_;
  std::map<PatientId, History> histories_;  // as they are now; emptied whenever facts are appended
};

}  // namespace myotrend
