#include <catch2/catch.hpp>

#include <random>
#include <stdexcept>

#include "store/facts_told.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

/// The bytes of a store with two patients and some hundred facts.
const std::string& sound_bytes() {
  static const std::string bytes = [] {
    const Folder folder;
    const std::string file = folder.file("a.db");
    {
      const auto store = open_sqlite(file, OpenMode::create_or_open, catalogue());
      for (const char* id : {"P1", "P2"}) {
        add_patient(*store, id);
        std::vector<Entry> entries;
        for (int i = 0; i < 150; ++i) {
          entries.push_back(grip(30 + i % 7, day(1) + std::chrono::hours{i}));
          entries.back().details.note = "session " + std::to_string(i);
          entries.back().details.author = "Dr. Ada";
          entries.back().details.trials = {30.0 + i % 7, 29.5};
        }
        entries.push_back(sign("dysarthria", true, day(1)));
        append(*store, id, entries);
        append(*store, id, event(EventKind::infection, day(1), day(3)));
        correct(*store, id, key_of(store->history_of({id}, Depth::facts).readings[0]), 30, day(40));
        const auto transaction = store->begin();
        transaction->keep(raised(id, "bulbar", 1, day(5)));
        transaction->commit();
      }
    }
    return bytes_of(file);
  }();
  return bytes;
}

/// Everything that can be asked of a store; the answer does not matter, only that there is one or a StoreError.
std::optional<StoreError::Kind> use(const std::string& file) {
  return refusal_of([&] {
           const auto store = open_sqlite(file, OpenMode::open_existing, catalogue(), std::chrono::milliseconds{100});
           for (const PatientId& id : store->patient_ids()) store->history_of(id, Depth::everything);
           store->patients();
           store->states();
           for (const Alert& alert : store->alerts()) store->changes_of(alert.id);
           store->newest_entered();
           const auto faults = store->check().faults;
           append(*store, "P1", {grip(20, day(200))});
           if (!faults.empty()) throw StoreError(StoreError::Kind::damaged, faults[0]);
         })
      .kind;
}

/// A patient whose row was hit is no longer there; that is found by check, and here it is an answer.
bool answered(const std::string& file) {
  try {
    use(file);
  } catch (const std::out_of_range&) {
  }
  return true;
}

}  // namespace

TEST_CASE("a truncated store is told as damaged at any length") {
  const Folder folder;
  const std::string file = folder.file("a.db"), sound = sound_bytes();
  write_bytes(file, sound);
  REQUIRE_FALSE(use(file));
  std::vector<std::size_t> lengths{1, 15, 16, 99, 100, 511, 512, 513, 1024};
  for (std::size_t length = 2048; length < sound.size(); length += 1 + sound.size() / 60) lengths.push_back(length);
  for (const std::size_t length : lengths) {
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(file + ending);
    write_bytes(file, sound.substr(0, length));
    INFO(length);
    const auto kind = use(file);
    REQUIRE(kind);
    CHECK((*kind == StoreError::Kind::damaged || *kind == StoreError::Kind::foreign));
  }
}

TEST_CASE("damage is answered with a StoreError or the truth, never with a crash") {
  const Folder folder;
  const std::string file = folder.file("a.db");
  std::mt19937 chance(20260101);
  for (int i = 0; i < 150; ++i) {
    std::string bytes = sound_bytes();
    const std::size_t hits = 1 + chance() % 40;
    const std::size_t start = chance() % bytes.size();
    for (std::size_t hit = 0; hit < hits; ++hit) {
      // Half of them scattered, half of them in a row, as a bad sector would.
      const std::size_t at = i % 2 == 0 ? chance() % bytes.size() : (start + hit) % bytes.size();
      bytes[at] = static_cast<char>(chance());
    }
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(file + ending);
    write_bytes(file, bytes);
    INFO("damage " << i);
    CHECK(answered(file));
  }
}

TEST_CASE("a page of rubbish is found by check") {
  const Folder folder;
  const std::string file = folder.file("a.db");
  constexpr std::size_t page = 4096;
  for (std::size_t at = page; at + page <= sound_bytes().size(); at += page) {
    std::string bytes = sound_bytes();
    for (std::size_t i = 0; i < page; ++i) bytes[at + i] = static_cast<char>(i * 7 + 3);
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(file + ending);
    write_bytes(file, bytes);
    INFO("page " << at / page + 1);
    bool found = false;
    try {
      found = use(file).has_value();
    } catch (const std::out_of_range&) {
      found = true;
    }
    CHECK(found);
  }
}
