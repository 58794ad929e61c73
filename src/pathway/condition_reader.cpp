#include "pathway/condition_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pathway/document_fields.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

constexpr int nesting_max = 16;  // of sets within sets, and of grounds within grounds

/// Counts how deep a set or a ground lies in others; refuses one that holds itself.
class Nesting {
 public:
  Nesting(int& depth, const std::string& place) : depth_(depth) {
    if (++depth_ > nesting_max) throw Fault(place, "is nested too deep (does it hold itself?)");
  }
  ~Nesting() { --depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  int& depth_;
};

}  // namespace

void ConditionReader::begin_point(const std::string& point) {
  point_ = point;
  latches_ = 0;
  rule_ids_.clear();
}

MeasureCode ConditionReader::measure_in(const std::string& word, const std::string& place) const {
  if (const auto code = catalogue_.measure(word)) return *code;
  const std::string near = catalogue_.nearest(word);
  throw Fault(place, fmt::format("measure \"{}\" is not known{}", word,
                                 near.empty() ? "" : fmt::format("; did you mean {}?", near)));
}

EventKind ConditionReader::event_in(const std::string& word, const std::string& place) const {
  if (const auto kind = event_kind_named(word)) return *kind;
  throw Fault(place, fmt::format("event \"{}\" is not known", word));
}

void ConditionReader::add_signs(SignSet& set, const Json& words, const std::string& place) {
  const Nesting nesting(depth_, place);
  if (!words.is_array()) throw Fault(place, "must be a list of signs");
  for (const Json& word : words) {
    const std::string name = word.get<std::string>();
    if (name == "@any") {
      for (std::size_t i = 0; i < catalogue_.signs().size(); ++i) set.set(i);
    } else if (name.starts_with('@')) {
      const auto sets = document_.find("sets");
      if (sets == document_.end() || !sets->contains(name.substr(1)))
        throw Fault(place, fmt::format("set \"{}\" is not known", name));
      sets_used_.push_back(name.substr(1));
      add_signs(set, (*sets)[name.substr(1)], "sets/" + name.substr(1));
    } else if (const auto code = catalogue_.sign(name)) {
      set.set(code->index());
    } else {
      const std::string near = catalogue_.nearest(name);
      throw Fault(place, fmt::format("sign \"{}\" is not known{}", name,
                                     near.empty() ? "" : fmt::format("; did you mean {}?", near)));
    }
  }
}

SignSet ConditionReader::signs_in(const Json& words, const std::string& place) {
  SignSet set;
  add_signs(set, words, place);
  return set;
}

double ConditionReader::by_point(const Json& value, const std::string& place) const {
  if (value.is_number()) return value.get<double>();
  if (value.is_object() && value.contains(point_) && value[point_].is_number()) return value[point_].get<double>();
  throw Fault(place, fmt::format("needs a number, or one for each operating point (none for \"{}\")", point_));
}

double ConditionReader::evidence_by_point(const Json& body, const std::string& place) const {
  const double ratio = by_point(body.at("at_least"), place);
  if (!(ratio > 0)) throw Fault(place, "\"at_least\" must be above 0");
  return ratio;
}

SignStands ConditionReader::read_sign(const Json& condition, const std::string& place) {
  only_keys(condition,
            {"sign", "by", "except", "began_within_days", "found_within_days", "both_sides", "other", "first_after"},
            place);
  SignStands out;
  out.signs = signs_in(condition.at("sign"), place);
  if (condition.contains("except")) out.signs &= ~signs_in(condition["except"], place);
  const std::string by = condition.value("by", "anyone");
  if (by != "anyone" && by != "clinician" && by != "patient") {
    throw Fault(place, fmt::format("\"by\": \"{}\" is not known; use anyone, clinician or patient", by));
  }
  out.by = by == "anyone" ? By::anyone : by == "clinician" ? By::clinician : By::patient;
  out.began_within_days = maybe_number_in(condition, "began_within_days", place);
  out.found_within_days = maybe_number_in(condition, "found_within_days", place);
  out.both_sides = condition.value("both_sides", false);
  out.other = condition.value("other", false);
  if (condition.contains("first_after")) out.first_after = event_in(condition["first_after"].get<std::string>(), place);
  return out;
}

EvidenceReached ConditionReader::read_evidence(const Json& body, const std::string& place) {
  only_keys(body, {"at_least", "days", "readings", "loss_pct_at_least", "stays_until_below"}, place);
  EvidenceReached out;
  out.at_least = evidence_by_point(body, place);
  out.days = maybe_number_in(body, "days", place);
  out.readings = maybe_number_in(body, "readings", place);
  out.loss_pct_at_least = maybe_number_in(body, "loss_pct_at_least", place);
  if (body.contains("stays_until_below")) {
    out.stays_until_below = positive_in(body, "stays_until_below", place);
    out.latch = latches_++;
  }
  return out;
}

LevelLow ConditionReader::read_level(const Json& body, const std::string& place) {
  only_keys(body,
            {"of", "below", "below_by_sex", "max_age_days", "below_own_level_pct", "second_within_days",
             "second_apart_days", "validity", "own_level"},
            place);
  LevelLow out;
  if (body.contains("of")) {
    for (const Json& measure : body["of"])
      out.limits.push_back({measure_in(measure.get<std::string>(), place), std::nullopt});
  }
  if (body.contains("below")) {
    for (const auto& [measure, below] : body["below"].items())
      out.limits.push_back({measure_in(measure, place), below.get<double>()});
  }
  if (body.contains("below_by_sex")) {
    const Json& by_sex = body["below_by_sex"];
    out.limits.push_back({measure_in(text_in(by_sex, "measure", place), place), std::nullopt});
    out.below_by_sex = {number_in(by_sex, "unknown", place), number_in(by_sex, "female", place),
                        number_in(by_sex, "male", place)};
  }
  if (out.limits.empty()) throw Fault(place, "a level needs \"of\", \"below\" or \"below_by_sex\"");
  out.max_age_days = maybe_number_in(body, "max_age_days", place);
  out.below_own_level_pct = maybe_number_in(body, "below_own_level_pct", place);
  out.second_within_days = maybe_number_in(body, "second_within_days", place);
  out.second_apart_days = maybe_number_in(body, "second_apart_days", place);
  const std::string validity = body.value("validity", "valid");
  if (validity != "valid" && validity != "suspect") throw Fault(place, "\"validity\" is valid or suspect");
  out.validity = validity == "suspect" ? Validity::suspect : Validity::valid;
  const std::string own = body.value("own_level", "any");
  if (own != "any" && own != "absent") throw Fault(place, "\"own_level\" is any or absent");
  out.own_level = own == "absent" ? OwnLevel::absent : OwnLevel::any;
  return out;
}

CkHigh ConditionReader::read_ck(const Json& body, const std::string& place) {
  only_keys(body,
            {"at_least", "at_least_times_limit", "above_times_limit", "max_age_days", "again_before_days", "rested",
             "without_event", "event_days_before"},
            place);
  CkHigh out;
  out.at_least = maybe_number_in(body, "at_least", place);
  out.at_least_times_limit = maybe_number_in(body, "at_least_times_limit", place);
  out.above_times_limit = maybe_number_in(body, "above_times_limit", place);
  out.max_age_days = maybe_number_in(body, "max_age_days", place);
  out.again_before_days = maybe_number_in(body, "again_before_days", place);
  out.rested = body.value("rested", false);
  if (body.contains("without_event")) {
    out.without_event = event_in(body["without_event"].get<std::string>(), place);
    out.event_days_before = number_in(body, "event_days_before", place);
  }
  return out;
}

Condition ConditionReader::read_symptom_condition(const std::string& kind, const Json& body, const std::string& place) {
  if (kind == "symptom") {
    only_keys(body, {"measure", "at_least", "max_age_days"}, place);
    return {SymptomAtLeast{measure_in(text_in(body, "measure", place), place), number_in(body, "at_least", place),
                           number_in(body, "max_age_days", place)}};
  }
  if (kind == "symptoms_worse") {
    only_keys(body, {"baseline_days", "weeks", "weeks_with_data", "treatment"}, place);
    SymptomsWorse out{number_in(body, "baseline_days", place), whole_in(body, "weeks", place),
                      whole_in(body, "weeks_with_data", place), Treatment::any};
    const std::string treatment = body.value("treatment", "any");
    if (treatment != "any" && treatment != "open" && treatment != "none")
      throw Fault(place, "\"treatment\" is any, open or none");
    out.treatment = treatment == "open" ? Treatment::open : treatment == "none" ? Treatment::none : Treatment::any;
    return {out};
  }
  if (kind == "worse_on_treatment") {
    only_keys(body, {"open_days", "weeks_before", "last_weeks"}, place);
    return {WorseOnTreatment{number_in(body, "open_days", place), whole_in(body, "weeks_before", place),
                             whole_in(body, "last_weeks", place)}};
  }
  if (kind == "no_recovery") {
    only_keys(body, {"measures", "after_infection_days", "still_at_least", "baseline_days"}, place);
    NoRecovery out;
    for (const Json& measure : body.at("measures"))
      out.measures.push_back(measure_in(measure.get<std::string>(), place));
    out.after_infection_days = number_in(body, "after_infection_days", place);
    out.still_at_least = number_in(body, "still_at_least", place);
    out.baseline_days = number_in(body, "baseline_days", place);
    return {out};
  }
  throw Fault(place, fmt::format("ground \"{}\" is not known", kind));
}

Condition ConditionReader::read_trend_condition(const std::string& kind, const Json& body, const std::string& place) {
  if (kind == "regions") {
    only_keys(body, {"at_least", "signs", "evidence_at_least"}, place);
    return {RegionsReached{whole_in(body, "at_least", place), signs_in(body.at("signs"), place),
                           positive_in(body, "evidence_at_least", place), std::nullopt}};
  }
  if (kind == "respiratory_evidence") {
    only_keys(body, {"at_least", "fall_more_than_cm_water", "over_days"}, place);
    return {RespiratoryEvidence{evidence_by_point(body, place), number_in(body, "fall_more_than_cm_water", place),
                                number_in(body, "over_days", place)}};
  }
  if (kind == "both_hands") {
    only_keys(body, {"below_own_level_pct", "readings", "over_days", "within_days"}, place);
    return {BothHandsLow{number_in(body, "below_own_level_pct", place), number_in(body, "over_days", place),
                         number_in(body, "within_days", place), whole_in(body, "readings", place)}};
  }
  if (kind == "mrc_fall") {
    only_keys(body, {"grade", "sum", "visits_apart_days"}, place);
    return {MrcFall{number_in(body, "grade", place), number_in(body, "sum", place),
                    number_in(body, "visits_apart_days", place)}};
  }
  if (kind == "abrupt_step") {
    only_keys(body, {"max_days"}, place);
    return {AbruptStep{number_in(body, "max_days", place)}};
  }
  if (kind == "second_step") {
    only_keys(body, {"within_days", "stays_until_below"}, place);
    return {
        SecondStep{number_in(body, "within_days", place), positive_in(body, "stays_until_below", place), latches_++}};
  }
  if (kind == "could_not") {
    only_keys(body, {"within_days"}, place);
    return {CouldNot{number_in(body, "within_days", place)}};
  }
  return read_symptom_condition(kind, body, place);
}

Condition ConditionReader::read(const Json& condition, const std::string& place) {
  const Nesting nesting(depth_, place);
  if (!condition.is_object() || condition.empty()) throw Fault(place, "a ground must be an object");
  if (condition.contains("sign")) return {read_sign(condition, place)};
  if (condition.size() != 1) throw Fault(place, "a ground has one key: its kind");
  const std::string kind = condition.begin().key();
  const Json& body = condition.begin().value();
  if (kind == "not") return {Negation{std::make_shared<const Condition>(read(body, place + "/not"))}};
  if (kind == "any_of") {
    AnyOf out;
    for (const Json& inner : body) out.any.push_back(read(inner, place + "/any_of"));
    return {std::move(out)};
  }
  if (kind == "evidence") return {read_evidence(body, place)};
  if (kind == "level") return {read_level(body, place)};
  if (kind == "ck") return {read_ck(body, place)};
  if (kind == "event") {
    only_keys(body, {"kind", "open", "outside_acute_infection"}, place);
    if (!body.value("open", true)) throw Fault(place, "an event counts while it is open; use \"not\"");
    return {EventOpen{event_in(text_in(body, "kind", place), place), body.value("outside_acute_infection", false)}};
  }
  if (kind == "unanswered") {
    Unanswered out;
    for (const Json& rule : body) {
      const auto it = std::find(rule_ids_.begin(), rule_ids_.end(), rule.get<std::string>());
      if (it == rule_ids_.end())
        throw Fault(place, fmt::format("rule \"{}\" is not known here (it must stand before this one)",
                                       rule.get<std::string>()));
      out.rules.push_back(static_cast<std::size_t>(it - rule_ids_.begin()));
    }
    return {std::move(out)};
  }
  return read_trend_condition(kind, body, place);
}

}  // namespace myotrend::pathway
