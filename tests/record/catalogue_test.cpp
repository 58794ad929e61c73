#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "record/known_catalogue.h"

using namespace myotrend;
using test::known_catalogue;

namespace {

const Measure& of(std::string_view code) { return known_catalogue()[test::measure(code)]; }

std::vector<std::string> words_in(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace

TEST_CASE("the catalogue knows every measure of the interface") {
  for (const std::string& code :
       words_in("grip mip mep snip fvc svc mrc mrc-sum sit-to-stand alsfrs-r fatigue fss cfq11 facit-f myalgia "
                "dyspnoea cramp "
                "fasciculation cramp-count ck ldh crp ferritin spo2 weight visible-fatigue visible-hr-variability"))
    CHECK(known_catalogue().measure(code));
  CHECK_FALSE(known_catalogue().measure("gripp"));
  CHECK(known_catalogue().nearest("gripp") == "grip");
  CHECK(known_catalogue().nearest("weekness") == "weakness");
}

TEST_CASE("the catalogue knows every sign of the interface") {
  const auto codes = words_in(
      "weakness atrophy limb-fasciculation reduced-reflex absent-reflex hyperreflexia pathological-reflex hoffmann "
      "babinski "
      "clonus crossed-adductor snout brisk-jaw-jerk spasticity preserved-reflex-in-weak-limb tongue-atrophy "
      "tongue-fasciculation pseudobulbar-affect dysarthria dysphagia choking cannot-swallow-saliva sialorrhoea "
      "neck-weakness split-hand foot-drop wrist-drop loss-of-dexterity falls orthopnoea breathless-at-rest "
      "paradoxical-breathing morning-headache dark-urine reduced-urine chest-pain ascending-weakness sensory-loss "
      "ptosis-or-diplopia bladder-or-bowel saddle-anaesthesia sudden-focal-deficit weight-loss behaviour-change");
  for (const std::string& code : codes) CHECK(known_catalogue().sign(code));
  CHECK(known_catalogue().signs().size() == codes.size());
}

TEST_CASE("a code is the same key in every catalogue") {
  CHECK(test::measure("grip").key() != test::measure("mip").key());
  const auto other = Catalogue::parse(
      R"({"version": "1.0", "measures": [{"code": "mip", "title": "t", "plain": "p", "forms": [{"stored": "cm[H2O]",
          "units": [{"ucum": "cm[H2O]", "words": ["cmH2O"], "factor": 1}]}], "worse": "down", "scale": "ratio",
          "combine": "highest", "role": "strength"}]})",
      R"({"version": "1.0", "signs": []})");
  if (!other) FAIL(other.refusal().text);
  CHECK(other->measure("mip")->index() != test::measure("mip").index());
  CHECK(other->measure("mip")->key() == test::measure("mip").key());
  CHECK(other->sha256() != known_catalogue().sha256());
}

TEST_CASE("worse is down for strength and function, up for symptoms and laboratory values") {
  for (const char* code : {"grip", "mip", "mep", "snip", "fvc", "svc", "mrc", "mrc-sum", "sit-to-stand", "alsfrs-r",
                           "facit-f", "spo2", "visible-funcap-walk-1km"})
    CHECK(of(code).worse == Worse::down);
  for (const char* code : {"fatigue", "fss", "cfq11", "myalgia", "dyspnoea", "cramp", "fasciculation", "cramp-count",
                           "ck", "ldh", "crp", "ferritin", "visible-fatigue", "visible-muscle-aches"})
    CHECK(of(code).worse == Worse::up);
}

TEST_CASE("roles decide what a judgement may use") {
  std::set<std::string> strength, symptom, twitch, lab;
  for (const Measure& measure : known_catalogue().measures()) {
    if (measure.role == Role::strength) strength.insert(measure.code);
    if (measure.role == Role::symptom) symptom.insert(measure.code);
    if (measure.role == Role::twitch) twitch.insert(measure.code);
    if (measure.role == Role::lab) lab.insert(measure.code);
  }
  CHECK(strength == std::set<std::string>{"grip", "mip", "snip", "fvc"});
  CHECK(symptom == std::set<std::string>{"fatigue", "fss", "cfq11", "facit-f", "myalgia", "visible-fatigue",
                                         "visible-muscle-weakness", "visible-muscle-aches",
                                         "visible-shortness-of-breath"});
  CHECK(twitch == std::set<std::string>{"cramp", "fasciculation", "cramp-count"});
  CHECK(lab == std::set<std::string>{"ck", "ldh", "crp", "ferritin"});
  for (const Measure& measure : known_catalogue().measures())
    if (measure.role == Role::symptom) CHECK(measure.important_change.value_or(0) > 0);
}

TEST_CASE("the upper motor neuron signs are those of the pathway") {
  std::set<std::string> upper;
  for (const Sign& sign : known_catalogue().signs())
    if (sign.group == SignGroup::upper_motor_neuron) upper.insert(sign.code);
  const auto expected = words_in(
      "hyperreflexia pathological-reflex hoffmann babinski clonus crossed-adductor snout brisk-jaw-jerk spasticity "
      "preserved-reflex-in-weak-limb");
  CHECK(upper == std::set<std::string>(expected.begin(), expected.end()));
}

TEST_CASE("signs of one place have that region whatever is told") {
  const auto region = [](std::string_view code) { return known_catalogue()[test::sign(code)].fixed_region; };
  for (const char* code :
       {"dysarthria", "dysphagia", "tongue-atrophy", "tongue-fasciculation", "snout", "brisk-jaw-jerk"})
    CHECK(region(code) == Region::bulbar);
  for (const char* code : {"foot-drop", "babinski"}) CHECK(region(code) == Region::lumbosacral);
  for (const char* code : {"wrist-drop", "split-hand", "hoffmann", "neck-weakness"})
    CHECK(region(code) == Region::cervical);
  for (const char* code : {"weakness", "atrophy", "hyperreflexia"}) CHECK(region(code) == Region::none);
}

TEST_CASE("each item of a Visible export has its measure, by name or by its short code") {
  const auto visible = nlohmann::json::parse(test::project_text("schema/visible.json"));
  std::set<std::string> measures;
  for (const auto& item : visible.at("items")) {
    const auto code = item.at("measure").get<std::string>();
    CHECK(known_catalogue().measure(code));
    CHECK(measures.insert(code).second);
    if (item.at("category").get<std::string>().starts_with("Funcap")) {
      CHECK(code.starts_with("visible-funcap-"));
      continue;
    }
    std::string by_rule = "visible-";
    for (const char c : item.at("tracker").get<std::string>()) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      const bool letter = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
      if (letter) by_rule += lower;
      if (!letter && by_rule.back() != '-') by_rule += '-';
    }
    CHECK(code == by_rule);
  }
  for (const auto& alias : visible.at("aliases")) CHECK(measures.count(alias.at("measure").get<std::string>()) == 1);
  for (const Measure& measure : known_catalogue().measures())
    if (measure.code.starts_with("visible-")) CHECK(measures.count(measure.code) == 1);
}
