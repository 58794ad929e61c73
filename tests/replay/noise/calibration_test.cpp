#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "myotrend/replay/cohort.h"
#include "myotrend/replay/noise.h"
#include "pathway/course.h"
#include "pathway/known_rules.h"
#include "record/known_catalogue.h"
#include "record/schema_fits.h"

using namespace myotrend;
using replay::LeftOut;
using replay::NoiseCalibration;
using replay::NoiseEstimate;
using replay::SteadyRecord;
using trend::Stream;

namespace {

trend::Parameters shipped() { return trend::parse_parameters(test::project_text("schema/detector.json")).value(); }

simulation::CohortParameters cohort_of(const std::string& numbers) {
  const auto shipped_cohort = simulation::parse_cohort(test::project_text("schema/cohort.json")).value();
  const auto plateau = simulation::mixed_cohort(shipped_cohort, R"({"plateau": 1})").value();
  return simulation::changed_cohort(plateau, R"({"schema":"myotrend.cohort/1","parameters":{)" + numbers + "}}")
      .value();
}

/// Nothing but the noise of the model itself.
const std::string clean = R"("grip_learning": 0, "mip_learning": 0, "diurnal": 0, "personal_log_sd": 0,
  "tail_freedom": 0, "crashes_per_month": 0, "injuries_per_year": 0, "device_swaps": 0, "undeclared_swaps": 0,
  "slip_patients": 0, "swapped_share": 0, "other_person_share": 0, "duplicate_share": 0, "near_duplicate_share": 0,
  "pound_users": 0, "kilopascal_users": 0, "leaves_per_year": 0,
  "waking_from": 9, "waking_to": 9, "day_tau": 1.4,
  "grip_white_sd": 4, "common_slow_sd": 2, "hand_slow_sd": 1.2, "mip_white_sd": 8, "mip_slow_sd": 4)";

SteadyRecord record_of(const simulation::SimulatedPatient& simulated) {
  SteadyRecord record;
  record.dominant =
      simulated.patient.dominant_hand == Hand::right ? trend::DominantHand::right : trend::DominantHand::left;
  const Instant begin = simulated.patient.zone.start_of(*simulated.patient.enrolment);
  for (const auto& row : simulated.rows) {
    if (row.measure != "grip" && row.measure != "mip") continue;
    const Stream stream = row.measure == "mip"      ? Stream::mip
                          : row.side == Side::right ? Stream::right_grip
                                                    : Stream::left_grip;
    record.points.push_back({days_between(begin, row.effective), stream, 100 * std::log(std::stod(row.value))});
  }
  return record;
}

std::vector<SteadyRecord> records_of(const simulation::CohortParameters& cohort, std::uint64_t seed, int patients) {
  std::vector<SteadyRecord> records;
  for (int i = 0; i < patients; ++i)
    records.push_back(record_of(simulation::simulated_patient(cohort, seed, static_cast<std::uint64_t>(i))));
  return records;
}

const NoiseEstimate& estimate_of(const NoiseCalibration& calibration, std::string_view name) {
  const auto found = std::find_if(calibration.estimates.begin(), calibration.estimates.end(),
                                  [&](const NoiseEstimate& estimate) { return estimate.name == name; });
  REQUIRE(found != calibration.estimates.end());
  return *found;
}

}  // namespace

TEST_CASE("a calibration finds the sizes that a cohort was made with") {
  const auto records =
      records_of(cohort_of(clean + R"(, "day_sd": 3.5, "common_walk": 0.16, "mip_walk": 0.2)"), 21, 60);
  trend::Parameters model = shipped();
  model.hand_walk = 0;
  const NoiseCalibration calibration = replay::calibrated_noise(model, records, 2);
  CHECK(calibration.settled);
  CHECK(calibration.hand_patients == 60);
  CHECK(calibration.log_likelihood_gained > 0);
  const std::pair<const char*, double> truth[] = {
      {"grip_white_sd", 4.0}, {"day_sd", 3.5},       {"common_slow_sd", 2.0}, {"hand_slow_sd", 1.2},
      {"common_walk", 0.16},  {"mip_white_sd", 8.0}, {"mip_slow_sd", 4.0},    {"mip_walk", 0.2}};
  for (const auto& [name, size] : truth) {
    const NoiseEstimate& estimate = estimate_of(calibration, name);
    INFO(name << ": " << estimate.estimate << " (" << estimate.standard_error << "), made with " << size);
    CHECK(estimate.standard_error > 0);
    CHECK(estimate.standard_error < 0.6 * size);
    CHECK(std::abs(estimate.estimate - size) < 3 * estimate.standard_error);
    CHECK(estimate.low_95 < estimate.estimate);
    CHECK(estimate.estimate < estimate.high_95);
  }
}

TEST_CASE("a size that is not there is told as zero, with what it is at most") {
  const auto records = records_of(cohort_of(clean + R"(, "day_sd": 0)"), 22, 40);
  const NoiseCalibration calibration = replay::calibrated_noise(shipped(), records);
  const NoiseEstimate& day = estimate_of(calibration, "day_sd");
  INFO(day.estimate << ", at most " << day.high_95);
  CHECK(day.low_95 == 0);
  CHECK(day.high_95 < 2);
  CHECK(day.at_zero == std::isnan(day.standard_error));
}

TEST_CASE("the number of jobs changes no figure") {
  const auto records = records_of(cohort_of(clean), 23, 7);
  const NoiseCalibration one = replay::calibrated_noise(shipped(), records, 1);
  const NoiseCalibration three = replay::calibrated_noise(shipped(), records, 3);
  REQUIRE(one.estimates.size() == three.estimates.size());
  for (std::size_t i = 0; i < one.estimates.size(); ++i) {
    CHECK(one.estimates[i].estimate == three.estimates[i].estimate);
    CHECK(one.estimates[i].high_95 == three.estimates[i].high_95);
  }
}

TEST_CASE("whose readings may teach is a file with sources, and what it cannot mean is refused by its name") {
  const std::string shipped_terms = test::project_text("schema/calibration.json");
  CHECK(test::fits(shipped_terms, test::project_text("schema/calibration.schema.json")));
  const auto refusal = [&](const std::string& from, const std::string& to) {
    std::string text = shipped_terms;
    text.replace(text.find(from), from.size(), to);
    const auto terms = replay::parse_steady_terms(text, 2.5);
    return terms.ok() ? std::string() : terms.refusal().text;
  };
  CHECK(refusal("readings_min", "readings_least").find("readings_min") != std::string::npos);
  CHECK(refusal("\"value\": 40", "\"value\": 40.5").find("readings_min") != std::string::npos);
  CHECK(refusal("\"value\": 150", "\"value\": -1").find("days_min") != std::string::npos);
  CHECK(refusal("}\n }", "},\n \"more\": {} }").find("nothing uses") != std::string::npos);
  CHECK(refusal("{", "[").find("no JSON object") != std::string::npos);
}

TEST_CASE("whoever declines, jumps or has signs teaches nothing about noise, and it is said why") {
  const replay::SteadyTerms terms = replay::shipped_steady_terms(2.5);
  const trend::Design design(shipped());
  const auto asked = [&](const test::Course& course, bool named = false) {
    const History history = course.history();
    return replay::steady_record(design, test::known_catalogue(), known_at(history, Instant::max()), terms, named);
  };
  test::Course steady;
  for (int day = 0; day < 200; day += 4) steady.grip(Side::right, 30 + day % 3, day + 0.4);
  REQUIRE(std::holds_alternative<SteadyRecord>(asked(steady)));
  CHECK(std::get<SteadyRecord>(asked(steady)).points.size() == 50);
  test::Course few;
  for (int day = 0; day < 200; day += 20) few.grip(Side::right, 30, day + 0.4);
  CHECK(std::get<LeftOut>(asked(few)) == LeftOut::too_few_readings);
  test::Course weaker = steady;
  weaker.found("weakness", 100);
  CHECK(std::get<LeftOut>(asked(weaker)) == LeftOut::sign_found);
  CHECK(std::holds_alternative<SteadyRecord>(asked(weaker, true)));
  test::Course falling;
  for (int day = 0; day < 200; day += 2) falling.grip(Side::right, 40 * std::exp(-0.002 * day), day + 0.4);
  CHECK(std::get<LeftOut>(asked(falling)) == LeftOut::evidence_of_decline);
  test::Course hurt;
  for (int day = 0; day < 200; day += 4) hurt.grip(Side::right, day < 100 ? 30 + day % 3 : 20, day + 0.4);
  CHECK(std::get<LeftOut>(asked(hurt)) == LeftOut::abrupt_change);
}

TEST_CASE("the new detector file differs in the estimated sizes and in nothing else, and says where they come from") {
  const auto records = records_of(cohort_of(clean), 24, 10);
  const NoiseCalibration calibration = replay::calibrated_noise(shipped(), records);
  const std::string text = replay::calibrated_detector(test::project_text("schema/detector.json"), calibration);
  const auto parsed = trend::parse_parameters(text);
  REQUIRE(parsed.ok());
  trend::Parameters back = *parsed;
  CHECK(back.grip_white_sd == Approx(estimate_of(calibration, "grip_white_sd").estimate).epsilon(1e-3));
  CHECK_FALSE(back == shipped());
  for (const auto member :
       {&trend::Parameters::grip_white_sd, &trend::Parameters::day_sd, &trend::Parameters::common_slow_sd,
        &trend::Parameters::hand_slow_sd, &trend::Parameters::common_walk, &trend::Parameters::mip_white_sd,
        &trend::Parameters::mip_slow_sd, &trend::Parameters::mip_walk})
    back.*member = shipped().*member;
  CHECK(back == shipped());
  CHECK(text.find("pathway calibrate") != std::string::npos);
}
