#include "pathway/walk.h"

#include <algorithm>
#include <bit>

#include "myotrend/record/entry.h"
#include "pathway/evaluation.h"

namespace myotrend::pathway {

namespace {

constexpr Instant never = Instant::min();

/// Calls `visit` with every condition of a line, inner ones included.
template <class Visit>
void each_condition(const Condition& condition, const Visit& visit) {
  visit(condition);
  if (const auto* any = std::get_if<AnyOf>(&condition.what)) {
    for (const Condition& inner : any->any) each_condition(inner, visit);
  } else if (const auto* negation = std::get_if<Negation>(&condition.what)) {
    each_condition(*negation->inner, visit);
  }
}

template <class... Ways>
struct Either : Ways... {
  using Ways::operator()...;
};

/// The kinds of facts that can change whether a condition holds, itself (without its inner ones).
constexpr Either facts_of{
    [](const SignStands& sign) { return sign.first_after ? touch::signs | touch::events : touch::signs; },
    [](const EvidenceReached&) { return touch::evidence; },
    [](const RegionsReached&) { return touch::signs | touch::evidence; },
    [](const RespiratoryEvidence&) { return touch::evidence; },
    [](const LevelLow&) { return touch::levels; },
    [](const BothHandsLow&) { return touch::levels; },
    [](const CkHigh&) { return touch::labs | touch::events; },
    [](const SymptomAtLeast&) { return touch::symptoms; },
    [](const EventOpen&) { return touch::events; },
    [](const MrcFall&) { return touch::function; },
    [](const SymptomsWorse&) { return touch::symptoms | touch::events; },
    [](const WorseOnTreatment&) { return touch::symptoms | touch::events; },
    [](const NoRecovery&) { return touch::symptoms | touch::events; },
    [](const AbruptStep&) { return touch::evidence | touch::signs; },
    [](const SecondStep&) { return touch::evidence; },
    [](const CouldNot&) { return touch::function; },
    [](const Unanswered&) { return 0U; },
    [](const Negation&) { return 0U; },
    [](const AnyOf&) { return 0U; },
};

/// Off what is usual for the person, and near it in another unit of the measure (7 cmH2O of sniff pressure: kPa).
bool suspected_unit(const Rulebook& rulebook, const LevelBook& book, const Series& series, const Reading& reading) {
  const auto& terms = rulebook.pathway->terms().quality;
  if (!terms) return false;
  const auto usual = book.usual(series.unit, static_cast<std::size_t>(terms->usual_sessions));
  return usual && unit_nearer(*rulebook.catalogue, series, reading, *usual, terms->other_unit_off_factor,
                              terms->other_unit_near_pct);
}

int skip_of(const Terms& terms, MeasureCode measure) {
  const auto it = terms.skip_sessions.find(measure.index());
  return it == terms.skip_sessions.end() ? 0 : it->second;
}

}  // namespace

Walk::Walk(const Rulebook& rulebook, const Patient& patient)
    : rulebook_(&rulebook),
      patient_(&patient),
      signs_(rulebook.pathway->terms(), *rulebook.catalogue),
      strength_(rulebook.pathway->terms(), *rulebook.catalogue, rulebook.design, patient) {
  const auto rules = rulebook.pathway->rules(rulebook.point);
  told_at_once_.resize(rulebook.catalogue->measures().size());
  for (std::size_t r = 0; r < rules.size(); ++r) {
    lines_.emplace_back(rules[r].lines.size());
    first_spell_.push_back(spells_.size());
    for (std::size_t i = 0; i < rules[r].lines.size(); ++i) {
      const Line& line = rules[r].lines[i];
      const bool known = std::any_of(spells_.begin(), spells_.end(),
                                     [&](const Spell& s) { return s.rule == r && s.flag == line.flag; });
      if (!known) spells_.push_back({r, line.flag});
      plan(line, lines_[r][i]);
      for (const Condition& condition : line.when) keep_latched(condition);
    }
  }
  for (const trend::Stream stream : trend::all_streams)
    strength_measures_[trend::index_of(stream)] =
        &(*rulebook.catalogue)[rulebook.catalogue->measure(trend::measure_code_of(stream)).value()];
  first_spell_.push_back(spells_.size());
  latches_.resize(rulebook.pathway->latches());
  latched_ground_.assign(rulebook.pathway->latches(), never);
  for (const char* code : {"svc", "spo2"}) {
    if (const auto measure = rulebook.catalogue->measure(code))
      levels_.emplace_back(*measure,
                           LevelBook(rulebook.pathway->terms(), skip_of(rulebook.pathway->terms(), *measure)));
  }
  if (patient.covid_date) infection_ = patient.zone.start_of(*patient.covid_date);
}

void Walk::plan(const Line& line, LineState& state) {
  if (line.unless_examined) state.rests_on |= touch::signs;
  for (const Condition& condition : line.when) {
    each_condition(condition, [&](const Condition& inner) {
      state.rests_on |= std::visit(facts_of, inner.what);
      const auto* sign = std::get_if<SignStands>(&inner.what);
      if (sign && sign->other) state.asks_for_others = true;
      if (std::holds_alternative<Unanswered>(inner.what)) state.asks_for_unanswered = true;
      const auto* symptom = std::get_if<SymptomAtLeast>(&inner.what);
      if (symptom) told_at_once_[symptom->measure.index()] = true;
    });
  }
}

const LevelBook* Walk::level_book(MeasureCode measure) const {
  for (const auto& [code, book] : levels_) {
    if (code == measure) return &book;
  }
  const std::string& code = (*rulebook_->catalogue)[measure].code;
  for (const trend::Stream breath : {trend::Stream::mip, trend::Stream::snip, trend::Stream::fvc}) {
    if (code == trend::measure_code_of(breath)) return &strength_.levels(breath);
  }
  return nullptr;
}

void Walk::take(const Picture& picture, Instant until) {
  while (true) {
    Instant next = Instant::max();
    if (next_event_ < picture.events.size()) next = std::min(next, picture.events[next_event_].start);
    if (next_reading_ < picture.readings.size()) next = std::min(next, picture.readings[next_reading_].effective);
    if (next_sign_ < picture.signs.size()) next = std::min(next, picture.signs[next_sign_].effective);
    if (next_resolved_ < picture.resolved.size()) next = std::min(next, picture.resolved[next_resolved_].at);
    if (next == Instant::max() || next > until) break;
    if (!facts_seen_) {
      facts_seen_ = true;
      today_ = patient_->zone.day_of(next);
      day_end_ = patient_->zone.end_of(today_);
      since_ = never;
    }
    while (day_end_ < next) close_day(day_end_);
    apply_instant(picture, next);
  }
}

void Walk::walk(const Picture& picture, Instant until) {
  take(picture, until);
  go_on_to(until);
}

void Walk::go_on_to(Instant until) {
  if (!facts_seen_) {
    now_ = since_ = until;
    return;
  }
  while (day_end_ <= until) close_day(day_end_);
  if (now_ < until || look_due_ || symptoms_changed_) {
    now_ = until;
    if (look_due_) look(until);
    evaluate(std::nullopt);
  }
}

void Walk::expect_newer_facts() {
  readings_before_ += static_cast<std::uint32_t>(next_reading_);
  signs_before_ += static_cast<std::uint32_t>(next_sign_);
  next_reading_ = next_sign_ = next_event_ = next_resolved_ = 0;
}

void Walk::close_day(Instant end) {
  now_ = end;
  if (look_due_) look(end);
  evaluate(std::nullopt);
  symptoms_changed_ = false;
  look_due_ = false;
  today_ += days{1};
  day_end_ = patient_->zone.end_of(today_);
}

void Walk::look(Instant at) {
  strength_.look(at);
  touched_ |= touch::evidence;
}

void Walk::note_fact(Instant recorded) {
  look_due_ = true;
  touched_ |= touch::evidence;
  evidence_known_ = recorded;
}

void Walk::apply_instant(const Picture& picture, Instant at) {
  now_ = at;
  instant_matters_ = false;
  Instant known = never;
  while (next_event_ < picture.events.size() && picture.events[next_event_].start == at) {
    known = std::max(known, picture.events[next_event_].recorded);
    apply(picture, picture.events[next_event_], static_cast<std::uint32_t>(next_event_));
    ++next_event_;
  }
  std::size_t end = next_reading_;
  while (end < picture.readings.size() && picture.readings[end].effective == at) ++end;
  const auto [early, late] = hands_to_swap(picture, next_reading_, end);
  for (; next_reading_ < end; ++next_reading_) {
    const std::size_t index = next_reading_ == early ? late : next_reading_ == late ? early : next_reading_;
    known = std::max(known, picture.readings[index].recorded);
    apply(picture, picture.readings[index], readings_before_ + static_cast<std::uint32_t>(index));
  }
  const std::size_t first = next_sign_;
  if (signs_.expire(at)) touched_ |= touch::signs;  // a report that had run out before is no part of a new one's spell
  while (next_sign_ < picture.signs.size() && picture.signs[next_sign_].effective == at) {
    known = std::max(known, picture.signs[next_sign_].recorded);
    ++next_sign_;
  }
  if (next_sign_ > first) apply_signs(picture, first, next_sign_);
  while (next_resolved_ < picture.resolved.size() && picture.resolved[next_resolved_].at == at) {
    resolved_.push_back(picture.resolved[next_resolved_++]);
    known = std::max(known, at);
    touched_ |= touch::events;
    instant_matters_ = true;
  }
  if (instant_matters_ || since_ == never) evaluate(known);
}

std::pair<std::size_t, std::size_t> Walk::hands_to_swap(const Picture& picture, std::size_t first,
                                                        std::size_t end) const {
  if (end < first + trend::hand_count) return {first, first};
  std::array<std::size_t, trend::hand_count> hands{end, end};
  for (std::size_t i = first; i < end; ++i) {
    const Reading& reading = picture.readings[i];
    const auto stream = StrengthBook::stream_of(*rulebook_->catalogue, picture.history->series[reading.series]);
    if (stream && trend::is_grip(*stream) && !reading.could_not()) hands[trend::index_of(*stream)] = i;
  }
  const auto [right, left] = hands;
  if (right == end || left == end) return {first, first};
  const bool left_first = strength_.left_goes_first(picture.readings[right], picture.readings[left]);
  if (left_first == (left < right)) return {first, first};
  return {std::min(right, left), std::max(right, left)};
}

void Walk::apply(const Picture& picture, const Event& event, std::uint32_t index) {
  episodes_.add(event, index);
  touched_ |= touch::events;
  instant_matters_ = true;
  if (event.kind == EventKind::infection && !infection_) infection_ = event.start;
  if (event.kind == EventKind::device_change) strength_.declare_device_change(event.start);
  static_cast<void>(picture);
}

void Walk::apply(const Picture& picture, const Reading& reading, std::uint32_t index) {
  const Series& series = picture.history->series[reading.series];
  if (reading.could_not()) {
    function_.add_could_not(series.measure, series.side, reading, index);
    touched_ |= touch::function;
    instant_matters_ = true;
    return;
  }
  if (!function_.failed().empty()) {
    function_.add_success(series.measure, series.side);
    touched_ |= touch::function;
  }
  apply_value(picture, reading, index);
}

void Walk::apply_value(const Picture& picture, const Reading& reading, std::uint32_t index) {
  const History& history = *picture.history;
  const Series& series = history.series[reading.series];
  const Catalogue& catalogue = *rulebook_->catalogue;
  const Measure& measure = catalogue[series.measure];
  if (!patient_->adult_on(reading.day)) return;  // limits and norms are of adults; a slip in the year ends here too
  if (const auto stream = StrengthBook::stream_of(catalogue, series)) {
    const std::size_t steps = strength_.steps().size();
    const bool valid = strength_.add(history, reading, index, *stream);
    note_fact(reading.recorded);
    touched_ |= touch::levels;
    // The evidence is looked at when the day ends. At once matters what ends a level or may be an emergency.
    const LevelBook& levels = strength_.levels(*stream);
    const bool calm = valid && disposition_ == Disposition::continue_care && trend::is_grip(*stream) &&
                      steps == strength_.steps().size() &&
                      reading.value > levels.highest(levels.points().back()) * rulebook_->low_hand_share;
    instant_matters_ = instant_matters_ || !calm;
    return;
  }
  for (auto& [code, book] : levels_) {
    if (code != series.measure) continue;
    book.add(
        history, reading, index,
        !outside_hard_range(catalogue, series, reading.value) && !suspected_unit(*rulebook_, book, series, reading));
    touched_ |= touch::levels;
    instant_matters_ = true;
  }
  if (measure.code == "ck") {
    // A value that no blood has is no draw; but a unit suspicion never holds back a high one.
    const MeasureForm* form = catalogue.form(series.measure, series.unit);
    if (form && form->soft && reading.value < form->soft->low && unit_in_doubt(catalogue, series, reading)) return;
    const bool told = !std::isnan(reading.upper_limit);
    const double limit =
        told ? reading.upper_limit : fallback_upper_limit(measure, *patient_, reading.day).value_or(reading.value);
    const Terms& terms = rulebook_->pathway->terms();
    const bool rested = std::none_of(terms.rested_without.begin(), terms.rested_without.end(), [&](EventKind kind) {
      return episodes_.near(kind, reading.effective, terms.rested_days) != nullptr;
    });
    ck_.add({reading.effective, reading.recorded, reading.value, limit, told, rested, index});
    touched_ |= touch::labs;
    instant_matters_ = true;
  } else if (measure.role == Role::symptom && !outside_hard_range(catalogue, series, reading.value)) {
    symptoms_.add(catalogue, series.measure, reading, index);
    symptoms_changed_ = true;
    touched_ |= touch::symptoms;
    symptoms_known_ = reading.recorded;
    if (told_at_once_[series.measure.index()]) instant_matters_ = true;
  } else if ((measure.code == "mrc" || measure.code == "mrc-sum") && series.source == Source::clinician) {
    for (const Rule& rule : rulebook_->pathway->rules(rulebook_->point)) {
      for (const Line& line : rule.lines) {
        const auto* fall = std::get_if<MrcFall>(&line.when.front().what);
        if (!fall) continue;
        function_.add_grade(reading.series, reading, index, measure.code == "mrc" ? fall->grade : fall->sum,
                            fall->visits_apart_days);
        touched_ |= touch::function;
        instant_matters_ = true;
        return;
      }
    }
  }
}

void Walk::apply_signs(const Picture& picture, std::size_t first, std::size_t last) {
  const Catalogue& catalogue = *rulebook_->catalogue;
  // A group's exam is all clinician rows of one instant: positive if any is present, negative if all looked for are
  // absent.
  constexpr std::size_t groups = static_cast<std::size_t>(SignGroup::none);
  std::array<bool, groups> looked{}, positive{};
  for (std::size_t i = first; i < last; ++i) {
    const SignFinding& finding = picture.signs[i];
    const SignSite& site = picture.history->sites[finding.site];
    signs_.add(*picture.history, finding, signs_before_ + static_cast<std::uint32_t>(i));
    touched_ |= touch::signs;
    const SignGroup group = catalogue[site.sign].group;
    if (group == SignGroup::none) continue;
    if (site.source == Source::clinician) {
      looked[static_cast<std::size_t>(group)] = true;
      if (finding.present) positive[static_cast<std::size_t>(group)] = true;
    } else if (finding.present) {
      strength_.add_report(finding.effective, group);
    }
    note_fact(finding.recorded);
  }
  for (std::size_t g = 0; g < groups; ++g) {
    if (looked[g]) strength_.add_exam(picture.signs[first].effective, static_cast<SignGroup>(g), positive[g]);
  }
  instant_matters_ = true;
}

bool Walk::strength_record() const {
  const Terms& terms = rulebook_->pathway->terms();
  return strength_.kept() > 0 && strength_.kept() >= terms.record_readings &&
         days_between(*strength_.first_kept(), *strength_.newest_kept()) >= terms.record_days;
}

bool Walk::too_little() const {
  const Terms& terms = rulebook_->pathway->terms();
  if (!strength_record()) return true;
  if (!lasts(*strength_.newest_kept(), terms.stale_after_days)) return true;
  return !strength_.newest_used() || !lasts(*strength_.newest_used(), terms.held_window_days);
}

bool Walk::in_acute_infection() const {
  const double lasts = rulebook_->pathway->terms().acute_infection_days;
  if (patient_->covid_date) {
    const Instant start = patient_->zone.start_of(*patient_->covid_date);
    if (start <= now_ && days_between(start, now_) <= lasts) return true;
  }
  for (const Episode& infection : episodes_.of(EventKind::infection)) {
    if (infection.start > now_) continue;
    if (infection.end ? *infection.end >= now_ : days_between(infection.start, now_) <= lasts) return true;
  }
  return false;
}

std::string Walk::out_of_scope() const {
  if (!patient_->adult_on(today())) {  // the catalogue and all limits are of adults
    lasts_for_now();
    return "under 18";
  }
  if (!episodes_.of(EventKind::pregnancy).empty()) lasts_for_now();
  if (episodes_.open(EventKind::pregnancy, now_)) return "pregnancy";
  if (!episodes_.of(EventKind::known_neuromuscular_disease).empty()) return "known neuromuscular disease";
  if (!episodes_.of(EventKind::tracheostomy).empty()) return "tracheostomy";
  return {};
}

}  // namespace myotrend::pathway
