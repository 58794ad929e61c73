#include "myotrend/report/explanation.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "report/explained_steps.h"
#include "report/figures.h"
#include "report/note.h"
#include "report/references.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

std::string ratio_words(double ratio) {
  if (ratio >= 1e6) return "more than a million";
  return decimal(ratio, ratio < 9.95 ? 2 : ratio < 99.5 ? 1 : 0);
}

std::string clock_of(Instant at, const Zone& zone) {
  const std::string iso = iso_text(at, zone);
  return iso.substr(11, 5);
}

void write_rules(Note& note, const ExplainedFlag& all, const Zone& zone) {
  note.heading("The rules of this flag, and what each asks");
  for (const auto& rule : all.rules) {
    const std::string state = rule.since ? "holds since " + plain_text(zone.day_of(*rule.since)) : "does not hold";
    for (const auto& condition : rule.conditions) {
      note.item("-", fmt::format("{} ({}): {}", rule.id, state, condition));
    }
  }
}

void write_steps(Note& note, const ExplainedFlag& all, const Zone& zone) {
  note.heading("Step by step");
  note.paragraph(
      "Each day with a fact that the flag may rest on: the facts, then the evidence ratio at the end of that day and "
      "the rules that began or ended with it.",
      2);
  double before = 1;
  for (const auto& step : all.steps) {
    note.line(plain_text(step.day));
    std::vector<std::vector<std::string>> rows;
    for (const auto& fact : step.facts) {
      const std::string used = fact.used.empty() || fact.used == fact.told ? "" : "= " + fact.used;
      rows.push_back({clock_of(fact.at, zone), fact.what, fact.told + (used.empty() ? "" : " " + used), fact.done});
    }
    note.table(rows, false, Overflow::wrap, 2);
    std::string words =
        fmt::format("evidence ratio {} (was {})", ratio_words(step.evidence_ratio), ratio_words(before));
    if (step.loss_pct && step.evidence_ratio > 1) words += fmt::format(", loss {} %", percent_figure(*step.loss_pct));
    for (const auto& id : step.began) words += fmt::format("; {} BEGINS to hold", id);
    for (const auto& id : step.ended) words += fmt::format("; {} ends", id);
    note.item("=>", words);
    before = step.evidence_ratio;
  }
  if (all.steps.empty()) note.paragraph("No fact that this flag may rest on has been recorded.", 2);
}

void write_references(Note& note, const References& references) {
  if (references.sources.empty()) return;
  note.heading("References");
  for (const auto& flag : references.flags) note.paragraph(reference_words(flag), 2);
  for (std::size_t i = 0; i < references.sources.size(); ++i) {
    note.item(fmt::format("[{}]", i + 1), references.sources[i]);
  }
  note.paragraph(marks_words(), 2);
}

}  // namespace

std::string terminal_explanation(const pathway::Rulebook& rulebook, const ReportInput& input, std::string_view flag,
                                 const TerminalStyle& style) {
  const ExplainedFlag all = explained(rulebook, input, flag);
  if (!all.flag) return {};
  Note note(style);
  note.verdict(all.flag->title + ": " + std::string(flag_state_words(all.flag->state)), all.flag->level);
  for (const auto& evidence : all.flag->evidence) note.item("-", evidence.text);
  write_rules(note, all, input.assessment.zone);
  write_steps(note, all, input.assessment.zone);
  Assessment only_this = input.assessment;
  std::erase_if(only_this.flags, [&](const Flag& one) { return one.id != flag; });
  write_references(note, references_of(only_this));
  note.blank();
  write_provenance(note, input.assessment, input.program_version);
  return note.text();
}

std::string json_explanation(const pathway::Rulebook& rulebook, const ReportInput& input, std::string_view flag) {
  using nlohmann::ordered_json;
  const ExplainedFlag all = explained(rulebook, input, flag);
  const Zone& zone = input.assessment.zone;
  ordered_json document{{"schema", "myotrend.explanation/1"},
                        {"patient", input.assessment.patient.text},
                        {"as_of", iso_text(input.assessment.as_of, zone)},
                        {"flag", flag},
                        {"state", all.flag ? std::string(word_of(all.flag->state)) : ""}};
  document["rules"] = ordered_json::array();
  for (const auto& rule : all.rules) {
    ordered_json one{{"id", rule.id}, {"mark", rule.mark}, {"conditions", rule.conditions}};
    one["since"] = rule.since ? ordered_json(iso_text(*rule.since, zone)) : ordered_json();
    document["rules"].push_back(std::move(one));
  }
  document["steps"] = ordered_json::array();
  for (const auto& step : all.steps) {
    ordered_json one{{"day", iso_text(step.day)}, {"facts", ordered_json::array()}};
    for (const auto& fact : step.facts) {
      ordered_json told{{"id", fact.id}, {"what", fact.what}, {"at", iso_text(fact.at, zone)}, {"told", fact.told}};
      if (!fact.used.empty()) told["used"] = fact.used;
      told["done"] = fact.done;
      one["facts"].push_back(std::move(told));
    }
    one["evidence_ratio"] = six_digits(step.evidence_ratio);
    if (step.loss_pct) one["loss_pct"] = six_digits(*step.loss_pct);
    one["began"] = step.began;
    one["ended"] = step.ended;
    document["steps"].push_back(std::move(one));
  }
  return document.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace myotrend::report
