// Sends one notice by a channel of a config, as the deliverer would, and prints what came of it: for the tests with
// real servers. send_notice CONFIG CHANNEL [key=K] [step=N] [level=L] [change=C] [patient=P] [flag=F] [reason=R]
// [ended]
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "deliver/sample_notice.h"
#include "myotrend/deliver/alertmanager.h"
#include "myotrend/deliver/config.h"
#include "myotrend/deliver/heartbeat.h"
#include "myotrend/deliver/smtp.h"
#include "myotrend/deliver/webhook.h"

using namespace myotrend;
using namespace myotrend::deliver;

namespace {

std::string text_of(const char* file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void take(const std::string& word, Notice& notice, Attempt& attempt) {
  const auto equals = word.find('=');
  const std::string name = word.substr(0, equals), value = equals == std::string::npos ? "" : word.substr(equals + 1);
  if (name == "key") attempt.key = value;
  if (name == "step") attempt.step = std::stoi(value);
  if (name == "level") notice.level = disposition_named(value).value();
  if (name == "change") notice.change = alert_change_named(value).value();
  if (name == "patient") notice.patient = PatientId{value};
  if (name == "flag") notice.flag = value;
  if (name == "reason") notice.reason = value;
  if (name == "ended") notice.firing = false;
}

Result<std::unique_ptr<Channel>> opened(const ChannelSettings& settings) {
  if (const auto* smtp = std::get_if<SmtpSettings>(&settings)) return open_smtp(*smtp);
  if (const auto* webhook = std::get_if<WebhookSettings>(&settings)) return open_webhook(*webhook);
  return open_alertmanager(std::get<AlertmanagerSettings>(settings));
}

nlohmann::ordered_json told(const SendResult& result) {
  const auto seconds = [](const std::optional<std::chrono::seconds>& time) {
    return time ? nlohmann::ordered_json(time->count()) : nlohmann::ordered_json(nullptr);
  };
  if (const auto* sent = std::get_if<Sent>(&result))
    return {{"outcome", "sent"}, {"again_after", seconds(sent->again_after)}};
  if (const auto* passing = std::get_if<PassingFault>(&result))
    return {{"outcome", "passing"}, {"text", passing->text}, {"retry_after", seconds(passing->retry_after)}};
  const auto& permanent = std::get<PermanentFault>(result);
  return {{"outcome", "permanent"}, {"text", permanent.text}, {"gone", permanent.channel_gone}};
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  const auto config = config_told(text_of(words[1]), words[1], {{"progressive-weakness"}, {"grip"}});
  if (!config.ok()) {
    std::cerr << config.refusal().text << '\n';
    return 1;
  }
  if (std::string(words[2]) == "heartbeat") {
    const auto refusal = ping(config->heartbeat.value());
    std::cout << nlohmann::ordered_json{{"text", refusal ? refusal->text : ""}}.dump() << '\n';
    return 0;
  }
  const auto* described = config->channel(words[2]);
  if (!described) return 2;
  const auto channel = opened(described->settings);
  if (!channel.ok()) {
    std::cerr << channel.refusal().text << '\n';
    return 1;
  }
  const Instant now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  Notice notice = testing::sample_notice(now - std::chrono::minutes{1});
  Attempt attempt = testing::first_attempt(notice);
  attempt.now = now;
  for (int i = 3; i < count; ++i) take(words[i], notice, attempt);
  std::cout << told((*channel)->send(notice, attempt)).dump() << '\n';
  return 0;
}
