#include "open_channels.h"

#include <fmt/format.h>

#include <filesystem>

#include "myotrend/deliver/alertmanager.h"
#include "myotrend/deliver/console.h"
#include "myotrend/deliver/file.h"
#include "myotrend/deliver/resting.h"
#include "myotrend/deliver/routing.h"
#include "myotrend/deliver/smtp.h"
#include "myotrend/deliver/webhook.h"

namespace myotrend::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* config_name = "deliver.toml";
constexpr const char* config_of_system = "/etc/myotrend/deliver.toml";
/// The channel there is when none was configured.
constexpr const char* channel_of_last_resort = "console";

std::string config_of_user() {
  fs::path folder = variable("XDG_CONFIG_HOME");
  if (!folder.is_absolute()) {  // the XDG rules: a relative one is to be ignored
    const std::string home = variable("HOME");
    if (home.empty()) return {};
    folder = fs::path(home) / ".config";
  }
  return (folder / "myotrend" / config_name).string();
}

/// The file that was named, or the first that is there; empty: none.
std::string config_place(const std::string& told) {
  if (!told.empty()) return told;
  if (const std::string named = variable("MYOTREND_CONFIG"); !named.empty()) return named;
  std::error_code fault;
  for (const std::string& place : {config_of_user(), std::string(config_of_system)})
    if (!place.empty() && fs::exists(place, fault)) return place;
  return {};
}

deliver::ConfigWords words_of(Session& session) {
  deliver::ConfigWords words;
  if (const auto pathway = session.pathway())
    for (const auto& flag : (*pathway)->flags()) words.flags.push_back(flag.id);
  words.flags.emplace_back(no_data_flag);
  for (const Measure& measure : session.catalogue().measures()) words.measures.push_back(measure.code);
  return words;
}

/// A channel whose secret cannot be read. It may be there at the next try, and nobody else's notice waits for it.
class Unopened final : public deliver::Channel {
 public:
  explicit Unopened(std::string why) : why_(std::move(why)) {}
  deliver::SendResult send(const Notice&, const deliver::Attempt&) override {
    return deliver::PassingFault{why_, std::nullopt};
  }
  std::string description() const override { return "not opened: " + why_; }

 private:
  std::string why_;
};

Result<std::unique_ptr<deliver::Channel>> opened(const deliver::ChannelSettings& settings, std::ostream& out) {
  using Channel = std::unique_ptr<deliver::Channel>;
  if (std::holds_alternative<deliver::ConsoleSettings>(settings)) return Channel(deliver::open_console(out));
  if (const auto* file = std::get_if<deliver::FileSettings>(&settings)) return deliver::open_file(*file);
  if (const auto* smtp = std::get_if<deliver::SmtpSettings>(&settings)) return deliver::open_smtp(*smtp);
  if (const auto* webhook = std::get_if<deliver::WebhookSettings>(&settings)) return deliver::open_webhook(*webhook);
  return deliver::open_alertmanager(std::get<deliver::AlertmanagerSettings>(settings));
}

/// Nobody has said where notices go: whoever runs the program reads them.
void take_console(Delivering& delivering, std::ostream& out) {
  delivering.channels.emplace(channel_of_last_resort, deliver::open_console(out));
  delivering.router = [](const Notice&, const std::vector<std::string>&, Instant now) {
    Destination console;
    console.channel = channel_of_last_resort;
    console.not_before = now;
    console.why = "no channel is configured";
    return std::vector{console};
  };
}

}  // namespace

Attempt<std::unique_ptr<Delivering>> open_channels(const std::string& config, Session& session, std::ostream& out) {
  auto delivering = std::make_unique<Delivering>();
  delivering->place = config_place(config);
  delivering->looked_at = config_of_user();
  if (delivering->place.empty()) {
    take_console(*delivering, out);
    return delivering;
  }
  const auto text = text_of_file(delivering->place);
  if (!text) return text.failure();
  auto told = deliver::config_told(*text, delivering->place, words_of(session));
  if (!told.ok()) return Failure{Exit::refused, told.refusal().text};
  delivering->config = std::move(told).value();
  for (const deliver::ChannelConfig& channel : delivering->config.channels) {
    auto made = opened(channel.settings, out);
    if (made.ok()) {
      delivering->channels.emplace(channel.name, deliver::resting_when_it_fails(std::move(made).value()));
    } else {
      delivering->unopened.push_back(fmt::format("channel {}: {}", channel.name, made.refusal().text));
      delivering->channels.emplace(channel.name, std::make_unique<Unopened>(made.refusal().text));
    }
  }
  delivering->router = [&config_at_hand = delivering->config](
                           const Notice& notice, const std::vector<std::string>& told_before, Instant now) {
    return deliver::destinations_of(notice, config_at_hand, told_before, now);
  };
  return delivering;
}

}  // namespace myotrend::cli
