#include "myotrend/replay/cohort.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "myotrend/record/entry.h"
#include "record/known_catalogue.h"
#include "record/schema_fits.h"

using namespace myotrend;
using simulation::CohortParameters;
using simulation::simulated_patient;
using simulation::SimulatedPatient;

namespace {

const CohortParameters& shipped() {
  static const CohortParameters parameters = simulation::parse_cohort(test::project_text("schema/cohort.json")).value();
  return parameters;
}

CohortParameters changed(const std::string& numbers) {
  return simulation::changed_cohort(shipped(), R"({"schema":"myotrend.cohort/1","parameters":{)" + numbers + "}}")
      .value();
}

CohortParameters only(const std::string& which) {
  return simulation::mixed_cohort(shipped(), "{\"" + which + "\": 1}").value();
}

std::string text_of(const SimulatedPatient& simulated) {
  std::string text = simulated.patient.id.text + simulated.patient.zone.name() +
                     iso_text(*simulated.patient.enrolment) + iso_text(*simulated.patient.followup_end) +
                     simulated.truth.name + "\n";
  for (const auto& row : simulated.rows)
    text += iso_text(row.effective, Zone()) + iso_text(row.recorded, Zone()) + std::string(row.measure) + row.value +
            std::string(row.unit) + std::string(word_of(row.side)) + std::string(row.source) + "\n";
  for (const auto& event : simulated.events) text += std::string(word_of(event.kind)) + iso_text(event.start, Zone());
  return text;
}

std::size_t rows_of(const SimulatedPatient& simulated, std::string_view measure) {
  return static_cast<std::size_t>(std::count_if(simulated.rows.begin(), simulated.rows.end(),
                                                [&](const auto& row) { return row.measure == measure; }));
}

/// 100 ln of the median of a measure in the first and in the last third of follow-up.
double fall(const SimulatedPatient& simulated, std::string_view measure) {
  std::vector<double> y;
  for (const auto& row : simulated.rows)
    if (row.measure == measure) y.push_back(100 * std::log(std::stod(row.value)));
  const auto median = [](std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
  };
  const auto third = static_cast<std::ptrdiff_t>(y.size() / 3);
  if (third < 2) return 0;
  return median({y.begin(), y.begin() + third}) - median({y.end() - third, y.end()});
}

double mean_fall(const CohortParameters& parameters, std::string_view measure, int patients) {
  double sum = 0;
  for (int i = 0; i < patients; ++i)
    sum += fall(simulated_patient(parameters, 3, static_cast<std::uint64_t>(i)), measure);
  return sum / patients;
}

Told told_by(const simulation::SimulatedRow& row, const Zone& zone) {
  Told told;
  told.code = row.measure;
  told.value = row.value;
  told.unit = row.unit;
  told.side = word_of(row.side);
  told.effective = iso_text(row.effective, zone);
  told.recorded = iso_text(row.recorded, zone);
  const bool home = row.source.starts_with("home:");
  told.source = home ? "device" : row.source == "clinic" ? "clinician" : row.source;
  if (home) told.device = row.source.substr(5);
  return told;
}

}  // namespace

TEST_CASE("the shipped cohort fits its schema, each number with unit, meaning and source") {
  CHECK(test::fits(test::project_text("schema/cohort.json"), test::project_text("schema/cohort.schema.json")));
  double shares = 0;
  for (const auto& course : shipped().classes) shares += course.share;
  CHECK(shares == Approx(1));
}

TEST_CASE("what cannot be is refused by its name") {
  const auto refusal = [](const std::string& text) {
    const auto result = simulation::changed_cohort(shipped(), text);
    return result.ok() ? std::string() : result.refusal().text;
  };
  const std::string head = R"({"schema":"myotrend.cohort/1",)";
  CHECK(refusal("{}").find("myotrend.cohort/1") != std::string::npos);
  CHECK(refusal(head + R"("parameters":{"grip_mail":3}})").find("grip_mail") != std::string::npos);
  CHECK(refusal(head + R"("parameters":{"late_share":-1}})").find("late_share") != std::string::npos);
  CHECK(refusal(head + R"("zones":["Europe/Lundon"]})").find("Europe/London") != std::string::npos);
  CHECK(refusal(head + R"("classes":[{"class":"new_one","share":1}]})").find("new_one") != std::string::npos);
  CHECK(refusal(head + R"("parameters":{"late_share":{"value":0}}})").empty());
  const auto mix = simulation::mixed_cohort(shipped(), R"({"recovring": 1})");
  REQUIRE_FALSE(mix.ok());
  CHECK(mix.refusal().text.find("recovring") != std::string::npos);
  CHECK_FALSE(simulation::mixed_cohort(shipped(), R"({"recovering": 0})").ok());
}

TEST_CASE("a patient depends on seed and number alone") {
  std::set<std::string> all;
  for (std::uint64_t index = 0; index < 12; ++index) {
    const std::string text = text_of(simulated_patient(shipped(), 5, index));
    CHECK(text == text_of(simulated_patient(shipped(), 5, index)));
    all.insert(text);
    all.insert(text_of(simulated_patient(shipped(), 6, index)));
  }
  CHECK(all.size() == 24);
}

TEST_CASE("every simulated row is one that a store takes") {
  const Instant now = test::at("2030-01-01T00:00:00Z");
  for (std::uint64_t index = 0; index < 60; ++index) {
    const SimulatedPatient simulated = simulated_patient(shipped(), 11, index);
    for (const auto& row : simulated.rows) {
      const auto entry =
          entry_told(told_by(row, simulated.patient.zone), test::known_catalogue(), simulated.patient.zone, now);
      INFO(simulated.patient.id.text << ' ' << row.measure << ' ' << row.value << ' ' << row.unit);
      REQUIRE(entry.ok());
      CHECK(entry->effective == row.effective);
    }
  }
}

TEST_CASE("the truth is complete, and nothing happens outside of follow-up") {
  for (std::uint64_t index = 0; index < 300; ++index) {
    const SimulatedPatient simulated = simulated_patient(shipped(), 2, index);
    const auto& patient = simulated.patient;
    CHECK(*patient.covid_date < *patient.enrolment);
    CHECK(*patient.enrolment < *patient.followup_end);
    CHECK(simulated.truth.progressive == simulated.truth.onset.has_value());
    CHECK(simulated.truth.progressive == (simulated.truth.rate_pct_per_month > 0));
    CHECK_FALSE(simulated.truth.name.empty());
    CHECK(std::is_sorted(simulated.rows.begin(), simulated.rows.end(),
                         [](const auto& a, const auto& b) { return a.effective < b.effective; }));
    for (const auto& row : simulated.rows) {
      CHECK(patient.zone.day_of(row.effective) >= *patient.enrolment);
      CHECK(patient.zone.day_of(row.effective) <= *patient.followup_end);
      CHECK(row.recorded >= row.effective);
    }
    for (const auto& event : simulated.events)
      if (event.kind == EventKind::death || event.kind == EventKind::withdrew)
        CHECK(patient.zone.day_of(event.start) == *patient.followup_end);
  }
}

TEST_CASE("a nuisance switched off leaves everything else as it was") {
  const CohortParameters punctual = changed(R"("late_share": 0, "duplicate_share": 0)");
  const CohortParameters usual = changed(R"("duplicate_share": 0)");
  std::size_t late = 0;
  for (std::uint64_t index = 0; index < 20; ++index) {
    const SimulatedPatient with = simulated_patient(usual, 4, index), without = simulated_patient(punctual, 4, index);
    REQUIRE(with.rows.size() == without.rows.size());
    for (std::size_t i = 0; i < with.rows.size(); ++i) {
      CHECK(with.rows[i].effective == without.rows[i].effective);
      CHECK(with.rows[i].value == without.rows[i].value);
      CHECK(without.rows[i].recorded == without.rows[i].effective);
      late += with.rows[i].recorded > with.rows[i].effective ? 1U : 0U;
    }
  }
  CHECK(late > 100);
}

TEST_CASE("each class takes the course that its name says") {
  CHECK(mean_fall(only("als_limb"), "grip", 40) > 8);
  CHECK(mean_fall(only("als_resp"), "mip", 40) > 8);
  CHECK(mean_fall(only("other_nmd"), "grip", 40) > 5);
  CHECK(std::abs(mean_fall(only("als_bulbar"), "grip", 40)) < 8);
  CHECK(mean_fall(only("recovering"), "grip", 40) < -1);
  CHECK(std::abs(mean_fall(only("plateau"), "grip", 40)) < 4);
  std::size_t signs = 0, exams = 0;
  for (std::uint64_t index = 0; index < 40; ++index) {
    const SimulatedPatient bulbar = simulated_patient(only("als_bulbar"), 3, index);
    for (const auto& row : bulbar.rows) signs += row.measure == "dysarthria" && row.value == "present" ? 1U : 0U;
    exams += rows_of(bulbar, "dysarthria");
  }
  CHECK(static_cast<double>(signs) / static_cast<double>(exams) > 0.1);
}

TEST_CASE("the disease ends some follow-ups, and says how") {
  std::size_t deaths = 0, withdrawals = 0;
  for (std::uint64_t index = 0; index < 300; ++index)
    for (const auto& event : simulated_patient(only("als_resp"), 9, index).events) {
      deaths += event.kind == EventKind::death ? 1U : 0U;
      withdrawals += event.kind == EventKind::withdrew ? 1U : 0U;
    }
  CHECK(deaths > 2);
  CHECK(withdrawals > 2);
}
