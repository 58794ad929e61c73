#pragma once

#include <optional>
#include <string>

#include "myotrend/exchange/columns.h"
#include "myotrend/record/history.h"

namespace myotrend::csv {

/// The three files of an export, piece by piece, appended to `out`. What they hold of one store is the same bytes
/// whenever and wherever it is written, and an empty store that imports them gives those bytes again. `as_of`: only
/// what was recorded up to then; master data always.
void write_header(FileKind kind, std::string& out);
void write_patient(const Patient& patient, std::string& out);
/// Readings and signs by (effective time, what was measured), each correction as a row of its own after its reading.
/// `history` must hold its details.
void write_measurements(const History& history, const Catalogue& catalogue, std::optional<Instant> as_of,
                        std::string& out);
void write_events(const History& history, std::optional<Instant> as_of, std::string& out);

}  // namespace myotrend::csv
