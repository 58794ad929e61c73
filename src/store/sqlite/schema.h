#pragma once

#include <span>
#include <string_view>

#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// A step of the store's form: schema/sqlite/NNNN-....sql.
struct Migration {
  int number = 0;
  std::string_view sql;
};

/// All steps, oldest first, numbered from 1 without gaps.
std::span<const Migration> migrations();

/// In the file's header, so that a store is known from another program's database: "myot".
constexpr std::int64_t application_id = 0x6d796f74;

/// Refuses a file that some other program made; `what` it is.
[[noreturn]] void refuse_foreign(const std::string& path, const std::string& what);

enum class Found : std::uint8_t { empty, store };
/// What the file is. Throws StoreError when it is foreign, or newer than the last of `known`.
Found look_at(Connection& connection, std::span<const Migration> known);

/// Brings the store to the last of `steps`, all of it or nothing; two programs may do so at once.
void migrate(Connection& connection, std::span<const Migration> steps);

/// The form of the store (tables, indexes, guards) as text, to compare with that of a fresh one.
std::vector<std::string> form_of(Connection& connection);

}  // namespace myotrend::sqlite
