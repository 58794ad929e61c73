#include "myotrend/deliver/alertmanager.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "deliver/address.h"
#include "deliver/http.h"
#include "deliver/notice_words.h"
#include "myotrend/deliver/test_notice.h"

namespace myotrend::deliver {

namespace {

using Json = nlohmann::ordered_json;
using std::chrono::seconds;

/// A test shows itself and goes away.
constexpr seconds test_stands_for = std::chrono::minutes{5};

constexpr std::array<Disposition, 4> levels{Disposition::insufficient_data, Disposition::refer_routine,
                                            Disposition::refer_urgent, Disposition::emergency};

std::string rfc3339(Instant at) { return iso_text(at, Zone()); }

/// The labels tell one alert from another, so an alert whose level changes is another alert to the Alertmanager.
Json alert_at(const Notice& notice, Disposition level, Instant ends) {
  const Instant starts = std::min(notice.raised, ends - seconds{1});
  return {{"labels",
           {{"alertname", "MyotrendReferral"},
            {"alert", notice.alert},
            {"flag", notice.flag},
            {"patient_key", notice.patient_key},
            {"severity", word_of(level)}}},
          {"annotations",
           {{"summary", fmt::format("{}: {}", headline_of(notice), notice.title)},
            {"see", fmt::format("myotrend alerts show {}", notice.alert)}}},
          {"startsAt", rfc3339(starts)},
          {"endsAt", rfc3339(ends)}};
}

class Alertmanager final : public Channel {
 public:
  explicit Alertmanager(AlertmanagerSettings settings) : settings_(std::move(settings)) {
    while (settings_.url.ends_with('/')) settings_.url.pop_back();
  }

  SendResult send(const Notice& notice, const Attempt& attempt) override {
    const seconds stands_for = notice.flag == test_flag ? test_stands_for : settings_.standing_for;
    Json alerts = Json::array();
    for (const Disposition level : levels) {
      const bool fires = notice.firing && level == notice.level;
      // The other levels end: it may have fired at one of them. Ending what never fired tells nobody.
      alerts.push_back(alert_at(notice, level, fires ? attempt.now + stands_for : attempt.now));
    }
    HttpRequest request;
    request.url = settings_.url + "/api/v2/alerts";
    request.headers = {{"Content-Type", "application/json"}};
    request.body = alerts.dump();
    request.reach = Reach::anywhere;
    request.ca_file = settings_.ca_file;
    request.timeout = settings_.timeout;
    const SendResult result = judged(http_send(request));
    const bool again = std::holds_alternative<Sent>(result) && notice.firing && notice.flag != test_flag;
    // Early enough that one missed run of `deliver` does not end the alert.
    if (again) return Sent{settings_.standing_for / 3};
    return result;
  }

  std::string description() const override { return fmt::format("alertmanager ({})", shown_url(settings_.url)); }

 private:
  AlertmanagerSettings settings_;
};

}  // namespace

std::unique_ptr<Channel> open_alertmanager(const AlertmanagerSettings& settings) {
  return std::make_unique<Alertmanager>(settings);
}

}  // namespace myotrend::deliver
