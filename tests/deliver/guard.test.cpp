#include <arpa/inet.h>
#include <netinet/in.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "deliver/address.h"
#include "deliver/http.h"
#include "deliver/reachable.h"

using namespace myotrend::deliver;

namespace {

bool public_address(const std::string& text) {
  sockaddr_storage place{};
  if (text.find(':') != std::string::npos) {
    auto& six = reinterpret_cast<sockaddr_in6&>(place);
    six.sin6_family = AF_INET6;
    REQUIRE(inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1);
  } else {
    auto& four = reinterpret_cast<sockaddr_in&>(place);
    four.sin_family = AF_INET;
    REQUIRE(inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1);
  }
  const auto& address = reinterpret_cast<const sockaddr&>(place);
  CHECK(text_of(address) == text);
  return is_public(address);
}

HttpAnswer answered(int status) {
  HttpAnswer answer;
  answer.status = status;
  answer.retry_after = std::chrono::seconds{7};
  return answer;
}

}  // namespace

TEST_CASE("addresses of this machine, of private networks and of no network are told from public ones") {
  for (const auto* text : {"127.0.0.1",
                           "127.255.255.254",
                           "0.0.0.0",
                           "10.1.2.3",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "169.254.169.254",
                           "100.64.0.1",
                           "198.18.0.1",
                           "192.0.2.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "240.0.0.1",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "fd12:3456::1",
                           "ff02::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "64:ff9b::a00:1",
                           "2002:7f00:1::",
                           "2002:c0a8:101::1",
                           "2001:db8::1",
                           "2001::1",
                           "fec0::1",
                           "100::1"}) {
    INFO(text);
    CHECK_FALSE(public_address(text));
  }
  for (const auto* text : {"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "11.0.0.1", "100.128.0.1", "193.0.0.1",
                           "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"}) {
    INFO(text);
    CHECK(public_address(text));
  }
}

TEST_CASE("a name that leads to a private address is refused at the connection, and that is final") {
  HttpRequest request;
  for (const auto* url : {"http://localhost:1/x", "http://127.0.0.1:1/x", "http://[::1]:1/x", "http://2130706433:1/x",
                          "http://0x7f.1:1/x", "http://[::ffff:127.0.0.1]:1/x"}) {
    INFO(url);
    request.url = url;
    request.reach = Reach::public_only;
    const HttpAnswer answer = http_send(request);
    CHECK(answer.refused_address);
    CHECK_THAT(answer.fault, Catch::Contains("allow_private"));
    CHECK(std::holds_alternative<PermanentFault>(judged(answer)));
  }
  request.url = "http://127.0.0.1:1/secret-path";
  request.reach = Reach::anywhere;
  const HttpAnswer answer = http_send(request);
  CHECK_FALSE(answer.refused_address);
  CHECK(std::holds_alternative<PassingFault>(judged(answer)));
  CHECK(answer.fault.find("secret-path") == std::string::npos);
}

TEST_CASE("an answer that may pass is told from one that never will") {
  for (const int status : {200, 201, 202, 204}) CHECK(std::holds_alternative<Sent>(judged(answered(status))));
  for (const int status : {408, 425, 429, 500, 502, 503, 504}) {
    const auto result = judged(answered(status));
    REQUIRE(std::holds_alternative<PassingFault>(result));
    CHECK(std::get<PassingFault>(result).retry_after == std::chrono::seconds{7});
  }
  for (const int status : {301, 302, 307, 308, 400, 401, 403, 404, 413, 422}) {
    const auto result = judged(answered(status));
    REQUIRE(std::holds_alternative<PermanentFault>(result));
    CHECK_FALSE(std::get<PermanentFault>(result).channel_gone);
  }
  CHECK(std::get<PermanentFault>(judged(answered(410))).channel_gone);
}

TEST_CASE("what is shown of a URL is never its path, where services keep their secrets") {
  CHECK(shown_url("https://hooks.example.org/T0/B0/secret?key=1") == "https://hooks.example.org");
}
