#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;
using nlohmann::json;

namespace {

/// The refusal after `spoil` changed the measures that ship with the program.
template <class Spoil>
std::string fault_of(Spoil spoil) {
  json text = json::parse(test::project_text("schema/measures.json"));
  spoil(text.at("measures"));
  const auto parsed = Catalogue::parse(text.dump(), test::project_text("schema/signs.json"));
  if (parsed.ok()) FAIL("not refused");
  return parsed.refusal().text;
}

}  // namespace

TEST_CASE("a factor that differs from the program's own is refused") {
  CHECK(fault_of([](json& measures) { measures[0]["forms"][0]["units"][1]["factor"] = 2.2; }) ==
        "measures.json: measures \"grip\": factor 2.2 of unit [lbf_av] should be 0.45359237");
}

TEST_CASE("a catalogue that contradicts itself is refused, and says where") {
  CHECK(fault_of([](json& measures) { measures[0]["forms"][0]["units"][1]["ucum"] = "[lb_av]"; }) ==
        "measures.json: measures \"grip\": unit [lb_av] does not convert to kgf");
  CHECK(fault_of([](json& measures) { measures[0]["forms"][0]["units"][1]["words"][0] = "KG"; }) ==
        "measures.json: measures \"grip\": unit word \"kg\" stands twice");
  CHECK(fault_of([](json& measures) { measures[0]["forms"][0]["soft"]["high"] = 500; }) ==
        "measures.json: measures \"grip\": the soft range is not inside the hard range");
  CHECK(fault_of([](json& measures) { measures[0]["forms"][0]["hard"]["high"] = -1; }) ==
        "measures.json: measures \"grip\": the hard range is empty");
  CHECK(fault_of([](json& measures) { measures[0]["worse"] = "sideways"; }) ==
        "measures.json: measures \"grip\": direction \"sideways\" is not known");
  CHECK(fault_of([](json& measures) { measures[1]["code"] = "grip"; }) ==
        "codes \"grip\" and \"grip\" cannot be told apart");
  CHECK(fault_of([](json& measures) { measures[1]["code"] = "weakness"; }) ==
        "codes \"weakness\" and \"weakness\" cannot be told apart");
  CHECK(fault_of([](json& measures) {
          measures[0]["important_change"].erase("source");
        }).starts_with("measures.json: measures \"grip\": "));
}

TEST_CASE("a text that is no catalogue is refused") {
  CHECK(Catalogue::parse("", "").refusal().text.starts_with("measures.json: "));
  CHECK(Catalogue::parse("{\"version\": 3}", "{}").refusal().text.starts_with("measures.json: "));
  CHECK(Catalogue::parse(test::project_text("schema/measures.json"), "[]").refusal().text.starts_with("signs.json: "));
}
