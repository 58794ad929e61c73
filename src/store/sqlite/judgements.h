#pragma once

#include <span>

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

std::vector<Alert> all_alerts(Connection& connection);
std::optional<Alert> one_alert(Connection& connection, std::string_view id);
std::vector<Alert> alerts_of(Connection& connection, std::int64_t patient_no);
std::vector<AlertChange> changes_of(Connection& connection, std::string_view alert_id);

std::optional<KeptAssessment> kept_assessment(Connection& connection, const PatientId& id, std::string_view sha256);
bool corrected_since(Connection& connection, std::int64_t patient_no, Instant at);
/// Keeps a judgement at the patient's present revision.
void keep(Connection& connection, std::int64_t patient_no, const Assessment& assessment, std::string_view json,
          std::string_view stamp);
/// Keeps a change of an alert, the alert as it stands after it, and the notice of it, if there is one.
void keep(Connection& connection, std::int64_t patient_no, const AlertStep& step);

}  // namespace myotrend::sqlite
