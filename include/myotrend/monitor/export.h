#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "myotrend/store/store.h"

namespace myotrend {

struct ExportOptions {
  std::string folder;                // made if it is not there
  std::optional<PatientId> patient;  // only this one
  std::optional<Instant> as_of;      // only what was recorded up to then; master data always
};

struct ExportSummary {
  std::int64_t patients = 0, readings = 0, signs = 0, events = 0;
};

/// Writes patients.csv, measurements.csv and events.csv (mode 0600), patient by patient in bytewise order, first beside
/// and then in place of older ones. Imported into an empty store and exported again they are the same bytes. Refused
/// when the folder cannot be written; throws when the disk is full.
Result<ExportSummary> export_csv(Store& store, const Catalogue& catalogue, const ExportOptions& options,
                                 const std::function<void(std::int64_t done, std::int64_t patients)>& progress = {});

}  // namespace myotrend
