#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "myotrend/alert/outbox.h"
#include "myotrend/deliver/channel.h"

namespace myotrend::deliver {

/// When what did not work is tried again. Engineering limits, no clinical ones: Standard Webhooks advises some days.
struct RetryPolicy {
  std::chrono::seconds first{30};                              // after the first failure; doubled with each further one
  std::chrono::seconds longest{std::chrono::hours{6}};         // and no longer than that
  std::chrono::seconds asked_max{std::chrono::hours{24}};      // a receiver may ask for that much (Retry-After)
  std::chrono::seconds give_up_after{std::chrono::hours{72}};  // then it is a dead letter, and can be sent again
};

/// How long to wait after the `attempts`-th failure: exponential, between half and the whole of it as `chance` (0 to 1)
/// has it, so that many deliverers do not come back at one moment; never sooner than the receiver asked.
std::chrono::seconds wait_after(int attempts, std::optional<std::chrono::seconds> asked, double chance,
                                const RetryPolicy& policy);

/// What the core does not have: the time and chance.
struct Surroundings {
  std::function<Instant()> clock;
  std::function<double()> chance;  // from 0 to 1
};

/// What a run did.
struct DeliverySummary {
  std::int64_t routed = 0;     // notices put on their way
  std::int64_t sent = 0;       // taken by a channel, for the first time
  std::int64_t repeated = 0;   // told again to a receiver that forgets
  std::int64_t postponed = 0;  // did not work, and will be tried again
  std::int64_t dead = 0;       // will never work like this
  std::int64_t lost = 0;       // sent, but recorded by another deliverer who had taken over
};

/// One attempt and what came of it; for logs: holds nothing personal and no secret.
struct Tried {
  const Delivery& delivery;
  const Delivered& outcome;
};

/// Puts every new notice on its way and sends what is due: leased first, sent, then recorded, so that after a crash at
/// any instant it is sent again under the same key, and two deliverers never send one at once. `tell` hears of each
/// attempt after it was recorded.
DeliverySummary deliver_due(Outbox& outbox, const Channels& channels, const Router& router, const RetryPolicy& policy,
                            const Surroundings& surroundings, const std::function<void(const Tried&)>& tell = {});

}  // namespace myotrend::deliver
