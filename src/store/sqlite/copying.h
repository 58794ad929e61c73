#pragma once

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// A copy of the store as it is now, while others go on writing: beside `file` first, then in its place, mode 0600.
/// An older backup is replaced; anything else that stands there is not.
void write_copy(Connection& connection, const std::string& file);

}  // namespace myotrend::sqlite
