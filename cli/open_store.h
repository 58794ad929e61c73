#pragma once

#include <memory>
#include <string>

#include "myotrend/store/store.h"

namespace myotrend::cli {

/// `$XDG_DATA_HOME/myotrend/myotrend.db`, its folder made for its owner alone; else below the home folder.
std::string default_store_place();

/// The store at `place`, made if there is none. Throws StoreError.
std::unique_ptr<Store> open_store(const std::string& place);

/// Puts a backup in the place of the store. Throws StoreError when the backup is damaged, foreign or newer; the store
/// then stays as it was.
void restore_store(const std::string& backup, const std::string& place);

}  // namespace myotrend::cli
