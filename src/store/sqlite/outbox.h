#pragma once

#include <memory>

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// A deliverer with a connection of its own.
std::unique_ptr<Outbox> open_outbox(std::unique_ptr<Connection> connection);

}  // namespace myotrend::sqlite
