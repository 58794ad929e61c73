#include <benchmark/benchmark.h>
#include <date/date.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "bench/clinic_files.h"
#include "myotrend/exchange/visible.h"
#include "myotrend/monitor.h"
#include "myotrend/monitor/built_in.h"
#include "myotrend/monitor/import.h"
#include "myotrend/store/sqlite.h"

// How the cost grows with the number of patients, each with a few readings, to MYOTREND_BENCH_PATIENTS of them.

namespace {

using namespace myotrend;

constexpr int days_followed = 20;

int patients_max() {
  const char* told = std::getenv("MYOTREND_BENCH_PATIENTS");
  return told ? std::atoi(told) : 10'000;
}

Instant evening_of(int day) {
  return date::sys_days{date::year{2024} / 1 / 1} + date::days{day} + std::chrono::hours{22};
}

void import_into(Store& store, const std::vector<std::string>& files, int day) {
  ImportOptions options;
  options.files = files;
  options.now = evening_of(day);
  const auto map = VisibleMap::parse(built_in_texts().visible, built_in_catalogue());
  const auto done = import_files(store, built_in_catalogue(), *map, options, [](const csv::RejectedRow&) {});
  if (!std::holds_alternative<ImportSummary>(done)) throw std::runtime_error("the bench's own rows were not taken");
}

/// One more grip reading of everybody, on a later day.
std::string write_news(const bench::ClinicFiles& files, int patients, int day) {
  const std::string file = files.folder / fmt::format("news{}.csv", day);
  std::ofstream out(file);
  out << "patient_id,effective_time,recorded_time,measure,value,unit,body_site,source\n";
  for (int patient = 0; patient < patients; ++patient) {
    const std::string time =
        date::format("%FT%TZ", date::floor<std::chrono::seconds>(evening_of(day)) - std::chrono::hours{12});
    out << fmt::format("B{:07},{},{},grip,{},kg,right,home:dyn-A\n", patient, time, time, 25 + patient % 20);
  }
  return file;
}

std::int64_t scan(Store& store, bool full, int day) {
  const pathway::Rulebook rulebook(built_in_pathway(), built_in_catalogue(), *built_in_pathway().point(""));
  return Monitor(store, rulebook).scan({1, full, evening_of(day)}, [](const AlertChange&, const Zone&) {}).judged;
}

void import_of_patients(benchmark::State& state) {
  const int patients = static_cast<int>(state.range(0));
  const bench::ClinicFiles files(patients, days_followed);
  for (auto _ : state) {
    const auto store = open_sqlite(files.folder / "import.db", OpenMode::create_or_open, built_in_catalogue());
    import_into(*store, {files.patients, files.measurements}, days_followed);
  }
  state.SetItemsProcessed(files.rows);
}

/// First everybody, of whom nothing was judged; then everybody again, with one new reading each.
void scan_of_patients(benchmark::State& state, bool news) {
  const int patients = static_cast<int>(state.range(0));
  const bench::ClinicFiles files(patients, days_followed);
  const auto store = open_sqlite(files.folder / "scan.db", OpenMode::create_or_open, built_in_catalogue());
  import_into(*store, {files.patients, files.measurements}, days_followed);
  int day = days_followed;
  if (news) {
    scan(*store, false, day);
    import_into(*store, {write_news(files, patients, ++day)}, day);
  }
  for (auto _ : state) {
    if (scan(*store, !news, day) != patients) throw std::runtime_error("not everybody was judged");
  }
  state.SetItemsProcessed(patients);
}

void full_scan_of_patients(benchmark::State& state) { scan_of_patients(state, false); }
void incremental_scan_of_patients(benchmark::State& state) { scan_of_patients(state, true); }

void sizes(benchmark::internal::Benchmark* each) {
  each->RangeMultiplier(10)->Range(100, patients_max())->Iterations(1)->MeasureProcessCPUTime();
}
BENCHMARK(import_of_patients)->Apply(sizes);
BENCHMARK(full_scan_of_patients)->Apply(sizes);
BENCHMARK(incremental_scan_of_patients)->Apply(sizes);

}  // namespace
