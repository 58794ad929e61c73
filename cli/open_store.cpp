#include "open_store.h"

#include <filesystem>

#include "myotrend/monitor/built_in.h"
#include "myotrend/store/sqlite.h"
#include "session.h"

namespace myotrend::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cannot_open(const std::string& text) { throw StoreError(StoreError::Kind::cannot_open, text); }

void refuse_other_back_ends(const std::string& place) {
  if (place.starts_with("postgresql:") || place.starts_with("postgres:"))
    cannot_open(place + ": this program keeps its store in a SQLite file; name a file");
}

}  // namespace

std::string default_store_place() {
  fs::path data = variable("XDG_DATA_HOME");
  if (!data.is_absolute()) {  // the XDG rules: a relative one is to be ignored
    const std::string home = variable("HOME");
    if (home.empty()) cannot_open("HOME is not set; name the store with --db FILE");
    data = fs::path(home) / ".local" / "share";
  }
  const fs::path folder = data / "myotrend";
  std::error_code fault;
  if (!fs::is_directory(folder, fault)) {
    fs::create_directories(folder, fault);
    if (fault) cannot_open(folder.string() + " cannot be made: " + fault.message());
    fs::permissions(folder, fs::perms::owner_all, fault);
  }
  return (folder / "myotrend.db").string();
}

std::unique_ptr<Store> open_store(const std::string& place) {
  refuse_other_back_ends(place);
  return open_sqlite(place, OpenMode::create_or_open, built_in_catalogue());
}

void restore_store(const std::string& backup, const std::string& place) {
  refuse_other_back_ends(place);
  restore_sqlite(backup, place);
}

}  // namespace myotrend::cli
