#pragma once

#include "myotrend/store/sqlite.h"
#include "store/sqlite/connection.h"

namespace myotrend::sqlite {

/// Looks at the file itself before SQLite does: there, a file, readable, writable. A new one is made with mode 0600,
/// and SQLite gives its -wal and -shm the same. Throws StoreError cannot_open.
void look_at_file(const std::string& path, OpenMode mode);

/// A connection with the settings that a store relies on.
std::unique_ptr<Connection> connect(const std::string& path, std::chrono::milliseconds wait);
/// The same, for reading alone.
std::unique_ptr<Connection> connect_reader(const std::string& path, std::chrono::milliseconds wait);

}  // namespace myotrend::sqlite
