#include "pathway/known_rules.h"

#include <catch2/catch.hpp>

#include "record/known_catalogue.h"

namespace myotrend::test {

namespace {

pathway::Pathway parsed(const std::string& text) {
  auto rules = pathway::Pathway::parse(text, detector_text(), known_catalogue());
  if (!rules) FAIL(rules.refusal().text);
  return std::move(rules).value();
}

const pathway::Pathway& known_pathway() {
  static const pathway::Pathway rules = parsed(pathway_text());
  return rules;
}

}  // namespace

const std::string& pathway_text() {
  static const std::string text = project_text("schema/pathways/post-covid-neuromuscular.json");
  return text;
}

const std::string& detector_text() {
  static const std::string text = project_text("schema/detector.json");
  return text;
}

const pathway::Rulebook& known_rules() {
  static const pathway::Rulebook rulebook(known_pathway(), known_catalogue(), known_pathway().point("").value());
  return rulebook;
}

const pathway::Rulebook& population_rules() {
  static const pathway::Rulebook rulebook(known_pathway(), known_catalogue(),
                                          known_pathway().point("population").value());
  return rulebook;
}

OwnRules::OwnRules(const std::string& text)
    : pathway_(parsed(text)), rulebook_(pathway_, known_catalogue(), pathway_.point("").value()) {}

std::string pathway_refused(const std::string& text) {
  const auto rules = pathway::Pathway::parse(text, detector_text(), known_catalogue());
  if (rules.ok()) FAIL("not refused: " << text.substr(0, 200));
  return rules.refusal().text;
}

}  // namespace myotrend::test
