#include "myotrend/record/fact.h"

namespace myotrend {

namespace d = date;

int Patient::age_on(Day day) const {
  const d::year_month_day today{day};
  const int years = static_cast<int>(today.year()) - birth_year;
  // Where month or day of birth are not known, only the age that is certain counts: the birthday is taken to be the
  // last possible day.
  const unsigned month = birth_month.value_or(12);
  const unsigned month_end =
      static_cast<unsigned>(d::year_month_day_last{today.year(), d::month_day_last{d::month{month}}}.day());
  const unsigned last_possible = birth_month && birth_day ? *birth_day : month_end;
  const bool reached = d::month_day{today.month(), today.day()} >= d::month_day{d::month{month}, d::day{last_possible}};
  return reached ? years : years - 1;
}

Day Patient::earliest_birth() const {
  return Day{d::year{birth_year} / d::month{birth_month.value_or(1)} / d::day{birth_month ? birth_day.value_or(1) : 1}};
}

Day Patient::grown_up() const {
  const d::year year{birth_year + adult_age};
  const d::month month{birth_month.value_or(12)};
  const d::year_month_day birthday{year, month, d::day{birth_day.value_or(1)}};
  if (!birth_month || !birth_day || !birthday.ok()) return Day{year / month / d::last};
  return Day{birthday};
}

std::optional<double> fallback_upper_limit(const Measure& measure, Sex sex, int age) {
  for (const UpperLimit& limit : measure.upper_limits)
    if (limit.sex == word_of(sex) && age >= limit.age_from && (!limit.age_below || age < *limit.age_below))
      return limit.value;
  return std::nullopt;
}

}  // namespace myotrend
