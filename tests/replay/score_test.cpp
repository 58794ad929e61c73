#include "myotrend/replay/score.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "myotrend/replay/truth.h"

using namespace myotrend;
using namespace myotrend::replay;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Json = nlohmann::json;

namespace {

std::ifstream scored(const std::string& name) {
  std::ifstream file(MYOTREND_SOURCE_DIR "/tests/replay/scored/" + name);
  REQUIRE(file);
  return file;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<Subject> subjects_at(Disposition level) {
  std::map<std::string, std::vector<Decision>> decisions;
  std::string line;
  auto told = scored("decisions.csv");
  std::getline(told, line);
  while (std::getline(told, line)) {
    const auto cells = cells_of(line);
    decisions[cells[0]].push_back({*day_told(cells[1]), *disposition_named(cells[2])});
  }
  std::vector<Subject> subjects;
  auto truths = scored("truth.csv");
  std::getline(truths, line);
  while (std::getline(truths, line)) {
    const auto c = cells_of(line);
    const auto truth = truth_told({c[1], c[3], c[4], c[5], c[6]});
    REQUIRE(truth.ok());
    subjects.push_back(subject_of(*truth, first_at_least(decisions[c[0]], level)));
  }
  return subjects;
}

void same_days(double found, const Json& expected) {
  if (expected.is_null()) {
    CHECK(std::isinf(found));
  } else {
    CHECK(found == expected.get<double>());
  }
}

void same_curve(const std::vector<SurvivalStep>& curve, const Json& row, const std::string& key,
                const std::string& clock) {
  const std::array<const char*, 3> months{"6", "9", "12"};
  for (std::size_t i = 0; i < months.size(); ++i)
    CHECK_THAT(share_within(curve, found_within_days[i]).value,
               WithinAbs(row.at(key + months[i]).get<double>(), 1e-12));
  same_days(waiting_for(curve, .5).days, row.at("median" + clock));
  same_days(waiting_for(curve, .9).days, row.at("p90" + clock));
}

}  // namespace

TEST_CASE("a cohort is scored as the reference program scores it") {
  const Json expected = Json::parse(scored("expected.json"));
  for (const Json& level : expected.at("levels")) {
    CAPTURE(level.at("level"));
    const Score found = score(subjects_at(*disposition_named(level.at("level").get<std::string>())));
    REQUIRE(found.false_referrals.size() == level.at("false_referrals").size());
    for (std::size_t i = 0; i < found.false_referrals.size(); ++i) {
      const Json& row = level.at("false_referrals")[i];
      const FalseReferrals& mine = found.false_referrals[i];
      CAPTURE(mine.group);
      CHECK(mine.group == row.at("group"));
      CHECK(mine.patients == row.at("patients"));
      CHECK(mine.events == row.at("events"));
      CHECK_THAT(mine.person_years, WithinRel(row.at("person_years").get<double>(), 1e-12));
      CHECK_THAT(mine.per_100_years, WithinAbs(row.at("per_100").get<double>(), 1e-9));
      CHECK_THAT(mine.interval_95.low, WithinAbs(row.at("low").get<double>(), 1e-9));
      CHECK_THAT(mine.interval_95.high, WithinAbs(row.at("high").get<double>(), 1e-9));
      CHECK_THAT(mine.within_a_year, WithinAbs(row.at("within_a_year").get<double>(), 1e-12));
    }
    REQUIRE(found.delays.size() == level.at("delays").size());
    for (std::size_t i = 0; i < found.delays.size(); ++i) {
      const Json& row = level.at("delays")[i];
      const Delay& mine = found.delays[i];
      CAPTURE(mine.group);
      CHECK(mine.group == row.at("group"));
      CHECK(mine.patients == row.at("n"));
      CHECK(mine.early == row.at("early"));
      same_curve(mine.monitored, row, "s", "");
      same_curve(mine.onset, row, "so", "_onset");
    }
  }
}

TEST_CASE("Kaplan-Meier by hand: three of four fall, one is lost between") {
  const std::vector<Span> spans{{10, true}, {20, false}, {30, true}, {40, true}};
  const auto curve = kaplan_meier(spans);
  REQUIRE(curve.size() == 3);
  CHECK_THAT(curve[0].survival, WithinAbs(.75, 1e-15));
  CHECK(curve[1].at_risk == 2);
  CHECK_THAT(curve[1].survival, WithinAbs(.375, 1e-15));
  CHECK_THAT(curve[2].survival, WithinAbs(0, 1e-15));
  // Greenwood 1/(4 3) at day 10: log-log limits .75^exp(+-1.96 sqrt(1/12) / log .75), as R survfit gives them.
  CHECK_THAT(curve[0].interval_95.low, WithinAbs(.12794, 1e-5));
  CHECK_THAT(curve[0].interval_95.high, WithinAbs(.96055, 1e-5));
  CHECK(waiting_for(curve, .5).days == 30);
}

TEST_CASE("who enters late is at risk only from then on") {
  const std::vector<Span> spans{{10, true, 0}, {30, true, 15}};
  const auto curve = kaplan_meier(spans);
  CHECK(curve[0].at_risk == 1);
  CHECK(curve[1].at_risk == 1);
}

TEST_CASE("exact intervals of counts and shares") {
  CHECK(poisson_interval_95(0).low == 0);
  CHECK_THAT(poisson_interval_95(0).high, WithinAbs(3.688879454, 1e-8));
  CHECK_THAT(poisson_interval_95(10).low, WithinAbs(4.795389, 1e-5));
  CHECK_THAT(poisson_interval_95(10).high, WithinAbs(18.390356, 1e-5));
  CHECK_THAT(binomial_interval_95(0, 100).high, WithinAbs(.0362167, 1e-6));
  CHECK_THAT(binomial_interval_95(8, 10).low, WithinAbs(.4439045, 1e-6));
  CHECK(binomial_interval_95(10, 10).high == 1);
}

TEST_CASE("what a row of truth must say") {
  CHECK(truth_told({"als_limb", "1", "2024-05-01", "2024-01-01", "2025-01-01"}).ok());
  CHECK_FALSE(truth_told({"als_limb", "1", "", "2024-01-01", "2025-01-01"}).ok());
  CHECK_FALSE(truth_told({"plateau", "yes", "", "2024-01-01", "2025-01-01"}).ok());
  CHECK_FALSE(truth_told({"plateau", "0", "", "2024-01-01", "2023-01-01"}).ok());
  CHECK_FALSE(truth_told({"plateau", "0", "", "soon", "2025-01-01"}).ok());
}
