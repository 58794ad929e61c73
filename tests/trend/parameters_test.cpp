#include "myotrend/trend/parameters.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "golden_case.h"
#include "myotrend/trend/design.h"

using namespace myotrend::trend;
using nlohmann::json;

namespace {

bool fits_schema(const json& document) {
  const json rules = json::parse(text_of("schema/detector.schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(rules), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

std::string refusal_of(const json& document) {
  const auto parameters = parse_parameters(document.dump());
  return parameters ? "" : parameters.refusal().text;
}

}  // namespace

TEST_CASE("the shipped numbers fit their schema, each with unit, meaning and source") {
  const json file = json::parse(text_of("schema/detector.json"));
  CHECK(fits_schema(file));
  for (const char* part : {"value", "unit", "meaning", "source"}) {
    json lacking = file;
    lacking["parameters"]["huber"].erase(part);
    INFO(part);
    CHECK_FALSE(fits_schema(lacking));
  }
  json unknown = file;
  unknown["parameters"]["hubert"] = unknown["parameters"]["huber"];
  CHECK_FALSE(fits_schema(unknown));
}

TEST_CASE("the shipped priors are diffuse") {
  const Parameters p = shipped_parameters();
  CHECK(p.level_sd == 80);
  CHECK(p.mip_level_sd == 80);
  CHECK(p.norm_grip == Approx(100 * std::log(34)));
  CHECK(p.norm_mip == Approx(100 * std::log(85)));
}

TEST_CASE("a wrong detector file is refused by the name of what is wrong") {
  const json right = json::parse(text_of("schema/detector.json"));
  CHECK(refusal_of(right).empty());
  json wrong = right;
  wrong["parameters"].erase("gate");
  CHECK(refusal_of(wrong) == "detector parameter \"gate\" is missing");
  wrong = right;
  wrong["parameters"]["gait"] = wrong["parameters"]["gate"];
  CHECK(refusal_of(wrong) == "detector parameter \"gait\" is not known");
  const auto refused = [&](const char* name, json value) {
    json changed = right;
    changed["parameters"][name]["value"] = std::move(value);
    const std::string text = refusal_of(changed);
    INFO(name << ": " << text);
    CHECK(text.find(std::string("\"") + name + "\"") != std::string::npos);
  };
  refused("huber", "1.5");
  refused("huber", -1);
  refused("warmup", 2.5);
  refused("warmup", -1);
  refused("lags", json::array({84}));
  refused("rates", json::array({1, 2, 3, "x"}));
  refused("rates", json::array({1, 3, 2, 4}));
  refused("rate_weights", json::array({.5, .5, .5, .5}));
  refused("exam_sensitivity", 1.5);
  refused("exam_repeat_false", 1.2);
  refused("weight_enrolment", .95);
  refused("horizon", 2000);
  refused("unit_window", 8);
  CHECK(refusal_of(json::object()) == "the detector file must say \"schema\": \"myotrend.detector/1\"");
  CHECK(parse_parameters("{").refusal().text == "the detector file is not JSON");
  CHECK_FALSE(parse_parameters("[]"));
  json bare = right;
  bare["parameters"] = 3;
  CHECK_FALSE(refusal_of(bare).empty());
  bare["parameters"] = json::object({{"gate", 3}});
  CHECK(refusal_of(bare) == "detector parameter \"gate\" has no \"value\"");
}

TEST_CASE("the onset grid: 90 days before, the first day, then every 28 days; weights add up to 1") {
  const Design design(shipped_parameters());
  CHECK(design.onsets() == 22);
  CHECK(design.onset()[0] == -90);
  CHECK(design.onset()[21] == 560);
  CHECK(design.begun(-1) == 0);
  CHECK(design.begun(0) == 2);
  CHECK(design.begun(27) == 2);
  CHECK(design.begun(28) == 3);
  CHECK(design.future_weight(0) == 1);
  CHECK(design.future_weight(22) == Approx(0).margin(1e-12));
  CHECK(design.later(1, 0) == 4);
  CHECK(design.later(0, 0) == 1);
  CHECK(design.later(21, 1) == 21);
}

TEST_CASE("a coarser grid of 56 days works as well") {
  const auto coarse = parse_parameters(detector_file_with(R"({"step": 56})"));
  REQUIRE(coarse);
  const Design design(*coarse);
  CHECK(design.onsets() == 12);
  CHECK(std::isinf(design.onset()[12]));
}
