#include "myotrend/deliver/webhook.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "deliver/address.h"
#include "deliver/http.h"
#include "deliver/notice_words.h"
#include "deliver/webhook/signature.h"

namespace myotrend::deliver {

namespace {

using Json = nlohmann::ordered_json;

/// The event's data. A thin message: whoever may know more asks the program, which knows who asks.
Json data_of(const Notice& notice, bool tells_patient) {
  if (tells_patient) return Json::parse(json_of(notice));
  Json data{{"alert", notice.alert},
            {"patient_key", notice.patient_key},
            {"flag", notice.flag},
            {"title", notice.title},
            {"level", word_of(notice.level)},
            {"change", word_of(notice.change)},
            {"state", word_of(notice.state)},
            {"weight", word_of(notice.weight)},
            {"firing", notice.firing},
            {"raised", iso_text(notice.raised, Zone())},
            {"headline", headline_of(notice)}};
  data["act_within_days"] = notice.excerpt.act_within_days ? Json(*notice.excerpt.act_within_days) : Json(nullptr);
  return data;
}

/// CloudEvents 1.0, structured mode; `type`, and `timestamp` and `data` of Standard Webhooks, lie in the same object.
std::string event_of(const Notice& notice, const Attempt& attempt, bool tells_patient) {
  const std::string at = iso_text(notice.at, Zone());
  Json event{{"specversion", "1.0"},
             {"id", attempt.key},
             {"source", "urn:myotrend"},
             {"type", fmt::format("myotrend.alert.{}", word_of(notice.change))},
             {"subject", notice.alert},
             {"time", at},
             {"timestamp", at},
             {"datacontenttype", "application/json"},
             {"sequence", fmt::format("{:010}", notice.sequence)},  // sorts as text, as the extension wants it
             {"escalation", attempt.step},
             {"data", data_of(notice, tells_patient)}};
  return event.dump();
}

class Webhook final : public Channel {
 public:
  Webhook(WebhookSettings settings, std::string url, std::vector<std::string> keys)
      : settings_(std::move(settings)), url_(std::move(url)), keys_(std::move(keys)) {}

  SendResult send(const Notice& notice, const Attempt& attempt) override {
    HttpRequest request;
    request.url = url_;
    request.body = event_of(notice, attempt, settings_.tells_patient);
    request.reach = settings_.allow_private ? Reach::anywhere : Reach::public_only;
    request.ca_file = settings_.ca_file;
    request.timeout = settings_.timeout;
    const std::string id = plain_key(attempt.key);
    const std::string timestamp =
        fmt::format("{}", date::floor<std::chrono::seconds>(attempt.now).time_since_epoch().count());
    request.headers = {{"Content-Type", "application/cloudevents+json; charset=utf-8"},
                       {"webhook-id", id},
                       {"webhook-timestamp", timestamp},
                       {"webhook-signature", signature_header(keys_, id, timestamp, request.body)}};
    return judged(http_send(request));
  }

  std::string description() const override { return fmt::format("webhook ({})", shown_url(url_)); }

 private:
  WebhookSettings settings_;
  std::string url_;
  std::vector<std::string> keys_;
};

}  // namespace

Result<std::unique_ptr<Channel>> open_webhook(const WebhookSettings& settings) {
  const auto url = url_at(settings.url);
  if (!url.ok()) return url.refusal();
  if (const auto refusal = url_refusal(*url, settings.allow_http)) return *refusal;
  std::vector<std::string> keys;
  for (const auto& place : settings.secrets) {
    const auto text = secret_at(place);
    if (!text.ok()) return text.refusal();
    const auto key = signing_key_told(*text);
    if (!key.ok()) return Refusal{fmt::format("{}: {}", place.name, key.refusal().text)};
    keys.push_back(*key);
  }
  return std::unique_ptr<Channel>(std::make_unique<Webhook>(settings, *url, std::move(keys)));
}

}  // namespace myotrend::deliver
