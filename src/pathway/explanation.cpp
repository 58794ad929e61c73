#include "pathway/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pathway/evaluation.h"

namespace myotrend::pathway {

using trend::Stream;

namespace {

constexpr double log_ratio_max = 690;  // e^690 is still a number
constexpr std::size_t readings_shown = 12;

/// Writes the evidence for conditions; one per explanation.
class Explainer {
 public:
  Explainer(const Walk& walk, const Picture& picture)
      : walk_(walk), picture_(picture), catalogue_(*walk.rulebook().catalogue) {}

  std::vector<Evidence> take() { return std::move(evidence_); }
  void explain(const Condition& condition) {
    std::visit([this](const auto& what) { add(what); }, condition.what);
  }

 private:
  std::string id(const Reading& reading) const { return fact_id(*picture_.history, key_of(reading)); }
  std::string date(Instant at) const { return plain_text(walk_.patient().zone.day_of(at)); }
  const Reading& reading(std::uint32_t index) const { return picture_.readings[index]; }
  const Measure& measure_of(const Reading& r) const { return catalogue_[picture_.history->series[r.series].measure]; }

  Evidence of_reading(EvidenceKind kind, std::uint32_t index) const {
    const Reading& r = reading(index);
    const Series& series = picture_.history->series[r.series];
    Evidence out;
    out.kind = kind;
    out.measure = catalogue_[series.measure].code;
    out.side = series.side;
    out.region = series.region;
    out.readings.push_back(id(r));
    out.from = out.to = r.effective;
    return out;
  }

  void add(const SignStands& condition);
  void add(const EvidenceReached& condition);
  void add(const RegionsReached& condition);
  void add(const RespiratoryEvidence& condition);
  void add(const LevelLow& condition);
  void add(const BothHandsLow& condition);
  void add(const CkHigh& condition);
  void add(const SymptomAtLeast& condition);
  void add(const EventOpen& condition);
  void add(const MrcFall& condition);
  void add(const SymptomsWorse& condition);
  void add(const WorseOnTreatment& condition);
  void add(const NoRecovery& condition);
  void add(const AbruptStep& condition);
  void add(const SecondStep& condition);
  void add(const CouldNot& condition);
  void add(const Unanswered& condition);
  void add(const Negation&) {}
  void add(const AnyOf& condition);
  void add_worse(const WorseWeeks& worse, const std::string& against);
  void add_step(const Step& step, const std::string& begin);

  const Walk& walk_;
  const Picture& picture_;
  const Catalogue& catalogue_;
  std::vector<Evidence> evidence_;
};

std::string place_of(const StandingSign& sign) {
  std::string out;
  if (sign.side != Side::none) out += fmt::format(" {}", word_of(sign.side));
  if (sign.region != Region::none) out += fmt::format(" {}", word_of(sign.region));
  if (!sign.muscle.empty()) out += fmt::format(" {}", sign.muscle);
  return out.empty() ? out : " (" + out.substr(1) + ")";
}

void Explainer::add(const SignStands& condition) {
  for (const StandingSign& sign : walk_.signs().all()) {
    if (!condition.signs.test(sign.sign.index()) || !walk_.signs().stands(sign, condition.by)) continue;
    if (condition.began_within_days &&
        !within(walk_.now(), SignBook::began(sign, condition.by), *condition.began_within_days))
      continue;
    if (condition.found_within_days &&
        !within(walk_.now(), SignBook::found(sign, condition.by), *condition.found_within_days))
      continue;
    const SignFinding& fact = picture_.signs[SignBook::fact(sign, condition.by)];
    const bool clinician = picture_.history->sites[fact.site].source == Source::clinician;
    Evidence out;
    out.kind = EvidenceKind::sign;
    out.sign = catalogue_[sign.sign].code;
    out.side = sign.side;
    out.region = sign.region;
    out.readings.push_back(fact_id(*picture_.history, key_of(fact)));
    out.from = SignBook::began(sign, condition.by);
    out.to = fact.effective;
    out.text = fmt::format("{}{} {} {}", catalogue_[sign.sign].title, place_of(sign),
                           clinician ? "found by a clinician on" : "reported by the patient on", date(fact.effective));
    evidence_.push_back(std::move(out));
  }
}

void Explainer::add(const EvidenceReached& condition) {
  const Look& look = walk_.strength().last_look();
  Evidence out;
  out.kind = EvidenceKind::trend;
  out.figures.emplace_back("evidence_ratio", std::exp(std::min(look.log_e, log_ratio_max)));
  out.figures.emplace_back("evidence_ratio_strength_only", std::exp(std::min(look.log_e_strength, log_ratio_max)));
  if (strength_speaks(walk_)) {
    const auto& posterior = walk_.strength().posterior();
    const Stream stream = posterior->most_affected;
    const auto& most = posterior->of(stream);
    out.measure = trend::measure_code_of(stream);
    out.side = stream == Stream::right_grip ? Side::right : stream == Stream::left_grip ? Side::left : Side::none;
    const double level = walk_.strength().expected(stream);
    out.figures.emplace_back("slope_pct_per_month", -most.rate_mean);
    out.intervals.emplace_back("interval_95_pct_per_month", std::pair{-most.rate_95.high, -most.rate_95.low});
    // Of vital capacity per cent say it all: it is told in litres or in per cent of predicted.
    if (stream != Stream::fvc) {
      out.figures.emplace_back(trend::is_grip(stream) ? "slope_kg_per_month" : "slope_cm_water_per_month",
                               -most.rate_mean * level / 100);
    }
    out.figures.emplace_back("loss_pct", 100 * most.loss_mean);
    out.figures.emplace_back("probability", std::clamp(most.faster_than_1, 0.0, 1.0));
    out.from = walk_.patient().zone.start_of(day_since_origin(walk_, posterior->onset_most_probable));
    const auto& points = walk_.strength().levels(stream).points();
    for (auto it = points.rbegin(); it != points.rend() && out.readings.size() < readings_shown; ++it) {
      if (it->valid) out.readings.push_back(id(reading(it->reading)));
    }
    std::reverse(out.readings.begin(), out.readings.end());
  }
  out.to = walk_.strength().newest_kept();
  const double ratio = std::exp(std::min(look.log_e, log_ratio_max));
  const std::string sentence = decline_sentence(walk_);
  out.text = fmt::format("{}{}evidence ratio {} for a decline that began at an unknown time", sentence,
                         sentence.empty() ? "" : "; ", ratio_words(ratio));
  if (sentence.empty()) {
    const double alone = std::exp(std::min(look.log_e_strength, log_ratio_max));
    out.text += fmt::format(", {} by strength alone: no clear fall of strength itself", ratio_words(alone));
  }
  if (ratio < condition.at_least) out.text += "; it was higher, and stays until a clinician has examined";
  evidence_.push_back(std::move(out));
}

void Explainer::add(const RegionsReached& condition) {
  const unsigned regions = walk_.regions_reached(condition);
  for (const Region region : {Region::bulbar, Region::cervical, Region::thoracic, Region::lumbosacral}) {
    if ((regions & (1u << static_cast<unsigned>(region))) == 0) continue;
    Evidence out;
    out.kind = EvidenceKind::sign;
    out.region = region;
    std::vector<std::string> names;
    for (const StandingSign& sign : walk_.signs().all()) {
      if (!sign.by_clinician || sign.region != region || !condition.signs.test(sign.sign.index())) continue;
      names.push_back(catalogue_[sign.sign].title);
      out.sign = catalogue_[sign.sign].code;
      out.readings.push_back(fact_id(*picture_.history, key_of(picture_.signs[sign.clinician_fact])));
    }
    if (names.empty()) {
      out.kind = EvidenceKind::trend;
      out.measure = region == Region::thoracic ? "mip" : "grip";
      names.push_back(region == Region::thoracic ? "falling inspiratory pressure" : "falling grip strength");
    }
    out.text = fmt::format("{} region: {}", word_of(region), fmt::join(names, ", "));
    evidence_.push_back(std::move(out));
  }
}

void Explainer::add(const RespiratoryEvidence& condition) {
  const auto fall = walk_.mip_fall(condition);
  if (!fall) return;
  Evidence out;
  out.kind = EvidenceKind::trend;
  out.measure = "mip";
  out.figures.emplace_back("evidence_ratio",
                           std::exp(std::min(walk_.strength().last_look().log_e_respiratory, log_ratio_max)));
  out.figures.emplace_back("fall_cm_water", *fall);
  const auto& points = walk_.strength().levels(Stream::mip).points();
  for (auto it = points.rbegin(); it != points.rend() && out.readings.size() < readings_shown; ++it)
    out.readings.push_back(id(reading(it->reading)));
  std::reverse(out.readings.begin(), out.readings.end());
  out.to = points.back().at;
  out.text = fmt::format("Fitted inspiratory pressure fell by {:.1f} cmH2O in {:.0f} days", *fall, condition.over_days);
  evidence_.push_back(std::move(out));
}

void Explainer::add(const LevelLow& condition) {
  const auto found = walk_.level_found(condition);
  if (!found) return;
  Evidence out = of_reading(EvidenceKind::level, found->point->reading);
  const Reading& r = reading(found->point->reading);
  const Unit unit = picture_.history->series[r.series].unit;
  out.figures.emplace_back("value", r.value);
  out.text = fmt::format("{} {:.4g} {} on {}", measure_of(r).title, r.value, word_of(unit), date(r.effective));
  if (found->cut_off > 0) {
    out.figures.emplace_back("cut_off", found->cut_off);
    out.text += fmt::format(", below {:.4g}", found->cut_off);
  }
  if (found->own_level) {
    const double change = 100 * (r.value / *found->own_level - 1);
    out.figures.emplace_back("own_level", *found->own_level);
    out.figures.emplace_back("change_pct", change);
    out.text += fmt::format(", {:+.0f} % against the own level of {:.4g}", change, *found->own_level);
  }
  if (found->second) {
    out.readings.insert(out.readings.begin(), id(reading(found->second->reading)));
    out.from = found->second->at;
    out.text += fmt::format("; as low on {}", date(found->second->at));
  }
  if (condition.validity == Validity::suspect) out.text += "; the reading is in doubt (unit?), so repeat it";
  evidence_.push_back(std::move(out));
}

void Explainer::add(const BothHandsLow& condition) {
  for (const Stream stream : {Stream::right_grip, Stream::left_grip}) {
    const auto low = walk_.hand_low(condition, stream);
    if (!low) continue;
    Evidence out = of_reading(EvidenceKind::level, low->last_reading);
    out.readings.insert(out.readings.begin(), id(reading(low->first_reading)));
    out.from = reading(low->first_reading).effective;
    const double change = 100 * (low->now / low->own_level - 1);
    out.figures.emplace_back("own_level", low->own_level);
    out.figures.emplace_back("value", low->now);
    out.figures.emplace_back("change_pct", change);
    out.text = fmt::format("{} {:.1f} kg, {:+.0f} % against the own level of {:.1f} kg", stream_name(stream), low->now,
                           change, low->own_level);
    evidence_.push_back(std::move(out));
  }
}

void Explainer::add(const CkHigh& condition) {
  const Draw* draw = walk_.ck().grounds(condition, walk_.episodes(), walk_.now());
  if (!draw) return;
  Evidence out = of_reading(EvidenceKind::level, draw->reading);
  out.figures.emplace_back("value_u_per_l", draw->value);
  out.figures.emplace_back("upper_limit_u_per_l", draw->upper_limit);
  out.figures.emplace_back("times_upper_limit", draw->value / draw->upper_limit);
  out.text = fmt::format("Creatine kinase {:.0f} U/L on {}, {:.1f} times the upper limit of {:.0f} U/L ({}){}",
                         draw->value, date(draw->at), draw->value / draw->upper_limit, draw->upper_limit,
                         draw->limit_of_laboratory             ? "the laboratory's"
                         : walk_.patient().sex == Sex::unknown ? "assumed: the laboratory told none, sex unknown"
                                                               : "assumed: the laboratory told none",
                         draw->rested ? ", rested" : "");
  evidence_.push_back(std::move(out));
}

void Explainer::add(const SymptomAtLeast& condition) {
  const SymptomTrack* track = walk_.symptoms().track(condition.measure);
  if (!track || track->points.empty()) return;
  Evidence out = of_reading(EvidenceKind::level, track->points.back().reading);
  out.figures.emplace_back("value", track->points.back().value);
  out.text = fmt::format("{} {:.3g} on {}", catalogue_[condition.measure].title, track->points.back().value,
                         date(track->points.back().at));
  evidence_.push_back(std::move(out));
}

void Explainer::add(const EventOpen& condition) {
  const Episode* episode = walk_.episodes().open(condition.kind, walk_.now());
  if (!episode) return;
  Evidence out;
  out.kind = EvidenceKind::event;
  out.readings.push_back(fact_id(*picture_.history, key_of(picture_.events[episode->event])));
  out.from = episode->start;
  out.text = fmt::format("{} on {}, still open", word_of(condition.kind), date(episode->start));
  evidence_.push_back(std::move(out));
}

void Explainer::add(const MrcFall&) {
  const GradeTrack* fall = walk_.function().fall();
  if (!fall) return;
  Evidence out = of_reading(EvidenceKind::level, fall->last_reading);
  const Series& series = picture_.history->series[fall->series];
  out.readings.insert(out.readings.begin(), id(reading(fall->first_reading)));
  out.from = fall->fell_at;
  out.figures.emplace_back("value", fall->value);
  out.figures.emplace_back("best_before", fall->best);
  out.text = fmt::format("{}{}{} {:.3g}, down from {:.3g}, seen on two visits since {}",
                         catalogue_[series.measure].title, series.muscle.empty() ? "" : " " + series.muscle,
                         series.side == Side::none ? "" : fmt::format(" {}", word_of(series.side)), fall->value,
                         fall->best, date(fall->fell_at));
  evidence_.push_back(std::move(out));
}

void Explainer::add_worse(const WorseWeeks& worse, const std::string& against) {
  Evidence out = of_reading(EvidenceKind::level, worse.last_reading);
  out.figures.emplace_back("weekly_median", worse.weeks.front());
  out.figures.emplace_back("baseline_median", worse.baseline);
  out.figures.emplace_back("weeks", static_cast<double>(worse.weeks.size()));
  out.text =
      fmt::format("{}: weekly median {:.3g} against {:.3g} {}, over {} with data", catalogue_[worse.measure].title,
                  worse.weeks.front(), worse.baseline, against,
                  worse.weeks.size() == 1 ? std::string("one week") : fmt::format("{} weeks", worse.weeks.size()));
  evidence_.push_back(std::move(out));
}

void Explainer::add(const SymptomsWorse& condition) {
  if (const auto worse = walk_.symptoms().worse(condition, walk_.today())) add_worse(*worse, "in the first four weeks");
}

void Explainer::add(const WorseOnTreatment& condition) {
  const Episode* treatment = walk_.episodes().open(EventKind::treatment_start, walk_.now());
  if (!treatment) return;
  const auto worse =
      walk_.symptoms().worse_on_treatment(condition, walk_.patient().zone.day_of(treatment->start), walk_.today());
  if (worse) add_worse(*worse, fmt::format("in the weeks before treatment began on {}", date(treatment->start)));
}

void Explainer::add(const NoRecovery& condition) {
  if (const auto still = walk_.symptoms().no_recovery(condition, walk_.today()))
    add_worse(*still, "in the first four weeks: no better since the infection");
}

void Explainer::add_step(const Step& step, const std::string& begin) {
  Evidence out = of_reading(EvidenceKind::level, step.reading);
  if (step.level_before > 0) out.figures.emplace_back("level_before", step.level_before);
  out.text = fmt::format("{} of {} on {}: injury, device or unit?", begin, stream_name(step.stream), date(step.at));
  evidence_.push_back(std::move(out));
}

void Explainer::add(const AbruptStep& condition) {
  for (const Step& step : walk_.strength().steps()) {
    if (step.drop && !step.healed && within(walk_.now(), step.at, condition.max_days)) add_step(step, "Abrupt drop");
  }
}

void Explainer::add(const SecondStep&) {
  if (!walk_.strength().steps().empty())
    add_step(walk_.strength().steps().back(), "Second abrupt drop without healing");
}

void Explainer::add(const CouldNot& condition) {
  for (const Attempt& attempt : walk_.function().failed()) {
    if (!within(walk_.now(), attempt.at, condition.within_days)) continue;
    Evidence out = of_reading(EvidenceKind::event, attempt.reading);
    out.text =
        fmt::format("{}{}: tried on {}, and could not", catalogue_[attempt.measure].title,
                    attempt.side == Side::none ? "" : fmt::format(" {}", word_of(attempt.side)), date(attempt.at));
    evidence_.push_back(std::move(out));
  }
}

void Explainer::add(const Unanswered& condition) {
  for (const std::size_t rule : condition.rules) {
    const Rule& emergency = walk_.rulebook().pathway->rules(walk_.rulebook().point)[rule];
    for (std::size_t i = 0; i < emergency.lines.size(); ++i) {
      const LineState& state = walk_.lines()[rule][i];
      if (!state.unanswered) continue;
      Evidence out;
      out.kind = EvidenceKind::event;
      out.from = out.to = state.unanswered_at;
      for (std::size_t s = 0; s < catalogue_.signs().size(); ++s) {
        if (state.signs.test(s)) out.sign = catalogue_.signs()[s].code;
      }
      out.text =
          fmt::format("{} held on {} and nobody has re-examined it since", emergency.id, date(state.unanswered_at));
      evidence_.push_back(std::move(out));
    }
  }
}

void Explainer::add(const AnyOf& condition) {
  const SignSet none;
  for (const Condition& inner : condition.any) {
    if (Evaluation(walk_, none).of(inner)) explain(inner);
  }
}

}  // namespace

std::vector<Evidence> explain(const Walk& walk, const Picture& picture, const Line& line) {
  Explainer explainer(walk, picture);
  for (const Condition& condition : line.when) explainer.explain(condition);
  return explainer.take();
}

std::vector<Evidence> explain_sign(const Walk& walk, const Picture& picture, std::string_view code) {
  const auto sign = walk.rulebook().catalogue->sign(code);
  if (!sign) return {};
  SignStands stands;
  stands.signs.set(sign->index());
  Explainer explainer(walk, picture);
  explainer.explain({stands});
  return explainer.take();
}

}  // namespace myotrend::pathway
