#pragma once

#include <map>
#include <vector>

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// The number of a patient who is there and not erased.
std::optional<std::int64_t> patient_no_of(Connection& connection, const PatientId& id);
/// The same; throws std::out_of_range for an unknown one.
std::int64_t known_patient_no(Connection& connection, const PatientId& id);
bool erased(Connection& connection, const PatientId& id);

std::vector<Patient> all_patients(Connection& connection);
std::vector<PatientId> all_patient_ids(Connection& connection);
std::optional<Patient> one_patient(Connection& connection, const PatientId& id);
std::vector<PatientId> patients_of_tag(Connection& connection, std::string_view tag);

std::map<PatientId, Instant> first_facts(Connection& connection);
std::vector<PatientState> states_after(Connection& connection, const PatientId& after, std::size_t most);
std::int64_t revision_of(Connection& connection, std::int64_t patient_no);
void move_revision(Connection& connection, std::int64_t patient_no, std::int64_t by);
std::optional<Judged> last_judged(Connection& connection, const PatientId& id);

std::int64_t add_patient(Connection& connection, const Patient& patient, Instant entered);
void edit_patient(Connection& connection, std::int64_t patient_no, const Patient& patient, Instant entered);
void erase_patient(Connection& connection, std::int64_t patient_no, std::string_view why, std::string_view author,
                   Instant entered);

std::optional<Instant> newest_entered(Connection& connection);
void enter_at(Connection& connection, Instant entered);

}  // namespace myotrend::sqlite
