#pragma once

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// All facts of a patient; throws std::out_of_range for an unknown one.
History read_history(Connection& connection, const Catalogue& catalogue, const PatientId& id, Depth depth);

}  // namespace myotrend::sqlite
