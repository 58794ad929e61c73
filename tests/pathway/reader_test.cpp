#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "pathway/known_rules.h"
#include "record/known_catalogue.h"

using namespace myotrend;
using Catch::Contains;
using nlohmann::json;

namespace {

/// The refusal of the shipped pathway with one value changed.
std::string refused_with(const std::string& place, const json& value) {
  json text = json::parse(test::pathway_text());
  text[json::json_pointer(place)] = value;
  return test::pathway_refused(text.dump());
}

}  // namespace

TEST_CASE("the shipped pathway leaves no doubt") {
  const auto& rules = *test::known_rules().pathway;
  CHECK(rules.doubts().empty());
  CHECK(rules.id() == "post-covid-neuromuscular");
  CHECK(rules.sha256().size() == 64);
  CHECK(rules.rules(0).size() == 22);
  for (const pathway::Rule& rule : rules.rules(0)) {
    INFO(rule.id);
    CHECK_FALSE(rule.sources.empty());
    CHECK((rule.mark == "A" || rule.mark == "G" || rule.mark == "P"));
  }
  for (const pathway::FlagRule& flag : rules.flags()) CHECK_FALSE(flag.source.empty());
}

TEST_CASE("an unknown word in a pathway is refused with its place and the nearest known one") {
  CHECK_THAT(refused_with("/rules/0/lines/0/when/0/sign/0", "ortopnoea"),
             Contains("rules/EM1/lines/0/when/0") && Contains("ortopnoea") && Contains("orthopnoea"));
  CHECK_THAT(refused_with("/rules/0/lines/0/when/0/sign/0", "@LUNGS"), Contains("rules/EM1") && Contains("@LUNGS"));
  CHECK_THAT(refused_with("/rules/3/lines/0/when/0/ck/at_leest", 1),
             Contains("rules/EM4/lines/0") && Contains("at_least"));
  CHECK_THAT(refused_with("/rules/3/lines/0/when/0", json{{"creatine", 1}}), Contains("creatine"));
  CHECK_THAT(refused_with("/rules/0/level", "urgent"), Contains("rules/EM1") && Contains("refer_urgent"));
  CHECK_THAT(refused_with("/rules/0/lines/0/flag", "breathing"),
             Contains("rules/EM1/lines/0") && Contains("breathing"));
  CHECK_THAT(refused_with("/rules/0/lines/0/when/0/by", "nurse"), Contains("nurse") && Contains("clinician"));
  CHECK_THAT(refused_with("/terms/own_level/skip_sessions/pemax", 2), Contains("terms/own_level") && Contains("pemax"));
  CHECK_THAT(refused_with("/terms/rested/without/0", "running"), Contains("terms/rested") && Contains("running"));
  CHECK_THAT(refused_with("/terms/rested/hours", 3), Contains("terms/rested") && Contains("hours"));
  CHECK_THAT(refused_with("/limits", 1), Contains("limits"));
  CHECK_THAT(refused_with("/default_point", "hospital"), Contains("hospital"));
}

TEST_CASE("a rule without source, lines or what answers it is refused") {
  CHECK_THAT(refused_with("/rules/0/source", json::array()), Contains("rules/EM1") && Contains("source"));
  CHECK_THAT(refused_with("/rules/0/source/0", "NG999"), Contains("rules/EM1") && Contains("NG999"));
  CHECK_THAT(refused_with("/rules/0/lines", json::array()), Contains("rules/EM1") && Contains("lines"));
  CHECK_THAT(refused_with("/rules/0/lines/0/answered_by", "nothing"), Contains("rules/EM1") && Contains("answered"));
  CHECK_THAT(refused_with("/rules/0/action", ""), Contains("action"));
  CHECK_THAT(refused_with("/rules/1/id", "EM1"), Contains("twice"));
  CHECK_THAT(refused_with("/rules/14/lines/0/when/0/unanswered/0", "EM9"), Contains("EM9"));
}

TEST_CASE("figures that cannot be are refused") {
  CHECK_THAT(refused_with("/terms/stale_after_days", "35"), Contains("terms") && Contains("stale_after_days"));
  CHECK_THAT(refused_with("/terms/healed/last_readings", 2.5), Contains("whole"));
  CHECK_THAT(refused_with("/terms/healed/last_readings", 1e300), Contains("too large"));
  CHECK_THAT(refused_with("/rules/15/lines/0/when/0/evidence/at_least/clinic", 0), Contains("above 0"));
  CHECK_THAT(refused_with("/rules/15/lines/0/when/0/evidence/at_least", json::object()), Contains("clinic"));
  CHECK_THAT(refused_with("/rules/11/lines/0/when/0/event/open", false), Contains("rules/U5") && Contains("open"));
}

TEST_CASE("a set that holds itself and grounds nested without end are refused") {
  CHECK_THAT(refused_with("/sets/RESP", json::array({"@RESP"})), Contains("nested"));
  json deep = {{"sign", json::array({"weakness"})}};
  for (int i = 0; i < 100; ++i) deep = {{"not", deep}};
  CHECK_THAT(refused_with("/rules/0/lines/0/when/0", deep), Contains("nested"));
}

TEST_CASE("text that is no pathway at all is refused") {
  for (const char* text : {"", "{}", "[]", "null", "{\"rules\": 3}", "\xff\xfe"}) {
    INFO(text);
    CHECK_FALSE(test::pathway_refused(text).empty());
  }
}

TEST_CASE("what parses and is still doubtful is said") {
  json text = json::parse(test::pathway_text());
  text["flags"].push_back({{"id", "spare"}, {"title", "Spare"}, {"unknown_until", {{"strength_record", true}}}});
  text["sets"]["SPARE"] = json::array({"falls"});
  const auto rules = pathway::Pathway::parse(text.dump(), test::detector_text(), test::known_catalogue());
  REQUIRE(rules);
  REQUIRE(rules->doubts().size() == 2);
  CHECK_THAT(rules->doubts()[0], Contains("spare"));
  CHECK_THAT(rules->doubts()[1], Contains("SPARE"));
}

TEST_CASE("operating points: the default, a named one, an unknown one") {
  const auto& rules = *test::known_rules().pathway;
  CHECK(rules.points()[*rules.point("")] == "clinic");
  CHECK(rules.points()[*rules.point("population")] == "population");
  CHECK_THAT(rules.point("hospital").refusal().text, Contains("hospital") && Contains("clinic"));
}

TEST_CASE("another text, point or catalogue gives another stamp") {
  const test::OwnRules same(test::pathway_text());
  CHECK((*same).stamp() == test::known_rules().stamp());
  json text = json::parse(test::pathway_text());
  text["terms"]["stale_after_days"] = 36;
  const test::OwnRules other(text.dump());
  CHECK((*other).stamp() != test::known_rules().stamp());
  CHECK(test::population_rules().stamp() != test::known_rules().stamp());
}
