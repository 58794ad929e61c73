#include "deliver/webhook/signature.h"

#include <catch2/catch.hpp>

using namespace myotrend::deliver;

TEST_CASE("a signature is the one that the published example of Standard Webhooks has") {
  // The example that the reference libraries of Standard Webhooks are tested with.
  const auto key = signing_key_told("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  REQUIRE(key.ok());
  CHECK(signature_header({*key}, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", R"({"test": 2432232314})") ==
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("while a key is changed both sign, the newest first") {
  const auto one = signing_key_told("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value();
  const auto other = signing_key_told("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").value();
  CHECK(signature_header({one, other}, "n1", "1", "{}") ==
        signature_header({one}, "n1", "1", "{}") + " " + signature_header({other}, "n1", "1", "{}"));
}

TEST_CASE("a secret of a webhook has the prefix, and 24 to 64 bytes in base64") {
  for (const std::string_view wrong :
       {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa",
        "whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw trailing"}) {
    INFO(wrong);
    CHECK_FALSE(signing_key_told(wrong).ok());
  }
  CHECK_FALSE(signing_key_told("whsec_" + std::string(88, 'A')).ok());  // 66 bytes
  CHECK(signing_key_told("whsec_" + std::string(84, 'A')).value().size() == 63);
}
