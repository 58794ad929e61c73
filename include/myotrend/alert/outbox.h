#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/alert/notice.h"

namespace myotrend {

/// Of a notice on its way to one destination.
enum class DeliveryState : std::uint8_t {
  waiting,  // for its time, for an earlier notice of the same alert, or for the next attempt
  leased,   // a deliverer is sending it
  sent,
  repeating,  // sent, and told again while it is the alert's newest
  dead,       // a permanent fault, or tried for too long: listed, and can be sent again
  spared      // an escalation that is not needed: somebody has seen the alert
};
std::string_view word_of(DeliveryState state);
std::optional<DeliveryState> delivery_state_named(std::string_view word);

/// A notice on its way to one destination.
struct Delivery {
  std::string id;   // `d17`, in one store
  std::string key;  // what the receiver may tell doubles by: see deliver::Attempt
  Notice notice;
  Destination to;
  DeliveryState state = DeliveryState::waiting;
  int attempts = 0;              // since it was first put here or replayed
  Instant first_due{};           // gives up so long after this
  Instant not_before{};          // the next attempt
  std::optional<Instant> tried;  // the last attempt
  std::optional<Instant> first_sent;
  std::string fault;       // of the last attempt, or why it is dead
  std::int64_t lease = 0;  // fencing: only the holder of this lease may record
};

/// What came of an attempt, to be recorded.
struct Delivered {
  DeliveryState state = DeliveryState::sent;  // sent, repeating, waiting (tried again at not_before) or dead
  Instant at{};
  Instant not_before{};
  std::string fault;
  bool channel_gone = false;
};

/// A channel that its receiver closed (410): nothing is sent there until somebody switches it on again.
struct ClosedChannel {
  std::string channel, why;
  Instant at{};
};

/// How much is on its way.
struct OutboxState {
  std::int64_t unrouted = 0, waiting = 0, leased = 0, repeating = 0, sent = 0, dead = 0, spared = 0;
  std::optional<Instant> oldest_due;  // of what should have been sent, or told again
  std::vector<ClosedChannel> closed;
};

/// What notices lie in the store, and where they are on their way to. One for each deliverer, who counts as alive as
/// long as it exists: a lease of one who is gone is taken over at once, of one who lives only when it has run out.
class Outbox {
 public:
  virtual ~Outbox() = default;

  /// Notices nobody has chosen destinations for, oldest first and in order per alert.
  virtual std::vector<Notice> unrouted(int limit) = 0;
  /// The channels to which the alert's notices went or are going.
  virtual std::vector<std::string> told(std::string_view alert) = 0;
  /// Puts the notice on its way; false: somebody else did.
  virtual bool send_to(const Notice& notice, std::span<const Destination> destinations, Instant now) = 0;
  /// The next delivery that is due at `now`, leased to this deliverer; in order per alert and channel.
  virtual std::optional<Delivery> lease(Instant now) = 0;
  /// Records what came of it; false when the lease was lost to another deliverer. A first notice that was sent makes
  /// its raised alert `notified`, in the same transaction.
  virtual bool record(const Delivery& delivery, const Delivered& outcome) = 0;
  /// When the next delivery that waits for its time is due.
  virtual std::optional<Instant> next_due() = 0;

  virtual std::vector<Delivery> dead() = 0;
  /// All deliveries of an alert, in the order of its notices.
  virtual std::vector<Delivery> of_alert(std::string_view alert) = 0;
  /// Sends a dead letter again, under its key; false: no dead letter of that id.
  virtual bool retry(std::string_view id, Instant now) = 0;
  /// Puts the notice of a dead letter before the routes again, for the letter's channel is not there any more; false:
  /// no dead letter of that id. Channels that were told are not told again.
  virtual bool reroute(std::string_view id) = 0;
  /// Opens a channel again; false: it was not closed. Its dead letters wait again.
  virtual bool reopen_channel(std::string_view channel, Instant now) = 0;
  virtual OutboxState state(Instant now) = 0;
};

}  // namespace myotrend
