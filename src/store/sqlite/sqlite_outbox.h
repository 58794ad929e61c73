#pragma once

#include <optional>

#include "store/sqlite/connection.h"
#include "store/sqlite/lock_file.h"

namespace myotrend::sqlite {

Notice notice_at(const Query& query, int column, const Connection& connection);
/// d.delivery_no, channel, step, unless_seen, why, state, attempts, first_due_us, not_before_us, tried_us,
/// first_sent_us, fault, lease, n.json.
Delivery delivery_at(const Query& query, const Connection& connection);
/// The number in a printed id, `d17`.
std::optional<std::int64_t> delivery_no_of(std::string_view id);

class SqliteOutbox final : public Outbox {
 public:
  explicit SqliteOutbox(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  std::vector<Notice> unrouted(int limit) override;
  std::vector<std::string> told(std::string_view alert) override;
  bool send_to(const Notice& notice, std::span<const Destination> destinations, Instant now) override;
  std::optional<Delivery> lease(Instant now) override;
  bool record(const Delivery& delivery, const Delivered& outcome) override;
  std::optional<Instant> next_due() override;
  std::vector<Delivery> dead() override;
  std::vector<Delivery> of_alert(std::string_view alert) override;
  bool retry(std::string_view id, Instant now) override;
  bool reroute(std::string_view id) override;
  bool reopen_channel(std::string_view channel, Instant now) override;
  OutboxState state(Instant now) override;

 private:
  void come_alive();
  void put(std::int64_t notice_no, const Destination& destination, Instant now);
  void close_channel(const Delivery& delivery, const Delivered& outcome);
  void make_way(std::int64_t notice_no, const Destination& destination);
  void spare_what_was_seen();
  void bring_back_from_the_future(Instant now);
  void take_over_what_was_left();
  void note_notified(std::int64_t delivery_no, const Delivered& outcome);

  std::unique_ptr<Connection> connection_;
  std::optional<LockFile> lock_file_;  // once it leases: who only looks needs none
  std::int64_t number_ = 0;
};

}  // namespace myotrend::sqlite
