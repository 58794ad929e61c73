#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

#include "bench/clinic_files.h"
#include "myotrend/exchange/visible.h"
#include "myotrend/monitor.h"
#include "myotrend/monitor/built_in.h"
#include "myotrend/monitor/import.h"
#include "myotrend/store/sqlite.h"

namespace {

using namespace myotrend;

constexpr int days_followed = 500;

Instant now() { return time_told("2026-06-01T00:00Z", Zone())->at; }

/// A clinic's files, and a store that holds them; made once for each size.
struct Clinic {
  bench::ClinicFiles files;
  std::string store_file;

  explicit Clinic(int patients) : files(patients, days_followed), store_file(files.folder / "full.db") {
    import_into(store_file);
  }
  void import_into(const std::string& file) const {
    const auto store = open_sqlite(file, OpenMode::create_or_open, built_in_catalogue());
    ImportOptions options;
    options.files = {files.patients, files.measurements};
    options.now = now();
    const auto map = VisibleMap::parse(built_in_texts().visible, built_in_catalogue());
    const auto done = import_files(*store, built_in_catalogue(), *map, options, [](const csv::RejectedRow&) {});
    if (!std::holds_alternative<ImportSummary>(done) || std::get<ImportSummary>(done).added != files.rows)
      throw std::runtime_error("the bench's own rows were not taken");
  }
};

const Clinic& clinic_of(int patients) {
  static std::map<int, Clinic> clinics;
  return clinics.try_emplace(patients, patients).first->second;
}

void must(int code, sqlite3* db) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) throw std::runtime_error(sqlite3_errmsg(db));
}

/// The program: parse, check, find what is known already, append, commit.
void import_of_a_clinic(benchmark::State& state) {
  const Clinic& clinic = clinic_of(static_cast<int>(state.range(0)));
  int n = 0;
  for (auto _ : state) {
    const std::string file = clinic.files.folder / ("import" + std::to_string(n++) + ".db");
    clinic.import_into(file);
    state.PauseTiming();
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(file + tail);
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * clinic.files.rows);
}

/// The limit: the same rows of the same table, sorted by key, by a prepared statement of the bare library in one
/// transaction.
void bare_sorted_insert(benchmark::State& state) {
  const Clinic& clinic = clinic_of(static_cast<int>(state.range(0)));
  sqlite3* from = nullptr;
  must(sqlite3_open_v2(clinic.store_file.c_str(), &from, SQLITE_OPEN_READWRITE, nullptr), from);
  int n = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const std::string file = clinic.files.folder / ("bare" + std::to_string(n++) + ".db");
    { const auto made = open_sqlite(file, OpenMode::create_or_open, built_in_catalogue()); }
    sqlite3* to = nullptr;
    must(sqlite3_open_v2(file.c_str(), &to, SQLITE_OPEN_READWRITE, nullptr), to);
    must(sqlite3_exec(to, "PRAGMA synchronous=FULL; DROP TRIGGER IF EXISTS fact_once;", nullptr, nullptr, nullptr), to);
    sqlite3_stmt *read = nullptr, *write = nullptr;
    must(sqlite3_prepare_v2(from, "SELECT * FROM fact ORDER BY patient_no, series_no, effective_us, ordinal", -1, &read,
                            nullptr),
         from);
    const int columns = sqlite3_column_count(read);
    std::string marks = "?";
    for (int c = 1; c < columns; ++c) marks += ",?";
    must(sqlite3_prepare_v2(to, ("INSERT INTO fact VALUES (" + marks + ")").c_str(), -1, &write, nullptr), to);
    state.ResumeTiming();
    must(sqlite3_exec(to, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), to);
    while (sqlite3_step(read) == SQLITE_ROW) {
      for (int c = 0; c < columns; ++c) must(sqlite3_bind_value(write, c + 1, sqlite3_column_value(read, c)), to);
      must(sqlite3_step(write), to);
      must(sqlite3_reset(write), to);
    }
    must(sqlite3_exec(to, "COMMIT", nullptr, nullptr, nullptr), to);
    state.PauseTiming();
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    sqlite3_close(to);
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(file + tail);
    state.ResumeTiming();
  }
  sqlite3_close(from);
  state.SetItemsProcessed(state.iterations() * clinic.files.rows);
}

/// The limit of reading: every column of every fact by the bare library.
void bare_fetch(benchmark::State& state) {
  const Clinic& clinic = clinic_of(static_cast<int>(state.range(0)));
  sqlite3* db = nullptr;
  must(sqlite3_open_v2(clinic.store_file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), db);
  double sum = 0;
  for (auto _ : state) {
    sqlite3_stmt* read = nullptr;
    must(
        sqlite3_prepare_v2(db, "SELECT series_no, effective_us, ordinal, recorded_us, value, told_offset_min FROM fact",
                           -1, &read, nullptr),
        db);
    while (sqlite3_step(read) == SQLITE_ROW) {
      sum += static_cast<double>(sqlite3_column_int64(read, 1) + sqlite3_column_int64(read, 3)) +
             sqlite3_column_double(read, 4) + sqlite3_column_int(read, 0) + sqlite3_column_int(read, 2) +
             sqlite3_column_int(read, 5);
    }
    sqlite3_finalize(read);
  }
  benchmark::DoNotOptimize(sum);
  sqlite3_close(db);
  state.SetItemsProcessed(state.iterations() * clinic.files.rows);
}

/// The program's reading: histories, patient by patient.
void histories(benchmark::State& state) {
  const Clinic& clinic = clinic_of(static_cast<int>(state.range(0)));
  const auto store = open_sqlite(clinic.store_file, OpenMode::open_existing, built_in_catalogue());
  const auto ids = store->patient_ids();
  std::size_t facts = 0;
  for (auto _ : state) {
    for (const PatientId& id : ids) {
      const History history = store->history_of(id, Depth::facts);
      facts += history.readings.size() + history.signs.size();
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(facts));
}

/// Every patient judged from the first fact on, and kept.
void full_scan(benchmark::State& state) {
  const Clinic& clinic = clinic_of(static_cast<int>(state.range(0)));
  const auto store = open_sqlite(clinic.store_file, OpenMode::open_existing, built_in_catalogue());
  const pathway::Rulebook rulebook(built_in_pathway(), built_in_catalogue(), *built_in_pathway().point(""));
  Monitor monitor(*store, rulebook);
  std::int64_t judged = 0;
  for (auto _ : state) {
    const ScanSummary summary = monitor.scan({1, true, now()}, [](const AlertChange&, const Zone&) {});
    judged += summary.judged;
  }
  state.SetItemsProcessed(judged * clinic.files.rows / state.range(0));
  state.counters["patients_per_second"] = benchmark::Counter(static_cast<double>(judged), benchmark::Counter::kIsRate);
}

BENCHMARK(bare_sorted_insert)->Arg(200)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->Iterations(3);
BENCHMARK(import_of_a_clinic)->Arg(200)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->Iterations(3);
BENCHMARK(bare_fetch)->Arg(200)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(histories)->Arg(200)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(full_scan)->Arg(200)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->Iterations(2);

}  // namespace
