#include "monitor/import_patients.h"

#include <fmt/format.h>

#include <algorithm>

#include "monitor/import_writer.h"

namespace myotrend {

std::optional<Refusal> ImportWriter::write(const csv::PatientRow& row, bool& added) {
  const PatientId& id = row.patient.id;
  const std::optional<Patient> stored = store_.patient(id);
  added = !stored;
  if (stored) {
    if (auto refusal = csv::difference(row, *stored)) return refusal;
  } else if (store_.erased(id)) {
    return Refusal{fmt::format("patient \"{}\" was erased; the id cannot be used again", id.text)};
  }
  // Before anything is written: a refused row leaves nothing behind.
  if (row.treatment_start && stored)
    if (auto refusal = start_treatment(row, false)) return refusal;
  if (!stored) {
    transaction().add_patient(row.patient, options_.now);
    ++summary_.patients_added;
    if (row.treatment_start) return start_treatment(row, true);
  } else if (!row.treatment_start) {
    ++summary_.already_known;
  }
  return std::nullopt;
}

std::optional<Refusal> ImportWriter::start_treatment(const csv::PatientRow& row, bool added) {
  const PatientId& id = row.patient.id;
  const Zone zone = added ? row.patient.zone : store_.patient(id)->zone;
  if (!added) {
    const History history = transaction().history_of(id, Depth::facts);
    const Event* other = nullptr;
    for (const Event& event : history.events) {
      if (event.kind != EventKind::treatment_start) continue;
      if (event.day == *row.treatment_start) {
        ++summary_.already_known;
        return std::nullopt;
      }
      other = &event;
    }
    if (other != nullptr)
      return Refusal{fmt::format(
          "treatment_start is \"{}\" here, but \"{}\" for patient {}; record a further treatment with: event "
          "treatment-start",
          iso_text(*row.treatment_start), iso_text(other->day), id.text)};
  }
  NewEvent event;
  event.kind = EventKind::treatment_start;
  event.start = event.recorded = zone.start_of(*row.treatment_start);
  event.details.entered = options_.now;
  transaction().append(id, event);
  ++summary_.added;
  return std::nullopt;
}

std::optional<Refusal> ImportWriter::write(const PatientsKnown::Known& patient, const csv::EventRow& row) {
  std::optional<Instant> retracted;
  if (!row.fate.retracted_time.empty()) {
    const auto at = csv::retraction_time(row.fate, patient.zone, row.recorded, options_.now);
    if (!at) return at.refusal();
    retracted = *at;
  }
  NewEvent event{row.kind, row.start, row.recorded, row.end, row.end_recorded, row.details};
  event.details.entered = options_.now;
  FactKey key;
  const Appended appended = transaction().append(patient.id, event, &key);
  if (appended == Appended::already_known)
    ++summary_.already_known;
  else
    ++summary_.added;
  if (appended == Appended::second_in_slot) ++summary_.second_in_slot;
  if (appended != Appended::already_known) histories_.clear();
  if (retracted) {
    FatedRow fated{row.fate, retracted, {}};
    settle(patient.id, fated, key);
  }
  return std::nullopt;
}

}  // namespace myotrend
