#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <new>
#include <random>

#include "golden_case.h"
#include "myotrend/trend/progression.h"
#include "myotrend/trend/unit_gate.h"
#include "simulated_patient.h"

namespace {
std::atomic<long> allocations{0};
}

// Counts what the whole test program takes from the heap; the test looks at the difference.
// All forms, so that none of them meets a foreign partner.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return operator new(size, std::nothrow); }
void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

TEST_CASE("a reading, a sign and a look take nothing from the heap") {
  using namespace myotrend::trend;
  const Design design(shipped_parameters());
  std::mt19937 random(1);
  const auto readings = SimulatedPatient(random).readings(200, 3, {4, 40, 1, 6});
  const long before = allocations;
  Detector detector(design, DominantHand::right);
  UnitGate gate(design.parameters());
  double sum = 0;
  for (const auto& reading : readings) {
    const int day = static_cast<int>(reading.days);
    if (gate.judge(reading.stream, reading.y).suspected()) continue;
    sum += detector.add_strength(reading.days, reading.stream, reading.y, 0).z;
    if (day % 30 == 0) detector.add_exam(reading.days, SignGroup::weakness, day > 90);
    detector.add_report(reading.days, SignGroup::atrophy);
    const Detector kept = detector;
    sum += kept.evidence(day).log_fused + detector.log_respiratory(day);
  }
  sum += detector.posterior(199)->loss_mean();
  CHECK(allocations == before);
  CHECK(sum != 0);
}
