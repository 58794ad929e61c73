#include "pathway/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

void set_aside_scores(const Walk& walk, const Picture& picture, std::vector<SetAside>& out) {
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  std::vector<bool> seen(catalogue.measures().size(), false);
  for (const Reading& reading : picture.readings) {
    if (reading.effective <= walk.now() && !reading.could_not())
      seen[picture.history->series[reading.series].measure.index()] = true;
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Measure& measure = catalogue.measures()[i];
    if (!seen[i] || (measure.role != Role::symptom && measure.role != Role::twitch)) continue;
    const char* reason = measure.role == Role::twitch
                             ? "twitches and cramps alone are no ground for a referral"
                             : "a symptom score is no measurement of strength and never enters the evidence";
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

Missing missing_strength(const Walk& walk) {
  const StrengthBook& strength = walk.strength();
  const Terms& terms = walk.rulebook().pathway->terms();
  if (strength.kept() == 0) {
    return {"grip",
            "No strength measured. Two grip tests a week on each hand for four weeks are enough for a first answer.",
            std::nullopt, walk.today() + days{static_cast<int>(terms.record_days)}};
  }
  const double age = days_between(*strength.newest_kept(), walk.now());
  const double span = days_between(*strength.first_kept(), *strength.newest_kept());
  const int readings_short = std::max(0, terms.record_readings - strength.kept());
  const double days_short = std::max(0.0, terms.record_days - span);
  // Two sessions of both hands a week give four readings in seven days.
  const double wait = std::max(days_short - age, std::ceil(static_cast<double>(readings_short * 7) / 4));
  Missing out{"grip", "", age, walk.today() + days{static_cast<int>(std::ceil(std::max(wait, 0.0)))}};
  if (readings_short > 0 || days_short > 0) {
    out.text = fmt::format("{} strength readings over {:.0f} days so far; at least {} over {:.0f} days are needed.",
                           strength.kept(), span, terms.record_readings, terms.record_days);
  } else if (age > terms.stale_after_days) {
    out.text = fmt::format("The last strength test was {:.0f} days ago. A new one is needed to tell.", age);
  } else {
    out.text =
        "Every strength reading of the last weeks was in doubt (unit, device?). A test with the usual device is "
        "needed.";
  }
  return out;
}

void missing_examinations(const Walk& walk, std::vector<Missing>& out) {
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  struct Asked {
    const char* what;
    const char* text;
    std::initializer_list<const char*> signs;
  };
  for (const Asked& asked : {Asked{"reflexes",
                                   "Reflexes and tone were never examined.",
                                   {"hyperreflexia", "reduced-reflex", "absent-reflex", "babinski", "spasticity"}},
                             Asked{"swallowing-and-speech",
                                   "Speech and swallowing were never examined.",
                                   {"dysarthria", "dysphagia", "choking"}},
                             Asked{"legs",
                                   "Legs were never examined: foot drop and falls are not seen by a grip test.",
                                   {"foot-drop", "falls"}},
                             Asked{"muscle-bulk", "Muscle wasting was never looked for.", {"atrophy", "split-hand"}}}) {
    const bool looked = std::any_of(asked.signs.begin(), asked.signs.end(), [&](const char* code) {
      const auto sign = catalogue.sign(code);
      return sign && walk.signs().looked_for_by_clinician().test(sign->index());
    });
    if (!looked) out.push_back({asked.what, asked.text, std::nullopt, std::nullopt});
  }
  if (walk.strength().levels(Stream::mip).points().empty()) {
    out.push_back({"mip", "Inspiratory pressure was never measured: breathing muscles can weaken before the hands.",
                   std::nullopt, std::nullopt});
  }
}

std::string unit_doubt(const Walk& walk, const Picture& picture, const SetAsideReading& aside) {
  const Reading& reading = picture.readings[aside.reading];
  const Series& series = picture.history->series[reading.series];
  return fmt::format("{} {:.4g} {} on {} is off by a factor of about {:.3g}: told in another unit?",
                     stream_name(aside.stream), reading.value, word_of(series.unit),
                     plain_text(walk.patient().zone.day_of(reading.effective)), aside.factor);
}

void quality_of_strength(const Walk& walk, const Picture& picture, std::vector<DataQuality>& out) {
  for (const SetAsideReading& aside : walk.strength().set_aside()) {
    const Reading& reading = picture.readings[aside.reading];
    const std::string day = plain_text(walk.patient().zone.day_of(reading.effective));
    DataQuality entry;
    entry.readings.push_back(id_of(picture, aside.reading));
    if (aside.why == SetAsideReading::Why::unit) {
      entry.kind = DataQualityKind::unit;
      entry.text = unit_doubt(walk, picture, aside);
      entry.action =
          "Left out of the judgement. If the unit is wrong, correct the reading; if the value is right, repeat the "
          "test.";
    } else if (aside.why == SetAsideReading::Why::hard_range) {
      entry.kind = DataQualityKind::outside_hard_range;
      entry.text = fmt::format("{} {:.4g} on {} lies outside of what can be measured.", stream_name(aside.stream),
                               reading.value, day);
      entry.action = "Held out. Correct the reading if the unit is wrong.";
    } else {
      entry.kind = DataQualityKind::held;
      entry.text =
          fmt::format("{} {:.4g} on {} is far from what was expected.", stream_name(aside.stream), reading.value, day);
      entry.action = "Held: it is not believed alone. Three in a row would be taken as a step.";
    }
    out.push_back(std::move(entry));
  }
  for (const Step& step : walk.strength().steps()) {
    out.push_back({DataQualityKind::abrupt_step,
                   {id_of(picture, step.reading)},
                   fmt::format("{} {} at once on {}.", stream_name(step.stream), step.drop ? "dropped" : "rose",
                               plain_text(walk.patient().zone.day_of(step.at))),
                   step.healed
                       ? "The level was learnt anew; it is back where it was."
                       : "The level was learnt anew, so a step is not taken for a decline. Injury, device or unit?"});
  }
}

void quality_of_entries(const Walk& walk, const Picture& picture, std::vector<DataQuality>& out) {
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  for (const Shadowed& pair : picture.shadowed) {
    if (pair.reading.effective > walk.now()) continue;
    const Series& series = picture.history->series[pair.reading.series];
    out.push_back({DataQualityKind::duplicate_slot,
                   {fact_id(*picture.history, key_of(pair.counted)), fact_id(*picture.history, key_of(pair.reading))},
                   fmt::format("{}: two values for the same time, {:.4g} and {:.4g}.", catalogue[series.measure].title,
                               pair.counted.value, pair.reading.value),
                   "The one recorded first counts. Retract the wrong one."});
  }
  for (std::size_t i = 0; i < picture.readings.size(); ++i) {
    const Reading& reading = picture.readings[i];
    if (reading.effective > walk.now() || reading.could_not()) continue;
    const Series& series = picture.history->series[reading.series];
    const Measure& measure = catalogue[series.measure];
    const MeasureForm* form = catalogue.form(series.measure, series.unit);
    const std::string id = id_of(picture, static_cast<std::uint32_t>(i));
    if (form && form->hard && !form->hard->holds(reading.value) && !StrengthBook::stream_of(catalogue, series)) {
      out.push_back({DataQualityKind::outside_hard_range,
                     {id},
                     fmt::format("{} {:.4g} lies outside of what can be measured.", measure.title, reading.value),
                     "Held out. Correct the reading if the unit is wrong."});
    } else if (form && form->soft && !form->soft->holds(reading.value) &&
               (!form->hard || form->hard->holds(reading.value))) {
      out.push_back({DataQualityKind::outside_soft_range,
                     {id},
                     fmt::format("{} {:.4g} {} is unusual.", measure.title, reading.value, word_of(series.unit)),
                     "Kept. Please confirm it."});
    }
    if (measure.positive_magnitude && reading.told_value < 0) {
      out.push_back({DataQualityKind::sign_of_pressure,
                     {id},
                     fmt::format("{} was told as a negative number.", measure.title),
                     "Taken as its magnitude."});
    }
  }
  for (const Episode& change : walk.episodes().of(EventKind::device_change)) {
    out.push_back(
        {DataQualityKind::device_change,
         {fact_id(*picture.history, key_of(picture.events[change.event]))},
         fmt::format("A device change was declared on {}.", plain_text(walk.patient().zone.day_of(change.start))),
         "Both levels may shift; the evidence allows for it."});
  }
}

}  // namespace

std::vector<SetAside> set_aside(const Walk& walk, const Picture& picture) {
  std::vector<SetAside> out;
  set_aside_scores(walk, picture, out);
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  for (const StandingSign& sign : walk.signs().all()) {
    if ((!sign.by_clinician && !sign.by_patient) || catalogue[sign.sign].code != "limb-fasciculation") continue;
    out.push_back({"limb-fasciculation",
                   "twitches alone are no ground for a referral",
                   {fact_id(*picture.history, key_of(picture.signs[SignBook::fact(sign, By::anyone)]))}});
  }
  set_aside_ck(walk, picture, out);
  return out;
}

std::vector<Missing> missing(const Walk& walk, const Picture&) {
  std::vector<Missing> out;
  if (const std::string why = walk.out_of_scope(); !why.empty()) {
    out.push_back(
        {"scope", fmt::format("Not judged: {}. This pathway was not made for it.", why), std::nullopt, std::nullopt});
    return out;
  }
  if (walk.too_little()) out.push_back(missing_strength(walk));
  missing_examinations(walk, out);
  return out;
}

std::vector<DataQuality> data_quality(const Walk& walk, const Picture& picture) {
  std::vector<DataQuality> out;
  quality_of_strength(walk, picture, out);
  quality_of_entries(walk, picture, out);
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

std::string symptom_sentence(const Walk& walk) {
  constexpr int window = 28;
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  std::vector<std::string> eased, worse;
  for (const SymptomTrack& track : walk.symptoms().tracks()) {
    if (track.points.empty()) continue;
    const Day first = track.points.front().day, last = track.points.back().day;
    if (last - first < days{3 * window}) continue;
    const auto mean = [&](Day from, Day to) {
      double sum = 0;
      int n = 0;
      for (const SymptomPoint& point : track.points) {
        if (point.day < from || point.day > to) continue;
        sum += point.value;
        ++n;
      }
      return n >= 4 ? std::optional(sum / n) : std::nullopt;
    };
    const auto then = mean(first, first + days{window - 1}), now = mean(last - days{window - 1}, last);
    if (!then || !now) continue;
    const double threshold = track.important_change.value_or(1) / 2;
    const double change = (*now - *then) * track.worse_sign;
    // What was logged long ago is never shown as how things are now.
    const bool stale = last + days{window} < walk.today();
    const std::string when = stale ? fmt::format("in the weeks to {}", plain_text(last)) : "now";
    const std::string text =
        fmt::format("{} {:.1f} then, {:.1f} {}", catalogue[track.measure].title, *then, *now, when);
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
