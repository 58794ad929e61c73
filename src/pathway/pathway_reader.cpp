#include <fmt/format.h>
#include <sodium.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "myotrend/pathway/pathway.h"
#include "pathway/sha256.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

/// A fault of the document, with its place; ends in Pathway::parse.
struct Fault : std::runtime_error {
  Fault(const std::string& place, const std::string& what) : std::runtime_error(fmt::format("pathway {}: {}", place, what)) {}
};

constexpr double number_max = 1e7;   // of days, units and ratios: nothing clinical is larger
constexpr double whole_max = 1e6;
constexpr int nesting_max = 16;   // of sets within sets, and of grounds within grounds

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

double number_in(const Json& object, const char* key, const std::string& place) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_number()) throw Fault(place, fmt::format("needs a number \"{}\"", key));
  const double value = it->get<double>();
  if (!(std::abs(value) <= number_max)) throw Fault(place, fmt::format("\"{}\" is too large", key));
  return value;
}

std::optional<double> maybe_number_in(const Json& object, const char* key, const std::string& place) {
  if (!object.contains(key)) return std::nullopt;
  return number_in(object, key, place);
}

int whole_in(const Json& object, const char* key, const std::string& place) {
  const double value = number_in(object, key, place);
  if (!(std::abs(value) <= whole_max) || value != std::floor(value)) throw Fault(place, fmt::format("\"{}\" must be a whole number", key));
  return static_cast<int>(value);
}

double positive_in(const Json& object, const char* key, const std::string& place) {
  const double value = number_in(object, key, place);
  if (!(value > 0)) throw Fault(place, fmt::format("\"{}\" must be above 0", key));
  return value;
}

std::string text_in(const Json& object, const char* key, const std::string& place) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_string()) throw Fault(place, fmt::format("needs a text \"{}\"", key));
  return it->get<std::string>();
}

void only_keys(const Json& object, std::initializer_list<std::string_view> known, const std::string& place) {
  if (!object.is_object()) throw Fault(place, "must be an object");
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      const std::string near = nearest_word(key, std::vector<std::string_view>(known));
      throw Fault(place, fmt::format("\"{}\" is not known{}", key, near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
    }
  }
}

template <class... Kinds>
bool rests_on(const Condition& condition) {
  if (const auto* any = std::get_if<AnyOf>(&condition.what)) {
    return std::any_of(any->any.begin(), any->any.end(), [](const Condition& inner) { return rests_on<Kinds...>(inner); });
  }
  return (std::holds_alternative<Kinds>(condition.what) || ...);
}

}  // namespace

/// Turns the document into compiled rules. One per parse.
class PathwayReader {
 public:
  PathwayReader(const Json& document, const Catalogue& catalogue) : document_(document), catalogue_(catalogue) {}

  Pathway read();

 private:
  void read_terms();
  void read_flags();
  void read_points();
  Rule read_rule(const Json& rule, const std::string& place);
  Line read_line(const Json& line, const std::string& place, Disposition level);
  Condition read_condition(const Json& condition, const std::string& place);
  Condition read_trend_condition(const std::string& kind, const Json& body, const std::string& place);
  Condition read_symptom_condition(const std::string& kind, const Json& body, const std::string& place);
  SignStands read_sign(const Json& condition, const std::string& place);
  EvidenceReached read_evidence(const Json& body, const std::string& place);
  LevelLow read_level(const Json& body, const std::string& place);
  CkHigh read_ck(const Json& body, const std::string& place);
  void add_signs(SignSet& set, const Json& words, const std::string& place);
  SignSet signs_in(const Json& words, const std::string& place);
  MeasureCode measure_in(const std::string& word, const std::string& place) const;
  EventKind event_in(const std::string& word, const std::string& place) const;
  double by_point(const Json& value, const std::string& place) const;
  std::size_t flag_index(const std::string& id, const std::string& place) const;
  void doubt_what_nothing_uses();

  const Json& document_;
  const Catalogue& catalogue_;
  Pathway pathway_;
  std::size_t point_ = 0;
  int depth_ = 0;
  std::vector<std::string> sets_used_, flags_used_;
  std::vector<std::string> rule_ids_;
};

MeasureCode PathwayReader::measure_in(const std::string& word, const std::string& place) const {
  if (const auto code = catalogue_.measure(word)) return *code;
  const std::string near = catalogue_.nearest(word);
  throw Fault(place, fmt::format("measure \"{}\" is not known{}", word, near.empty() ? "" : fmt::format("; did you mean {}?", near)));
}

EventKind PathwayReader::event_in(const std::string& word, const std::string& place) const {
  if (const auto kind = event_kind_named(word)) return *kind;
  throw Fault(place, fmt::format("event \"{}\" is not known", word));
}

void PathwayReader::add_signs(SignSet& set, const Json& words, const std::string& place) {
  const Nesting nesting(depth_, place);
  if (!words.is_array()) throw Fault(place, "must be a list of signs");
  for (const Json& word : words) {
    const std::string name = word.get<std::string>();
    if (name == "@any") {
      for (std::size_t i = 0; i < catalogue_.signs().size(); ++i) set.set(i);
    } else if (name.starts_with('@')) {
      const auto sets = document_.find("sets");
      if (sets == document_.end() || !sets->contains(name.substr(1))) throw Fault(place, fmt::format("set \"{}\" is not known", name));
      sets_used_.push_back(name.substr(1));
      add_signs(set, (*sets)[name.substr(1)], "sets/" + name.substr(1));
    } else if (const auto code = catalogue_.sign(name)) {
      set.set(code->index());
    } else {
      const std::string near = catalogue_.nearest(name);
      throw Fault(place, fmt::format("sign \"{}\" is not known{}", name, near.empty() ? "" : fmt::format("; did you mean {}?", near)));
    }
  }
}

SignSet PathwayReader::signs_in(const Json& words, const std::string& place) {
  SignSet set;
  add_signs(set, words, place);
  return set;
}

double PathwayReader::by_point(const Json& value, const std::string& place) const {
  if (value.is_number()) return value.get<double>();
  const std::string& name = pathway_.points_[point_];
  if (value.is_object() && value.contains(name) && value[name].is_number()) return value[name].get<double>();
  throw Fault(place, fmt::format("needs a number, or one for each operating point (none for \"{}\")", name));
}

std::size_t PathwayReader::flag_index(const std::string& id, const std::string& place) const {
  for (std::size_t i = 0; i < pathway_.flags_.size(); ++i) {
    if (pathway_.flags_[i].id == id) return i;
  }
  throw Fault(place, fmt::format("flag \"{}\" is not among \"flags\"", id));
}

void PathwayReader::read_terms() {
  const std::string place = "terms";
  if (!document_.contains("terms")) throw Fault(place, "is missing");
  const Json& terms = document_["terms"];
  only_keys(terms, {"report_stands_days", "new_within_days", "own_level", "rested", "acute_infection_days", "healed", "strength_record",
                    "stale_after_days", "held_window_days", "held_window_readings_span_days", "source"}, place);
  Terms& t = pathway_.terms_;
  t.report_stands_days = number_in(terms, "report_stands_days", place);
  t.new_within_days = number_in(terms, "new_within_days", place);
  const Json& own = terms.at("own_level");
  only_keys(own, {"readings", "older_than_days", "skip_sessions"}, "terms/own_level");
  only_keys(terms.at("rested"), {"without", "days"}, "terms/rested");
  only_keys(terms.at("healed"), {"last_readings", "before_readings", "within_pct"}, "terms/healed");
  only_keys(terms.at("strength_record"), {"days", "readings"}, "terms/strength_record");
  t.own_level_readings = whole_in(own, "readings", "terms/own_level");
  t.own_level_older_than_days = number_in(own, "older_than_days", "terms/own_level");
  const Json& skipped = own.at("skip_sessions");
  for (const auto& [measure, sessions] : skipped.items()) {
    const std::string skip_place = "terms/own_level/skip_sessions";
    t.skip_sessions[measure_in(measure, skip_place).index()] = whole_in(skipped, measure.c_str(), skip_place);
  }
  for (const Json& kind : terms.at("rested").at("without")) t.rested_without.push_back(event_in(kind.get<std::string>(), "terms/rested"));
  t.rested_days = number_in(terms.at("rested"), "days", "terms/rested");
  t.acute_infection_days = number_in(terms, "acute_infection_days", place);
  t.healed_last = whole_in(terms.at("healed"), "last_readings", "terms/healed");
  t.healed_before = whole_in(terms.at("healed"), "before_readings", "terms/healed");
  t.healed_within_pct = number_in(terms.at("healed"), "within_pct", "terms/healed");
  t.record_days = number_in(terms.at("strength_record"), "days", "terms/strength_record");
  t.record_readings = whole_in(terms.at("strength_record"), "readings", "terms/strength_record");
  t.stale_after_days = number_in(terms, "stale_after_days", place);
  t.held_window_days = number_in(terms, "held_window_days", place);
  t.held_span_days = number_in(terms, "held_window_readings_span_days", place);
}

void PathwayReader::read_flags() {
  for (const Json& flag : document_.at("flags")) {
    const std::string place = fmt::format("flags/{}", flag.value("id", "?"));
    only_keys(flag, {"id", "title", "unknown_until"}, place);
    FlagRule rule;
    rule.id = text_in(flag, "id", place);
    rule.title = text_in(flag, "title", place);
    const Json& unknown = flag.at("unknown_until");
    only_keys(unknown, {"strength_record", "examined", "or_examined", "asked", "or_asked", "measured"}, place + "/unknown_until");
    rule.needs_strength_record = unknown.value("strength_record", false);
    for (const char* key : {"examined", "or_examined"}) {
      if (unknown.contains(key)) add_signs(rule.examined, unknown[key], place);
    }
    for (const char* key : {"asked", "or_asked"}) {
      if (unknown.contains(key)) add_signs(rule.asked, unknown[key], place);
    }
    if (unknown.contains("measured")) {
      for (const Json& measure : unknown["measured"]) rule.measured.push_back(measure_in(measure.get<std::string>(), place));
    }
    pathway_.flags_.push_back(std::move(rule));
  }
}

void PathwayReader::read_points() {
  for (const auto& [name, meaning] : document_.at("points").items()) pathway_.points_.push_back(name);
  const std::string standard = text_in(document_, "default_point", "document");
  const auto it = std::find(pathway_.points_.begin(), pathway_.points_.end(), standard);
  if (it == pathway_.points_.end()) throw Fault("default_point", fmt::format("\"{}\" is not among \"points\"", standard));
  pathway_.default_point_ = static_cast<std::size_t>(it - pathway_.points_.begin());
}

SignStands PathwayReader::read_sign(const Json& condition, const std::string& place) {
  only_keys(condition, {"sign", "by", "except", "began_within_days", "found_within_days", "both_sides", "other", "first_after"}, place);
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

EvidenceReached PathwayReader::read_evidence(const Json& body, const std::string& place) {
  only_keys(body, {"at_least", "days", "readings", "loss_pct_at_least", "stays_until_below"}, place);
  EvidenceReached out;
  out.at_least = by_point(body.at("at_least"), place);
  if (!(out.at_least > 0)) throw Fault(place, "\"at_least\" must be above 0");
  out.days = maybe_number_in(body, "days", place);
  out.readings = maybe_number_in(body, "readings", place);
  out.loss_pct_at_least = maybe_number_in(body, "loss_pct_at_least", place);
  if (body.contains("stays_until_below")) {
    out.stays_until_below = positive_in(body, "stays_until_below", place);
    out.latch = pathway_.latches_++;
  }
  return out;
}

LevelLow PathwayReader::read_level(const Json& body, const std::string& place) {
  only_keys(body, {"of", "below", "below_by_sex", "max_age_days", "below_own_level_pct", "second_within_days", "second_apart_days", "validity", "own_level"}, place);
  LevelLow out;
  if (body.contains("of")) {
    for (const Json& measure : body["of"]) out.limits.push_back({measure_in(measure.get<std::string>(), place), std::nullopt});
  }
  if (body.contains("below")) {
    for (const auto& [measure, below] : body["below"].items()) out.limits.push_back({measure_in(measure, place), below.get<double>()});
  }
  if (body.contains("below_by_sex")) {
    const Json& by_sex = body["below_by_sex"];
    out.limits.push_back({measure_in(text_in(by_sex, "measure", place), place), std::nullopt});
    out.below_by_sex = {number_in(by_sex, "unknown", place), number_in(by_sex, "female", place), number_in(by_sex, "male", place)};
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

CkHigh PathwayReader::read_ck(const Json& body, const std::string& place) {
  only_keys(body, {"at_least", "at_least_times_limit", "above_times_limit", "max_age_days", "again_before_days", "rested", "without_event", "event_days_before"}, place);
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

Condition PathwayReader::read_symptom_condition(const std::string& kind, const Json& body, const std::string& place) {
  if (kind == "symptom") {
    only_keys(body, {"measure", "at_least", "max_age_days"}, place);
    return {SymptomAtLeast{measure_in(text_in(body, "measure", place), place), number_in(body, "at_least", place), number_in(body, "max_age_days", place)}};
  }
  if (kind == "symptoms_worse") {
    only_keys(body, {"baseline_days", "weeks", "weeks_with_data", "treatment"}, place);
    SymptomsWorse out{number_in(body, "baseline_days", place), whole_in(body, "weeks", place), whole_in(body, "weeks_with_data", place), Treatment::any};
    const std::string treatment = body.value("treatment", "any");
    if (treatment != "any" && treatment != "open" && treatment != "none") throw Fault(place, "\"treatment\" is any, open or none");
    out.treatment = treatment == "open" ? Treatment::open : treatment == "none" ? Treatment::none : Treatment::any;
    return {out};
  }
  if (kind == "worse_on_treatment") {
    only_keys(body, {"open_days", "weeks_before", "last_weeks"}, place);
    return {WorseOnTreatment{number_in(body, "open_days", place), whole_in(body, "weeks_before", place), whole_in(body, "last_weeks", place)}};
  }
  if (kind == "no_recovery") {
    only_keys(body, {"measures", "after_infection_days", "still_at_least", "baseline_days"}, place);
    NoRecovery out;
    for (const Json& measure : body.at("measures")) out.measures.push_back(measure_in(measure.get<std::string>(), place));
    out.after_infection_days = number_in(body, "after_infection_days", place);
    out.still_at_least = number_in(body, "still_at_least", place);
    out.baseline_days = number_in(body, "baseline_days", place);
    return {out};
  }
  throw Fault(place, fmt::format("ground \"{}\" is not known", kind));
}

Condition PathwayReader::read_trend_condition(const std::string& kind, const Json& body, const std::string& place) {
  if (kind == "regions") {
    only_keys(body, {"at_least", "signs", "evidence_at_least"}, place);
    return {RegionsReached{whole_in(body, "at_least", place), signs_in(body.at("signs"), place), positive_in(body, "evidence_at_least", place), std::nullopt}};
  }
  if (kind == "respiratory_evidence") {
    only_keys(body, {"at_least", "fall_more_than_cm_water", "over_days"}, place);
    return {RespiratoryEvidence{positive_in(body, "at_least", place), number_in(body, "fall_more_than_cm_water", place), number_in(body, "over_days", place)}};
  }
  if (kind == "both_hands") {
    only_keys(body, {"below_own_level_pct", "readings", "over_days", "within_days"}, place);
    return {BothHandsLow{number_in(body, "below_own_level_pct", place), number_in(body, "over_days", place), number_in(body, "within_days", place),
                         whole_in(body, "readings", place)}};
  }
  if (kind == "mrc_fall") {
    only_keys(body, {"grade", "sum", "visits_apart_days"}, place);
    return {MrcFall{number_in(body, "grade", place), number_in(body, "sum", place), number_in(body, "visits_apart_days", place)}};
  }
  if (kind == "abrupt_step") {
    only_keys(body, {"max_days"}, place);
    return {AbruptStep{number_in(body, "max_days", place)}};
  }
  if (kind == "second_step") {
    only_keys(body, {"within_days", "stays_until_below"}, place);
    return {SecondStep{number_in(body, "within_days", place), positive_in(body, "stays_until_below", place), pathway_.latches_++}};
  }
  if (kind == "could_not") {
    only_keys(body, {"within_days"}, place);
    return {CouldNot{number_in(body, "within_days", place)}};
  }
  return read_symptom_condition(kind, body, place);
}

Condition PathwayReader::read_condition(const Json& condition, const std::string& place) {
  const Nesting nesting(depth_, place);
  if (!condition.is_object() || condition.empty()) throw Fault(place, "a ground must be an object");
  if (condition.contains("sign")) return {read_sign(condition, place)};
  if (condition.size() != 1) throw Fault(place, "a ground has one key: its kind");
  const std::string kind = condition.begin().key();
  const Json& body = condition.begin().value();
  if (kind == "not") return {Negation{std::make_shared<const Condition>(read_condition(body, place + "/not"))}};
  if (kind == "any_of") {
    AnyOf out;
    for (const Json& inner : body) out.any.push_back(read_condition(inner, place + "/any_of"));
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
      if (it == rule_ids_.end()) throw Fault(place, fmt::format("rule \"{}\" is not known here (it must stand before this one)", rule.get<std::string>()));
      out.rules.push_back(static_cast<std::size_t>(it - rule_ids_.begin()));
    }
    return {std::move(out)};
  }
  return read_trend_condition(kind, body, place);
}

/// The latch of the evidence that reaches `at_least` among these grounds.
std::optional<std::size_t> latch_among(const std::vector<Condition>& grounds, double at_least) {
  for (const Condition& ground : grounds) {
    if (const auto* any = std::get_if<AnyOf>(&ground.what)) {
      if (const auto latch = latch_among(any->any, at_least)) return latch;
    } else if (const auto* evidence = std::get_if<EvidenceReached>(&ground.what)) {
      if (evidence->stays_until_below && evidence->at_least == at_least) return evidence->latch;
    }
  }
  return std::nullopt;
}

Line PathwayReader::read_line(const Json& line, const std::string& place, Disposition level) {
  only_keys(line, {"flag", "when", "unless_examined", "answered_by"}, place);
  Line out;
  const std::string flag = text_in(line, "flag", place);
  out.flag = flag_index(flag, place);
  flags_used_.push_back(flag);
  if (!line.contains("when") || !line["when"].is_array() || line["when"].empty()) throw Fault(place, "needs \"when\", a list of grounds");
  for (std::size_t i = 0; i < line["when"].size(); ++i) out.when.push_back(read_condition(line["when"][i], fmt::format("{}/when/{}", place, i)));
  for (const Condition& condition : out.when) {
    out.rests_on_evidence |= rests_on<EvidenceReached, RegionsReached, RespiratoryEvidence, SecondStep>(condition);
    out.rests_on_symptoms |= rests_on<SymptomsWorse, WorseOnTreatment, NoRecovery>(condition);
  }
  for (Condition& ground : out.when) {
    if (auto* regions = std::get_if<RegionsReached>(&ground.what)) regions->kept_by = latch_among(out.when, regions->evidence_at_least);
  }
  out.unless_examined = line.value("unless_examined", false);
  const std::string answered = line.value("answered_by", "nothing");
  if (answered != "nothing" && answered != "examination" && answered != "repeat") throw Fault(place, "\"answered_by\" is examination or repeat");
  out.answered_by = answered == "examination" ? AnsweredBy::examination : answered == "repeat" ? AnsweredBy::repeat : AnsweredBy::nothing;
  if (level == Disposition::emergency && out.answered_by == AnsweredBy::nothing) throw Fault(place, "an emergency says by what it is answered (\"answered_by\")");
  return out;
}

Rule PathwayReader::read_rule(const Json& rule, const std::string& place) {
  only_keys(rule, {"id", "level", "act_within_days", "mark", "source", "action", "lines"}, place);
  Rule out;
  out.id = text_in(rule, "id", place);
  const auto level = disposition_named(text_in(rule, "level", place));
  if (!level || *level < Disposition::reassess) throw Fault(place, "\"level\" is reassess, refer_routine, refer_urgent or emergency");
  out.level = *level;
  out.act_within_days = whole_in(rule, "act_within_days", place);
  out.mark = text_in(rule, "mark", place);
  for (const Json& source : rule.value("source", Json::array())) {
    const std::string key = source.get<std::string>();
    if (!document_.at("sources").contains(key)) throw Fault(place, fmt::format("source \"{}\" is not among \"sources\"", key));
    out.sources.push_back(document_["sources"][key].get<std::string>());
  }
  if (out.sources.empty()) throw Fault(place, "needs a \"source\"");
  out.action = rule.value("action", "");
  if (out.level == Disposition::emergency && out.action.empty()) throw Fault(place, "an emergency needs an \"action\"");
  if (!rule.contains("lines") || rule["lines"].empty()) throw Fault(place, "needs \"lines\"");
  for (std::size_t i = 0; i < rule["lines"].size(); ++i) out.lines.push_back(read_line(rule["lines"][i], fmt::format("{}/lines/{}", place, i), out.level));
  return out;
}

void PathwayReader::doubt_what_nothing_uses() {
  for (const FlagRule& flag : pathway_.flags_) {
    if (std::find(flags_used_.begin(), flags_used_.end(), flag.id) == flags_used_.end()) {
      pathway_.doubts_.push_back(fmt::format("flag \"{}\": no rule reaches it", flag.id));
    }
  }
  if (!document_.contains("sets")) return;
  for (const auto& [name, signs] : document_["sets"].items()) {
    if (std::find(sets_used_.begin(), sets_used_.end(), name) == sets_used_.end()) {
      pathway_.doubts_.push_back(fmt::format("set \"{}\": nothing uses it", name));
    }
  }
}

Pathway PathwayReader::read() {
  only_keys(document_, {"$schema", "id", "version", "title", "status", "sources", "terms", "sets", "points", "default_point", "flags", "rules"}, "document");
  if (catalogue_.signs().size() > signs_max) throw Fault("document", "the catalogue has more signs than a rule can name");
  pathway_.id_ = text_in(document_, "id", "document");
  pathway_.version_ = text_in(document_, "version", "document");
  read_terms();
  read_points();
  read_flags();
  for (point_ = 0; point_ < pathway_.points_.size(); ++point_) {
    pathway_.latches_ = 0;
    rule_ids_.clear();
    std::vector<Rule> rules;
    for (const Json& rule : document_.at("rules")) {
      const std::string id = rule.value("id", "?");
      if (std::find(rule_ids_.begin(), rule_ids_.end(), id) != rule_ids_.end()) throw Fault("rules/" + id, "stands twice");
      rules.push_back(read_rule(rule, "rules/" + id));
      rule_ids_.push_back(id);
    }
    pathway_.rules_by_point_.push_back(std::move(rules));
  }
  for (FlagRule& flag : pathway_.flags_) {
    for (const Rule& rule : pathway_.rules_by_point_.front()) {
      for (const Line& line : rule.lines) {
        if (pathway_.flags_[line.flag].id != flag.id || flag.source.find(rule.id + ":") != std::string::npos) continue;
        flag.source += fmt::format("{}{}: {} [{}]", flag.source.empty() ? "" : "; ", rule.id, fmt::join(rule.sources, "; "), rule.mark);
      }
    }
  }
  doubt_what_nothing_uses();
  return std::move(pathway_);
}

Result<Pathway> Pathway::parse(std::string_view pathway_json, std::string_view detector_json, const Catalogue& catalogue) {
  auto detector = trend::parse_parameters(detector_json);
  if (!detector) return detector.refusal();
  try {
    const Json document = Json::parse(pathway_json);
    Pathway pathway = PathwayReader(document, catalogue).read();
    pathway.detector_ = *detector;
    pathway.text_ = std::string(pathway_json);
    pathway.sha256_ = sha256_hex({pathway_json, detector_json});
    return pathway;
  } catch (const Fault& fault) {
    return Refusal{fault.what()};
  } catch (const Json::exception& fault) {
    return Refusal{fmt::format("pathway: {}", fault.what())};
  }
}

Result<std::size_t> Pathway::point(std::string_view name) const {
  if (name.empty()) return default_point_;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (points_[i] == name) return i;
  }
  return Refusal{fmt::format("operating point \"{}\" is not known; use {}", name, fmt::join(points_, " or "))};
}

}  // namespace myotrend::pathway
