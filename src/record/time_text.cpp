#include <fmt/format.h>

#include <array>

#include "myotrend/record/time.h"

namespace myotrend {

namespace d = date;

std::string iso_text(Instant at, std::chrono::seconds offset) {
  // Offsets before about 1920 may have seconds, which ISO 8601 cannot write: the whole minute below keeps the instant
  // right.
  const auto minutes = d::floor<std::chrono::minutes>(offset);
  const auto local = at + minutes;
  const auto day = d::floor<d::days>(local);
  const d::year_month_day ymd{day};
  const d::hh_mm_ss<std::chrono::microseconds> time{local - day};
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(ymd.year()),
                                 static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                                 time.hours().count(), time.minutes().count(), time.seconds().count());
  if (time.subseconds().count() != 0) {
    text += fmt::format(".{:06}", time.subseconds().count());
    while (text.back() == '0') text.pop_back();
  }
  const long whole = minutes.count();
  text += fmt::format("{}{:02}:{:02}", whole < 0 ? '-' : '+', std::abs(whole) / 60, std::abs(whole) % 60);
  return text;
}

std::string iso_text(Instant at, const Zone& zone) { return iso_text(at, zone.offset_at(at)); }

std::string iso_text(Day day) {
  const d::year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string plain_text(Day day) {
  static constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  const d::year_month_day ymd{day};
  return fmt::format("{} {} {}", static_cast<unsigned>(ymd.day()), months[static_cast<unsigned>(ymd.month()) - 1],
                     static_cast<int>(ymd.year()));
}

double days_between(Instant from, Instant to) {
  return std::chrono::duration<double, std::chrono::hours::period>(to - from).count() / 24.0;
}

}  // namespace myotrend
