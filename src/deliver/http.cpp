#include "deliver/http.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include "deliver/address.h"
#include "deliver/curl_handle.h"
#include "deliver/reachable.h"

namespace myotrend::deliver {

namespace {

using std::chrono::seconds;

/// A receiver's answer is not read, but it may not hold us up either.
constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr seconds retry_after_max = std::chrono::hours{24};

struct Guard {
  Reach reach = Reach::public_only;
  std::string refused;  // the address
};

/// Called for each address that the name was found to have, just before the connection: a name that changes its address
/// between a check and the connection cannot lead past it.
curl_socket_t open_if_reachable(void* told, curlsocktype, curl_sockaddr* address) {
  auto& guard = *static_cast<Guard*>(told);
  if (guard.reach == Reach::public_only && !is_public(address->addr)) {
    guard.refused = text_of(address->addr);
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t drop_answer(char*, std::size_t size, std::size_t count, void* told) {
  auto& taken = *static_cast<std::size_t*>(told);
  taken += size * count;
  return taken > answer_bytes_max ? 0 : size * count;
}

std::string failure(const CurlHandle& curl, CURLcode code, const HttpRequest& request) {
  const std::string receiver = shown_url(request.url);
  if (code == CURLE_OPERATION_TIMEDOUT)
    return fmt::format("{} did not answer within {} s", receiver, request.timeout.count());
  if (code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR)
    return fmt::format("{} dropped the connection", receiver);
  return fmt::format("{}: {}", receiver, curl.words_of(code));
}

}  // namespace

HttpAnswer http_send(const HttpRequest& request) {
  CurlHandle curl(request.timeout, request.ca_file);
  Guard guard{request.reach, ""};
  std::size_t taken = 0;
  CurlList headers;
  for (const auto& [name, value] : request.headers) headers.add(name + ": " + value);
  headers.add("Expect:");  // small bodies are sent at once
  curl.set(CURLOPT_URL, request.url);
  curl.set(CURLOPT_PROTOCOLS_STR, "http,https");
  curl.set(CURLOPT_USERAGENT, "myotrend");
  curl.set(CURLOPT_HTTPHEADER, headers.get());
  curl.set(CURLOPT_OPENSOCKETFUNCTION, open_if_reachable);
  curl.set(CURLOPT_OPENSOCKETDATA, &guard);
  curl.set(CURLOPT_WRITEFUNCTION, drop_answer);
  curl.set(CURLOPT_WRITEDATA, &taken);
  if (request.method == HttpRequest::Method::post) {
    curl.set(CURLOPT_POST, 1L);
    curl.set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl.set(CURLOPT_POSTFIELDS, request.body.data());
  }
  const CURLcode code = curl.perform();
  HttpAnswer answer;
  const bool too_long = code == CURLE_WRITE_ERROR && taken > answer_bytes_max;  // but the status is known
  if (code == CURLE_OK || too_long) {
    answer.status = static_cast<int>(curl.number(CURLINFO_RESPONSE_CODE));
    const curl_off_t wait = curl.large_number(CURLINFO_RETRY_AFTER);
    if (wait > 0) answer.retry_after = std::min(seconds{wait}, retry_after_max);
    return answer;
  }
  answer.refused_address = !guard.refused.empty();
  answer.fault = answer.refused_address ? fmt::format(
                                              "{} leads to {}, an address of this machine or a private network; set "
                                              "allow_private = true if that is meant",
                                              shown_url(request.url), guard.refused)
                                        : failure(curl, code, request);
  return answer;
}

SendResult judged(const HttpAnswer& answer) {
  if (answer.refused_address) return PermanentFault{answer.fault, false};
  if (answer.status == 0) return PassingFault{answer.fault, std::nullopt};
  if (answer.status >= 200 && answer.status < 300) return Sent{};
  const std::string text = fmt::format("the receiver answered {}", answer.status);
  if (answer.status == 410) return PermanentFault{text + ": it wants no more notices", true};
  if (answer.status == 408 || answer.status == 425 || answer.status == 429 || answer.status >= 500)
    return PassingFault{text, answer.retry_after};
  if (answer.status >= 300 && answer.status < 400)
    return PermanentFault{text + ": redirects are not followed; write the URL it leads to into the config", false};
  return PermanentFault{text, false};
}

}  // namespace myotrend::deliver
