#include "golden_case.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;
namespace trend = myotrend::trend;

std::string text_of(const std::string& path_from_root) {
  std::ifstream file(std::string(MYOTREND_SOURCE_DIR) + "/" + path_from_root, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string detector_file_with(const std::string& flat_numbers) {
  Json file = Json::parse(text_of("schema/detector.json"));
  const Json numbers = Json::parse(flat_numbers);
  for (const auto& [name, value] : numbers.items()) file["parameters"][name]["value"] = value;
  return file.dump();
}

trend::Parameters shipped_parameters() { return trend::parse_parameters(text_of("schema/detector.json")).value(); }

namespace {

trend::DominantHand hand_named(const std::string& word) {
  if (word == "right") return trend::DominantHand::right;
  return word == "left" ? trend::DominantHand::left : trend::DominantHand::unknown;
}

GoldenCase case_of(const Json& json) {
  GoldenCase result;
  result.name = json["name"];
  result.norm_grip = json["norm_grip"];
  result.norm_mip = json["norm_mip"];
  result.dominant = hand_named(json["dominant"]);
  for (const auto& row : json["strength"]) {
    result.strength.push_back({row[0], row[1], static_cast<trend::Stream>(row[2].get<int>()), row[3], row[4]});
  }
  for (const auto& row : json["signs"]) {
    result.signs.push_back({row[0], row[1], static_cast<trend::SignGroup>(row[2].get<int>()), row[3], row[4]});
  }
  for (const auto& row : json["looks"]) result.looks.push_back({row[0], row[1], row[2]});
  for (const auto& row : json["abrupt_steps"]) result.steps.emplace_back(row[0], row[1]);
  result.unit_gated = json["unit_gated"].get<std::vector<std::size_t>>();
  result.left_out = json["dropped_out_of_order"].get<std::vector<std::size_t>>();
  result.left_out.insert(result.left_out.end(), result.unit_gated.begin(), result.unit_gated.end());
  return result;
}

}  // namespace

GoldenFile golden_file(const std::string& path_from_root) {
  GoldenFile result;
  const std::string text = text_of(path_from_root);
  if (text.empty()) return result;
  const Json file = Json::parse(text);
  result.parameters = trend::parse_parameters(detector_file_with(file["parameters"].dump())).value();
  for (const auto& json : file["cases"]) result.cases.push_back(case_of(json));
  return result;
}
