#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <thread>

#include "monitor/clinic.h"
#include "myotrend/store/sqlite.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

void fill(Clinic& clinic, int patients) {
  for (int number = 0; number < patients; ++number) {
    const PatientId patient = clinic.adult(fmt::format("N{:03}", number));
    clinic.store_only(patient, number % 2 ? "babinski" : "atrophy", "present", day(1));
  }
}

std::vector<std::string> scanned(Clinic& clinic, const ScanOptions& options) {
  std::vector<std::string> lines;
  clinic.monitor().scan(options, [&](const AlertChange& change, const Zone&) { lines.push_back(json_of(change)); });
  return lines;
}

}  // namespace

TEST_CASE("a scan says the same whatever the number of jobs, by patient, and then nothing") {
  Clinic one, many;
  fill(one, 450);  // more than two batches
  fill(many, 450);
  const auto lines = scanned(one, {1, false, day(1)});
  CHECK(lines.size() == 450);
  CHECK(scanned(many, {5, false, day(1)}) == lines);
  CHECK(std::is_sorted(lines.begin(), lines.end(), [](const std::string& a, const std::string& b) {
    return a.substr(a.find("\"patient\"")) < b.substr(b.find("\"patient\""));
  }));
  CHECK(scanned(one, {2, false, day(1)}).empty());
  CHECK(scanned(one, {2, true, day(1)}).empty());
  CHECK(one.monitor().check().faults.empty());
}

TEST_CASE("a scan looks at whoever has news, other rules, or a day on which time alone can change something") {
  Clinic clinic;
  fill(clinic, 3);
  const auto judged = [&](ScanOptions options) {
    return clinic.monitor().scan(options, [](const AlertChange&, const Zone&) {}).judged;
  };
  CHECK(judged({1, false, day(1)}) == 3);
  CHECK(judged({1, false, day(1)}) == 0);
  CHECK(judged({1, true, day(1)}) == 3);
  clinic.store_only({"N001"}, "clonus", "present", day(1));
  CHECK(judged({1, false, day(1)}) == 1);
  CHECK(judged({1, false, day(2)}) == 0);
  CHECK(judged({1, false, day(40)}) == 3);
}

TEST_CASE("time alone eases an emergency that nobody answered") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  clinic.tell(patient, "choking", "present", day(1));
  const auto lines = scanned(clinic, {1, false, day(10)});
  REQUIRE(lines.size() >= 1);
  CHECK(lines[0].find("\"change\":\"eased\"") != std::string::npos);
}

TEST_CASE("scans at once raise nothing twice") {
  Clinic clinic;
  fill(clinic, 300);
  std::vector<std::size_t> told(3);
  std::vector<std::thread> threads;
  for (std::size_t& count : told) {
    threads.emplace_back([&clinic, &count] {
      const auto store =
          open_sqlite((clinic.folder / "clinic.db").string(), OpenMode::open_existing, built_in_catalogue());
      Monitor(*store, clinic.rules).scan({2, false, day(1)}, [&](const AlertChange&, const Zone&) { ++count; });
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(told[0] + told[1] + told[2] == 300);
  CHECK(clinic.store->alerts().size() == 300);
  CHECK(clinic.monitor().check().faults.empty());
}

TEST_CASE("check finds a judgement that the facts do not give") {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  const Outcome outcome = clinic.tell(patient, "babinski", "present", day(1));
  {
    Assessment forged = outcome.assessment;
    forged.summary = "Somebody wrote this.";
    const auto transaction = clinic.store->begin();
    transaction->keep(forged, json_of(forged), clinic.rules.stamp(), {});
    transaction->commit();
  }
  const CheckReport report = clinic.monitor().check();
  REQUIRE(report.faults.size() == 1);
  CHECK(report.faults[0].find("P1") != std::string::npos);
}
