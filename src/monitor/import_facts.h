#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "monitor/import_file.h"
#include "monitor/import_patients.h"
#include "myotrend/exchange/rows.h"
#include "myotrend/monitor/import.h"

namespace myotrend {

using KnownPatient = std::shared_ptr<const PatientsKnown::Known>;

/// A row that says what became of its fact, or by which name later rows call it.
struct FatedRow {
  csv::Fate fate;
  std::optional<Instant> retracted;
  csv::RejectedRow row;  // without a reason yet
};

/// A row that corrects a reading.
struct CorrectionRow {
  KnownPatient patient;
  Told told;
  csv::Fate fate;
  csv::RejectedRow row;  // without a reason yet
};

/// Some thousand rows of a measurements file, read and checked.
struct FactBatch {
  struct Place {
    std::uint64_t line = 0;
    std::uint32_t patient = 0;  // in `patients`
    std::uint32_t fated = 0;    // 1 + place in `fated`; 0: none
  };
  std::vector<KnownPatient> patients;
  std::vector<Entry> entries;
  std::vector<Place> places;  // one for each entry
  std::vector<FatedRow> fated;
  std::vector<CorrectionRow> corrections;
  std::vector<csv::RejectedRow> rejected;
  std::int64_t rows = 0;
  std::uint64_t bytes_passed = 0;

  std::size_t size() const { return entries.size() + corrections.size() + rejected.size(); }
};

/// Turns a file's rows into facts, batch by batch.
class FactReader {
 public:
  FactReader(ImportFile& file, PatientsKnown& patients, const Catalogue& catalogue, const VisibleMap& visible,
             const ImportOptions& options);

  /// Ids by which rows of the file call other rows of it (`corrects`); from a first reading of the file.
  const std::unordered_set<std::string>& ids_called() const { return ids_called_; }
  /// Null at the end of the file.
  std::unique_ptr<FactBatch> next();

 private:
  void read_row(FactBatch& batch);
  std::uint32_t place_of(FactBatch& batch, const std::shared_ptr<PatientsKnown::Known>& patient) const;
  std::optional<Refusal> tell_row();
  void find_ids_called();
  bool fated() const;

  ImportFile& file_;
  PatientsKnown& patients_;
  const Catalogue& catalogue_;
  const VisibleMap& visible_;
  const ImportOptions& options_;
  std::unordered_set<std::string> ids_called_;
  bool any_id_called_ = false;  // a pipe cannot be read twice: every id may be
  std::uint64_t batch_no_ = 0;
  Told told_;
  csv::Fate fate_;
};

/// The patient of a row: as its column says, or, where the file has none (`told` empty), the one the command names.
/// Refuses an unknown one.
Result<std::shared_ptr<PatientsKnown::Known>> patient_told(std::optional<std::string_view> told,
                                                           PatientsKnown& patients, const ImportOptions& options);

}  // namespace myotrend
