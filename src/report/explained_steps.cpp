#include "report/explained_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "report/figures.h"
#include "report/readings_shown.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

using nlohmann::json;

/// A condition of the pathway's document in words: `evidence: at least 10, days 28, stays until below 2.5`.
std::string condition_words(const json& value) {
  if (value.is_object()) {
    std::string words;
    for (const auto& [key, inner] : value.items()) {
      std::string name = key;
      std::replace(name.begin(), name.end(), '_', ' ');
      const std::string told = condition_words(inner);
      words += (words.empty() ? "" : ", ") + name + (inner.is_object() ? " (" + told + ")" : " " + told);
    }
    return words;
  }
  if (value.is_array()) {
    std::string words;
    for (const auto& inner : value) words += (words.empty() ? "" : "; ") + condition_words(inner);
    return words;
  }
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<ExplainedRule> rules_of(const pathway::Rulebook& rulebook, const Assessment& assessment,
                                    std::string_view flag) {
  std::vector<ExplainedRule> rules;
  const json document = json::parse(rulebook.pathway->text());
  for (const auto& rule : document.at("rules")) {
    ExplainedRule told{rule.at("id"), rule.value("mark", ""), {}, {}};
    for (const auto& line : rule.at("lines")) {
      if (line.at("flag") == flag) told.conditions.push_back(condition_words(line.at("when")));
    }
    for (const auto& held : assessment.rules) {
      if (held.id == told.id && held.flag == flag) told.since = held.since;
    }
    if (!told.conditions.empty()) rules.push_back(std::move(told));
  }
  return rules;
}

/// What a flag may rest on: the measures and signs of its rules, of its evidence, and of what makes it `not met`.
struct Grounds {
  std::set<std::string, std::less<>> measures, signs;
};

/// Whether `words` has `word` whole: `ck` is not in `neck-weakness`.
bool names(const std::string& words, const std::string& word) {
  const auto part = [&](std::size_t at) {
    return at < words.size() && (std::isalnum(static_cast<unsigned char>(words[at])) || words[at] == '-');
  };
  for (auto at = words.find(word); at != std::string::npos; at = words.find(word, at + 1)) {
    if ((at == 0 || !part(at - 1)) && !part(at + word.size())) return true;
  }
  return false;
}

Grounds grounds_of(const pathway::Rulebook& rulebook, const Flag& flag, const std::vector<ExplainedRule>& rules) {
  Grounds grounds;
  const Catalogue& catalogue = *rulebook.catalogue;
  const auto named_in_a_condition = [&](const std::string& word) {
    return std::any_of(rules.begin(), rules.end(), [&](const ExplainedRule& rule) {
      return std::any_of(rule.conditions.begin(), rule.conditions.end(),
                         [&](const std::string& words) { return names(words, word); });
    });
  };
  const bool on_evidence = named_in_a_condition("evidence");
  for (const auto& measure : catalogue.measures()) {
    const bool strength = on_evidence && measure.role == Role::strength;
    if (strength || named_in_a_condition(measure.code)) grounds.measures.insert(measure.code);
  }
  for (const auto& sign : catalogue.signs()) {
    const bool weighs = on_evidence && sign.group != SignGroup::none;
    if (weighs || named_in_a_condition(sign.code)) grounds.signs.insert(sign.code);
  }
  for (const auto& rule : rulebook.pathway->flags()) {
    if (rule.id != flag.id) continue;
    for (std::size_t i = 0; i < catalogue.signs().size(); ++i) {
      if (rule.examined[i] || rule.asked[i]) grounds.signs.insert(catalogue.signs()[i].code);
    }
    for (const auto& measure : rule.measured) grounds.measures.insert(catalogue[measure].code);
  }
  for (const auto& evidence : flag.evidence) {
    if (!evidence.measure.empty()) grounds.measures.insert(evidence.measure);
    if (!evidence.sign.empty()) grounds.signs.insert(evidence.sign);
  }
  return grounds;
}

class Explainer {
 public:
  Explainer(const pathway::Rulebook& rulebook, const ReportInput& input, const Flag& flag)
      : rulebook_(rulebook), input_(input), flag_(flag), marks_(input) {
    for (const auto& quality : input.assessment.data_quality) {
      for (const auto& id : quality.readings) remarks_[id] += (remarks_[id].empty() ? "" : "; ") + quality.text;
    }
  }

  std::vector<ExplainedStep> steps(const Grounds& grounds) {
    std::map<Day, std::vector<ExplainedFact>> days;
    for (const auto& reading : input_.picture.readings) see(days, grounds, reading, false);
    for (const auto& shadowed : input_.picture.shadowed) see(days, grounds, shadowed.reading, true);
    for (const auto& finding : input_.picture.signs) see(days, grounds, finding);
    std::vector<ExplainedStep> all;
    std::set<std::string> held;
    for (auto& [day, facts] : days) all.push_back(step_of(day, std::move(facts), held));
    return all;
  }

 private:
  using Days = std::map<Day, std::vector<ExplainedFact>>;

  void see(Days& days, const Grounds& grounds, const Reading& reading, bool duplicate) {
    const Series& series = input_.picture.history->series[reading.series];
    const Measure& measure = input_.catalogue[series.measure];
    if (grounds.measures.count(measure.code) == 0) return;
    const ChartPoint point = marks_.point_of(reading, duplicate);
    ExplainedFact fact{point.id, measure.title, reading.effective, "could not", "", {}};
    if (series.side != Side::none) fact.what += ", " + std::string(word_of(series.side));
    if (!reading.could_not()) {
      fact.told = figure_with_unit(reading.told_value, reading.told_unit);
      fact.used = figure_with_unit(reading.value, series.unit);
    }
    fact.done = point_words(point.state);
    if (point.state == PointState::counted) fact.done = "counted";
    if (!point.trials.empty()) fact.done += fmt::format(", of {} trials", point.trials.size());
    if (!point.remark.empty()) fact.done += ", " + point.remark;
    if (const auto remark = remarks_.find(point.id); remark != remarks_.end()) fact.done += ": " + remark->second;
    days[reading.day].push_back(std::move(fact));
  }

  void see(Days& days, const Grounds& grounds, const SignFinding& finding) {
    const SignSite& site = input_.picture.history->sites[finding.site];
    const Sign& sign = input_.catalogue[site.sign];
    if (grounds.signs.count(sign.code) == 0) return;
    ExplainedFact fact{fact_id(*input_.picture.history, key_of(finding)), sign.title, finding.effective, "", "", {}};
    if (site.side != Side::none) fact.what += ", " + std::string(word_of(site.side));
    fact.told = finding.present ? "present" : "absent";
    fact.done = "found by " + std::string(word_of(site.source));
    days[finding.day].push_back(std::move(fact));
  }

  ExplainedStep step_of(Day day, std::vector<ExplainedFact> facts, std::set<std::string>& held) {
    ExplainedStep step;
    step.day = day;
    step.facts = std::move(facts);
    const Instant until = std::min(input_.assessment.zone.end_of(day), input_.picture.as_of);
    const Assessment then = pathway::assess(rulebook_, picture_until(until));
    step.evidence_ratio = std::exp(then.log_evidence_ratio);
    for (const auto& trend : then.trends) step.loss_pct = std::max(step.loss_pct.value_or(0), trend.loss_pct);
    std::set<std::string> now;
    for (const auto& rule : then.rules) {
      if (rule.flag == flag_.id) now.insert(rule.id);
    }
    std::set_difference(now.begin(), now.end(), held.begin(), held.end(), std::back_inserter(step.began));
    std::set_difference(held.begin(), held.end(), now.begin(), now.end(), std::back_inserter(step.ended));
    held = std::move(now);
    return step;
  }

  /// What is known now, as if nothing had happened after `until`.
  Picture picture_until(Instant until) const {
    Picture picture = input_.picture;
    const auto later = [&](const auto& fact) { return fact.effective > until; };
    std::erase_if(picture.readings, later);
    std::erase_if(picture.signs, later);
    std::erase_if(picture.events, [&](const Event& event) { return event.start > until; });
    std::erase_if(picture.shadowed, [&](const Shadowed& one) { return one.reading.effective > until; });
    std::erase_if(picture.shadowed_signs, [&](const ShadowedSign& one) { return one.finding.effective > until; });
    std::erase_if(picture.resolved, [&](const AlertResolved& one) { return one.at > until; });
    picture.as_of = until;
    return picture;
  }

  const pathway::Rulebook& rulebook_;
  const ReportInput& input_;
  const Flag& flag_;
  ReadingMarks marks_;
  std::map<std::string, std::string> remarks_;
};

}  // namespace

ExplainedFlag explained(const pathway::Rulebook& rulebook, const ReportInput& input, std::string_view flag) {
  ExplainedFlag all;
  for (const auto& one : input.assessment.flags) {
    if (one.id == flag) all.flag = &one;
  }
  if (!all.flag) return all;
  all.rules = rules_of(rulebook, input.assessment, flag);
  all.steps = Explainer(rulebook, input, *all.flag).steps(grounds_of(rulebook, *all.flag, all.rules));
  return all;
}

}  // namespace myotrend::report
