#include "myotrend/deliver/heartbeat.h"

#include <fmt/format.h>

#include "deliver/address.h"
#include "deliver/http.h"

namespace myotrend::deliver {

namespace {

constexpr std::chrono::seconds ping_time_max{10};

}  // namespace

std::optional<Refusal> ping(const UrlPlace& place) {
  const auto url = url_at(place);
  if (!url.ok()) return Refusal{"heartbeat: " + url.refusal().text};
  if (const auto refusal = url_refusal(*url, true)) return Refusal{"heartbeat: " + refusal->text};
  HttpRequest request;
  request.method = HttpRequest::Method::get;
  request.url = *url;
  request.reach = Reach::anywhere;  // often a machine of the own network
  request.timeout = ping_time_max;
  const HttpAnswer answer = http_send(request);
  if (answer.status >= 200 && answer.status < 300) return std::nullopt;
  if (answer.status == 0) return Refusal{"heartbeat: " + answer.fault};
  return Refusal{fmt::format("heartbeat: {} answered {}", shown_url(*url), answer.status)};
}

}  // namespace myotrend::deliver
