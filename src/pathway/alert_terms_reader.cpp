#include "pathway/alert_terms_reader.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "pathway/document_fields.h"

namespace myotrend::pathway {

namespace {

using Json = nlohmann::json;

std::chrono::microseconds days_in(const Json& object, const char* key, const std::string& place) {
  const double told = positive_in(object, key, place);
  return std::chrono::round<std::chrono::microseconds>(std::chrono::duration<double, days::period>(told));
}

std::array<std::optional<std::chrono::microseconds>, 6> by_level(const Json& object, const char* key) {
  const std::string place = fmt::format("alerts/{}", key);
  if (!object.contains(key)) throw Fault(place, "is missing");
  std::array<std::optional<std::chrono::microseconds>, 6> terms;
  for (const auto& [word, value] : object[key].items()) {
    const auto level = disposition_named(word);
    if (!level) throw Fault(place, fmt::format("level \"{}\" is not known", word));
    terms[static_cast<std::size_t>(*level)] = days_in(object[key], word.c_str(), place);
  }
  return terms;
}

}  // namespace

SilenceTerms silence_terms_in(const Json& object) {
  const std::string place = "terms/silence";
  only_keys(object, {"under_way_readings", "grace_days", "alert_after_days", "awaited_days", "source"}, place);
  SilenceTerms terms;
  terms.under_way_readings = whole_in(object, "under_way_readings", place);
  terms.grace_days = number_in(object, "grace_days", place);
  terms.alert_after_days = number_in(object, "alert_after_days", place);
  terms.awaited_days = positive_in(object, "awaited_days", place);
  terms.source = text_in(object, "source", place);
  return terms;
}

AlertTerms alert_terms_in(const Json& object) {
  only_keys(object, {"acknowledged_days", "snoozed_days", "continues_within_days", "source"}, "alerts");
  AlertTerms terms;
  terms.acknowledged = by_level(object, "acknowledged_days");
  terms.snoozed = by_level(object, "snoozed_days");
  terms.continues_within = days_in(object, "continues_within_days", "alerts");
  text_in(object, "source", "alerts");
  return terms;
}

}  // namespace myotrend::pathway
