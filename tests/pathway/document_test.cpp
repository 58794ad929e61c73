#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "pathway/course.h"

using namespace myotrend;
using nlohmann::json;
using test::Course;

namespace {

/// A patient with something in every part of the document.
Course eventful() {
  Course course;
  course.falling_right_hand(40, 4, 50, 0, 190)
      .measured("mip", 80, 20, "clinician")
      .measured("mip", -74, 150, "clinician")
      .measured("ck", 900, 100, "lab")
      .measured("fatigue", 8, 120)
      .found("weakness", 150, "right", "cervical")
      .found("hyperreflexia", 150, "left", "lumbosacral")
      .found("atrophy", 60, "left", "lumbosacral")
      .absent("atrophy", 70)
      .reported("chest-pain", 185)
      .event(EventKind::treatment_start, 30)
      .grip(Side::right, 75, 100.5);
  return course;
}

json document_of(const Assessment& assessment) { return json::parse(json_of(assessment)); }

std::set<std::string> keys_of(const json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.insert(key);
  return keys;
}

/// Every number in the document with its key.
void each_figure(const json& value, const std::string& key,
                 const std::function<void(const std::string&, double)>& visit) {
  if (value.is_number()) visit(key, value.get<double>());
  if (value.is_object()) {
    for (const auto& [inner, each] : value.items()) each_figure(each, inner, visit);
  } else if (value.is_array()) {
    for (const json& each : value) each_figure(each, key, visit);
  }
}

}  // namespace

TEST_CASE("an assessment's document has the fields of the contract") {
  const json document = document_of(eventful().at_end_of(190));
  CHECK(document["schema"] == "myotrend.assessment/1");
  CHECK(document["patient"] == "P001");
  CHECK(keys_of(document["pathway"]) == std::set<std::string>{"id", "version", "sha256", "point"});
  CHECK(document["pathway"]["point"] == "clinic");
  CHECK(document["input_sha256"].get<std::string>().size() == 64);
  CHECK(document["disposition"] == "emergency");
  CHECK(document["summary"].is_string());
  for (const char* key : {"as_of", "since"}) CHECK(document[key].get<std::string>().ends_with("+00:00"));
  for (const char* key : {"flags", "rules", "set_aside", "missing", "data_quality", "regions"}) {
    INFO(key);
    CHECK(document[key].is_array());
  }
}

TEST_CASE("each flag, rule and ground says what the contract asks for") {
  const json document = document_of(eventful().at_end_of(190));
  for (const json& flag : document["flags"]) {
    CHECK(keys_of(flag) == std::set<std::string>{"id", "title", "state", "level", "evidence", "source"});
    for (const json& evidence : flag["evidence"]) {
      for (const char* key : {"kind", "readings", "from", "to", "text"}) CHECK(evidence.contains(key));
    }
    if (flag["state"] == "met") CHECK_FALSE(flag["evidence"].empty());
  }
  REQUIRE_FALSE(document["rules"].empty());
  for (const json& rule : document["rules"]) {
    for (const char* key : {"id", "flag", "level", "since", "act_within_days"}) CHECK(rule.contains(key));
  }
  REQUIRE_FALSE(document["data_quality"].empty());
  for (const json& quality : document["data_quality"]) {
    CHECK(keys_of(quality) == std::set<std::string>{"kind", "readings", "text", "action"});
  }
  REQUIRE_FALSE(document["missing"].empty());
}

TEST_CASE("the trend's ground has figures with their units, an interval and the readings") {
  const json document = document_of(eventful().at_end_of(190));
  const auto& flags = document["flags"];
  const auto weak =
      std::find_if(flags.begin(), flags.end(), [](const json& f) { return f["id"] == "progressive-weakness"; });
  REQUIRE(weak != flags.end());
  const auto& grounds = (*weak)["evidence"];
  const auto trend = std::find_if(grounds.begin(), grounds.end(), [](const json& e) { return e["kind"] == "trend"; });
  REQUIRE(trend != grounds.end());
  CHECK((*trend)["measure"] == "grip");
  CHECK((*trend)["side"] == "right");
  CHECK((*trend)["slope_pct_per_month"].get<double>() < -1);
  CHECK((*trend)["interval_95_pct_per_month"].size() == 2);
  CHECK((*trend)["evidence_ratio"].get<double>() > 10);
  CHECK((*trend)["probability"].get<double>() > 0.5);
  CHECK_FALSE((*trend)["readings"].empty());
}

TEST_CASE("regions list upper and lower motor neuron signs that stand") {
  const json document = document_of(eventful().at_end_of(190));
  bool lumbosacral = false;
  for (const json& region : document["regions"]) {
    if (region["region"] != "lumbosacral") continue;
    lumbosacral = true;
    CHECK(region["upper_motor_neuron"] == json::array({"hyperreflexia"}));
    CHECK(region["lower_motor_neuron"].empty());
  }
  CHECK(lumbosacral);
}

TEST_CASE("figures have at most six significant digits") {
  each_figure(document_of(eventful().at_end_of(190)), "", [](const std::string& key, double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.6g", value);
    INFO(key << " " << value);
    CHECK(std::strtod(text, nullptr) == value);
  });
}

TEST_CASE("every id that a document names is a fact of the history") {
  const Course course = eventful();
  const History history = course.history();
  const json document = document_of(course.at_end_of(190));
  std::size_t named = 0;
  const auto check = [&](const json& readings) {
    for (const json& id : readings) {
      ++named;
      CHECK(fact_with_id(history, id.get<std::string>()));
    }
  };
  for (const json& flag : document["flags"]) {
    for (const json& evidence : flag["evidence"]) check(evidence["readings"]);
  }
  for (const char* key : {"set_aside", "data_quality"}) {
    for (const json& each : document[key]) check(each["readings"]);
  }
  CHECK(named > 20);
}

TEST_CASE("the same picture gives the same bytes, and the hash of the bytes") {
  const Assessment once = eventful().at_end_of(190), again = eventful().at_end_of(190);
  CHECK(json_of(once) == json_of(again));
  CHECK(sha256_of(once) == sha256_of(again));
  CHECK(sha256_of(once).size() == 64);
  CHECK(sha256_of(once) != sha256_of(eventful().at_end_of(189)));
}

TEST_CASE("no sentence says what this program may never say") {
  const std::string text = json_of(eventful().at_end_of(190)) +
                           json_of(Course().steady_hands(30, 0, 60).at_end_of(60)) + json_of(Course().at_end_of(10)) +
                           json_of(eventful().at_end_of(40));
  for (const char* word : {"not ALS", "rules out", "unlikely to be", "benign", "no need to worry", "all clear",
                           "monitored", "is stable", "remains stable"}) {
    INFO(word);
    CHECK(text.find(word) == std::string::npos);
  }
}
