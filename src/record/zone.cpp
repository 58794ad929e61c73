#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>
#include <stdexcept>
#include <vector>

#include "myotrend/record/catalogue.h"
#include "myotrend/record/time.h"
#include "record/offset_told.h"

namespace myotrend {

namespace d = date;

namespace {

std::string offset_text(std::chrono::minutes offset) {
  const long minutes = std::abs(static_cast<long>(offset.count()));
  return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string nearest_zone(std::string_view name) {
  std::vector<std::string_view> names;
  for (const d::time_zone& zone : d::get_tzdb().zones) names.push_back(zone.name());
  std::string near = nearest_word(name, names);
  if (!near.empty()) return near;
  // `London` for `Europe/London`: people know the city, not the continent.
  std::vector<std::string_view> cities = names;
  for (std::string_view& city : cities)
    if (const auto slash = city.rfind('/'); slash != std::string_view::npos) city.remove_prefix(slash + 1);
  near = nearest_word(name, cities);
  for (std::size_t i = 0; !near.empty() && i < names.size(); ++i)
    if (cities[i] == near) return std::string(names[i]);
  return "";
}

}  // namespace

Result<Zone> Zone::named(std::string_view name) {
  if (name == "UTC" || name == "Z") return Zone();
  if (!name.empty() && (name[0] == '+' || name[0] == '-')) {
    const auto offset = offset_told(name);
    if (!offset) return Refusal{fmt::format("time zone \"{}\" is not known; write an offset as +05:30", name)};
    return Zone::fixed(*offset);
  }
  try {
    Zone zone;
    zone.zone_ = d::locate_zone(std::string(name));
    zone.name_ = zone.zone_->name();
    return zone;
  } catch (const std::runtime_error&) {  // the library has no other way to say that it has no such zone
    const std::string near = nearest_zone(name);
    if (near.empty())
      return Refusal{fmt::format(
          "time zone \"{}\" is not known; use a name such as Europe/London, UTC, or an offset such as +05:30", name)};
    return Refusal{fmt::format("time zone \"{}\" is not known; did you mean {}?", name, near)};
  }
}

Zone Zone::fixed(std::chrono::minutes offset) {
  Zone zone;
  zone.fixed_ = offset;
  if (offset.count() != 0) zone.name_ = offset_text(offset);
  return zone;
}

std::chrono::seconds Zone::offset_at(Instant at) const {
  if (zone_ == nullptr) return fixed_;
  return zone_->get_info(d::floor<std::chrono::seconds>(at)).offset;
}

Day Zone::day_of(Instant at) const { return Day{d::floor<d::days>(at + offset_at(at)).time_since_epoch()}; }

Instant Zone::start_of(Day day) const {
  if (zone_ == nullptr) return Instant{day.time_since_epoch()} - fixed_;
  const d::local_seconds midnight{day};
  const d::local_info info = zone_->get_info(midnight);
  if (info.result == d::local_info::nonexistent) return Instant{info.second.begin};
  return Instant{midnight.time_since_epoch()} - info.first.offset;
}

Instant Zone::end_of(Day day) const { return start_of(day + d::days{1}) - std::chrono::microseconds{1}; }

}  // namespace myotrend
