#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "myotrend/deliver/quiet_hours.h"
#include "myotrend/pathway/assessment.h"

namespace myotrend::deliver {

/// Where a secret is kept. The config never holds the secret itself.
struct SecretPlace {
  enum class Kind : std::uint8_t { file, variable };
  Kind kind = Kind::file;
  std::string name;  // path, or the environment variable
};

/// A URL told in the config, or kept as a secret (the URLs of many services are passwords).
using UrlPlace = std::variant<std::string, SecretPlace>;

/// One JSON line for each notice, on standard output.
struct ConsoleSettings {};

/// One file for each notice, in a folder that another program empties.
struct FileSettings {
  std::string folder;
};

enum class Tls : std::uint8_t { starttls, implicit, none };
/// What a mail's subject may tell to whoever sees the screen: nothing but that there is a notice, its level, or also
/// the patient's id.
enum class SubjectTells : std::uint8_t { notice, level, patient };

struct SmtpServer {
  std::string host;
  int port = 587;
  Tls tls = Tls::starttls;
  std::string user;  // empty: without login
  std::optional<SecretPlace> password;
  std::string from;
  std::string ca_file;  // empty: the system's
  std::chrono::seconds timeout{20};
};

struct SmtpSettings {
  SmtpServer server;
  std::string to;
  SubjectTells subject = SubjectTells::level;
};

struct WebhookSettings {
  UrlPlace url;
  std::vector<SecretPlace> secrets;  // newest first; each gives a signature, so that keys can be changed without a gap
  bool allow_private = false;        // addresses of the own network
  bool allow_http = false;
  bool tells_patient = false;  // the patient's id in the event; else only the alert's
  std::string ca_file;
  std::chrono::seconds timeout{20};
};

struct AlertmanagerSettings {
  std::string url;
  /// Until when a standing alert is held by the Alertmanager if it is not sent again: `deliver` has to run more often.
  std::chrono::seconds standing_for{std::chrono::hours{48}};
  std::string ca_file;
  std::chrono::seconds timeout{20};
};

using ChannelSettings =
    std::variant<ConsoleSettings, FileSettings, SmtpSettings, WebhookSettings, AlertmanagerSettings>;

/// One destination.
struct ChannelConfig {
  std::string name;
  ChannelSettings settings;
  std::optional<QuietHours> quiet;
};

/// If nobody has acknowledged the alert `after` it was raised, these are told as well.
struct EscalationStep {
  std::chrono::seconds after{};
  std::vector<std::string> to;  // names of channels
};

/// Where alerts of some kind go. An empty condition holds for every alert.
struct Route {
  std::string name;
  std::vector<Disposition> levels;
  std::vector<std::string> flags;
  std::vector<std::string> measures;
  std::vector<std::string> clinics;
  std::vector<std::string> to;  // names of channels
  std::vector<EscalationStep> escalation;
  /// The routes after this one are looked at as well.
  bool look_further = false;

  bool takes_everything() const { return levels.empty() && flags.empty() && measures.empty() && clinics.empty(); }
};

/// A clinic and whose patients are its own: patient ids, `*` standing for any characters.
struct Clinic {
  std::string name;
  std::vector<std::string> patients;
};

struct Config {
  std::vector<ChannelConfig> channels;
  std::vector<Route> routes;
  std::vector<Clinic> clinics;
  std::optional<UrlPlace> heartbeat;

  const ChannelConfig* channel(std::string_view name) const;
  /// The first clinic whose patterns match, or empty.
  std::string clinic_of(std::string_view patient) const;
};

/// Words that a route may ask for.
struct ConfigWords {
  std::vector<std::string> flags;
  std::vector<std::string> measures;
};

/// Reads a config of delivery in TOML. The refusal has a line for everything that is wrong, each with its
/// `file:line`, what was found, what is accepted and the nearest word. Refused are unknown keys, secrets in plain,
/// names that lead nowhere, a route that is never reached, and routes that would leave an alert without receiver.
Result<Config> config_told(std::string_view toml, std::string_view file, const ConfigWords& words);

/// The secret; refused when it is not there, empty, or in a file that others may read or change.
Result<std::string> secret_at(const SecretPlace& place);
Result<std::string> url_at(const UrlPlace& place);

}  // namespace myotrend::deliver
