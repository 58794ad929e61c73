#include "myotrend/pathway/cases.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "pathway/case_files.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using Catch::Contains;
using nlohmann::json;

namespace {

/// What the cases of a document ask of a rule.
struct Asked {
  int holds = 0, holds_not = 0;
};

std::map<std::string, Asked> asked_in_cases() {
  std::map<std::string, Asked> asked;
  for (const test::CaseFile& file : test::case_files()) {
    const json document = json::parse(file.text);
    for (const json& each : document["cases"]) {
      const json& expect = each["expect"];
      for (const json& rule : expect.value("holds", json::array())) ++asked[rule.get<std::string>()].holds;
      for (const json& rule : expect.value("holds_not", json::array())) ++asked[rule.get<std::string>()].holds_not;
    }
  }
  return asked;
}

std::string refused(const std::string& text) {
  const auto outcomes = pathway::run_cases(test::known_rules(), text);
  if (outcomes.ok()) FAIL("not refused: " << text);
  return outcomes.refusal().text;
}

std::string with_fact(const std::string& fact) {
  return R"({"rule": "R2", "cases": [{"name": "one", "facts": [)" + fact +
         R"(], "as_of_day": 2, "expect": {"holds": ["R2"]}}]})";
}

}  // namespace

TEST_CASE("every case of the pathway comes out as a clinician expects") {
  for (const test::CaseFile& file : test::case_files()) {
    const auto outcomes = pathway::run_cases(test::known_rules(), file.text);
    INFO(file.name);
    if (!outcomes) FAIL(outcomes.refusal().text);
    for (const pathway::CaseOutcome& outcome : *outcomes) {
      for (const std::string& fault : outcome.faults) FAIL_CHECK(outcome.name << ": " << fault);
    }
  }
}

TEST_CASE("every rule has a case in which it holds for each of its flags, and one in which it does not hold") {
  const auto asked = asked_in_cases();
  const auto& rulebook = test::known_rules();
  const auto of = [&](const std::string& rule) { return asked.contains(rule) ? asked.at(rule) : Asked{}; };
  for (const pathway::Rule& rule : rulebook.pathway->rules(rulebook.point)) {
    INFO(rule.id);
    std::set<std::string> flags;
    for (const pathway::Line& line : rule.lines) flags.insert(rulebook.pathway->flags()[line.flag].id);
    for (const std::string& flag : flags) {
      INFO(flag);
      const bool only_flag = flags.size() == 1;
      CHECK(of(rule.id + ":" + flag).holds + (only_flag ? of(rule.id).holds : 0) > 0);
    }
    CHECK(of(rule.id).holds_not > 0);
  }
}

TEST_CASE("a case that does not come out says what was found instead") {
  const std::string text = with_fact(R"({"sign": "weakness", "day": 1})");
  const auto outcomes = pathway::run_cases(test::known_rules(), text);
  REQUIRE(outcomes);
  REQUIRE(outcomes->size() == 1);
  CHECK_FALSE(outcomes->front().passed());
  CHECK_THAT(outcomes->front().faults.front(), Contains("R2 should hold") && Contains("S2:other-findings"));
}

TEST_CASE("a document that tests nothing is refused") {
  CHECK_THAT(refused(R"({"rule": "R2", "cases": []})"), Contains("no case"));
  CHECK_THAT(refused(R"({"rule": "R9", "cases": [{"name": "n"}]})"), Contains("R9"));
  CHECK_THAT(refused(R"({"rule": "R2"})"), Contains("cases"));
  CHECK_THAT(refused("[]"), Contains("object"));
  CHECK_THAT(refused("{"), Contains("parse"));
  CHECK_THAT(refused(R"({"rule": "R2", "cases": [{"name": "n", "facts": [], "as_of_day": 1, "expect": {}}]})"),
             Contains("expect something"));
}

TEST_CASE("a slip in a case is refused with its name, so that it cannot pass by mistake") {
  CHECK_THAT(refused(with_fact(R"({"sign": "weekness", "day": 1})")), Contains("case \"one\"") && Contains("facts/0"));
  CHECK_THAT(refused(with_fact(R"({"sign": "weakness", "dey": 1})")), Contains("\"day\"?"));
  CHECK_THAT(refused(with_fact(R"({"measure": "grip", "side": "left", "value": 30, "unit": "stone", "day": 1})")),
             Contains("stone"));
  CHECK_THAT(refused(with_fact(R"({"measure": "grip", "value": 30, "unit": "kg"})")), Contains("day"));
  CHECK_THAT(refused(with_fact(R"({"event": "ventilation", "day": 1})")), Contains("ventilation"));
  CHECK_THAT(refused(with_fact(R"({"event": "injury", "day": 5, "until_day": 1})")), Contains("until_day"));
  CHECK_THAT(refused(with_fact(R"({"event": "injury", "day": 1e300})")), Contains("days away"));
  CHECK_THAT(refused(with_fact(R"({"measure": "fatigue", "value": 3, "every_days": 0, "from_day": 0, "to_day": 9})")),
             Contains("every_days"));
  CHECK_THAT(
      refused(with_fact(R"({"measure": "fatigue", "value": 3, "every_days": 1e-9, "from_day": 0, "to_day": 9})")),
      Contains("too long"));
  const std::string head = R"({"rule": "R2", "cases": [{"name": "one", "facts": [], "as_of_day": 2, "expect": )";
  CHECK_THAT(refused(head + R"({"holds": ["R7"]}}]})"), Contains("R7"));
  CHECK_THAT(refused(head + R"({"holds": ["R2:persistent-ck"]}}]})"), Contains("persistent-ck"));
  CHECK_THAT(refused(head + R"({"disposition": "refer"}}]})"), Contains("refer"));
  CHECK_THAT(refused(head + R"({"flags": {"bulber": "met"}}}]})"), Contains("bulber"));
  CHECK_THAT(refused(head + R"({"flags": {"bulbar": "yes"}}}]})"), Contains("not_met"));
}

TEST_CASE("a wrong threshold changes the outcome: the numbers come from the data") {
  struct Change {
    const char* file;
    const char* place;
    json value;
  };
  const auto change = GENERATE(values<Change>({
      {"em1.json", "/rules/0/lines/0/when/0/began_within_days", 6},
      {"em4.json", "/rules/3/lines/0/when/0/ck/at_least", 5001},
      {"em5.json", "/rules/4/lines/0/when/0/level/below/mip", 28},
      {"em6.json", "/rules/5/lines/0/when/0/both_hands/below_own_level_pct", 26},
      {"u6.json", "/rules/12/lines/0/when/0/level/second_apart_days", 15},
      {"r1.json", "/rules/15/lines/0/when/0/evidence/at_least/clinic", 1e20},
      {"r2.json", "/rules/16/lines/5/when/0/mrc_fall/visits_apart_days", 15},
      {"r3.json", "/rules/17/lines/0/when/0/ck/above_times_limit", 3.2},
      {"r4.json", "/rules/18/lines/0/when/0/worse_on_treatment/open_days", 85},
      {"s1.json", "/rules/19/lines/2/when/0/level/below/mip", 28},
      {"s2.json", "/terms/report_stands_days", 20},
      {"s3.json", "/rules/21/lines/4/when/0/level/below_by_sex/female", 46},
      {"insufficient.json", "/terms/stale_after_days", 34},
      {"u5.json", "/terms/acute_infection_days", 27},
  }));
  INFO(change.file << " " << change.place);
  json text = json::parse(test::pathway_text());
  const json::json_pointer place(change.place);
  REQUIRE(text.contains(place));
  text[place] = change.value;
  const test::OwnRules rules(text.dump());
  const auto files = test::case_files();
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const auto& each) { return each.name == change.file; });
  REQUIRE(file != files.end());
  const auto outcomes = pathway::run_cases(*rules, file->text);
  REQUIRE(outcomes);
  CHECK(std::any_of(outcomes->begin(), outcomes->end(), [](const auto& outcome) { return !outcome.passed(); }));
}
