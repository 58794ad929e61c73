#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "myotrend/deliver/channel.h"

namespace myotrend::deliver {

/// Addresses that a connection may be made to.
enum class Reach : std::uint8_t {
  anywhere,
  public_only  // not the own machine, the own network, or what only makes sense there
};

struct HttpRequest {
  enum class Method : std::uint8_t { get, post };
  Method method = Method::post;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Reach reach = Reach::public_only;
  std::string ca_file;  // empty: the system's
  std::chrono::seconds timeout{20};
};

/// What came back. Redirects are not followed, and the surroundings' proxies are not used: both would lead past
/// `reach`, which is looked at for the address that is really connected to.
struct HttpAnswer {
  int status = 0;  // 0: no answer; see `fault`
  std::optional<std::chrono::seconds> retry_after;
  std::string fault;             // why there is none, without the URL's path, which may be a secret
  bool refused_address = false;  // by `reach`
};
HttpAnswer http_send(const HttpRequest& request);

/// What an answer means for a notice: 2xx is sent; none, 408, 425, 429 and 5xx may pass; 410 closes the channel;
/// anything else will not pass.
SendResult judged(const HttpAnswer& answer);

}  // namespace myotrend::deliver
