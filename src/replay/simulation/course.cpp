#include "replay/simulation/course.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace myotrend::simulation {

namespace {

constexpr double days_per_month = 30.44, days_per_year = 365.25;

/// An Ornstein-Uhlenbeck state seen once a day.
class SlowState {
 public:
  SlowState(double sd, double tau, Chance& chance)
      : sd_(sd), keep_(std::exp(-1 / tau)), value_(sd * chance.normal()), chance_(chance) {}
  double today() {
    const double value = value_;
    value_ = keep_ * value_ + sd_ * std::sqrt(1 - keep_ * keep_) * chance_.normal();
    return value;
  }

 private:
  double sd_, keep_, value_;
  Chance& chance_;
};

}  // namespace

Course::Course(const CohortParameters& parameters, const Person& person, std::uint64_t seed, std::uint64_t index)
    : p_(parameters), person_(person) {
  draw_fatigue(Chance(seed, index, Part::fatigue));
  draw_strength(Chance(seed, index, Part::course), Chance(seed, index, Part::noise));
}

double Course::declined(double onset, double ratio, int day) const {
  return -person_.rate * ratio * std::max(day - onset, 0.) / days_per_month;
}

double Course::loss(double day) const {
  if (!person_.course->progressive) return 0;
  return 1 - std::exp(-person_.rate * std::max(day - person_.onset, 0.) / (100 * days_per_month));
}

void Course::draw_fatigue(Chance chance) {
  const ClassCourse& course = *person_.course;
  const double own = p_.person_fatigue_sd * chance.normal();
  const double keep = p_.fatigue_persistence;
  double state = p_.fatigue_sd * chance.normal();
  int crash_left = 0;
  for (int day = 0; day <= person_.last_day; ++day) {
    const double healing = std::exp(-day / p_.deficit_tau);
    const double usual = course.fatigue_end + (course.fatigue_start - course.fatigue_end) * healing;
    const double crash_length = chance.exponential(p_.crash_days);
    if (chance.happens(p_.crashes_per_month * course.crash_factor / days_per_month))
      crash_left = std::max(crash_left, static_cast<int>(std::lround(crash_length)) + 1);
    crash_.push_back(crash_left > 0);
    fatigue_.push_back(usual + own + state + (crash_left > 0 ? p_.crash_fatigue : 0) + 2 * loss(day));
    crash_left = std::max(crash_left - 1, 0);
    state = keep * state + p_.fatigue_sd * std::sqrt(1 - keep * keep) * chance.normal();
  }
}

double Course::confounded(int day, double season_phase, double bed_day) const {
  if (person_.course->confounder == Confounder::season)
    return p_.season_loss * std::sin(2 * std::numbers::pi * (day / days_per_year + season_phase));
  if (person_.course->confounder != Confounder::deconditioning || day < bed_day) return 0;
  const double since = day - bed_day;
  if (since < p_.deconditioning_days) return -p_.deconditioning_loss * since / p_.deconditioning_days;
  return -p_.deconditioning_loss * std::exp(-(since - p_.deconditioning_days) / p_.deconditioning_days);
}

void Course::draw_strength(Chance chance, Chance noise) {
  const ClassCourse& course = *person_.course;
  const double deficit = std::max(course.deficit_mean + course.deficit_sd * chance.normal(), 0.);
  const double mip_deficit = std::max(course.deficit_mean + course.deficit_sd * chance.normal(), 0.);
  const double tau = p_.deficit_tau * std::exp(p_.deficit_tau_log_sd * chance.normal());
  const double season_phase = chance.uniform(), bed_day = chance.uniform(20, 0.7 * p_.follow_up_days);
  const double k = person_.noise;
  SlowState slow(p_.common_slow_sd * k, p_.common_slow_tau, noise), form(p_.day_sd * k, p_.day_tau, noise);
  SlowState right(p_.hand_slow_sd * k, p_.hand_slow_tau, noise), left(p_.hand_slow_sd * k, p_.hand_slow_tau, noise);
  SlowState breath(p_.mip_slow_sd * k, p_.mip_slow_tau, noise);
  double walk = 0, mip_walk = 0;
  const bool right_first = person_.first_hand == HandSide::right;
  for (int day = 0; day <= person_.last_day; ++day) {
    const double healing = std::exp(-day / tau);
    const double shared = confounded(day, season_phase, bed_day) - (crash_[at(day)] ? p_.crash_loss : 0);
    const double both = person_.level - deficit * healing + slow.today() + form.today() + walk + shared;
    const double first = declined(person_.hand_onset, course.hand_rate, day);
    const double second = declined(person_.other_hand_onset, course.hand_rate * p_.second_hand_ratio, day);
    std::array<double, 2> hands{both + person_.dominance + right.today() + (right_first ? first : second),
                                both - person_.dominance + left.today() + (right_first ? second : first)};
    for (const Injury& injury : person_.injuries)
      if (day >= injury.day)
        hands[static_cast<std::size_t>(injury.hand)] -= injury.loss * std::exp(-(day - injury.day) / p_.injury_tau);
    if (person_.swap && day >= person_.swap->day)
      for (double& hand : hands) hand += person_.swap->offset;
    hands_[0].push_back(hands[0]);
    hands_[1].push_back(hands[1]);
    const double weaker = declined(person_.mip_onset, course.mip_rate, day);
    mip_.push_back(person_.mip_level - mip_deficit * healing + breath.today() + mip_walk + shared + weaker);
    vital_capacity_.push_back(weaker / 2 - mip_deficit * healing / 4);
    walk += p_.common_walk * k * noise.normal();
    mip_walk += p_.mip_walk * k * noise.normal();
  }
}

}  // namespace myotrend::simulation
