#include <catch2/catch.hpp>

#include <algorithm>

#include "golden_case.h"
#include "myotrend/trend/progression.h"

using namespace myotrend::trend;

namespace {

/// Walks a case as the reference does: on one day strength comes before signs, one look at its end.
void replay(const GoldenFile& file, const GoldenCase& golden) {
  const Design design(file.parameters);
  Detector detector(design, golden.dominant, golden.norm_grip, golden.norm_mip);
  std::vector<std::pair<int, int>> steps;
  for (const auto& look : golden.looks) {
    for (std::size_t i = 0; i < golden.strength.size(); ++i) {
      const auto& reading = golden.strength[i];
      if (reading.day != look.day || std::count(golden.left_out.begin(), golden.left_out.end(), i) > 0) continue;
      const auto outcome = detector.add_strength(reading.time, reading.stream, reading.y, reading.device);
      if (outcome.status == StrengthStatus::step) {
        steps.emplace_back(reading.day, static_cast<int>(index_of(reading.stream)));
      }
    }
    for (const auto& sign : golden.signs) {
      if (sign.day != look.day) continue;
      if (sign.by_clinician) {
        detector.add_exam(sign.time, sign.group, sign.positive);
      } else {
        detector.add_report(sign.time, sign.group);
      }
    }
    const Evidence evidence = detector.evidence(look.day);
    INFO(golden.name << ", day " << look.day);
    CHECK(evidence.log_strength == Approx(look.log_strength).epsilon(0).margin(1e-9));
    CHECK(evidence.log_fused == Approx(look.log_fused).epsilon(0).margin(1e-9));
  }
  CHECK(steps == golden.steps);
}

void replay_all(const std::string& path) {
  const GoldenFile file = golden_file(path);
  if (file.cases.empty()) {
    WARN(path << " is not here: skipped");
    return;
  }
  for (const auto& golden : file.cases) replay(file, golden);
}

}  // namespace

TEST_CASE("the evidence equals the reference program on its six cases within 1e-9") {
  replay_all("../shared/reference/golden.json");
}

TEST_CASE("the evidence equals the reference program at the shipped priors within 1e-9") {
  const GoldenFile file = golden_file("tests/trend/golden_shipped.json");
  REQUIRE(file.cases.size() >= 6);
  for (const auto& golden : file.cases) replay(file, golden);
}
