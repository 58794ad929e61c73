#include "report/reference_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/figures.h"
#include "report_texts.h"

namespace myotrend::report {

namespace {

struct LowerLimit {
  std::string measure, unit, sex, words, source;
  double below = 0;
};

const std::vector<LowerLimit>& lower_limits() {
  static const std::vector<LowerLimit> all = [] {
    std::vector<LowerLimit> limits;
    const auto document = nlohmann::json::parse(texts::reference_limits);
    for (const auto& one : document.at("limits")) {
      limits.push_back(
          {one.at("measure"), one.at("unit"), one.at("sex"), one.at("words"), one.at("source"), one.at("below")});
    }
    return limits;
  }();
  return all;
}

std::string source_of_fallback(const Measure& measure, double value) {
  for (const auto& limit : measure.upper_limits) {
    if (limit.value == value) return limit.source;
  }
  return {};
}

}  // namespace

std::optional<ReferenceLimit> reference_limit(const Measure& measure, Unit unit, const Patient& patient, Day day) {
  for (const auto& limit : lower_limits()) {
    const bool person = limit.sex == "any" || limit.sex == word_of(patient.sex);
    if (limit.measure == measure.code && limit.unit == ucum_of(unit) && person) {
      return ReferenceLimit{limit.below, false, limit.words, limit.source};
    }
  }
  if (measure.forms.empty() || measure.forms.front().stored != unit) return std::nullopt;
  const auto upper = fallback_upper_limit(measure, patient.sex, patient.age_on(day));
  if (!upper) return std::nullopt;
  return ReferenceLimit{*upper, true, "assumed upper limit, the laboratory told none",
                        source_of_fallback(measure, *upper)};
}

}  // namespace myotrend::report
