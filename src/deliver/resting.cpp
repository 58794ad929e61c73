#include "myotrend/deliver/resting.h"

#include <algorithm>

namespace myotrend::deliver {

namespace {

using std::chrono::seconds;

constexpr int faults_in_a_row = 3;
constexpr seconds rest = std::chrono::minutes{1};
constexpr seconds rest_max = std::chrono::hours{24};  // however much a receiver asks for

class Resting final : public Channel {
 public:
  explicit Resting(std::unique_ptr<Channel> channel) : channel_(std::move(channel)) {}

  SendResult send(const Notice& notice, const Attempt& attempt) override {
    // A clock that was set back ends the rest: it was measured by the other time.
    if (attempt.now >= begun_ && attempt.now < until_)
      return PassingFault{"put off, for the channel just failed: " + why_,
                          std::chrono::ceil<seconds>(until_ - attempt.now)};
    SendResult result = channel_->send(notice, attempt);
    const auto* fault = std::get_if<PassingFault>(&result);
    faults_ = fault ? faults_ + 1 : 0;
    if (fault && (fault->retry_after || faults_ >= faults_in_a_row)) {
      begun_ = attempt.now;
      until_ = attempt.now + std::clamp(fault->retry_after.value_or(rest), seconds{0}, rest_max);
      why_ = fault->text;
    }
    return result;
  }

  std::string description() const override { return channel_->description(); }

 private:
  std::unique_ptr<Channel> channel_;
  int faults_ = 0;
  Instant begun_{}, until_{};
  std::string why_;
};

}  // namespace

std::unique_ptr<Channel> resting_when_it_fails(std::unique_ptr<Channel> channel) {
  return std::make_unique<Resting>(std::move(channel));
}

}  // namespace myotrend::deliver
