#include "myotrend/deliver/resting.h"

#include <catch2/catch.hpp>
#include <deque>

#include "deliver/sample_notice.h"

using namespace myotrend;
using namespace myotrend::deliver;
using std::chrono::seconds;
using testing::at;

namespace {

/// Answers as it was told to, and counts how often it was asked.
struct Scripted final : Channel {
  explicit Scripted(int& count) : asked(count) {}
  SendResult send(const Notice&, const Attempt&) override {
    ++asked;
    const SendResult answer = answers.empty() ? SendResult(PassingFault{"no answer", std::nullopt}) : answers.front();
    if (!answers.empty()) answers.pop_front();
    return answer;
  }
  std::string description() const override { return "scripted"; }
  int& asked;
  std::deque<SendResult> answers;
};

struct Trial {
  explicit Trial(std::deque<SendResult> answers = {}) {
    auto scripted = std::make_unique<Scripted>(asked);
    scripted->answers = std::move(answers);
    channel = resting_when_it_fails(std::move(scripted));
  }
  SendResult send(std::string_view now) {
    const Notice notice = testing::sample_notice(at(now));
    return channel->send(notice, testing::first_attempt(notice));
  }
  int asked = 0;
  std::unique_ptr<Channel> channel;
};

}  // namespace

TEST_CASE("a receiver that hangs is left alone after three faults, and asked again a minute later") {
  Trial trial;
  for (int i = 0; i < 10; ++i) {
    const auto result = trial.send("2026-01-15T12:00:00Z");
    REQUIRE(std::holds_alternative<PassingFault>(result));
    if (i >= 3) CHECK(std::get<PassingFault>(result).retry_after == seconds{60});
  }
  CHECK(trial.asked == 3);
  CHECK(std::holds_alternative<PassingFault>(trial.send("2026-01-15T12:00:59Z")));
  CHECK(trial.asked == 3);
  CHECK(std::holds_alternative<PassingFault>(trial.send("2026-01-15T12:01:00Z")));
  CHECK(trial.asked == 4);
}

TEST_CASE("a receiver that asks for time gets it, from all notices") {
  Trial trial({PassingFault{"429", seconds{7}}, Sent{}});
  CHECK(std::holds_alternative<PassingFault>(trial.send("2026-01-15T12:00:00Z")));
  const auto meanwhile = trial.send("2026-01-15T12:00:05Z");
  REQUIRE(std::holds_alternative<PassingFault>(meanwhile));
  CHECK(std::get<PassingFault>(meanwhile).retry_after == seconds{2});
  CHECK(trial.asked == 1);
  CHECK(std::holds_alternative<Sent>(trial.send("2026-01-15T12:00:07Z")));
}

TEST_CASE("faults with a success between them, and final ones, give no rest") {
  Trial trial({PassingFault{"a", {}}, PassingFault{"b", {}}, Sent{}, PassingFault{"c", {}}, PermanentFault{"d"},
               PassingFault{"e", {}}, PassingFault{"f", {}}});
  for (int i = 0; i < 7; ++i) static_cast<void>(trial.send("2026-01-15T12:00:00Z"));
  CHECK(trial.asked == 7);
}

TEST_CASE("a clock that is set back ends the rest") {
  Trial trial({PassingFault{"429", std::chrono::hours{2}}, Sent{}});
  CHECK(std::holds_alternative<PassingFault>(trial.send("2026-01-15T12:00:00Z")));
  CHECK(std::holds_alternative<Sent>(trial.send("2026-01-15T11:00:00Z")));
}
