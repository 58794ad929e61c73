#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "architecture/wording.h"
#include "myotrend/report/validation.h"
#include "report/curve_chart.h"
#include "report/markup.h"
#include "report/validation_tables.h"

using namespace myotrend;
using namespace myotrend::report;
using Catch::Matchers::WithinAbs;

namespace {

SettingShown setting(double cut_off, double rate, double found, const char* name = "") {
  SettingShown out;
  out.cut_off = cut_off;
  out.name = name;
  out.false_events = 12;
  out.false_referrals = {rate, rate * .8, rate * 1.3};
  out.found = {Estimate{found, found - .05, found + .05}, {found + .1, found, found + .2}, {.95, .9, .98}};
  out.median_days = 130;
  return out;
}

ValidationShown known_truth() {
  ValidationShown shown;
  shown.false_referrals = {{"all who do not progress", 90, 12, 400, {3, 1.6, 5.2}}, {"level", 40, 8, 180, {4.4, 2, 9}}};
  shown.reassess = {"all", 90, 40, 300, {13, 9, 18}};
  DelayShown delay{"all who progress", 30, 1, {}, {{0, 30}, {183, 11}}, {}, 131.0, std::nullopt};
  delay.found = {Estimate{.6, .5, .7}, {.8, .7, .9}, {.9, .8, .96}};
  delay.steps = {{40, {.1, .05, .2}, 30}, {131, {.5, .4, .6}, 20}, {900, {.9, .8, .95}, 3}};
  shown.delays = {delay};
  shown.frontiers = {
      {"Pathway", true, {setting(6, 3, .7), setting(10, 2, .65, "clinic"), setting(20, 1.5, .6, "population")}},
      {"CUSUM", false, {setting(5, 60, .9, "textbook")}}};
  shown.calibration = {{2.5, 90, 9, {.1, .05, .18}}, {10, 90, 2, {.022, .003, .08}}};
  shown.calibration_strength = {{2.5, 90, 4, {.044, .01, .11}}, {10, 90, 0, {0, 0, .04}}};
  RuleCostShown rule{"R2", 7, 6, 20, 1.75, {{"level", 5}}, setting(0, 1.2, .6)};
  shown.rules = {rule};
  shown.without_clinician = setting(0, .6, .5);
  return shown;
}

ValidationInput own_patients() {
  ValidationInput input;
  PracticeShown& practice = input.practice;
  const Day first = *day_told("2025-01-31");
  practice.patients = practice.with_facts = 120;
  practice.days = std::pair(first, *day_told("2025-03-31"));
  practice.patient_months = 1440;
  practice.ever = {100, 120, 30, 15, 4, 1};
  practice.at_end = {80, 10, 15, 12, 3, 0};
  practice.months = {{first, {10, 100, 5, 4, 1, 0}}, {*day_told("2025-02-28"), {60, 40, 10, 8, 2, 0}}};
  practice.referrals = 18;
  practice.rules = {{"R1", 9, 12}, {"R2", 6, 6}};
  practice.detectors = {{"Pathway", 15, 15, 12.5}, {"CUSUM", 80, 14, 70}};
  practice.outcomes = {{EventKind::neurology_seen, 6, 4, 1, 33.5}};
  practice.data_quality = {{DataQualityKind::outside_hard_range, 3, 2}};
  input.rules = {{"R1", "refer_routine", "a <source> & more"}};
  input.pathway_id = "post-covid-neuromuscular";
  input.pathway_version = "1";
  input.point = "clinic";
  input.pathway_sha256 = std::string(64, 'a');
  input.command = "myotrend replay -o 'a <b>.csv'";
  return input;
}

ValidationInput told() {
  ValidationInput input = own_patients();
  input.validation = known_truth();
  return input;
}

}  // namespace

TEST_CASE("a validation is a page whose markup is sound, with ids that lead somewhere") {
  for (const ValidationInput& input : {own_patients(), told()}) {
    const std::string html = validation_html(input);
    const Markup markup = markup_of(html);
    CHECK(markup.faults == std::vector<std::string>{});
    CHECK(architecture::unsayable_in(markup.text) == std::vector<std::string>{});
    std::set<std::string> ids;
    for (const Element& element : markup.elements) {
      const std::string id = element.attribute("id");
      if (!id.empty()) CHECK(ids.insert(id).second);
    }
    for (const Element& element : markup.elements) {
      const std::string href = element.attribute("href");
      if (!href.empty()) CHECK(ids.count(href.substr(1)) == 1);
    }
    CHECK(html == validation_html(input));
    CHECK(html.find("a &lt;b&gt;.csv") != std::string::npos);
    CHECK(html.find("a &lt;source&gt; &amp; more") != std::string::npos);
  }
}

TEST_CASE("each chart of a validation has its words and its figures") {
  const Markup markup = markup_of(validation_html(told()));
  const auto count = [&](const char* name, const char* key = "", const char* value = "") {
    return std::count_if(markup.elements.begin(), markup.elements.end(), [&](const Element& element) {
      return element.name == name && (!*key || element.attribute(key) == value);
    });
  };
  CHECK(count("svg", "role", "img") == 4);
  CHECK(count("desc") == 4);
  CHECK(count("figure") == 4);
  CHECK(markup.text.find("Pathway at clinic: 2.00 false referrals per 100 patient-years, 65 % found within 6 months") !=
        std::string::npos);
}

TEST_CASE("without truth the page calls no referral false") {
  const std::string html = validation_html(own_patients());
  CHECK(html.find("nobody told the truth") != std::string::npos);
  CHECK(html.find("id=\"frontier-section\"") == std::string::npos);
  CHECK(html.find("33.5") == std::string::npos);
  CHECK(html.find("<td>34</td>") != std::string::npos);  // median days before neurology saw them
}

TEST_CASE("the Markdown has the figures of the page") {
  const std::string text = validation_markdown(told());
  CHECK(text.find("| Pathway, clinic | 2.00 (1.60 to 2.60) | 65 (60 to 70) | 75 | 95 | 130 | not reached |") !=
        std::string::npos);
  CHECK(text.find("| R2 | 7 | 1.75 | 6 | 20 | 1.20 | 60.0 | 95.0 |") != std::string::npos);
  CHECK(text.find("| 10 | 90 | 2 | 2.20 (0.30 to 8.00) | 0 | 0.00 (0.00 to 4.00) | 10.00 |") != std::string::npos);
}

TEST_CASE("the figures as JSON") {
  const auto json = nlohmann::json::parse(validation_json(told()));
  CHECK(json.at("schema") == "myotrend.validation/1");
  CHECK(json.at("truth").at("frontiers")[0].at("settings")[1].at("name") == "clinic");
  CHECK(json.at("truth").at("delays")[0].at("p90_delay_days").is_null());
  CHECK_FALSE(nlohmann::json::parse(validation_json(own_patients())).contains("truth"));
}

TEST_CASE("an axis holds its values, also on a logarithmic scale") {
  CHECK_THAT(on_axis(10, .1, 1000, true), WithinAbs(.5, 1e-12));
  CHECK(on_axis(0, .1, 1000, true) == 0);
  CHECK(on_axis(2000, .1, 1000, true) == 1);
  CHECK_THAT(on_axis(25, 0, 100, false), WithinAbs(.25, 1e-12));
}
