#include "myotrend/deliver/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "deliver/address.h"
#include "deliver/config_channels.h"
#include "deliver/toml_section.h"

namespace myotrend::deliver {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr auto escalation_after_max = hours{24 * 90};

/// What the routes may name.
struct Known {
  std::vector<std::string> channels, clinics, flags, measures;
};

std::vector<Disposition> levels_in(Section& section) {
  const std::vector<std::string> accepted{"insufficient_data", "refer_routine", "refer_urgent", "emergency"};
  const auto told = section.texts("levels");
  section.each_of("levels", "level", told, accepted);
  std::vector<Disposition> levels;
  for (const auto& word : told)
    if (const auto level = disposition_named(word)) levels.push_back(*level);
  return levels;
}

EscalationStep step_in(Section& section, const Known& known) {
  EscalationStep step;
  if (!section.has("after")) section.problem(fmt::format("{} lacks after", section.name()));
  step.after = section.duration("after", minutes{1}, escalation_after_max).value_or(minutes{1});
  if (!section.has("to")) section.problem(fmt::format("{} lacks to", section.name()));
  step.to = section.texts("to");
  section.each_of("to", "channel", step.to, known.channels);
  return step;
}

Route route_in(Section& section, const Known& known) {
  Route route;
  route.name = section.required_text("name");
  route.levels = levels_in(section);
  route.flags = section.texts("flags");
  section.each_of("flags", "flag", route.flags, known.flags);
  route.measures = section.texts("measures");
  section.each_of("measures", "measure", route.measures, known.measures);
  route.clinics = section.texts("clinics");
  section.each_of("clinics", "clinic", route.clinics, known.clinics);
  if (!section.has("to")) section.problem(fmt::format("{} lacks to: the channels it leads to", section.name()));
  route.to = section.texts("to");
  section.each_of("to", "channel", route.to, known.channels);
  section.each_in_list("escalate", [&](Section& step) { route.escalation.push_back(step_in(step, known)); });
  for (std::size_t i = 1; i < route.escalation.size(); ++i)
    if (route.escalation[i].after <= route.escalation[i - 1].after)
      section.problem("escalate",
                      fmt::format("escalate of {}: each step has to come later than the one before", section.name()));
  route.look_further = section.yes("look_further");
  return route;
}

void read_routes(Section& whole, Config& config, const Known& known) {
  bool everything_taken = false;
  std::set<std::string> names;
  whole.each_in_list("routes", [&](Section& section) {
    const Route route = route_in(section, known);
    if (!route.name.empty() && !names.insert(route.name).second)
      section.problem("name", fmt::format("{} has the name \"{}\" of an earlier one", section.name(), route.name));
    if (everything_taken)
      section.problem(fmt::format("{} is never reached: the route \"{}\" before it takes every alert", section.name(),
                                  config.routes.back().name));
    everything_taken = everything_taken || (route.takes_everything() && !route.look_further);
    config.routes.push_back(route);
  });
  if (config.routes.empty())
    return whole.problem("routes", "there is no route; add [[routes]] with a name and the channels it leads to");
  const bool caught = std::any_of(config.routes.begin(), config.routes.end(),
                                  [](const Route& route) { return route.takes_everything(); });
  if (!caught)
    whole.problem("routes",
                  "an alert that no route takes would reach nobody; add a last [[routes]] without levels, flags, "
                  "measures and clinics");
}

void read_clinics(Section& whole, Config& config) {
  whole.each_table("clinics", [&](const std::string& name, Section& section) {
    Clinic clinic{name, section.texts("patients")};
    if (!section.has("patients")) section.problem(fmt::format("{} lacks patients, such as [\"N-*\"]", section.name()));
    config.clinics.push_back(std::move(clinic));
  });
}

void read_heartbeat(Section& whole, Config& config) {
  whole.in_table("heartbeat", [&](Section& section) {
    config.heartbeat = url_in(section, section.yes("allow_http"));
    if (!config.heartbeat) section.problem("heartbeat lacks url (or url_file, url_env)");
  });
}

Result<Config> config_in(const toml::table& table, std::string_view file, const ConfigWords& words) {
  Problems problems(file);
  Section whole(table, "", problems);
  Config config;
  const auto servers = smtp_servers_in(whole);
  whole.each_table("channels", [&](const std::string& name, Section& section) {
    config.channels.push_back(channel_in(name, section, servers));
  });
  read_clinics(whole, config);
  Known known{{}, {}, words.flags, words.measures};
  for (const auto& channel : config.channels) known.channels.push_back(channel.name);
  for (const auto& clinic : config.clinics) known.clinics.push_back(clinic.name);
  read_routes(whole, config, known);
  read_heartbeat(whole, config);
  whole.end();
  if (!problems.none()) return problems.refusal();
  return config;
}

/// Whether `text` is `pattern`, in which `*` stands for any characters.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, after_star = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

const ChannelConfig* Config::channel(std::string_view name) const {
  const auto found = std::find_if(channels.begin(), channels.end(), [&](const auto& one) { return one.name == name; });
  return found == channels.end() ? nullptr : &*found;
}

std::string Config::clinic_of(std::string_view patient) const {
  for (const auto& clinic : clinics)
    for (const auto& pattern : clinic.patients)
      if (fits(pattern, patient)) return clinic.name;
  return "";
}

Result<Config> config_told(std::string_view toml, std::string_view file, const ConfigWords& words) {
  try {
    return config_in(toml::parse(toml), file, words);
  } catch (const toml::parse_error& fault) {  // the library has no other way to say where it stopped
    return Refusal{fmt::format("{}:{}: {}", file, fault.source().begin.line, fault.description())};
  }
}

Result<std::string> url_at(const UrlPlace& place) {
  if (const auto* url = std::get_if<std::string>(&place)) return *url;
  return secret_at(std::get<SecretPlace>(place));
}

}  // namespace myotrend::deliver
