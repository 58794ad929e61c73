#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "replay/simulation/course.h"

namespace myotrend::simulation {

namespace {

constexpr double days_per_month = 30.44, days_per_year = 365.25;

double log_pct(double value) { return 100 * std::log(value); }

const ClassCourse& class_drawn(const CohortParameters& p, Chance& chance) {
  double all = 0;
  for (const ClassCourse& course : p.classes) all += course.share;
  double left = chance.uniform() * all;
  const ClassCourse* last = &p.classes.front();
  for (const ClassCourse& course : p.classes) {
    if (course.share <= 0) continue;
    last = &course;
    left -= course.share;
    if (left < 0) break;
  }
  return *last;
}

void draw_body(const CohortParameters& p, Chance& chance, Person& person) {
  Patient& patient = person.shown.patient;
  const bool man = chance.happens(p.male_share);
  patient.sex = man ? Sex::male : Sex::female;
  person.age = static_cast<int>(std::clamp(p.age_mean + p.age_sd * chance.normal(), p.age_low, p.age_high));
  const double height = (man ? p.height_male : p.height_female) + p.height_sd * chance.normal();
  const double index = std::clamp(p.body_mass_index_mean + p.body_mass_index_sd * chance.normal(),
                                  p.body_mass_index_low, p.body_mass_index_high);
  patient.height_cm = std::round(height);
  patient.weight_kg = std::round(index * height * height / 1e4 * 10) / 10;
  patient.dominant_hand = chance.happens(p.right_handed_share) ? Hand::right : Hand::left;
  const double ageing = p.grip_loss_after_50 * std::max(person.age - p.age_of_peak, 0.);
  person.level = log_pct(man ? p.grip_male : p.grip_female) - ageing + p.level_sd * chance.normal();
  person.mip_level = log_pct(man ? p.mip_male : p.mip_female) - p.mip_loss_per_year * (person.age - p.age_of_peak) +
                     p.mip_level_sd * chance.normal();
  const double shift = patient.dominant_hand == Hand::right ? p.dominant_shift : -p.dominant_shift;
  person.dominance = shift + p.asymmetry_sd / 2 * chance.normal();
}

void draw_dates(const CohortParameters& p, Chance& chance, Person& person) {
  Patient& patient = person.shown.patient;
  const auto whole = [](double value) { return static_cast<int>(std::floor(value)); };
  patient.enrolment = p.enrolment_from + days{whole(chance.uniform(0, p.enrolment_days))};
  patient.covid_date = *patient.enrolment - days{whole(chance.uniform(p.covid_days_low, p.covid_days_high + 1))};
  person.shown.treatment_start = *patient.covid_date + days{whole(p.treatment_after_days)};
  patient.birth_year = static_cast<int>(date::year_month_day(*patient.enrolment).year()) - person.age;
  const std::size_t zone =
      std::min(static_cast<std::size_t>(chance.uniform() * static_cast<double>(p.zones.size())), p.zones.size() - 1);
  patient.zone = Zone::named(p.zones[zone]).value();
  const double stays = p.leaves_per_year > 0 ? chance.exponential(days_per_year / p.leaves_per_year) : p.follow_up_days;
  person.last_day = whole(std::clamp(stays, p.follow_up_days_min, p.follow_up_days));
}

void draw_decline(const CohortParameters& p, Chance& chance, Person& person) {
  const ClassCourse& course = *person.course;
  const bool before = chance.happens(p.declining_share);
  const double where = chance.uniform();
  person.rate = course.rate_median * std::exp(course.rate_log_sd * chance.normal());
  person.first_hand = chance.happens(0.5) ? HandSide::right : HandSide::left;
  const double hand_lag = chance.uniform(0, course.hand_lag_max), mip_lag = chance.uniform(0, course.mip_lag_max);
  const double second_lag = chance.uniform(0, p.second_hand_lag_max);
  if (!course.progressive) {
    person.rate = 0;
    return;
  }
  person.onset = std::round(before ? -p.onset_before * where : p.onset_after * where);
  person.hand_onset = person.onset + hand_lag;
  person.other_hand_onset = person.hand_onset + second_lag;
  person.mip_onset = person.onset + mip_lag;
  Truth& truth = person.shown.truth;
  truth.onset = *person.shown.patient.enrolment + days{static_cast<int>(person.onset)};
  truth.rate_pct_per_month = person.rate;
}

/// What the disease itself ends.
void draw_end(Chance& chance, Person& person) {
  const ClassCourse& course = *person.course;
  for (int day = 1; day <= person.last_day; ++day) {
    const double age = std::max(day - person.onset, 0.);
    const double loss = course.progressive ? 1 - std::exp(-person.rate * age / (100 * days_per_month)) : 0;
    const bool dies = chance.happens(course.deaths_per_year * loss / days_per_year);
    const bool leaves = chance.happens(course.leaves_per_year * loss / days_per_year);
    if (!dies && !leaves) continue;
    (dies ? person.death_day : person.withdrawal_day) = day;
    person.last_day = day;
    return;
  }
}

void draw_mishaps(const CohortParameters& p, Chance& chance, Person& person) {
  const auto any_day = [&] { return static_cast<int>(chance.uniform(0.15, 0.85) * person.last_day); };
  const auto injured = [&] {
    return Injury{any_day(), chance.happens(0.5) ? HandSide::right : HandSide::left,
                  chance.uniform(p.injury_low, p.injury_high), chance.happens(p.injury_told)};
  };
  const Injury certain = injured(), possible = injured();
  if (person.course->confounder == Confounder::injury) person.injuries.push_back(certain);
  if (chance.happens(p.injuries_per_year * person.last_day / days_per_year)) person.injuries.push_back(possible);
  const bool by_device = person.course->confounder == Confounder::device;
  const bool swaps = chance.happens(by_device ? p.device_class_swaps : p.device_swaps);
  const bool secretly = chance.happens(p.undeclared_swaps);
  const DeviceSwap swap{any_day(), p.device_sd * chance.normal(), swaps};
  if (swaps || secretly) person.swap = swap;
  person.slips = chance.happens(by_device ? p.device_class_slips : p.slip_patients);
  person.pounds = chance.happens(p.pound_users);
  person.kilopascals = chance.happens(p.kilopascal_users);
  person.template_exams = chance.happens(p.template_share);
  person.spirometry = chance.happens(p.fvc_share);
  person.sniffs = chance.happens(p.snip_share);
  person.noise = std::exp(p.personal_log_sd * chance.normal());
}

}  // namespace

Person person_of(const CohortParameters& parameters, std::uint64_t seed, std::uint64_t index) {
  Chance chance(seed, index, Part::person);
  Person person;
  person.shown.patient.id = {fmt::format("S{}-{:06}", seed, index)};
  person.course = &class_drawn(parameters, chance);
  person.shown.truth = {person.course->name, person.course->subtype, person.course->progressive, {}, 0};
  draw_body(parameters, chance, person);
  draw_dates(parameters, chance, person);
  draw_decline(parameters, chance, person);
  draw_end(chance, person);
  draw_mishaps(parameters, chance, person);
  person.shown.patient.followup_end = *person.shown.patient.enrolment + days{person.last_day};
  return person;
}

}  // namespace myotrend::simulation
