#include "replay/simulation/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace myotrend::simulation {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr double days_per_year = 365.25;
constexpr double pounds_per_kilogram = 1 / 0.45359237, cmh2o_per_kilopascal = 10.19716;
constexpr double hour_of_most_strength = 17, minutes_per_hour = 60;
constexpr int days_of_rest = 7, days_of_high_ck = 5;
constexpr std::array<std::string_view, 5> sign_words{"weakness", "atrophy", "hyperreflexia", "dysphagia", "dysarthria"};

std::string value_text(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (decimals == 0) return text;
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

double learnt(double missing, double sessions, int session) {
  return sessions > 0 ? -missing * std::exp(-session / sessions) : 0;
}

int freedom_of(const CohortParameters& p) { return static_cast<int>(std::lround(p.tail_freedom)); }

}  // namespace

Record::Record(const CohortParameters& parameters, const Person& person, const Course& course, std::uint64_t seed,
               std::uint64_t index)
    : p_(parameters), person_(person), course_(course), seed_(seed), index_(index), out_(person.shown) {
  const Patient& patient = out_.patient;
  for (int day = 0; day <= person.last_day; ++day)
    midnights_.push_back(patient.zone.start_of(*patient.enrolment + days{day}));
}

Instant Record::moment(int day, Hour hour) const {
  return midnights_[static_cast<std::size_t>(day)] + hours{hour.hour} + minutes{hour.minute};
}

Record::Hour Record::waking_hour(Chance& chance) const {
  const int minute = static_cast<int>(chance.uniform(p_.waking_from, p_.waking_to) * minutes_per_hour);
  return {minute / 60, minute % 60};
}

void Record::add(Instant at, std::string_view measure, double value, int decimals, std::string_view unit, Side side,
                 std::string_view source) {
  out_.rows.push_back({at, at, measure, value_text(value, decimals), unit, side, source});
}

void Record::measure_hands() {
  Chance chance(seed_, index_, Part::grip);
  const double usual = std::min(p_.grip_per_day * std::exp(p_.grip_per_day_log_sd * chance.normal()), 0.95);
  int session = 0;
  for (int day = 0; day <= person_.last_day; ++day) {
    const double tired = std::max(course_.fatigue(day) - p_.skip_from_fatigue, 0.);
    const double share = std::max(1 - p_.skip_per_fatigue_point * tired, 0.);
    if (chance.happens(usual * share)) grip_session(day, session++, chance);
  }
}

void Record::grip_session(int day, int session, Chance& chance) {
  const Hour hour = waking_hour(chance);
  const double swing =
      p_.diurnal * std::cos(2 * std::numbers::pi * (hour.hour + hour.minute / 60.0 - hour_of_most_strength) / 24);
  const bool exchanged = chance.happens(p_.swapped_share), stranger = chance.happens(p_.other_person_share);
  const bool slip = chance.happens(p_.slip_share) && person_.slips, again = chance.happens(p_.near_duplicate_share);
  const double off = p_.other_person_sd * chance.normal();
  const bool new_device = person_.swap && person_.swap->told && day >= person_.swap->day;
  const std::string_view source = new_device ? "home:dyn-B" : "home:dyn-A";
  const std::string_view unit = person_.pounds ? "lb" : "kg";
  const bool in_pounds = person_.pounds != slip;
  const double avoids = chance.uniform();
  for (const HandSide hand : {HandSide::right, HandSide::left}) {
    const double error = p_.grip_white_sd * person_.noise * chance.heavy_tailed(freedom_of(p_));
    const bool rests = std::any_of(person_.injuries.begin(), person_.injuries.end(), [&](const Injury& injury) {
      return injury.hand == hand && day >= injury.day && day < injury.day + days_of_rest;
    });
    if (rests && avoids < p_.resting_share) continue;
    double y = course_.hand(hand, day) + learnt(p_.grip_learning, p_.grip_learning_sessions, session) + swing + error;
    if (stranger) y = person_.level + off + error;
    const double kilograms = std::min(std::exp(y / 100), 89.0);
    const bool right = (hand == HandSide::right) != exchanged;
    const Instant at = moment(day, hour) + minutes{hand == HandSide::right ? 0 : 2};
    const double told = std::max(kilograms * (in_pounds ? pounds_per_kilogram : 1), 0.1);
    add(at, "grip", told, 1, unit, right ? Side::right : Side::left, source);
    if (again) add(at + minutes{5}, "grip", told, 1, unit, right ? Side::right : Side::left, source);
  }
}

void Record::measure_breathing() {
  Chance chance(seed_, index_, Part::mip);
  const double usual = std::min(p_.mip_per_day * std::exp(p_.mip_per_day_log_sd * chance.normal()), 0.95);
  int session = 0;
  for (int day = 0; day <= person_.last_day; ++day)
    if (chance.happens(usual)) mip_session(day, session++, chance);
}

void Record::mip_session(int day, int session, Chance& chance) {
  const bool slip = chance.happens(p_.slip_share) && person_.slips;
  const double gained = learnt(p_.mip_learning, p_.mip_learning_sessions, session);
  const double error = p_.mip_white_sd * person_.noise * chance.heavy_tailed(freedom_of(p_));
  const double sniff_error = p_.snip_white_sd * person_.noise * chance.heavy_tailed(freedom_of(p_));
  const double pressure = std::clamp(std::exp((course_.mip(day) + gained + error) / 100), 1., 299.);
  const bool in_kilopascals = person_.kilopascals != slip;
  const Instant at = moment(day, {9, 36});
  const double told = pressure / (in_kilopascals ? cmh2o_per_kilopascal : 1);
  add(at, "mip", told, person_.kilopascals || slip ? 2 : 0, person_.kilopascals ? "kPa" : "cmH2O", Side::none,
      "clinic");
  if (!person_.sniffs) return;
  const double sniff = std::clamp(std::exp((course_.mip(day) + gained + sniff_error) / 100), 1., 249.);
  add(at + minutes{10}, "snip", sniff, 0, "cmH2O", Side::none, "clinic");
}

void Record::measure_others() {
  Chance chance(seed_, index_, Part::other_measures);
  for (int day = 0; day <= person_.last_day; ++day)
    if (chance.happens(p_.exercise_per_year / days_per_year)) exercise_days_.push_back(day);
  const double usual =
      std::log((out_.patient.sex == Sex::male ? p_.ck_male : p_.ck_female) * person_.course->ck_factor) +
      p_.ck_between_log_sd * chance.normal();
  for (double day = 0; day <= person_.last_day; day += chance.uniform(p_.ck_gap_low, p_.ck_gap_high)) {
    const int drawn = static_cast<int>(day);
    const bool exercised = std::any_of(exercise_days_.begin(), exercise_days_.end(),
                                       [drawn](int d) { return d < drawn && drawn <= d + days_of_high_ck; });
    const double ck = std::exp(usual + p_.ck_within_log_sd * chance.normal()) * (exercised ? p_.exercise_ck_factor : 1);
    add(moment(drawn, {9, 36}), "ck", std::clamp(ck, 10., 99999.), 0, "U/L", Side::none, "clinic");
  }
  const double capacity = 95 + 12 * chance.normal();
  if (!person_.spirometry) return;
  for (double day = 1; day <= person_.last_day; day += p_.fvc_gap * chance.uniform(0.7, 1.3)) {
    const int on = static_cast<int>(day);
    const double error = p_.fvc_white_sd * person_.noise * chance.normal();
    const double percent = capacity * std::exp((course_.vital_capacity(on) + error) / 100);
    add(moment(on, {9, 50}), "fvc", std::clamp(percent, 5., 160.), 0, "%", Side::none, "clinic");
  }
}

void Record::exam(int day, const std::array<double, 5>& appears_at, std::array<bool, 5>& found_before, Chance& chance) {
  const double loss = course_.loss(day);
  for (std::size_t sign = 0; sign < sign_words.size(); ++sign) {
    const double look = chance.uniform();
    const bool there = loss > 0 && loss >= appears_at[sign];
    const double probability = there ? p_.sensitivity : found_before[sign] ? p_.repeat_false : p_.false_positive;
    const bool copied = person_.template_exams && day > 0;
    const bool found = !copied && look < probability;
    found_before[sign] = found;
    out_.rows.push_back({moment(day, {10, 4}), moment(day, {10, 4}), sign_words[sign], found ? "present" : "absent", "",
                         Side::none, "clinic"});
  }
}

void Record::examine() {
  Chance chance(seed_, index_, Part::exams);
  std::array<double, 5> appears_at{};
  for (std::size_t sign = 0; sign < appears_at.size(); ++sign) {
    const double hazard = person_.course->sign_hazard[sign], drawn = chance.exponential(1);
    appears_at[sign] = hazard > 0 ? drawn / hazard : 2;  // no share lost is above 1
  }
  std::array<bool, 5> found_before{};
  for (double day = 0; day <= person_.last_day; day += 1 + p_.exam_gap * std::exp(p_.exam_gap_log_sd * chance.normal()))
    exam(static_cast<int>(day), appears_at, found_before, chance);
}

void Record::report() {
  Chance chance(seed_, index_, Part::reports);
  const std::array<double, 5> share{p_.report_weakness, p_.report_atrophy, 0, p_.report_dysphagia,
                                    p_.report_dysarthria};
  const std::array<double, 5> false_share{1, p_.false_report_atrophy, 0, p_.false_report_dysphagia,
                                          p_.false_report_dysarthria};
  for (int day = 0; day <= person_.last_day; ++day) {
    const double loss = course_.loss(day);
    for (std::size_t sign = 0; sign < sign_words.size(); ++sign) {
      const double rate = p_.reports_true_per_year * loss * person_.course->sign_hazard[sign] * share[sign] +
                          person_.course->false_reports_per_year * false_share[sign];
      if (!chance.happens(rate / days_per_year)) continue;
      const Instant at = moment(day, {19, 12});
      out_.rows.push_back({at, at, sign_words[sign], "present", "", Side::none, "patient"});
    }
  }
}

void Record::keep_diary() {
  Chance chance(seed_, index_, Part::diary);
  const double cramps = person_.course->cramp + chance.normal(), twitches = person_.course->twitch + chance.normal();
  const auto score = [](double value) { return std::clamp(std::round(value), 0., 10.); };
  for (int day = 0; day <= person_.last_day; ++day) {
    const bool writes = chance.happens(p_.fatigue_per_day), more = chance.happens(p_.cramp_per_day);
    const Hour hour = waking_hour(chance);
    const double cramp = cramps + 1.5 * chance.normal(), twitch = twitches + 1.5 * chance.normal();
    if (writes) add(moment(day, hour), "fatigue", score(course_.fatigue(day)), 0, "score", Side::none, "patient");
    if (!more) continue;
    add(moment(day, {20, 24}), "cramp", score(cramp), 0, "score", Side::none, "patient");
    add(moment(day, {20, 24}), "fasciculation", score(twitch), 0, "score", Side::none, "patient");
  }
}

void Record::tell_events() {
  const auto tell = [this](EventKind kind, Instant at) { out_.events.push_back({kind, at, at, {}}); };
  Chance chance(seed_, index_, Part::filing);
  for (const int day : exercise_days_)
    if (chance.happens(p_.exercise_told)) tell(EventKind::hard_exercise, moment(day, {18, 0}));
  for (const Injury& injury : person_.injuries)
    if (injury.told) tell(EventKind::injury, moment(injury.day, {6, 0}));
  if (person_.withdrawal_day) tell(EventKind::withdrew, moment(*person_.withdrawal_day, {23, 0}));
  if (person_.death_day) tell(EventKind::death, moment(*person_.death_day, {23, 30}));
  std::stable_sort(out_.events.begin(), out_.events.end(),
                   [](const SimulatedEvent& a, const SimulatedEvent& b) { return a.start < b.start; });
}

SimulatedPatient Record::filed() {
  Chance chance(seed_, index_ ^ 0x8000000000000000, Part::filing);
  std::stable_sort(out_.rows.begin(), out_.rows.end(),
                   [](const SimulatedRow& a, const SimulatedRow& b) { return a.effective < b.effective; });
  std::vector<SimulatedRow> rows;
  rows.reserve(out_.rows.size() + out_.rows.size() / 32);
  for (SimulatedRow& row : out_.rows) {
    const bool late = chance.happens(p_.late_share), twice = chance.happens(p_.duplicate_share);
    const double delay = 1 + chance.exponential(std::max(p_.late_days - 1, 0.));
    if (late && row.source != "clinic") row.recorded += minutes{static_cast<int>(delay * 24 * 60)};
    rows.push_back(row);
    if (twice) rows.push_back(std::move(row));
  }
  out_.rows = std::move(rows);
  return std::move(out_);
}

SimulatedPatient simulated_patient(const CohortParameters& parameters, std::uint64_t seed, std::uint64_t index) {
  const Person person = person_of(parameters, seed, index);
  const Course course(parameters, person, seed, index);
  Record record(parameters, person, course, seed, index);
  record.measure_hands();
  record.measure_breathing();
  record.measure_others();
  record.examine();
  record.report();
  record.keep_diary();
  record.tell_events();
  return record.filed();
}

}  // namespace myotrend::simulation
