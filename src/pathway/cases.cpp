#include "myotrend/pathway/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "pathway/case_history.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

/// Dispositions that rest on no rule have their cases too.
constexpr std::array<std::string_view, 2> without_rule = {"insufficient", "continue"};

std::string held_rules(const Assessment& assessment) {
  std::string out;
  for (const RuleHeld& rule : assessment.rules)
    out += fmt::format("{}{}:{}", out.empty() ? "" : " ", rule.id, rule.flag);
  return out.empty() ? "none" : out;
}

bool known_rule(const Rulebook& rulebook, std::string_view id) {
  const auto rules = rulebook.pathway->rules(rulebook.point);
  return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
}

/// A rule (`R2`), or a rule with one of its flags (`R2:bulbar`).
struct RuleTold {
  std::string id, flag;

  static Result<RuleTold> read(const std::string& text, const Rulebook& rulebook) {
    const auto colon = text.find(':');
    RuleTold told{text.substr(0, colon), colon == std::string::npos ? "" : text.substr(colon + 1)};
    if (!known_rule(rulebook, told.id)) return Refusal{fmt::format("rule \"{}\" is not known", told.id)};
    if (told.flag.empty()) return told;
    const auto flags = rulebook.pathway->flags();
    for (const Rule& rule : rulebook.pathway->rules(rulebook.point)) {
      for (const Line& line : rule.lines) {
        if (rule.id == told.id && flags[line.flag].id == told.flag) return told;
      }
    }
    return Refusal{fmt::format("rule {} has no line for a flag \"{}\"", told.id, told.flag)};
  }

  bool holds(const Assessment& assessment) const {
    return std::any_of(assessment.rules.begin(), assessment.rules.end(),
                       [&](const RuleHeld& held) { return held.id == id && (flag.empty() || held.flag == flag); });
  }
};

/// Compares what a case expects with what was found.
class Comparison {
 public:
  Comparison(const Json& expect, const Rulebook& rulebook, const Assessment& found)
      : expect_(expect), rulebook_(rulebook), found_(found) {}

  /// A refusal when the case expects nothing, or what cannot be.
  std::optional<Refusal> compare() {
    if (auto refusal = unknown_key(expect_, {"disposition", "holds", "holds_not", "flags"})) return refusal;
    if (auto refusal = compare_disposition()) return refusal;
    if (auto refusal = compare_rules("holds", true)) return refusal;
    if (auto refusal = compare_rules("holds_not", false)) return refusal;
    if (auto refusal = compare_flags()) return refusal;
    if (expected_ == 0) return Refusal{"a case must expect something"};
    return std::nullopt;
  }
  std::vector<std::string> faults() { return std::move(faults_); }

 private:
  std::optional<Refusal> compare_disposition() {
    if (!expect_.contains("disposition")) return std::nullopt;
    ++expected_;
    const std::string word = expect_["disposition"].get<std::string>();
    if (!disposition_named(word)) return Refusal{fmt::format("disposition \"{}\" is not known", word)};
    if (word == word_of(found_.disposition)) return std::nullopt;
    faults_.push_back(fmt::format("expected {}, found {} (rules that hold: {})", word, word_of(found_.disposition),
                                  held_rules(found_)));
    return std::nullopt;
  }

  std::optional<Refusal> compare_rules(const char* key, bool must) {
    if (!expect_.contains(key)) return std::nullopt;
    for (const Json& rule : expect_[key]) {
      ++expected_;
      const auto told = RuleTold::read(rule.get<std::string>(), rulebook_);
      if (!told) return told.refusal();
      if (told->holds(found_) == must) continue;
      faults_.push_back(fmt::format("{} {} (rules that hold: {})", rule.get<std::string>(),
                                    must ? "should hold" : "should not hold", held_rules(found_)));
    }
    return std::nullopt;
  }

  std::optional<Refusal> compare_flags() {
    const Json flags = expect_.value("flags", Json::object());
    for (const auto& [id, state] : flags.items()) {
      ++expected_;
      const std::string word = state.get<std::string>();
      if (word != "met" && word != "not_met" && word != "unknown") {
        return Refusal{fmt::format("flag {}: a state is met, not_met or unknown", id)};
      }
      const auto it = std::find_if(found_.flags.begin(), found_.flags.end(),
                                   [&, sought = id](const Flag& flag) { return flag.id == sought; });
      if (it == found_.flags.end()) return Refusal{fmt::format("flag \"{}\" is not known", id)};
      if (word != word_of(it->state)) {
        faults_.push_back(fmt::format("flag {} should be {}, is {}", id, word, word_of(it->state)));
      }
    }
    return std::nullopt;
  }

  const Json& expect_;
  const Rulebook& rulebook_;
  const Assessment& found_;
  std::size_t expected_ = 0;
  std::vector<std::string> faults_;
};

Result<std::vector<std::string>> faults_of(const Rulebook& rulebook, const Json& test, const Json& shared) {
  if (auto refusal = unknown_key(test, {"name", "begin", "alone", "patient", "facts", "as_of_day", "expect"})) {
    return *refusal;
  }
  const auto history = case_history(test, shared, *rulebook.catalogue);
  if (!history) return history.refusal();
  const auto as_of = case_day(test, "as_of_day");
  if (!as_of) return as_of.refusal();
  const Day day = *case_begin(test) + days{static_cast<int>(*as_of)};
  const Picture picture = known_at(*history, history->patient.zone.end_of(day));
  const Assessment found = assess(rulebook, picture);
  Comparison comparison(test.at("expect"), rulebook, found);
  if (auto refusal = comparison.compare()) return *refusal;
  return comparison.faults();
}

Result<std::vector<CaseOutcome>> run(const Rulebook& rulebook, const Json& document) {
  if (auto refusal = unknown_key(document, {"$schema", "rule", "text", "every_case", "cases"})) return *refusal;
  const std::string rule = document.at("rule").get<std::string>();
  if (!known_rule(rulebook, rule) && std::find(without_rule.begin(), without_rule.end(), rule) == without_rule.end()) {
    return Refusal{fmt::format("rule \"{}\" is not known", rule)};
  }
  const Json shared = document.value("every_case", Json::object());
  if (auto refusal = unknown_key(shared, {"patient", "facts"})) return Refusal{"every_case: " + refusal->text};
  std::vector<CaseOutcome> outcomes;
  for (const Json& test : document.at("cases")) {
    CaseOutcome outcome{rule, test.at("name").get<std::string>(), {}};
    auto faults = faults_of(rulebook, test, shared);
    if (!faults) return Refusal{fmt::format("case \"{}\": {}", outcome.name, faults.refusal().text)};
    outcome.faults = std::move(faults).value();
    outcomes.push_back(std::move(outcome));
  }
  if (outcomes.empty()) return Refusal{"holds no case"};
  return outcomes;
}

}  // namespace

Result<std::vector<CaseOutcome>> run_cases(const Rulebook& rulebook, std::string_view json) {
  try {
    return run(rulebook, Json::parse(json));
  } catch (const Json::exception& fault) {
    return Refusal{fault.what()};
  }
}

}  // namespace myotrend::pathway
