#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <variant>

#include "myotrend/replay/baseline.h"
#include "shipped_texts.h"

namespace myotrend::replay {

namespace {

using Json = nlohmann::json;

struct Field {
  const char* name;
  std::variant<double BaselineParameters::*, int BaselineParameters::*> member;
};

constexpr std::array<Field, 17> fields{{
    {"grip_sem", &BaselineParameters::grip_sem},
    {"mip_sem", &BaselineParameters::mip_sem},
    {"mip_sessions_skipped", &BaselineParameters::mip_sessions_skipped},
    {"change_baseline_readings", &BaselineParameters::change_baseline_readings},
    {"grip_apart", &BaselineParameters::grip_apart},
    {"mip_apart", &BaselineParameters::mip_apart},
    {"change_cut_off", &BaselineParameters::change_cut_off},
    {"slope_readings", &BaselineParameters::slope_readings},
    {"slope_days", &BaselineParameters::slope_days},
    {"grip_rate_min", &BaselineParameters::grip_rate_min},
    {"mip_rate_min", &BaselineParameters::mip_rate_min},
    {"slope_cut_off", &BaselineParameters::slope_cut_off},
    {"chart_baseline_readings", &BaselineParameters::chart_baseline_readings},
    {"cusum_allowance", &BaselineParameters::cusum_allowance},
    {"cusum_cut_off", &BaselineParameters::cusum_cut_off},
    {"ewma_weight", &BaselineParameters::ewma_weight},
    {"ewma_cut_off", &BaselineParameters::ewma_cut_off},
}};

constexpr std::array<std::string_view, 6> words{"ramp", "naive-mdc", "two-mdc", "slope", "cusum", "ewma"};

}  // namespace

std::string_view word_of(Detector detector) { return words[static_cast<std::size_t>(detector)]; }

std::optional<Detector> detector_named(std::string_view word) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return static_cast<Detector>(i);
  return std::nullopt;
}

double BaselineParameters::cut_off(Detector rule) const {
  switch (rule) {
    case Detector::naive_mdc:
    case Detector::two_mdc: return change_cut_off;
    case Detector::slope: return slope_cut_off;
    case Detector::cusum: return cusum_cut_off;
    case Detector::ewma: return ewma_cut_off;
    case Detector::ramp: break;
  }
  return std::nan("");
}

Result<BaselineParameters> parse_baselines(std::string_view json) {
  const Json document = Json::parse(json, nullptr, false);
  if (!document.is_object() || !document.contains("parameters") || !document["parameters"].is_object())
    return Refusal{"the baselines are no JSON object with \"parameters\""};
  const Json& told = document["parameters"];
  BaselineParameters parameters{};
  for (const Field& field : fields) {
    if (!told.contains(field.name)) return Refusal{fmt::format("baselines: {} is missing", field.name)};
    const Json& one = told[field.name];
    if (!one.is_object() || !one.contains("value") || !one["value"].is_number() || one["value"].get<double>() < 0)
      return Refusal{fmt::format("baselines: {} has no value that is a number from 0 up", field.name)};
    if (const auto* number = std::get_if<double BaselineParameters::*>(&field.member)) {
      parameters.*(*number) = one["value"].get<double>();
    } else {
      const double value = one["value"].get<double>();
      if (value != std::floor(value) || value > 1000)
        return Refusal{fmt::format("baselines: {} has to be a whole number up to 1000", field.name)};
      parameters.*std::get<int BaselineParameters::*>(field.member) = static_cast<int>(value);
    }
  }
  if (told.size() != fields.size()) return Refusal{"baselines: there is a number that no rule uses"};
  if (parameters.change_baseline_readings < 1 || parameters.chart_baseline_readings < 2)
    return Refusal{"baselines: a personal baseline needs 1 reading, that of a chart 2"};
  if (parameters.slope_readings < 3) return Refusal{"baselines: slope_readings has to be 3 or more"};
  if (parameters.ewma_weight <= 0 || parameters.ewma_weight > 1)
    return Refusal{"baselines: ewma_weight has to be above 0 and at most 1"};
  return parameters;
}

const BaselineParameters& built_in_baselines() {
  static const BaselineParameters parameters = [] {
    const auto parsed = parse_baselines(texts::baselines);
    if (!parsed) throw std::logic_error("the built-in baselines are at fault: " + parsed.refusal().text);
    return *parsed;
  }();
  return parameters;
}

}  // namespace myotrend::replay
