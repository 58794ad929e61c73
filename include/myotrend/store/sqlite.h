#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "myotrend/store/store.h"

namespace myotrend {

enum class OpenMode : std::uint8_t { open_existing, create_or_open };

/// How long a writer waits for another one to finish before it gives up with StoreError::Kind::busy.
constexpr std::chrono::milliseconds writer_wait_default{30'000};

/// The store in the SQLite file at `path`, made (mode 0600) or brought to the newest form where needed. An empty file
/// is a new store. Folders are not made. `catalogue` outlives the store and its readers. Throws StoreError, whose text
/// names the file, what was found and what to do.
std::unique_ptr<Store> open_sqlite(const std::string& path, OpenMode mode, const Catalogue& catalogue,
                                   std::chrono::milliseconds writer_wait = writer_wait_default);

/// Puts the backup `from` in the place of the store `to`: copied beside it, checked, then renamed while nobody else has
/// `to` open. What stood in `to` is gone; a file that is not a store is never replaced.
void restore_sqlite(const std::string& from, const std::string& to,
                    std::chrono::milliseconds writer_wait = writer_wait_default);

}  // namespace myotrend
