#include "deliver/config_channels.h"

#include <fmt/format.h>

#include <algorithm>

#include "deliver/address.h"
#include "myotrend/deliver/routing.h"

namespace myotrend::deliver {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds timeout_min{1}, timeout_max{25};  // a lease is held for longer
constexpr std::size_t webhook_secrets_max = 4;
constexpr std::size_t name_length_max = 64;

void read_timeout(Section& section, seconds& timeout) {
  if (const auto told = section.duration("timeout", timeout_min, timeout_max)) timeout = *told;
}

void refuse_if(Section& section, std::string_view key, const std::optional<Refusal>& refusal) {
  if (refusal) section.problem(key, fmt::format("{} of {}: {}", key, section.name(), refusal->text));
}

SmtpServer smtp_server_in(Section& section) {
  SmtpServer server;
  server.host = section.required_text("host");
  if (server.host.find_first_of("/@: ") != std::string::npos && server.host != "::1")
    section.problem("host", fmt::format("host of {} is no host name; the port goes into port", section.name()));
  constexpr std::array<Tls, 3> kinds{Tls::starttls, Tls::implicit, Tls::none};
  if (const auto kind = section.one_of("tls", {"starttls", "implicit", "none"})) server.tls = kinds[*kind];
  server.port = section.number("port", 1, 65535).value_or(server.tls == Tls::implicit ? 465 : 587);
  server.user = section.text("user");
  server.password = section.secret("password");
  server.from = section.required_text("from");
  if (!server.from.empty()) refuse_if(section, "from", mail_address_refusal(server.from));
  server.ca_file = section.text("ca_file");
  read_timeout(section, server.timeout);
  const bool allow_plain = section.yes("allow_plain");
  if (server.tls == Tls::none && !allow_plain && !names_this_machine(server.host))
    section.problem("tls", fmt::format("{} would send mails unencrypted; use starttls, or set allow_plain = true for a "
                                       "network you trust",
                                       section.name()));
  if (server.user.empty() == server.password.has_value())
    section.problem(fmt::format("{} needs both user and password_file (or password_env), or neither", section.name()));
  return server;
}

SmtpSettings smtp_in(Section& section, const std::map<std::string, SmtpServer>& servers) {
  SmtpSettings settings;
  const std::string server = section.required_text("server");
  std::vector<std::string> names;
  for (const auto& [name, told] : servers) names.push_back(name);
  if (!server.empty()) section.each_of("server", "mail server", {server}, names);
  if (const auto found = servers.find(server); found != servers.end()) settings.server = found->second;
  settings.to = section.required_text("to");
  if (!settings.to.empty()) refuse_if(section, "to", mail_address_refusal(settings.to));
  constexpr std::array<SubjectTells, 3> kinds{SubjectTells::notice, SubjectTells::level, SubjectTells::patient};
  if (const auto kind = section.one_of("subject", {"notice", "level", "patient"})) settings.subject = kinds[*kind];
  return settings;
}

WebhookSettings webhook_in(Section& section) {
  WebhookSettings settings;
  settings.allow_http = section.yes("allow_http");
  settings.allow_private = section.yes("allow_private");
  settings.tells_patient = section.yes("tells_patient");
  if (const auto url = url_in(section, settings.allow_http))
    settings.url = *url;
  else
    section.problem(fmt::format("{} lacks url (or url_file, url_env)", section.name()));
  if (const auto one = section.secret("secret")) settings.secrets.push_back(*one);
  // While a key is changed: the former one, so that the receiver may still know either.
  if (const auto former = section.secret("former_secret")) settings.secrets.push_back(*former);
  if (settings.secrets.empty() || !(section.has("secret_file") || section.has("secret_env")))
    section.problem(
        fmt::format("{} lacks secret_file (or secret_env): without a signature the receiver cannot tell "
                    "a true notice from a false one",
                    section.name()));
  settings.ca_file = section.text("ca_file");
  read_timeout(section, settings.timeout);
  return settings;
}

AlertmanagerSettings alertmanager_in(Section& section) {
  AlertmanagerSettings settings;
  settings.url = section.required_text("url");
  if (!settings.url.empty()) refuse_if(section, "url", url_refusal(settings.url, true));
  if (const auto told = section.duration("standing_for", minutes{1}, hours{24 * 30})) settings.standing_for = *told;
  settings.ca_file = section.text("ca_file");
  read_timeout(section, settings.timeout);
  return settings;
}

FileSettings file_in(Section& section) {
  FileSettings settings{section.required_text("folder")};
  if (!settings.folder.empty() && settings.folder.front() != '/')
    section.problem("folder",
                    fmt::format("folder of {} has to begin with /: a scheduled job starts anywhere", section.name()));
  return settings;
}

void read_quiet(Section& section, ChannelConfig& channel) {
  const std::string hours_told = section.text("quiet_hours"), zone_told = section.text("zone");
  const std::vector<std::string> days = section.texts("quiet_days");
  if (mirrors_alerts(channel) && !(hours_told.empty() && days.empty()))
    section.problem(
        fmt::format("{} keeps the alerts' state and disturbs nobody by itself; set mute times in the "
                    "Alertmanager",
                    section.name()));
  if (hours_told.empty() && days.empty()) {
    if (!zone_told.empty()) section.problem("zone", fmt::format("{} has a zone but no quiet_hours", section.name()));
    return;
  }
  if (zone_told.empty())
    return section.problem("quiet_hours", fmt::format("{} lacks zone: in whose night are the quiet hours? Write zone = "
                                                      "\"Europe/London\"",
                                                      section.name()));
  const auto zone = Zone::named(zone_told);
  if (!zone.ok()) return section.problem("zone", zone.refusal().text);
  channel.quiet = QuietHours{};
  channel.quiet->zone = *zone;
  if (!hours_told.empty()) {
    const auto told = quiet_hours_told(hours_told, *zone);
    if (!told.ok()) return section.problem("quiet_hours", told.refusal().text);
    channel.quiet = *told;
  }
  const std::vector<std::string> words{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  section.each_of("quiet_days", "day", days, words);
  for (std::size_t day = 0; day < words.size(); ++day)
    channel.quiet->days[day] = std::find(days.begin(), days.end(), words[day]) != days.end();
  if (std::count(channel.quiet->days.begin(), channel.quiet->days.end(), true) == 7)
    section.problem("quiet_days", fmt::format("{} would be quiet for ever; leave a day", section.name()));
}

bool sound_name(std::string_view name) {
  return !name.empty() && name.size() <= name_length_max && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

}  // namespace

std::optional<UrlPlace> url_in(Section& section, bool allow_http) {
  const std::string url = section.text("url"), file = section.text("url_file"), variable = section.text("url_env");
  if ((url.empty() ? 0 : 1) + (file.empty() ? 0 : 1) + (variable.empty() ? 0 : 1) > 1)
    section.problem(fmt::format("{} tells its URL twice; keep one of url, url_file and url_env", section.name()));
  if (!url.empty()) {
    refuse_if(section, "url", url_refusal(url, allow_http));
    return UrlPlace{url};
  }
  if (!file.empty()) return UrlPlace{SecretPlace{SecretPlace::Kind::file, file}};
  if (!variable.empty()) return UrlPlace{SecretPlace{SecretPlace::Kind::variable, variable}};
  return std::nullopt;
}

std::map<std::string, SmtpServer> smtp_servers_in(Section& whole) {
  std::map<std::string, SmtpServer> servers;
  whole.each_table("smtp_servers",
                   [&](const std::string& name, Section& section) { servers[name] = smtp_server_in(section); });
  return servers;
}

ChannelConfig channel_in(const std::string& name, Section& section, const std::map<std::string, SmtpServer>& servers) {
  ChannelConfig channel{name, ConsoleSettings{}, std::nullopt};
  if (!sound_name(name))
    section.problem(
        fmt::format("{}: a channel's name is made of letters, digits, \"-\", \"_\" and \".\"", section.name()));
  const bool told = section.has("type");
  const auto type = section.one_of("type", {"console", "file", "smtp", "webhook", "alertmanager"});
  if (!told)
    section.problem(fmt::format("{} lacks type; use console, file, smtp, webhook or alertmanager", section.name()));
  switch (type.value_or(0)) {
    case 1: channel.settings = file_in(section); break;
    case 2: channel.settings = smtp_in(section, servers); break;
    case 3: channel.settings = webhook_in(section); break;
    case 4: channel.settings = alertmanager_in(section); break;
    default: break;
  }
  read_quiet(section, channel);
  return channel;
}

}  // namespace myotrend::deliver
