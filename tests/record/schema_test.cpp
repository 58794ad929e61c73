#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;
using nlohmann::json;

namespace {

/// The first thing that is wrong with `document`; empty if it fits.
std::string misfit(const json& document, const json& rules) {
  valijson::Schema schema;
  valijson::SchemaParser parser;
  const valijson::adapters::NlohmannJsonAdapter rules_adapter(rules);
  parser.populateSchema(rules_adapter, schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter document_adapter(document);
  if (validator.validate(schema, document_adapter, &results)) return "";
  valijson::ValidationResults::Error error;
  results.popError(error);
  std::string place;
  for (const std::string& part : error.context) place += part;
  return place + " " + error.description;
}

json parsed(const std::string& path) { return json::parse(test::project_text(path)); }

}  // namespace

TEST_CASE("the catalogue's texts fit their schemas") {
  for (const char* name : {"measures", "signs", "visible"}) {
    const std::string path = std::string("schema/") + name;
    CHECK(misfit(parsed(path + ".json"), parsed(path + ".schema.json")) == "");
  }
}

TEST_CASE("a measure without source, with an unknown key or an unknown unit does not fit") {
  const json rules = parsed("schema/measures.schema.json");
  const json right = parsed("schema/measures.json");
  json wrong = right;
  wrong["measures"][0]["important_change"].erase("source");
  CHECK(misfit(wrong, rules) != "");
  wrong = right;
  wrong["measures"][0]["importent_change"] = 5;
  CHECK(misfit(wrong, rules) != "");
  wrong = right;
  wrong["measures"][0]["forms"][0]["stored"] = "stone";
  CHECK(misfit(wrong, rules) != "");
  wrong = right;
  wrong["measures"][0]["code"] = "Grip Strength";
  CHECK(misfit(wrong, rules) != "");
}

TEST_CASE("a sign of an unknown group or region does not fit") {
  const json rules = parsed("schema/signs.schema.json");
  json wrong = parsed("schema/signs.json");
  wrong["signs"][0]["group"] = "weak";
  CHECK(misfit(wrong, rules) != "");
  wrong = parsed("schema/signs.json");
  wrong["signs"][0]["regions"][0] = "neck";
  CHECK(misfit(wrong, rules) != "");
}
