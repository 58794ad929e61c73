#include <fmt/format.h>

#include <charconv>

#include "store/sqlite/rows.h"
#include "store/sqlite/sqlite_outbox.h"
#include "store/sqlite/write_lock.h"

namespace myotrend::sqlite {

Notice notice_at(const Query& query, int column, const Connection& connection) {
  auto notice = notice_of_json(query.text(column));
  if (!notice) connection.unknown_word("notice", query.text(column).substr(0, 40));
  return std::move(*notice);
}

std::string escalation_key(const std::string& key, int step) {
  return step == 0 ? key : fmt::format("{}-{}", key, step);
}

Delivery delivery_at(const Query& query, const Connection& connection) {
  Delivery delivery;
  delivery.id = fmt::format("d{}", query.integer(0));
  delivery.notice = notice_at(query, 13, connection);
  delivery.to.channel = query.text(1);
  delivery.to.step = static_cast<int>(query.integer(2));
  delivery.to.unless_seen = query.integer(3) != 0;
  delivery.to.why = query.text(4);
  delivery.key = escalation_key(delivery.notice.key, delivery.to.step);
  const std::string word = query.text(5);
  delivery.state = known(connection, delivery_state_named(word), "state of a delivery", word);
  delivery.attempts = static_cast<int>(query.integer(6));
  delivery.first_due = query.instant(7);
  delivery.not_before = delivery.to.not_before = query.instant(8);
  delivery.tried = query.instant_if_any(9);
  delivery.first_sent = query.instant_if_any(10);
  delivery.fault = query.text(11);
  delivery.lease = query.integer(12);
  return delivery;
}

std::optional<std::int64_t> delivery_no_of(std::string_view id) {
  std::int64_t number = 0;
  if (!id.starts_with('d')) return std::nullopt;
  const auto [end, fault] = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  if (fault != std::errc{} || end != id.data() + id.size()) return std::nullopt;
  return number;
}

std::optional<Instant> SqliteOutbox::next_due() {
  Query query =
      connection_->query("SELECT min(not_before_us) FROM delivery WHERE state IN ('waiting', 'leased', 'repeating')");
  if (!query.next()) return std::nullopt;
  return query.instant_if_any(0);
}

std::vector<Delivery> SqliteOutbox::dead() {
  Query query = connection_->query(
      "SELECT d.delivery_no, channel, step, unless_seen, why, state, attempts, first_due_us, not_before_us, "
      "tried_us, first_sent_us, fault, lease, n.json FROM delivery d JOIN notice n USING (notice_no) "
      "WHERE state = 'dead' ORDER BY d.delivery_no");
  std::vector<Delivery> deliveries;
  while (query.next()) deliveries.push_back(delivery_at(query, *connection_));
  return deliveries;
}

std::vector<Delivery> SqliteOutbox::of_alert(std::string_view alert) {
  Query query = connection_->query(
      "SELECT d.delivery_no, channel, step, unless_seen, why, d.state, attempts, first_due_us, not_before_us, "
      "tried_us, first_sent_us, fault, lease, n.json FROM delivery d JOIN notice n USING (notice_no) JOIN alert a ON "
      "a.patient_no = d.patient_no AND a.flag = d.flag AND a.number = d.number "
      "WHERE a.id = ? ORDER BY d.sequence, d.delivery_no");
  query.with(alert);
  std::vector<Delivery> deliveries;
  while (query.next()) deliveries.push_back(delivery_at(query, *connection_));
  return deliveries;
}

bool SqliteOutbox::retry(std::string_view id, Instant now) {
  const auto number = delivery_no_of(id);
  if (!number) return false;
  WriteLock lock(*connection_);
  // What no route took is put before the routes again.
  connection_
      ->query(
          "UPDATE notice SET routed_us = NULL WHERE notice_no = (SELECT notice_no FROM delivery WHERE delivery_no = ? "
          "AND state = 'dead' AND channel = '')")
      .with(*number)
      .run();
  const auto unrouted =
      connection_->query("DELETE FROM delivery WHERE delivery_no = ? AND state = 'dead' AND channel = ''")
          .with(*number)
          .run();
  const auto again = connection_
                         ->query(
                             "UPDATE delivery SET state = 'waiting', attempts = 0, first_due_us = ?1, not_before_us = "
                             "?1, tried_us = NULL WHERE delivery_no = ?2 AND state = 'dead'")
                         .with(now)
                         .with(*number)
                         .run();
  lock.commit();
  return unrouted + again > 0;
}

bool SqliteOutbox::reroute(std::string_view id) {
  const auto number = delivery_no_of(id);
  if (!number) return false;
  WriteLock lock(*connection_);
  const auto left =
      connection_
          ->query(
              "UPDATE delivery SET state = 'spared', fault = 'its channel is gone; the routes chose anew' "
              "WHERE delivery_no = ? AND state = 'dead'")
          .with(*number)
          .run();
  if (left == 0) return false;
  connection_
      ->query(
          "UPDATE notice SET routed_us = NULL WHERE notice_no = (SELECT notice_no FROM delivery WHERE delivery_no = ?)")
      .with(*number)
      .run();
  lock.commit();
  return true;
}

bool SqliteOutbox::reopen_channel(std::string_view channel, Instant now) {
  WriteLock lock(*connection_);
  if (connection_->query("DELETE FROM closed_channel WHERE channel = ?").with(channel).run() == 0) return false;
  connection_
      ->query(
          "UPDATE delivery SET state = 'waiting', attempts = 0, first_due_us = ?1, not_before_us = ?1, tried_us = NULL "
          "WHERE channel = ?2 AND state = 'dead'")
      .with(now)
      .with(channel)
      .run();
  lock.commit();
  return true;
}

OutboxState SqliteOutbox::state(Instant now) {
  const Snapshot snapshot(*connection_);
  OutboxState state;
  state.unrouted = connection_->integer_of("SELECT count(*) FROM notice WHERE routed_us IS NULL");
  Query counted = connection_->query("SELECT state, count(*) FROM delivery GROUP BY state");
  while (counted.next()) {
    const std::string word = counted.text(0);
    const std::int64_t count = counted.integer(1);
    switch (known(*connection_, delivery_state_named(word), "state of a delivery", word)) {
      case DeliveryState::waiting: state.waiting = count; break;
      case DeliveryState::leased: state.leased = count; break;
      case DeliveryState::sent: state.sent = count; break;
      case DeliveryState::repeating: state.repeating = count; break;
      case DeliveryState::dead: state.dead = count; break;
      case DeliveryState::spared: state.spared = count; break;
    }
  }
  Query oldest = connection_->query(
      "SELECT min(due) FROM (SELECT min(at_us) AS due FROM notice WHERE routed_us IS NULL UNION ALL SELECT "
      "min(first_due_us) FROM delivery WHERE state IN ('waiting', 'leased') UNION ALL SELECT min(not_before_us) FROM "
      "delivery WHERE state = 'repeating') WHERE due <= ?");
  oldest.with(now);
  if (oldest.next()) state.oldest_due = oldest.instant_if_any(0);
  Query closed = connection_->query("SELECT channel, why, at_us FROM closed_channel ORDER BY channel");
  while (closed.next()) state.closed.push_back({closed.text(0), closed.text(1), closed.instant(2)});
  return state;
}

}  // namespace myotrend::sqlite
