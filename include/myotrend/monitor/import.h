#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "myotrend/exchange/rejects.h"
#include "myotrend/exchange/visible.h"
#include "myotrend/store/store.h"

namespace myotrend {

struct ImportOptions {
  std::vector<std::string> files;        // as the user names them
  std::optional<PatientId> patient;      // --patient: the rows of another patient are rejected
  std::optional<PatientId> one_patient;  // taken where a file names no patient and --patient is not given
  bool dry_run = false;                  // counts as if, and writes nothing
  bool strict = false;                   // all or nothing
  bool recorded_as_effective =
      false;  // for rows that do not tell when they were recorded; else they are recorded `now`
  Instant now{};
};

/// Warnings that say the same of different values.
struct WarningKind {
  std::string text;   // without the values
  std::string first;  // `file:line: ...` in full
  std::int64_t count = 0;
};

struct ImportSummary {
  std::int64_t rows = 0;  // read, bad ones included
  std::int64_t patients_added = 0;
  std::int64_t added = 0;           // readings, signs and events, and ends of events
  std::int64_t already_known = 0;   // rows that changed nothing
  std::int64_t second_in_slot = 0;  // kept and flagged beside another value of the same instant
  std::int64_t corrections = 0, retractions = 0;
  std::int64_t held_out = 0;  // kept, not counted: another unit would explain the value
  std::int64_t warned = 0;
  std::vector<WarningKind> warnings;  // most frequent first
  std::int64_t rejected = 0;          // rows; exit 5, with --strict 1
  bool written = false;               // false: dry run, or a bad row with --strict
};

/// Nothing was written, and why.
struct ImportRefusal {
  enum class Kind : std::uint8_t { datum, usage, no_such_patient };  // exit 1, 2, 3
  Kind kind = Kind::datum;
  std::string text;
};

struct ImportProgress {
  std::string file;
  std::uint64_t bytes = 0, bytes_total = 0;  // of all files; total 0: not known (a pipe)
  std::int64_t rows = 0;
};

/// Stores the facts of CSV files and exports of the Visible app, told apart by their headers and read in the order
/// patients, events, measurements, Visible; judges nobody. Constant memory; committed batch by batch, so that what was
/// read before a fault stands. The same files again change nothing. `rejected` gets the bad rows, in the order of each
/// file as far as a batch goes.
std::variant<ImportSummary, ImportRefusal> import_files(
    Store& store, const Catalogue& catalogue, const VisibleMap& visible, const ImportOptions& options,
    const std::function<void(const csv::RejectedRow&)>& rejected,
    const std::function<void(const ImportProgress&)>& progress = {});

}  // namespace myotrend
