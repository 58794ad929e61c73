#include "myotrend/replay/baseline.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "pathway/course.h"
#include "pathway/known_rules.h"
#include "record/known_catalogue.h"
#include "record/schema_fits.h"

using namespace myotrend;
using namespace myotrend::replay;
using Catch::Matchers::WithinAbs;
using Json = nlohmann::json;

namespace {

std::string baselines_text() {
  std::ostringstream text;
  text << std::ifstream(MYOTREND_SOURCE_DIR "/schema/baselines.json").rdbuf();
  return text.str();
}

const BaselineParameters& parameters() {
  static const BaselineParameters known = parse_baselines(baselines_text()).value();
  return known;
}

Baseline fed(Detector rule, const std::vector<double>& values, double every_days) {
  Baseline baseline(rule, trend::Stream::right_grip, parameters());
  for (std::size_t i = 0; i < values.size(); ++i) baseline.add(static_cast<double>(i) * every_days, values[i]);
  return baseline;
}

Day day_number(int n) { return Zone().day_of(test::on_day(n)); }

}  // namespace

TEST_CASE("each number of the classical rules has a unit, a meaning and a source") {
  const Json document = Json::parse(baselines_text());
  CHECK(test::fits(baselines_text(), test::project_text("schema/baselines.schema.json")));
  for (const auto& [name, one] : document.at("parameters").items()) {
    CAPTURE(name);
    for (const char* key : {"unit", "meaning", "source"}) CHECK_FALSE(one.at(key).get<std::string>().empty());
  }
}

TEST_CASE("numbers of the classical rules that are wrong are refused by name") {
  Json document = Json::parse(baselines_text());
  document["parameters"].erase("grip_sem");
  CHECK(parse_baselines(document.dump()).refusal().text.find("grip_sem") != std::string::npos);
  document = Json::parse(baselines_text());
  document["parameters"]["slope_readings"]["value"] = 2;
  CHECK_FALSE(parse_baselines(document.dump()).ok());
  document = Json::parse(baselines_text());
  document["parameters"]["surplus"] = document["parameters"]["grip_sem"];
  CHECK_FALSE(parse_baselines(document.dump()).ok());
  CHECK_FALSE(parse_baselines("[]").ok());
}

TEST_CASE("one drop: against the mean of three, in standard errors of the difference") {
  const Baseline baseline = fed(Detector::naive_mdc, {350, 351, 349, 340}, 3);
  CHECK_THAT(baseline.statistic(), WithinAbs(10 / (5 * std::sqrt(4.0 / 3)), 1e-12));
  CHECK(std::isinf(fed(Detector::naive_mdc, {350, 351, 349}, 3).statistic()));
}

TEST_CASE("two drops: the second at least seven days after the first") {
  CHECK(std::isinf(fed(Detector::two_mdc, {350, 350, 350, 330, 320}, 3).statistic()));
  const double first_drop = 20 / (5 * std::sqrt(4.0 / 3));
  CHECK_THAT(fed(Detector::two_mdc, {350, 350, 350, 330, 350, 350, 320}, 3).statistic(), WithinAbs(first_drop, 1e-12));
}

TEST_CASE("the slope's t is that of least squares, the smaller of two looks, and needs three months") {
  std::vector<double> values;
  for (int i = 0; i < 14; ++i) values.push_back(350 - .5 * i + ((i * 7) % 3 - 1));
  std::vector<double> longer = values;
  longer.push_back(350 - .5 * 14 + ((14 * 7) % 3 - 1));
  CHECK(std::isinf(fed(Detector::slope, values, 7).statistic()));  // the first look at 91 days
  // -slope / stderr of scipy.stats.linregress (scipy 1.10.1) over the first 14 and all 15 weekly readings:
  // 8.564028992979443 and 9.020552664353243.
  CHECK_THAT(fed(Detector::slope, longer, 7).statistic(), WithinAbs(8.564028992979443, 1e-9));
  std::vector<double> rising = longer;
  for (double& value : rising) value = 700 - value;
  CHECK(std::isinf(fed(Detector::slope, rising, 7).statistic()));
}

TEST_CASE("the charts standardise by the person's first ten readings") {
  std::vector<double> values;
  for (int i = 0; i < 10; ++i) values.push_back(350 + (i % 2 ? 1 : -1));
  values.push_back(346);
  const double z = 4 / std::sqrt(10.0 / 9);
  CHECK_THAT(fed(Detector::cusum, values, 3).statistic(), WithinAbs(z - .5, 1e-12));
  CHECK_THAT(fed(Detector::ewma, values, 3).statistic(), WithinAbs(.1 * z / std::sqrt(.1 / 1.9), 1e-12));
}

TEST_CASE("a falling hand is referred by each classical rule, a level one by the confirmed rules is not") {
  test::Course falling, level;
  for (int day = 0; day < 300; day += 4) {
    const double wobble = 1 + .02 * std::sin(2.4 * day);
    falling.grip(Side::right, 40 * std::exp(-.05 * std::max(0, day - 60) / 30.44) * wobble, day + .4);
    level.grip(Side::right, 40 * wobble, day + .4);
  }
  const auto fallen = baseline_course(test::known_rules(), parameters(), falling.history(), {});
  const auto steady = baseline_course(test::known_rules(), parameters(), level.history(), {});
  for (const Detector rule : baselines) {
    CAPTURE(word_of(rule));
    CHECK(detector_named(word_of(rule)) == rule);
    const auto found = decisions(fallen, rule, parameters().cut_off(rule), falling.history());
    CHECK(found.back().disposition == Disposition::refer_routine);
    CHECK(found.back().day > day_number(60));
    const auto calm = decisions(steady, rule, parameters().cut_off(rule), level.history());
    CHECK(calm == std::vector<Decision>{{day_number(0), Disposition::insufficient_data},
                                        {day_number(36), Disposition::continue_care}});
  }
}

TEST_CASE("a reading in pounds passes no classical rule") {
  test::Course patient;
  for (int day = 0; day < 100; day += 4) patient.grip(Side::right, day == 60 ? 40 / 2.2046 : 40, day + .4);
  const auto found = baseline_course(test::known_rules(), parameters(), patient.history(), {});
  CHECK_FALSE(first_reaching(found.of(Detector::naive_mdc), parameters().change_cut_off));
}

TEST_CASE("a classical rule sees a late row on the day it became known") {
  test::Course patient;
  for (int day = 0; day < 40; day += 4) patient.grip(Side::right, 40, day + .4);
  patient.grip(Side::right, 30, 41.4).known(60.2);
  const auto found = baseline_course(test::known_rules(), parameters(), patient.history(), {});
  CHECK(first_reaching(found.of(Detector::naive_mdc), parameters().change_cut_off) == day_number(60));
}
