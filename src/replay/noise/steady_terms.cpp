#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "myotrend/replay/noise.h"
#include "shipped_texts.h"

namespace myotrend::replay {

namespace {

using Json = nlohmann::json;

struct Faulty {
  std::string text;
};

constexpr int readings_most = 1000;  // more than any one patient has to show

double number_in(const Json& told, const char* name) {
  if (!told.contains(name)) throw Faulty{fmt::format("calibration: {} is missing", name)};
  const Json& one = told[name];
  if (!one.is_object() || !one.contains("value") || !one["value"].is_number() || one["value"].get<double>() < 0)
    throw Faulty{fmt::format("calibration: {} has no value that is a number from 0 up", name)};
  return one["value"].get<double>();
}

int whole_in(const Json& told, const char* name) {
  const double value = number_in(told, name);
  if (value != std::floor(value) || value > readings_most)
    throw Faulty{fmt::format("calibration: {} has to be a whole number up to {}", name, readings_most)};
  return static_cast<int>(value);
}

}  // namespace

Result<SteadyTerms> parse_steady_terms(std::string_view json, double evidence_max) try {
  const Json document = Json::parse(json, nullptr, false);
  if (!document.is_object() || !document.contains("parameters") || !document["parameters"].is_object())
    return Refusal{"the calibration is no JSON object with \"parameters\""};
  const Json& told = document["parameters"];
  SteadyTerms terms;
  terms.readings_min = whole_in(told, "readings_min");
  terms.days_min = number_in(told, "days_min");
  terms.mip_sessions_of_learning = whole_in(told, "mip_sessions_of_learning");
  terms.evidence_max = evidence_max;
  constexpr std::size_t names = 3;
  if (told.size() != names) return Refusal{"calibration: there is a number that nothing uses"};
  return terms;
} catch (const Faulty& fault) {
  return Refusal{fault.text};
}

SteadyTerms shipped_steady_terms(double evidence_max) {
  const auto parsed = parse_steady_terms(texts::calibration, evidence_max);
  if (!parsed) throw std::logic_error("the built-in calibration is at fault: " + parsed.refusal().text);
  return *parsed;
}

}  // namespace myotrend::replay
