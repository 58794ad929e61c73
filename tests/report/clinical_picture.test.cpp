#include "myotrend/report/clinical_picture.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "myotrend/report/pages.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

const ChartPanel& panel_of(const ClinicalPicture& picture, std::string_view measure) {
  const auto found = std::find_if(picture.panels.begin(), picture.panels.end(),
                                  [&](const ChartPanel& panel) { return panel.measure == measure; });
  REQUIRE(found != picture.panels.end());
  return *found;
}

std::vector<const ChartPoint*> points_in(const ChartPanel& panel, PointState state) {
  std::vector<const ChartPoint*> found;
  for (const auto& series : panel.series) {
    for (const auto& point : series.points) {
      if (point.state == state) found.push_back(&point);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("strength comes first, both hands in one panel, right before left") {
  const auto picture = clinical_picture(declining_patient().input());
  REQUIRE(picture.panels.size() == 7);
  CHECK(picture.panels[0].measure == "grip");
  CHECK(picture.panels[1].measure == "mip");
  CHECK(picture.panels.back().measure == "weight");
  REQUIRE(picture.panels[0].series.size() == 2);
  CHECK(picture.panels[0].series[0].side == Side::right);
  CHECK(picture.panels[0].series[1].side == Side::left);
  CHECK(picture.patient_line == "Male, 56 years, right-handed, COVID-19 20 November 2023");
}

TEST_CASE("what happened to single readings can be told apart") {
  const auto sample = declining_patient();
  const auto picture = clinical_picture(sample.input());
  const ChartPanel& grip = panel_of(picture, "grip");
  const auto corrected = points_in(grip, PointState::corrected);
  REQUIRE(corrected.size() == 1);
  CHECK(corrected[0]->before == 23.1);
  CHECK(corrected[0]->value > 35);
  CHECK(corrected[0]->remark == "corrected from 23.1 kg: digits swapped");
  const auto held = points_in(grip, PointState::held);
  REQUIRE(held.size() == 1);
  CHECK(held[0]->value > 60);
  const auto could_not = points_in(grip, PointState::could_not);
  REQUIRE(could_not.size() == 1);
  CHECK(std::isnan(could_not[0]->value));
  const auto aside = points_in(panel_of(picture, "ck"), PointState::set_aside);
  REQUIRE(aside.size() == 1);
  CHECK(aside[0]->value == 610);
  CHECK(panel_of(picture, "ck").upper_limit == 308);
}

TEST_CASE("a correction that was not known yet is not shown") {
  auto sample = declining_patient();
  const Instant before = sample.history->corrections.at(0).recorded - std::chrono::hours{1};
  sample.picture = known_at(*sample.history, before);
  sample.assessment.as_of = before;
  const auto picture = clinical_picture(sample.input());
  const ChartPanel& grip = panel_of(picture, "grip");
  CHECK(points_in(grip, PointState::corrected).empty());
  CHECK(grip.series[0].points.back().value == 23.1);
  for (const auto& series : grip.series) {
    for (const auto& band : series.fitted) CHECK(band.at <= before);
  }
}

TEST_CASE("a symptom that was set aside keeps its plain points and says why, whichever readings are named") {
  auto sample = declining_patient();
  SetAside aside{"fatigue", "Fatigue alone is not weakness.", {}};
  for (const auto& reading : sample.picture.readings) {
    const Series& series = sample.history->series[reading.series];
    if (sample_catalogue()[series.measure].code == "fatigue" && aside.readings.size() < 5)
      aside.readings.push_back(fact_id(*sample.history, key_of(reading)));
  }
  sample.assessment.set_aside.push_back(aside);
  const auto picture = clinical_picture(sample.input());
  const ChartPanel& fatigue = panel_of(picture, "fatigue");
  CHECK(fatigue.set_aside == "Fatigue alone is not weakness.");
  CHECK(points_in(fatigue, PointState::set_aside).empty());
}

TEST_CASE("trials, devices and gaps are kept") {
  const auto picture = clinical_picture(declining_patient().input());
  const ChartPanel& grip = panel_of(picture, "grip");
  CHECK(grip.series[0].points.front().trials.size() == 3);
  REQUIRE(grip.devices.size() == 1);
  CHECK(grip.devices[0].name == "dyn-B");
  CHECK(grip.devices[0].day >= day("2025-05-20"));
  REQUIRE(grip.gaps.size() == 1);
  CHECK(grip.gaps[0].from == day("2024-07-17"));
  CHECK_FALSE(grip.gaps[0].open);
  CHECK(panel_of(picture, "ck").gaps.empty());  // a quarterly blood test does not pause after five weeks
}

TEST_CASE("a series that went silent ends in an open gap") {
  auto sample = declining_patient();
  sample.picture.as_of += date::days{60};
  sample.assessment.as_of = sample.picture.as_of;
  const auto picture = clinical_picture(sample.input());
  const ChartPanel& grip = panel_of(picture, "grip");
  CHECK(grip.gaps.back().open);
  CHECK(html_report(sample.input()).find("No reading since 11 December 2025 (61 days)") != std::string::npos);
}

TEST_CASE("a second value of one instant stands beside the first, and does not count") {
  auto sample = declining_patient();
  Reading second = sample.history->readings.front();
  second.ordinal = 1;
  second.value = 55;
  sample.history->readings.insert(sample.history->readings.begin() + 1, second);
  sample.picture = known_at(*sample.history, sample.picture.as_of);
  const auto picture = clinical_picture(sample.input());
  const auto found = points_in(panel_of(picture, "grip"), PointState::duplicate);
  REQUIRE(found.size() == 1);
  CHECK(found[0]->value == 55);
}

TEST_CASE("a diary has the medians of its weeks, and ordinal scales keep their whole range") {
  const auto picture = clinical_picture(declining_patient().input());
  const ChartPanel& fatigue = panel_of(picture, "fatigue");
  CHECK(fatigue.weekly_median.size() == 101);
  REQUIRE(fatigue.fixed_range);
  CHECK(fatigue.fixed_range->high == 10);
  for (const auto& [when, median] : fatigue.weekly_median) CHECK((median >= 0 && median <= 10));
}

TEST_CASE("the latest finding of each sign, by whom, and what was not examined") {
  const auto picture = clinical_picture(declining_patient().input());
  REQUIRE(picture.signs.size() == 5);
  CHECK(picture.signs.front().code == "dysphagia");
  CHECK(picture.signs.front().region == Region::bulbar);
  CHECK(picture.signs.back().region == Region::lumbosacral);
  const auto weak = std::find_if(picture.signs.begin(), picture.signs.end(),
                                 [](const SignRow& row) { return row.code == "weakness"; });
  REQUIRE(weak->right.clinician);
  CHECK(weak->right.clinician->present);
  CHECK(weak->right.clinician->by == "Dr Ada Okafor");
  CHECK_FALSE(weak->left.clinician->present);
  CHECK_FALSE(weak->unsided.clinician);
}

TEST_CASE("a later finding takes the place of the earlier one, which is counted") {
  auto sample = declining_patient();
  SignFinding later = sample.picture.signs.back();
  for (const auto& finding : sample.picture.signs) {
    if (finding.present && sample.history->sites[finding.site].source == Source::clinician) later = finding;
  }
  later.effective += date::days{30};
  later.day += date::days{30};
  later.present = false;
  sample.picture.signs.push_back(later);
  const auto picture = clinical_picture(sample.input());
  const auto weak = std::find_if(picture.signs.begin(), picture.signs.end(),
                                 [](const SignRow& row) { return row.code == "weakness"; });
  CHECK_FALSE(weak->right.clinician->present);
  CHECK(weak->right.clinician->earlier == 1);
}

TEST_CASE("what was taken back is told, once it was") {
  auto sample = declining_patient();
  const Reading& reading = sample.history->readings.front();
  sample.history->retractions.push_back({key_of(reading), at("2025-06-01T10:00"), "wrong patient", no_details});
  sample.picture = known_at(*sample.history, sample.picture.as_of);
  auto picture = clinical_picture(sample.input());
  REQUIRE(picture.withdrawn.size() == 1);
  CHECK(picture.withdrawn[0].what == "Grip strength, right, 42.3 kg");
  CHECK(picture.withdrawn[0].why == "wrong patient");
  sample.picture = known_at(*sample.history, at("2025-05-01"));
  CHECK(clinical_picture(sample.input()).withdrawn.empty());
}

TEST_CASE("a rate is given only where the pathway has enough, and as the judgement has it") {
  auto sample = declining_patient();
  const auto picture = clinical_picture(sample.input());
  const auto* right = std::get_if<Rate>(&panel_of(picture, "grip").series[0].motion);
  REQUIRE(right);
  CHECK(right->established);
  CHECK(right->per_month == -1.1);
  const auto* left = std::get_if<Rate>(&panel_of(picture, "grip").series[1].motion);
  REQUIRE(left);  // no rule rests on it: the slope of its readings
  CHECK(left->interval_95_per_month.first < 0);
  CHECK(left->interval_95_per_month.second > 0);
  CHECK(std::holds_alternative<NoRate>(panel_of(picture, "ck").series[0].motion));

  std::erase_if(sample.picture.readings, [&](const Reading& reading) { return reading.effective > at("2024-01-20"); });
  sample.assessment.trends.clear();
  const auto early = clinical_picture(sample.input());
  const auto* little = std::get_if<TooLittleData>(&panel_of(early, "grip").series[0].motion);
  REQUIRE(little);
  CHECK(little->readings == 4);
  CHECK(little->readings_min == 10);
}

TEST_CASE("a stream that surely takes part in an established decline is said to fall") {
  auto sample = declining_patient();
  sample.assessment.trends[1] = {"grip", Side::left,   -1.8, {-2.4, -1.1}, {}, Unit::kilogram_force,
                                 -0.5,   {-0.7, -0.3}, 12,   0.97,         30, 222};
  const auto motion = [&] {
    return std::get<Rate>(panel_of(clinical_picture(sample.input()), "grip").series[1].motion);
  };
  CHECK(motion().established);
  CHECK(motion().per_month == -0.5);
  sample.assessment.trends[1].probability = 0.5;
  CHECK(motion().per_month != -0.5);
  sample.assessment.trends[1].probability = 0.97;
  sample.assessment.flags[0].state = FlagState::not_met;
  CHECK(motion().per_month != -0.5);
}

TEST_CASE("lines are fitted through grip and MIP, without what was left out for its unit") {
  auto sample = declining_patient();
  sample.fitted.clear();
  const auto picture = clinical_picture(sample.input());
  const auto& grip = panel_of(picture, "grip");
  REQUIRE(grip.series[0].fitted.size() > 200);
  CHECK(grip.series[0].fitted.front().mean == Approx(41).margin(3));
  CHECK(grip.series[0].fitted.back().mean == Approx(28.5).margin(2.5));
  for (const auto& band : grip.series[1].fitted) {
    CHECK(band.low < band.mean);
    CHECK(band.mean < band.high);
    CHECK(band.high < 60);
  }
  CHECK(grip.series[0].fitted.front().at == grip.series[0].points.front().at);
  CHECK(panel_of(picture, "mip").series[0].fitted.size() == panel_of(picture, "mip").series[0].points.size());
}

TEST_CASE("nothing recorded gives an empty picture, and pages that say so") {
  const auto sample = empty_patient();
  const auto picture = clinical_picture(sample.input());
  CHECK(picture.panels.empty());
  CHECK(html_report(sample.input()).find("Nothing has been measured yet.") != std::string::npos);
  CHECK(text_report(sample.input()).find("Nothing has been measured yet.") != std::string::npos);
}
