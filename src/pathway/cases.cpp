#include "myotrend/pathway/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pathway/case_history.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

bool holds(const Assessment& assessment, const std::string& rule) {
  return std::any_of(assessment.rules.begin(), assessment.rules.end(), [&](const RuleHeld& held) { return held.id == rule; });
}

std::string held_rules(const Assessment& assessment) {
  std::string out;
  for (const RuleHeld& rule : assessment.rules) out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", rule.id, rule.flag);
  return out.empty() ? "none" : out;
}

/// Compares with what a case expects; a refusal when it expects nothing, or what cannot be.
std::optional<Refusal> compare(const Json& expect, const Rulebook& rulebook, const Assessment& assessment, std::vector<std::string>& faults) {
  std::size_t expected = 0;
  const auto known = [&](const std::string& id) {
    const auto rules = rulebook.pathway->rules(rulebook.point);
    return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
  };
  if (expect.contains("disposition")) {
    ++expected;
    const std::string word = expect["disposition"].get<std::string>();
    if (!disposition_named(word)) return Refusal{fmt::format("disposition \"{}\" is not known", word)};
    if (word != word_of(assessment.disposition)) {
      faults.push_back(fmt::format("expected {}, found {} (rules that hold: {})", word, word_of(assessment.disposition), held_rules(assessment)));
    }
  }
  for (const bool must : {true, false}) {
    const char* key = must ? "holds" : "holds_not";
    if (!expect.contains(key)) continue;
    for (const Json& rule : expect[key]) {
      ++expected;
      const std::string id = rule.get<std::string>();
      if (!known(id)) return Refusal{fmt::format("rule \"{}\" is not known", id)};
      if (holds(assessment, id) != must) faults.push_back(fmt::format("{} {} (rules that hold: {})", id, must ? "should hold" : "should not hold", held_rules(assessment)));
    }
  }
  const Json flags = expect.value("flags", Json::object());
  for (const auto& [flag, state] : flags.items()) {
    ++expected;
    const auto it = std::find_if(assessment.flags.begin(), assessment.flags.end(), [&, id = flag](const Flag& f) { return f.id == id; });
    if (it == assessment.flags.end()) return Refusal{fmt::format("flag \"{}\" is not known", flag)};
    if (word_of(it->state) != state.get<std::string>()) faults.push_back(fmt::format("flag {} should be {}, is {}", flag, state.get<std::string>(), word_of(it->state)));
  }
  if (expected == 0) return Refusal{"a case must expect something"};
  return std::nullopt;
}

Result<CaseOutcome> run_case(const Rulebook& rulebook, const std::string& rule, const Json& test) {
  CaseOutcome outcome{rule, test.at("name").get<std::string>(), {}};
  const auto history = case_history(test, *rulebook.catalogue);
  if (!history) return history.refusal();
  const Day day = *case_begin(test) + days{test.at("as_of_day").get<int>()};
  const Picture picture = known_at(*history, history->patient.zone.end_of(day));
  if (auto refusal = compare(test.at("expect"), rulebook, assess(rulebook, picture), outcome.faults)) return *refusal;
  return outcome;
}

}  // namespace

Result<std::vector<CaseOutcome>> run_cases(const Rulebook& rulebook, std::string_view json) {
  try {
    const Json document = Json::parse(json);
    const std::string rule = document.at("rule").get<std::string>();
    std::vector<CaseOutcome> outcomes;
    for (const Json& test : document.at("cases")) {
      auto outcome = run_case(rulebook, rule, test);
      if (!outcome) return Refusal{fmt::format("case \"{}\": {}", test.value("name", "?"), outcome.refusal().text)};
      outcomes.push_back(*outcome);
    }
    if (outcomes.empty()) return Refusal{"holds no case"};
    return outcomes;
  } catch (const Json::exception& fault) {
    return Refusal{fault.what()};
  }
}

}  // namespace myotrend::pathway
