#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/pathway/assessment.h"
#include "record/sha256.h"

namespace myotrend {

using Json = nlohmann::ordered_json;

namespace {

constexpr int log_ratio_max = 690;  // e^690 is still a number

/// Six significant digits; what is no number has no place in an assessment and is shown as null.
Json figure(double value) {
  if (!std::isfinite(value)) return nullptr;
  const double rounded = std::stod(fmt::format("{:.6g}", value));
  if (rounded == std::floor(rounded) && std::abs(rounded) < 1e15) return static_cast<std::int64_t>(rounded);
  return rounded;
}

Json pair_of(const std::pair<double, double>& interval) {
  return Json::array({figure(interval.first), figure(interval.second)});
}

/// Of a unit that strength is followed in, as a part of a key.
std::string_view key_word_of(Unit unit) {
  switch (unit) {
    case Unit::cm_water: return "cm_water";
    case Unit::litre: return "litre";
    case Unit::percent: return "pct_predicted";
    default: return "kg";
  }
}

class AssessmentWriter {
 public:
  explicit AssessmentWriter(const Assessment& assessment) : a_(assessment) {}

  Json write() const {
    Json out;
    out["schema"] = "myotrend.assessment/1";
    out["patient"] = a_.patient.text;
    out["as_of"] = time(a_.as_of);
    out["pathway"] = {{"id", a_.pathway.id},
                      {"version", a_.pathway.version},
                      {"sha256", a_.pathway.sha256},
                      {"point", a_.pathway.point}};
    out["input_sha256"] = a_.input_sha256;
    out["disposition"] = word_of(a_.disposition);
    out["since"] = time(a_.since);
    out["summary"] = a_.summary;
    out["flags"] = list(a_.flags, [this](const Flag& flag) { return write(flag); });
    out["rules"] = list(a_.rules, [this](const RuleHeld& rule) { return write(rule); });
    out["ended"] = list(a_.ended, [this](const RuleEnded& rule) {
      return Json{{"id", rule.id}, {"flag", rule.flag}, {"level", word_of(rule.level)}, {"ended", time(rule.ended)}};
    });
    out["care_ended"] = a_.care_ended.empty() ? Json(nullptr) : Json(a_.care_ended);
    out["set_aside"] = list(a_.set_aside, [](const SetAside& aside) {
      return Json{{"what", aside.what}, {"reason", aside.reason}, {"readings", aside.readings}};
    });
    out["missing"] = list(a_.missing, [](const Missing& missing) { return write(missing); });
    out["data_quality"] = list(a_.data_quality, [](const DataQuality& quality) {
      return Json{{"kind", word_of(quality.kind)},
                  {"readings", quality.readings},
                  {"text", quality.text},
                  {"action", quality.action}};
    });
    out["regions"] = list(a_.regions, [](const RegionSigns& signs) {
      return Json{{"region", signs.region == Region::none ? "not told" : word_of(signs.region)},
                  {"upper_motor_neuron", signs.upper},
                  {"lower_motor_neuron", signs.lower}};
    });
    out["evidence_ratio"] = figure(std::exp(std::min(a_.log_evidence_ratio, double{log_ratio_max})));
    out["onset"] = a_.onset ? Json(iso_text(*a_.onset)) : Json(nullptr);
    out["onset_interval_90"] =
        a_.onset_interval_90
            ? Json::array({iso_text(a_.onset_interval_90->first), iso_text(a_.onset_interval_90->second)})
            : Json(nullptr);
    out["trends"] = list(a_.trends, [](const StreamTrend& trend) { return write(trend); });
    out["measures"] = list(a_.measures, [](const MeasureJudged& judged) { return write(judged); });
    out["power"] = list(a_.power, [](const LossSeen& seen) {
      return Json{{"loss", seen.loss},
                  {"rate_pct_per_month", figure(seen.rate_pct_per_month)},
                  {"within_days", figure(seen.within_days)},
                  {"probability", figure(seen.probability)},
                  {"text", seen.text}};
    });
    return out;
  }

 private:
  template <class Items, class Write>
  static Json list(const Items& items, const Write& write) {
    Json out = Json::array();
    for (const auto& item : items) out.push_back(write(item));
    return out;
  }

  std::string time(Instant at) const { return iso_text(at, a_.zone); }
  Json maybe_time(const std::optional<Instant>& at) const { return at ? Json(time(*at)) : Json(nullptr); }

  Json write(const Flag& flag) const {
    return {{"id", flag.id},
            {"title", flag.title},
            {"state", word_of(flag.state)},
            {"level", word_of(flag.level)},
            {"evidence", list(flag.evidence, [this](const Evidence& evidence) { return write(evidence); })},
            {"source", flag.source}};
  }

  Json write(const RuleHeld& rule) const {
    return {{"id", rule.id},
            {"flag", rule.flag},
            {"level", word_of(rule.level)},
            {"since", time(rule.since)},
            {"act_within_days", rule.act_within_days},
            {"newest_ground", time(rule.newest_ground)}};
  }

  Json write(const Evidence& evidence) const {
    Json out;
    out["kind"] = word_of(evidence.kind);
    if (!evidence.measure.empty()) out["measure"] = evidence.measure;
    if (!evidence.sign.empty()) out["sign"] = evidence.sign;
    if (evidence.side != Side::none) out["side"] = word_of(evidence.side);
    if (evidence.region != Region::none) out["region"] = word_of(evidence.region);
    for (const auto& [name, value] : evidence.figures) out[name] = figure(value);
    for (const auto& [name, interval] : evidence.intervals) out[name] = pair_of(interval);
    out["readings"] = evidence.readings;
    out["from"] = maybe_time(evidence.from);
    out["to"] = maybe_time(evidence.to);
    out["text"] = evidence.text;
    return out;
  }

  static Json write(const Missing& missing) {
    Json out{{"what", missing.what},
             {"text", missing.text},
             {"last_days_ago", missing.last_days_ago ? figure(*missing.last_days_ago) : Json(nullptr)},
             {"answer_expected", missing.answer_expected ? Json(iso_text(*missing.answer_expected)) : Json(nullptr)}};
    if (missing.tests_needed) out["tests_needed"] = *missing.tests_needed;
    if (missing.days_until_answer) out["days_until_answer"] = figure(*missing.days_until_answer);
    return out;
  }

  static Json write(const MeasureJudged& judged) {
    Json out{{"measure", judged.measure}};
    if (judged.side != Side::none) out["side"] = word_of(judged.side);
    if (!judged.muscle.empty()) out["muscle"] = judged.muscle;
    out["method"] = judged.method;
    out["direction"] = judged.direction;
    for (const auto& [name, value] : judged.figures) out[name] = figure(value);
    out["readings"] = judged.readings;
    out["text"] = judged.text;
    return out;
  }

  static Json write(const StreamTrend& trend) {
    Json out{{"measure", trend.measure}};
    if (trend.side != Side::none) out["side"] = word_of(trend.side);
    out["slope_pct_per_month"] = figure(trend.slope_pct_per_month);
    out["interval_95_pct_per_month"] = pair_of(trend.interval_95_pct_per_month);
    const std::string_view unit = key_word_of(trend.unit);
    out[fmt::format("slope_{}_per_month", unit)] = figure(trend.slope_per_month);
    out[fmt::format("interval_95_{}_per_month", unit)] = pair_of(trend.interval_95_per_month);
    out["loss_pct"] = figure(trend.loss_pct);
    out["probability"] = figure(trend.probability);
    out[fmt::format("level_now_{}", unit)] = figure(trend.level_now);
    out["readings"] = trend.readings;
    return out;
  }

  const Assessment& a_;
};

}  // namespace

std::string json_of(const Assessment& assessment) {
  return AssessmentWriter(assessment).write().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string sha256_of(const Assessment& assessment) {
  return hex_text(sha256_of(std::string_view(json_of(assessment))));
}

}  // namespace myotrend
