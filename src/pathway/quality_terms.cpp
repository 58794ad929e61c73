#include "pathway/quality_terms.h"

#include <nlohmann/json.hpp>

#include "pathway/document_fields.h"

namespace myotrend::pathway {

namespace {

using Json = nlohmann::json;

/// A named object inside of another, with only these fields.
const Json& part_in(const Json& object, const char* key, std::initializer_list<std::string_view> known) {
  const std::string place = "terms/data_quality";
  if (!object.contains(key)) throw Fault(place, std::string("needs \"") + key + "\"");
  only_keys(object[key], known, place + "/" + key);
  return object[key];
}

/// By how much one value is a multiple of another.
double factor_in(const Json& object, const char* key, const std::string& place) {
  const double factor = number_in(object, key, place);
  if (!(factor > 1)) throw Fault(place, std::string("\"") + key + "\" has to be above 1");
  return factor;
}

}  // namespace

QualityTerms quality_terms_in(const Json& object) {
  const std::string place = "terms/data_quality";
  only_keys(object,
            {"usual_sessions", "usual_sessions_min", "other_unit", "summed_trials", "swapped_sides", "device_offset",
             "other_person", "copied_template", "implausible_fall", "source"},
            place);
  QualityTerms t;
  t.usual_sessions = whole_in(object, "usual_sessions", place);
  t.usual_sessions_min = whole_in(object, "usual_sessions_min", place);
  const Json& unit = part_in(object, "other_unit", {"off_by_factor", "near_pct"});
  t.other_unit_off_factor = factor_in(unit, "off_by_factor", place + "/other_unit");
  t.other_unit_near_pct = positive_in(unit, "near_pct", place + "/other_unit");
  const Json& sums = part_in(object, "summed_trials", {"trials_max", "near_pct"});
  t.summed_trials_max = whole_in(sums, "trials_max", place + "/summed_trials");
  t.summed_trials_near_pct = positive_in(sums, "near_pct", place + "/summed_trials");
  const Json& swapped = part_in(object, "swapped_sides", {"apart_pct", "near_pct"});
  t.swapped_apart_pct = positive_in(swapped, "apart_pct", place + "/swapped_sides");
  t.swapped_near_pct = positive_in(swapped, "near_pct", place + "/swapped_sides");
  const Json& offset =
      part_in(object, "device_offset", {"both_hands_pct", "apart_pct", "sessions", "gap_days", "told_within_days"});
  t.offset_pct = positive_in(offset, "both_hands_pct", place + "/device_offset");
  t.offset_apart_pct = positive_in(offset, "apart_pct", place + "/device_offset");
  t.offset_sessions = whole_in(offset, "sessions", place + "/device_offset");
  t.offset_gap_days = number_in(offset, "gap_days", place + "/device_offset");
  t.offset_told_within_days = number_in(offset, "told_within_days", place + "/device_offset");
  const Json& person =
      part_in(object, "other_person", {"both_hands_pct", "apart_pct", "back_within_pct", "excursions", "sessions_max"});
  t.person_pct = positive_in(person, "both_hands_pct", place + "/other_person");
  t.person_apart_pct = positive_in(person, "apart_pct", place + "/other_person");
  t.person_back_pct = positive_in(person, "back_within_pct", place + "/other_person");
  t.person_excursions = whole_in(person, "excursions", place + "/other_person");
  t.person_sessions_max = whole_in(person, "sessions_max", place + "/other_person");
  const Json& copied = part_in(object, "copied_template", {"signs", "visits"});
  t.template_signs = whole_in(copied, "signs", place + "/copied_template");
  t.template_visits = whole_in(copied, "visits", place + "/copied_template");
  const Json& fall = part_in(object, "implausible_fall", {"factor"});
  t.implausible_fall_factor = factor_in(fall, "factor", place + "/implausible_fall");
  return t;
}

OtherMeasureTerms other_measure_terms_in(const Json& object) {
  const std::string place = "terms/other_measures";
  only_keys(object,
            {"alpha", "weeks", "readings", "compared_readings", "reference_change_confidence_pct",
             "persistent_apart_days", "source"},
            place);
  OtherMeasureTerms t;
  t.alpha = positive_in(object, "alpha", place);
  t.weeks = whole_in(object, "weeks", place);
  t.readings = whole_in(object, "readings", place);
  t.compared_readings = whole_in(object, "compared_readings", place);
  t.reference_change_confidence_pct = positive_in(object, "reference_change_confidence_pct", place);
  t.persistent_apart_days = number_in(object, "persistent_apart_days", place);
  return t;
}

PowerTerms power_terms_in(const Json& object) {
  const std::string place = "terms/power";
  only_keys(object, {"within_days", "probability", "source"}, place);
  return {positive_in(object, "within_days", place), positive_in(object, "probability", place)};
}

}  // namespace myotrend::pathway
