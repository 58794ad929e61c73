#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "myotrend/pathway/pathway.h"
#include "pathway/alert_terms_reader.h"
#include "pathway/condition_reader.h"
#include "pathway/document_fields.h"
#include "pathway/quality_terms.h"
#include "pathway/sha256.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

template <class... Kinds>
bool rests_on(const Condition& condition) {
  if (const auto* any = std::get_if<AnyOf>(&condition.what)) {
    return std::any_of(any->any.begin(), any->any.end(),
                       [](const Condition& inner) { return rests_on<Kinds...>(inner); });
  }
  return (std::holds_alternative<Kinds>(condition.what) || ...);
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

}  // namespace

/// Turns the document into compiled rules. One per parse.
class PathwayReader {
 public:
  PathwayReader(const Json& document, const Catalogue& catalogue)
      : document_(document), catalogue_(catalogue), conditions_(document, catalogue) {}

  Pathway read();

 private:
  void read_terms();
  void read_flags();
  void read_points();
  Rule read_rule(const Json& rule, const std::string& place);
  Line read_line(const Json& line, const std::string& place, Disposition level);
  std::size_t flag_index(const std::string& id, const std::string& place) const;
  void doubt_what_nothing_uses();

  const Json& document_;
  const Catalogue& catalogue_;
  ConditionReader conditions_;
  Pathway pathway_;
  std::vector<std::string> flags_used_;
};

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
  only_keys(terms,
            {"report_stands_days", "new_within_days", "own_level", "rested", "acute_infection_days", "healed",
             "strength_record", "stale_after_days", "held_window_days", "held_window_readings_span_days", "silence",
             "data_quality", "other_measures", "power", "source"},
            place);
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
    t.skip_sessions[conditions_.measure_in(measure, skip_place).index()] =
        whole_in(skipped, measure.c_str(), skip_place);
  }
  for (const Json& kind : terms.at("rested").at("without"))
    t.rested_without.push_back(conditions_.event_in(kind.get<std::string>(), "terms/rested"));
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
  if (terms.contains("data_quality")) t.quality = quality_terms_in(terms["data_quality"]);
  if (terms.contains("power")) t.power = power_terms_in(terms["power"]);
  if (terms.contains("other_measures")) t.other_measures = other_measure_terms_in(terms["other_measures"]);
  if (terms.contains("silence")) t.silence = silence_terms_in(terms["silence"]);
}

void PathwayReader::read_flags() {
  for (const Json& flag : document_.at("flags")) {
    const std::string place = fmt::format("flags/{}", flag.value("id", "?"));
    only_keys(flag, {"id", "title", "unknown_until"}, place);
    FlagRule rule;
    rule.id = text_in(flag, "id", place);
    rule.title = text_in(flag, "title", place);
    const Json& unknown = flag.at("unknown_until");
    only_keys(unknown, {"strength_record", "examined", "or_examined", "asked", "or_asked", "measured"},
              place + "/unknown_until");
    rule.needs_strength_record = unknown.value("strength_record", false);
    for (const char* key : {"examined", "or_examined"}) {
      if (unknown.contains(key)) conditions_.add_signs(rule.examined, unknown[key], place);
    }
    for (const char* key : {"asked", "or_asked"}) {
      if (unknown.contains(key)) conditions_.add_signs(rule.asked, unknown[key], place);
    }
    if (unknown.contains("measured")) {
      for (const Json& measure : unknown["measured"])
        rule.measured.push_back(conditions_.measure_in(measure.get<std::string>(), place));
    }
    pathway_.flags_.push_back(std::move(rule));
  }
}

void PathwayReader::read_points() {
  for (const auto& [name, meaning] : document_.at("points").items()) pathway_.points_.push_back(name);
  const std::string standard = text_in(document_, "default_point", "document");
  const auto it = std::find(pathway_.points_.begin(), pathway_.points_.end(), standard);
  if (it == pathway_.points_.end())
    throw Fault("default_point", fmt::format("\"{}\" is not among \"points\"", standard));
  pathway_.default_point_ = static_cast<std::size_t>(it - pathway_.points_.begin());
}

Line PathwayReader::read_line(const Json& line, const std::string& place, Disposition level) {
  only_keys(line, {"flag", "when", "unless_examined", "answered_by"}, place);
  Line out;
  const std::string flag = text_in(line, "flag", place);
  out.flag = flag_index(flag, place);
  flags_used_.push_back(flag);
  if (!line.contains("when") || !line["when"].is_array() || line["when"].empty())
    throw Fault(place, "needs \"when\", a list of grounds");
  for (std::size_t i = 0; i < line["when"].size(); ++i)
    out.when.push_back(conditions_.read(line["when"][i], fmt::format("{}/when/{}", place, i)));
  for (const Condition& condition : out.when) {
    out.rests_on_evidence |= rests_on<EvidenceReached, RegionsReached, RespiratoryEvidence, SecondStep>(condition);
    out.rests_on_symptoms |= rests_on<SymptomsWorse, WorseOnTreatment, NoRecovery>(condition);
  }
  for (Condition& ground : out.when) {
    if (auto* regions = std::get_if<RegionsReached>(&ground.what))
      regions->kept_by = latch_among(out.when, regions->evidence_at_least);
  }
  out.unless_examined = line.value("unless_examined", false);
  const std::string answered = line.value("answered_by", "nothing");
  if (answered != "nothing" && answered != "examination" && answered != "repeat")
    throw Fault(place, "\"answered_by\" is examination or repeat");
  out.answered_by = answered == "examination" ? AnsweredBy::examination
                    : answered == "repeat"    ? AnsweredBy::repeat
                                              : AnsweredBy::nothing;
  if (level == Disposition::emergency && out.answered_by == AnsweredBy::nothing)
    throw Fault(place, "an emergency says by what it is answered (\"answered_by\")");
  return out;
}

Rule PathwayReader::read_rule(const Json& rule, const std::string& place) {
  only_keys(rule, {"id", "level", "act_within_days", "mark", "source", "action", "lines"}, place);
  Rule out;
  out.id = text_in(rule, "id", place);
  const auto level = disposition_named(text_in(rule, "level", place));
  if (!level || *level < Disposition::reassess)
    throw Fault(place, "\"level\" is reassess, refer_routine, refer_urgent or emergency");
  out.level = *level;
  out.act_within_days = whole_in(rule, "act_within_days", place);
  out.mark = text_in(rule, "mark", place);
  for (const Json& source : rule.value("source", Json::array())) {
    const std::string key = source.get<std::string>();
    if (!document_.at("sources").contains(key))
      throw Fault(place, fmt::format("source \"{}\" is not among \"sources\"", key));
    out.sources.push_back(document_["sources"][key].get<std::string>());
  }
  if (out.sources.empty()) throw Fault(place, "needs a \"source\"");
  out.action = rule.value("action", "");
  if (out.level == Disposition::emergency && out.action.empty()) throw Fault(place, "an emergency needs an \"action\"");
  if (!rule.contains("lines") || rule["lines"].empty()) throw Fault(place, "needs \"lines\"");
  for (std::size_t i = 0; i < rule["lines"].size(); ++i)
    out.lines.push_back(read_line(rule["lines"][i], fmt::format("{}/lines/{}", place, i), out.level));
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
    const auto& used = conditions_.sets_used();
    if (std::find(used.begin(), used.end(), name) == used.end()) {
      pathway_.doubts_.push_back(fmt::format("set \"{}\": nothing uses it", name));
    }
  }
}

Pathway PathwayReader::read() {
  only_keys(document_,
            {"$schema", "id", "version", "title", "status", "sources", "terms", "sets", "alerts", "points",
             "default_point", "flags", "rules"},
            "document");
  if (catalogue_.signs().size() > signs_max)
    throw Fault("document", "the catalogue has more signs than a rule can name");
  pathway_.id_ = text_in(document_, "id", "document");
  pathway_.version_ = text_in(document_, "version", "document");
  read_terms();
  if (document_.contains("alerts")) pathway_.alert_terms_ = alert_terms_in(document_["alerts"]);
  read_points();
  read_flags();
  for (const std::string& point : pathway_.points_) {
    conditions_.begin_point(point);
    std::vector<Rule> rules;
    for (const Json& rule : document_.at("rules")) {
      const std::string id = rule.value("id", "?");
      const auto& before = conditions_.rule_ids();
      if (std::find(before.begin(), before.end(), id) != before.end()) throw Fault("rules/" + id, "stands twice");
      rules.push_back(read_rule(rule, "rules/" + id));
      conditions_.add_rule(id);
    }
    pathway_.latches_ = conditions_.latches();
    pathway_.rules_by_point_.push_back(std::move(rules));
  }
  for (FlagRule& flag : pathway_.flags_) {
    for (const Rule& rule : pathway_.rules_by_point_.front()) {
      for (const Line& line : rule.lines) {
        if (pathway_.flags_[line.flag].id != flag.id || flag.source.find(rule.id + ":") != std::string::npos) continue;
        flag.source += fmt::format("{}{}: {} [{}]", flag.source.empty() ? "" : "; ", rule.id,
                                   fmt::join(rule.sources, "; "), rule.mark);
      }
    }
  }
  doubt_what_nothing_uses();
  return std::move(pathway_);
}

Result<Pathway> Pathway::parse(std::string_view pathway_json, std::string_view detector_json,
                               const Catalogue& catalogue) {
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
