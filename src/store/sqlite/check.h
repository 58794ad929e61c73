#pragma once

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// Looks at the file, its form, and whether what is in it agrees; the derived state is for the monitor to compare.
CheckReport check_store(Connection& connection, const Catalogue& catalogue);

}  // namespace myotrend::sqlite
