#pragma once

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

std::vector<PatientDue> patients_due(Connection& connection, const DueAsked& asked);
std::optional<KeptStandpoint> standpoint_of(Connection& connection, const PatientId& id);
News news_of(Connection& connection, const Catalogue& catalogue, const PatientId& id, Instant after);
void keep(Connection& connection, const PatientId& id, const KeptStandpoint& standpoint, Instant look_again);
bool confirm(Connection& connection, const PatientId& id, const KeptStandpoint& standpoint, Instant judged_at,
             Instant look_again);

}  // namespace myotrend::sqlite
