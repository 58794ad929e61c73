#include "pathway/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "myotrend/trend/ordinal.h"
#include "myotrend/trend/reference_change.h"
#include "pathway/explanation.h"

namespace myotrend::pathway {

using trend::Stream;

namespace {

constexpr std::size_t ids_shown = 5;
constexpr double lab_confidence_pct = 95;  // of the reference change value: the field's convention

std::string id_of(const Picture& picture, std::uint32_t reading) {
  return fact_id(*picture.history, key_of(picture.readings[reading]));
}

/// The newest readings of a measure at the walk's instant, oldest first; at most a few.
std::vector<std::string> newest_ids(const Walk& walk, const Picture& picture, MeasureCode measure) {
  std::vector<std::string> ids;
  for (std::size_t i = picture.readings.size(); i-- > 0 && ids.size() < ids_shown;) {
    const Reading& reading = picture.readings[i];
    if (reading.effective <= walk.now() && picture.history->series[reading.series].measure == measure)
      ids.push_back(id_of(picture, static_cast<std::uint32_t>(i)));
  }
  std::reverse(ids.begin(), ids.end());
  return ids;
}

/// How a measure moves, for the reason it is set aside: `better: mean 1.1 in ...`; empty when it was not judged.
std::string motion_of(const std::vector<MeasureJudged>& measures, const Measure& measure) {
  for (const MeasureJudged& judged : measures) {
    if (judged.measure != measure.code || judged.direction == "too_little_data") continue;
    const std::string begin = measure.title + ": ";
    if (judged.text.starts_with(begin)) return judged.text.substr(begin.size());
  }
  return {};
}

void set_aside_scores(const Walk& walk, const Picture& picture, const std::vector<MeasureJudged>& measures,
                      std::vector<SetAside>& out) {
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  std::vector<bool> seen(catalogue.measures().size(), false);
  for (const Reading& reading : picture.readings) {
    if (reading.effective <= walk.now() && !reading.could_not())
      seen[picture.history->series[reading.series].measure.index()] = true;
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Measure& measure = catalogue.measures()[i];
    if (!seen[i] || (measure.role != Role::symptom && measure.role != Role::twitch)) continue;
    std::string reason = measure.role == Role::twitch
                             ? "twitches and cramps alone are no ground for a referral"
                             : "a symptom score is no measurement of strength and never enters the evidence";
    if (const std::string motion = motion_of(measures, measure); !motion.empty()) reason += "; " + motion;
    out.push_back({measure.code, reason, newest_ids(walk, picture, catalogue.measure_at(i))});
  }
}

void set_aside_ck(const Walk& walk, const Picture& picture, std::vector<SetAside>& out) {
  const Draw* newest = walk.ck().newest();
  if (!newest) return;
  const Measure& measure = (*walk.rulebook().catalogue)[*walk.rulebook().catalogue->measure("ck")];
  std::string reason;
  if (!newest->rested) {
    reason = "drawn within days of exercise, an injection or an injury: not comparable";
  } else if (walk.ck().draws().size() >= 2 && measure.cv_within_pct && measure.cv_analytical_pct) {
    const Draw& before = walk.ck().draws()[walk.ck().draws().size() - 2];
    const trend::LabVariation variation{*measure.cv_within_pct / 100, *measure.cv_analytical_pct / 100};
    const trend::ReferenceChange limits =
        trend::reference_change(variation, lab_confidence_pct / 100, trend::Sides::two);
    const double change = newest->value / before.value - 1;
    if (change <= limits.up && change >= limits.down) {
      reason = fmt::format("changed by {:+.0f} %, within the reference change value of {:+.0f} to {:+.0f} %",
                           100 * change, 100 * limits.down, 100 * limits.up);
    }
  }
  if (reason.empty() && newest->value <= newest->upper_limit)
    reason = "within the upper limit; creatine kinase is no marker of progression";
  if (!reason.empty()) out.push_back({"ck", reason, {id_of(picture, newest->reading)}});
}

}  // namespace

std::vector<SetAside> set_aside(const Walk& walk, const Picture& picture, const std::vector<MeasureJudged>& measures) {
  std::vector<SetAside> out;
  set_aside_scores(walk, picture, measures, out);
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  for (const StandingSign& sign : walk.signs().all()) {
    if ((!sign.by_clinician && !sign.by_patient) || catalogue[sign.sign].code != "limb-fasciculation") continue;
    out.push_back({"limb-fasciculation",
                   "twitches alone are no ground for a referral",
                   {fact_id(*picture.history, key_of(picture.signs[SignBook::fact(sign, By::anyone)]))}});
  }
  set_aside_ck(walk, picture, out);
  for (const MeasureJudged& judged : measures) {
    if (judged.method == "reference_change" && judged.measure != "ck")
      out.push_back({judged.measure, judged.text, judged.readings});
  }
  return out;
}

std::vector<RegionSigns> region_signs(const Walk& walk) {
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  std::vector<RegionSigns> out;
  for (const Region region : {Region::bulbar, Region::cervical, Region::thoracic, Region::lumbosacral, Region::none}) {
    RegionSigns signs{region, {}, {}};
    for (const StandingSign& sign : walk.signs().all()) {
      if (!sign.by_clinician || sign.region != region) continue;
      const Sign& spec = catalogue[sign.sign];
      auto& list = spec.neuron == MotorNeuron::upper ? signs.upper : signs.lower;
      if (spec.neuron != MotorNeuron::neither && std::find(list.begin(), list.end(), spec.code) == list.end())
        list.push_back(spec.code);
    }
    if (!signs.upper.empty() || !signs.lower.empty()) out.push_back(std::move(signs));
  }
  return out;
}

namespace {

/// The means of the first and of the last four weeks with readings, as the course of a diary item is told elsewhere.
std::optional<std::pair<double, double>> first_and_last_weeks(const SymptomTrack& track) {
  constexpr std::size_t compared = 4;
  std::vector<trend::TimedValue> values;
  for (const SymptomPoint& point : track.points)
    values.push_back({static_cast<double>((point.day - track.points.front().day).count()), point.value});
  const auto weeks = trend::weekly_medians(values);
  if (weeks.size() < 2 * compared) return std::nullopt;
  double first = 0, last = 0;
  for (std::size_t i = 0; i < compared; ++i) {
    first += weeks[i].mean / compared;
    last += weeks[weeks.size() - 1 - i].mean / compared;
  }
  return std::pair{first, last};
}

}  // namespace

std::string symptom_sentence(const Walk& walk) {
  constexpr int window = 28;
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  std::vector<std::string> eased, worse;
  for (const SymptomTrack& track : walk.symptoms().tracks()) {
    if (track.points.empty()) continue;
    const Day first = track.points.front().day, last = track.points.back().day;
    if (last - first < days{3 * window}) continue;
    const auto weeks = first_and_last_weeks(track);
    if (!weeks) continue;
    const auto& [then, now] = *weeks;
    const double threshold = track.important_change.value_or(1) / 2;
    const double change = (now - then) * track.worse_sign;
    // What was logged long ago is never shown as how things are now.
    const bool stale = last + days{window} < walk.today();
    const std::string when = stale ? fmt::format("in the weeks to {}", plain_text(last)) : "now";
    const std::string text = fmt::format("{}: {:.1f} then, {:.1f} {}", catalogue[track.measure].title, then, now, when);
    if (change <= -threshold) eased.push_back(text);
    if (change >= threshold) worse.push_back(text);
  }
  std::string out;
  if (!eased.empty()) out += fmt::format("Symptoms have eased since logging began ({}).", fmt::join(eased, "; "));
  if (!worse.empty())
    out +=
        fmt::format("{}Symptoms have grown since logging began ({}).", out.empty() ? "" : " ", fmt::join(worse, "; "));
  return out;
}

}  // namespace myotrend::pathway
