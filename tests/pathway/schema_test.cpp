#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "pathway/case_files.h"
#include "pathway/known_rules.h"
#include "record/known_catalogue.h"

using namespace myotrend;
using nlohmann::json;

namespace {

/// Rules that a document must fit. Read once, asked often.
class Rules {
 public:
  explicit Rules(const std::string& path) : text_(json::parse(test::project_text(path))) {
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text_), schema_);
  }

  /// The first thing that is wrong with `document`; empty if it fits.
  std::string misfit(const json& document) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    if (validator.validate(schema_, adapter, &results)) return "";
    valijson::ValidationResults::Error error;
    results.popError(error);
    std::string place;
    for (const std::string& part : error.context) place += part;
    return place + " " + error.description;
  }

 private:
  json text_;
  valijson::Schema schema_;
};

const Rules& pathway_rules() {
  static const Rules rules("schema/pathway.schema.json");
  return rules;
}

const Rules& case_rules() {
  static const Rules rules("schema/pathway-cases.schema.json");
  return rules;
}

json shipped() { return json::parse(test::pathway_text()); }

json one_case() {
  return json::parse(R"({"rule": "R2", "cases": [{"name": "n", "facts": [{"sign": "weakness", "day": 1}],
                         "as_of_day": 2, "expect": {"holds": ["R2"]}}]})");
}

}  // namespace

TEST_CASE("the pathway that ships with the program fits its schema") { CHECK(pathway_rules().misfit(shipped()) == ""); }

TEST_CASE("a pathway with a slip does not fit the schema") {
  const auto slip = GENERATE(values<std::pair<std::string, json>>({
      {"/terms/report_stands_day", 28},
      {"/rules/0/levels", "emergency"},
      {"/rules/0/level", "urgent"},
      {"/rules/0/mark", "X"},
      {"/rules/0/source", json::array()},
      {"/rules/0/lines/0/when", json::array()},
      {"/rules/0/lines/0/when/0/by", "nurse"},
      {"/rules/0/lines/0/when/0/begun_within_days", 7},
      {"/rules/3/lines/0/when/0/ck/at_leest", 7},
      {"/rules/3/lines/0/when/0/ck/at_least", "5000"},
      {"/flags/0/unknown_until", json::object()},
      {"/flags/0/id", "Progressive Weakness"},
      {"/points", json::object()},
      {"/thresholds", 1},
  }));
  json wrong = shipped();
  wrong[json::json_pointer(slip.first)] = slip.second;
  INFO(slip.first);
  CHECK(pathway_rules().misfit(wrong) != "");
}

TEST_CASE("a pathway without sources, terms, flags or rules does not fit the schema") {
  for (const char* key : {"sources", "terms", "flags", "rules", "version", "default_point"}) {
    json wrong = shipped();
    wrong.erase(key);
    INFO(key);
    CHECK(pathway_rules().misfit(wrong) != "");
  }
}

TEST_CASE("every file of cases fits its schema") {
  CHECK(case_rules().misfit(one_case()) == "");
  for (const test::CaseFile& file : test::case_files()) {
    INFO(file.name);
    CHECK(case_rules().misfit(json::parse(file.text)) == "");
  }
}

TEST_CASE("a case with a slip does not fit the schema") {
  const auto slip = GENERATE(values<std::pair<std::string, json>>({
      {"/cases", json::array()},
      {"/cases/0/expect", json::object()},
      {"/cases/0/expect/disposition", "refer"},
      {"/cases/0/expect/flags", {{"bulbar", "yes"}}},
      {"/cases/0/as_of", 3},
      {"/cases/0/as_of_day", 2.5},
      {"/cases/0/facts/0/by", "lab"},
      {"/cases/0/facts/0/value", "present"},
      {"/cases/0/facts/0/side", "both"},
      {"/cases/0/facts/0/day", 100000},
  }));
  json wrong = one_case();
  wrong[json::json_pointer(slip.first)] = slip.second;
  INFO(slip.first);
  CHECK(case_rules().misfit(wrong) != "");
}
