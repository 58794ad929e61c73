#include "record/schema_fits.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace myotrend::test {

bool fits(std::string_view document, std::string_view rules) {
  const auto told = nlohmann::json::parse(document), form = nlohmann::json::parse(rules);
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(form), schema);
  return valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(told), nullptr);
}

}  // namespace myotrend::test
