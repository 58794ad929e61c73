#include "myotrend/deliver/routing.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace myotrend::deliver {

namespace {

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Why the route does not take the notice, or nothing.
std::string hindrance(const Route& route, const Notice& notice, const std::string& clinic) {
  if (!route.levels.empty() && std::find(route.levels.begin(), route.levels.end(), notice.level) == route.levels.end())
    return fmt::format("its levels do not hold {}", word_of(notice.level));
  if (!route.flags.empty() && !holds(route.flags, notice.flag))
    return fmt::format("its flags do not hold {}", notice.flag);
  if (!route.clinics.empty() && !holds(route.clinics, clinic))
    return clinic.empty() ? "the patient belongs to no clinic"
                          : fmt::format("the patient belongs to clinic {}", clinic);
  const auto& measures = notice.excerpt.measures;
  const bool of_measure = std::any_of(measures.begin(), measures.end(),
                                      [&](const std::string& measure) { return holds(route.measures, measure); });
  if (!route.measures.empty() && !of_measure)
    return measures.empty() ? "its evidence names no measure"
                            : fmt::format("its evidence is about {}", fmt::join(measures, ", "));
  return "";
}

std::string ground(const Route& route, const Notice& notice, const std::string& clinic) {
  if (route.takes_everything()) return "it takes every alert";
  std::vector<std::string> grounds;
  if (!route.levels.empty()) grounds.push_back(fmt::format("level {}", word_of(notice.level)));
  if (!route.flags.empty()) grounds.push_back(fmt::format("flag {}", notice.flag));
  for (const auto& measure : notice.excerpt.measures)
    if (holds(route.measures, measure)) grounds.push_back(fmt::format("measure {}", measure));
  if (!route.clinics.empty()) grounds.push_back(fmt::format("clinic {}", clinic));
  return fmt::format("{}", fmt::join(grounds, ", "));
}

/// Whoever was told before believes something that holds no longer.
bool belies_what_was_told(const Notice& notice) {
  return notice.change == AlertChangeKind::worsened || notice.change == AlertChangeKind::reopened;
}

bool passes_quiet_hours(const Notice& notice) {
  return notice.weight == NoticeWeight::act && notice.level >= Disposition::refer_urgent;
}

/// Destinations of one notice, each channel once per step.
class Journey {
 public:
  Journey(const Notice& notice, const Config& config) : notice_(notice), config_(config) {}

  void add(const std::string& name, int step, Instant due, std::string why) {
    const ChannelConfig* channel = config_.channel(name);
    if (!channel) return;  // told once and no longer in the config
    const auto known = [&](const Destination& one) { return one.channel == name && one.step == step; };
    if (std::any_of(found_.begin(), found_.end(), known)) return;
    const Instant loud = channel->quiet ? after_quiet(*channel->quiet, due) : due;
    if (loud != due && passes_quiet_hours(notice_))
      why += fmt::format("; {} passes the quiet hours", word_of(notice_.level));
    else if (loud != due) {
      why += fmt::format("; quiet hours hold it until {}", iso_text(loud, channel->quiet->zone));
      due = loud;
    }
    found_.push_back({name, due, step, step > 0, std::move(why)});
  }

  /// When the first recipient may be told.
  Instant begin(Instant otherwise) const {
    Instant first = otherwise;
    bool any = false;
    for (const auto& one : found_) {
      first = any ? std::min(first, one.not_before) : one.not_before;
      any = true;
    }
    return first;
  }

  std::vector<Destination> taken() && { return std::move(found_); }
  bool empty() const { return found_.empty(); }

 private:
  const Notice& notice_;
  const Config& config_;
  std::vector<Destination> found_;
};

std::vector<const Route*> routes_taking(const Notice& notice, const Config& config) {
  const std::string clinic = config.clinic_of(notice.patient.text);
  std::vector<const Route*> taking;
  for (const auto& route : config.routes) {
    if (!hindrance(route, notice, clinic).empty()) continue;
    taking.push_back(&route);
    if (!route.look_further) break;
  }
  return taking;
}

void add_escalation(Journey& journey, const std::vector<const Route*>& routes, Instant begin) {
  // Routes that are joined share one count of steps, in the order of time.
  std::map<std::chrono::seconds, std::vector<std::pair<const Route*, const EscalationStep*>>> by_time;
  for (const Route* route : routes)
    for (const auto& step : route->escalation) by_time[step.after].emplace_back(route, &step);
  int number = 0;
  for (const auto& [after, steps] : by_time) {
    ++number;
    for (const auto& [route, step] : steps)
      for (const auto& channel : step->to)
        journey.add(channel, number, begin + after,
                    fmt::format("route \"{}\", step {}: if nobody has acknowledged it {} after the first was told",
                                route->name, number, duration_text(after)));
  }
}

}  // namespace

bool mirrors_alerts(const ChannelConfig& channel) {
  return std::holds_alternative<AlertmanagerSettings>(channel.settings);
}

std::vector<RouteVerdict> verdicts_on(const Notice& notice, const Config& config) {
  const std::string clinic = config.clinic_of(notice.patient.text);
  std::vector<RouteVerdict> verdicts;
  for (const auto& route : config.routes) {
    const std::string against = hindrance(route, notice, clinic);
    verdicts.push_back({route.name, against.empty(), against.empty() ? ground(route, notice, clinic) : against});
    if (against.empty() && !route.look_further) break;
  }
  return verdicts;
}

std::vector<Destination> destinations_of(const Notice& notice, const Config& config,
                                         const std::vector<std::string>& told, Instant now) {
  Journey journey(notice, config);
  const bool for_mirrors = notice.weight == NoticeWeight::mirror;
  if (notice.weight != NoticeWeight::act) {
    for (const auto& name : told)
      if (const auto* channel = config.channel(name); channel && (!for_mirrors || mirrors_alerts(*channel)))
        journey.add(name, 0, now, "it was told of this alert");
    if (!journey.empty()) return std::move(journey).taken();
  }
  const auto routes = routes_taking(notice, config);
  const std::string clinic = config.clinic_of(notice.patient.text);
  for (const Route* route : routes)
    for (const auto& name : route->to)
      if (const auto* channel = config.channel(name); channel && (!for_mirrors || mirrors_alerts(*channel)))
        journey.add(name, 0, now, fmt::format("route \"{}\": {}", route->name, ground(*route, notice, clinic)));
  if (notice.weight != NoticeWeight::act) return std::move(journey).taken();
  add_escalation(journey, routes, journey.begin(now));
  for (const auto& name : told)
    if (const auto* channel = config.channel(name);
        channel && (belies_what_was_told(notice) || mirrors_alerts(*channel)))
      journey.add(name, 0, now, "it was told of this alert before");
  return std::move(journey).taken();
}

}  // namespace myotrend::deliver
