#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <random>

#include "monitor/clinic.h"
#include "myotrend/exchange/visible.h"
#include "myotrend/monitor/import.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

constexpr int last_day = 150;
constexpr double kilograms_of_a_pound = 0.45359237;

struct Row {
  std::string what, value, unit, side, source;
  Instant at{};
};

/// Hands that may fall, a finding or two, scores of fatigue: what an import brings.
std::vector<Row> any_rows(std::mt19937& random) {
  std::normal_distribution<double> noise(0, 0.04);
  const double level = *rc::gen::inRange(20, 50), rate = *rc::gen::element(0.0, 3.0, 7.0);
  std::vector<Row> rows;
  for (int d = 0; d < last_day; d += *rc::gen::element(3, 4)) {
    const double right = level * std::exp(noise(random) - rate / 100 * std::max(0, d - 40) / 30.44);
    rows.push_back({"grip", fmt::format("{:.1f}", right), "kg", "right", "patient", day(d)});
    rows.push_back({"grip", fmt::format("{:.1f}", level * std::exp(noise(random))), "kg", "left", "patient", day(d)});
    if (d % 2) rows.push_back({"fatigue", fmt::format("{}", *rc::gen::inRange(0, 10)), "", "", "patient", day(d)});
  }
  const char* sign = *rc::gen::element("weakness", "hyperreflexia", "limb-fasciculation");
  rows.push_back(
      {sign, *rc::gen::element("present", "absent"), "", "", "clinician", day(*rc::gen::inRange(0, last_day))});
  return rows;
}

std::string in_pounds(const std::string& kilograms) {
  return fmt::format("{:.6f}", std::stod(kilograms) / kilograms_of_a_pound);
}

/// Imports the rows in so many files, with a scan after each, and says what is judged at the end.
Assessment judged(const std::vector<Row>& rows, std::size_t files, bool pounds) {
  Clinic clinic;
  const PatientId patient = clinic.adult("P1");
  const VisibleMap none = VisibleMap::parse(built_in_texts().visible, built_in_catalogue()).value();
  for (std::size_t part = 0; part < files; ++part) {
    const std::string name = (clinic.folder / fmt::format("part{}.csv", part)).string();
    std::ofstream file(name);
    file << "patient_id,effective_time,recorded_time,measure,value,unit,body_site,source\n";
    for (std::size_t i = part; i < rows.size(); i += files) {
      const Row& row = rows[i];
      const bool turned = pounds && row.unit == "kg";
      const std::string when = iso_text(row.at, Zone());
      file << fmt::format("P1,{},{},{},{},{},{},{}\n", when, when, row.what, turned ? in_pounds(row.value) : row.value,
                          turned ? "lb" : row.unit, row.side, row.source);
    }
    file.close();
    ImportOptions options;
    options.files = {name};
    options.now = day(last_day);
    const auto summary = import_files(*clinic.store, built_in_catalogue(), none, options,
                                      [](const csv::RejectedRow& row) { FAIL(row.reason); });
    REQUIRE(std::holds_alternative<ImportSummary>(summary));
    clinic.monitor().scan({1, false, day(last_day)}, [](const AlertChange&, const Zone&) {});
  }
  return clinic.monitor().judge(patient, day(last_day)).assessment;
}

}  // namespace

TEST_CASE(
    "through the real store: any order of entry and any split into files give the same judgement, byte for byte") {
  CHECK(rc::check([] {
    std::mt19937 random(*rc::gen::arbitrary<unsigned>());
    std::vector<Row> rows = any_rows(random);
    const Assessment at_once = judged(rows, 1, false);
    std::shuffle(rows.begin(), rows.end(), random);
    RC_ASSERT(json_of(judged(rows, *rc::gen::inRange<std::size_t>(1, 5), false)) == json_of(at_once));
  }));
}

TEST_CASE("through the real store: kilograms or pounds give the same judgement") {
  CHECK(rc::check([] {
    std::mt19937 random(*rc::gen::arbitrary<unsigned>());
    const std::vector<Row> rows = any_rows(random);
    const Assessment metric = judged(rows, 1, false), imperial = judged(rows, 1, true);
    RC_ASSERT(metric.disposition == imperial.disposition);
    RC_ASSERT(std::abs(metric.log_evidence_ratio - imperial.log_evidence_ratio) < 1e-3);
  }));
}
