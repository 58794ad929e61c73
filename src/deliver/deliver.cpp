#include "myotrend/deliver/deliver.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace myotrend::deliver {

namespace {

/// Notices that are put on their way before any is sent: what several deliverers do at once stays even.
constexpr int routed_at_once = 100;

class Deliverer {
 public:
  Deliverer(Outbox& outbox, const Channels& channels, const Router& router, const RetryPolicy& policy,
            const Surroundings& surroundings)
      : outbox_(outbox), channels_(channels), router_(router), policy_(policy), surroundings_(surroundings) {}

  void route_all() {
    for (auto notices = outbox_.unrouted(routed_at_once); !notices.empty();
         notices = outbox_.unrouted(routed_at_once)) {
      for (const Notice& notice : notices) {
        const Instant now = surroundings_.clock();
        if (outbox_.send_to(notice, router_(notice, outbox_.told(notice.alert), now), now)) ++summary_.routed;
      }
    }
  }

  /// False: nothing is due.
  bool send_next(const std::function<void(const Tried&)>& tell) {
    const auto delivery = outbox_.lease(surroundings_.clock());
    if (!delivery) return false;
    const SendResult result = sent(*delivery);
    const Delivered outcome = outcome_of(*delivery, result);
    if (!outbox_.record(*delivery, outcome)) {
      ++summary_.lost;
      return true;
    }
    count(*delivery, outcome);
    if (tell) tell({*delivery, outcome});
    return true;
  }

  const DeliverySummary& summary() const { return summary_; }

 private:
  SendResult sent(const Delivery& delivery) {
    const auto channel = channels_.find(delivery.to.channel);
    if (channel == channels_.end())
      return PermanentFault{fmt::format("there is no channel \"{}\" in the configuration", delivery.to.channel)};
    Attempt attempt;
    attempt.key = delivery.key;
    attempt.step = delivery.to.step;
    attempt.number = delivery.attempts + 1;
    attempt.now = surroundings_.clock();
    attempt.first_sent = delivery.first_sent;
    try {
      return channel->second->send(delivery.notice, attempt);
    } catch (const std::exception& error) {
      // The world of one channel is broken: that may keep nobody else's notice, and is no reason to forget this one.
      return PassingFault{fmt::format("the channel broke down: {}", error.what()), std::nullopt};
    }
  }

  Delivered outcome_of(const Delivery& delivery, const SendResult& result) {
    Delivered outcome;
    outcome.at = outcome.not_before = surroundings_.clock();
    if (const auto* taken = std::get_if<Sent>(&result)) {
      outcome.state = taken->again_after ? DeliveryState::repeating : DeliveryState::sent;
      if (taken->again_after) outcome.not_before += std::max(*taken->again_after, std::chrono::seconds{1});
      return outcome;
    }
    if (const auto* fault = std::get_if<PermanentFault>(&result)) {
      outcome.state = DeliveryState::dead;
      outcome.fault = fault->text;
      outcome.channel_gone = fault->channel_gone;
      return outcome;
    }
    const auto& fault = std::get<PassingFault>(result);
    outcome.fault = fault.text;
    outcome.not_before += wait_after(delivery.attempts + 1, fault.retry_after, surroundings_.chance(), policy_);
    if (delivery.first_sent) {
      outcome.state = DeliveryState::repeating;
    } else if (outcome.not_before - delivery.first_due > policy_.give_up_after) {
      outcome.state = DeliveryState::dead;
      outcome.fault = fmt::format("given up after {} attempts: {}", delivery.attempts + 1, fault.text);
    } else {
      outcome.state = DeliveryState::waiting;
    }
    return outcome;
  }

  void count(const Delivery& delivery, const Delivered& outcome) {
    switch (outcome.state) {
      case DeliveryState::sent:
      case DeliveryState::repeating:
        if (!outcome.fault.empty()) {
          ++summary_.postponed;
        } else {
          ++(delivery.first_sent ? summary_.repeated : summary_.sent);
        }
        break;
      case DeliveryState::dead: ++summary_.dead; break;
      case DeliveryState::waiting:
      case DeliveryState::leased:
      case DeliveryState::spared: ++summary_.postponed; break;
    }
  }

  Outbox& outbox_;
  const Channels& channels_;
  const Router& router_;
  const RetryPolicy& policy_;
  const Surroundings& surroundings_;
  DeliverySummary summary_;
};

}  // namespace

std::chrono::seconds wait_after(int attempts, std::optional<std::chrono::seconds> asked, double chance,
                                const RetryPolicy& policy) {
  const double doubled = std::ldexp(static_cast<double>(policy.first.count()), std::max(0, attempts - 1));
  const double whole = std::min(doubled, static_cast<double>(policy.longest.count()));
  const auto wait = std::chrono::seconds{std::llround(whole * (1 + std::clamp(chance, 0.0, 1.0)) / 2)};
  return std::max(wait, std::min(asked.value_or(std::chrono::seconds{0}), policy.asked_max));
}

DeliverySummary deliver_due(Outbox& outbox, const Channels& channels, const Router& router, const RetryPolicy& policy,
                            const Surroundings& surroundings, const std::function<void(const Tried&)>& tell) {
  Deliverer deliverer(outbox, channels, router, policy, surroundings);
  deliverer.route_all();
  while (deliverer.send_next(tell)) {
  }
  return deliverer.summary();
}

}  // namespace myotrend::deliver
