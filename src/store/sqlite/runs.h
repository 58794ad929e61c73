#pragma once

#include <string_view>
#include <vector>

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

std::int64_t begin_run(Connection& connection, RunKind kind, Instant now);
void end_run(Connection& connection, std::int64_t run, Instant now, std::string_view figures);
std::vector<Run> runs_of(Connection& connection, RunKind kind, int count);

}  // namespace myotrend::sqlite
