#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "myotrend/alert/notice.h"

namespace myotrend::deliver {

/// The receiver has taken it.
struct Sent {
  /// The receiver forgets unless it is told again (Alertmanager): send the alert's newest notice again after this
  /// time, until a newer one takes its place. Empty: once is enough.
  std::optional<std::chrono::seconds> again_after;
};

/// It may work later: no connection, a time-out, 429, 5xx. The text holds nothing personal and no secret.
struct PassingFault {
  std::string text;
  std::optional<std::chrono::seconds> retry_after;  // as the receiver asked
};

/// It will never work like this: a refused address, 4xx. Ends as a dead letter, listed and replayable.
struct PermanentFault {
  std::string text;
  bool channel_gone = false;  // 410: the channel is switched off until somebody switches it on again
};

using SendResult = std::variant<Sent, PassingFault, PermanentFault>;

/// One attempt to send a notice.
struct Attempt {
  /// What the receiver may tell doubles by: the notice's own key, for an escalation followed by its step (`n...-2`).
  /// Stable over all retries and after a crash.
  std::string key;
  int step = 0;    // of the route
  int number = 1;  // the n-th attempt
  Instant now{};
  std::optional<Instant> first_sent;  // set when a notice that was sent is told again
};

/// The most that one send may take, connection and all: a lease is held longer than that.
constexpr std::chrono::seconds send_time_max{30};

/// A way to tell somebody. Faults are values; only a broken world throws. For one thread.
class Channel {
 public:
  virtual ~Channel() = default;
  /// Returns within send_time_max.
  virtual SendResult send(const Notice& notice, const Attempt& attempt) = 0;
  /// `clinic mail (smtp to 2 recipients)`: for people; no secret.
  virtual std::string description() const = 0;
};

/// The channels of the configuration, by name.
using Channels = std::map<std::string, std::unique_ptr<Channel>, std::less<>>;

}  // namespace myotrend::deliver
