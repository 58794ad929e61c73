#include "store/sqlite/outbox.h"

#include <algorithm>

#include "myotrend/alert/life_cycle.h"
#include "store/sqlite/judgements.h"
#include "store/sqlite/patients.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/sqlite_outbox.h"
#include "store/sqlite/write_lock.h"

namespace myotrend::sqlite {

namespace {

/// A deliverer that lives and still has not recorded what came of a sending hangs: far longer than any sending may
/// take.
constexpr std::chrono::minutes lease_lasts{15};

/// A clock that is put right by less than this delays a notice by no more, and a step that small is everyday.
constexpr std::chrono::hours clock_may_waver{1};

Instant machine_time() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

}  // namespace

/// Before its first lease, so that nobody ever sees a lease whose owner seems to be gone.
void SqliteOutbox::come_alive() {
  if (lock_file_) return;
  WriteLock lock(*connection_);
  connection_
      ->query("INSERT INTO deliverer VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET deliverer_no = deliverer_no + 1")
      .run();
  number_ = connection_->integer_of("SELECT deliverer_no FROM deliverer");
  lock.commit();
  lock_file_.emplace(connection_->path());
  lock_file_->hold(number_);
}

std::vector<Notice> SqliteOutbox::unrouted(int limit) {
  Query query = connection_->query("SELECT json FROM notice WHERE routed_us IS NULL ORDER BY notice_no LIMIT ?");
  query.with(std::int64_t{limit});
  std::vector<Notice> notices;
  while (query.next()) notices.push_back(notice_at(query, 0, *connection_));
  return notices;
}

std::vector<std::string> SqliteOutbox::told(std::string_view alert) {
  Query query = connection_->query(
      "SELECT DISTINCT channel FROM delivery d JOIN alert a ON a.patient_no = d.patient_no AND a.flag = d.flag AND "
      "a.number = d.number WHERE a.id = ? AND d.channel <> '' AND d.state <> 'spared' AND (step = 0 OR d.state IN "
      "('sent', 'repeating')) ORDER BY channel");
  query.with(alert);
  std::vector<std::string> channels;
  while (query.next()) channels.push_back(query.text(0));
  return channels;
}

bool SqliteOutbox::send_to(const Notice& notice, std::span<const Destination> destinations, Instant now) {
  WriteLock lock(*connection_);
  std::int64_t notice_no = 0;
  {
    Query query = connection_->query("SELECT notice_no FROM notice WHERE key = ? AND routed_us IS NULL");
    query.with(notice.key);
    if (!query.next()) return false;
    notice_no = query.integer(0);
  }
  connection_->query("UPDATE notice SET routed_us = ? WHERE notice_no = ?").with(now).with(notice_no).run();
  // What only keeps a mirror in step has done so where there is none.
  if (destinations.empty() && notice.weight != NoticeWeight::mirror) {
    Destination nowhere;
    nowhere.not_before = now;
    nowhere.why = "no route of the configuration takes it";
    put(notice_no, nowhere, now);
  }
  for (const Destination& destination : destinations) {
    put(notice_no, destination, now);
    make_way(notice_no, destination);
  }
  // An alert that rings anew, or is over, has no use for the escalations of what was told before.
  if (notice.weight == NoticeWeight::act || !notice.firing)
    connection_
        ->query(
            "UPDATE delivery SET state = 'spared', fault = 'a newer notice took its place' WHERE state = 'waiting' AND "
            "step > 0 AND EXISTS (SELECT 1 FROM notice n WHERE n.notice_no = ? AND n.patient_no = delivery.patient_no "
            "AND n.flag = delivery.flag AND n.number = delivery.number AND n.sequence > delivery.sequence)")
        .with(notice_no)
        .run();
  lock.commit();
  return true;
}

void SqliteOutbox::put(std::int64_t notice_no, const Destination& to, Instant now) {
  const Instant due = std::max(to.not_before, now);
  connection_
      ->query(
          "INSERT INTO delivery (notice_no, patient_no, flag, number, sequence, channel, step, unless_seen, why, "
          "state, attempts, first_due_us, not_before_us, fault, lease) "
          "SELECT notice_no, patient_no, flag, number, sequence, ?2, ?3, ?4, ?5, CASE WHEN ?2 = '' OR c.channel IS NOT "
          "NULL THEN 'dead' ELSE 'waiting' END, 0, ?6, ?6, CASE WHEN ?2 = '' THEN ?5 WHEN c.channel IS NOT NULL THEN "
          "'the channel is closed: ' || c.why ELSE '' END, 0 "
          "FROM notice LEFT JOIN closed_channel c ON c.channel = ?2 WHERE notice_no = ?1 "
          "ON CONFLICT (notice_no, channel, step) DO NOTHING")
      .with(notice_no)
      .with(to.channel)
      .with(std::int64_t{to.step})
      .with(std::int64_t{to.unless_seen})
      .with(to.why)
      .with(due)
      .run();
}

/// What was told before of the same alert goes first: whatever held it back holds back the newer one no longer.
void SqliteOutbox::make_way(std::int64_t notice_no, const Destination& destination) {
  connection_
      ->query(
          "UPDATE delivery SET not_before_us = min(not_before_us, ?2) WHERE state = 'waiting' AND step = 0 AND "
          "channel = ?3 AND EXISTS (SELECT 1 FROM notice n WHERE n.notice_no = ?1 AND n.patient_no = "
          "delivery.patient_no AND n.flag = delivery.flag AND n.number = delivery.number AND n.sequence > "
          "delivery.sequence)")
      .with(notice_no)
      .with(destination.not_before)
      .with(destination.channel)
      .run();
}

/// Escalations of alerts that somebody has seen, or that are over.
void SqliteOutbox::spare_what_was_seen() {
  connection_
      ->query(
          "UPDATE delivery SET state = 'spared', fault = 'somebody has seen the alert, or it is over' WHERE state = "
          "'waiting' AND unless_seen = 1 AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.patient_no = "
          "delivery.patient_no AND a.flag = delivery.flag AND a.number = delivery.number AND a.state IN ('raised', "
          "'notified'))")
      .run();
}

/// What was put on its way by a clock that stood far in the future waits as long as it was meant to, and not until
/// then.
void SqliteOutbox::bring_back_from_the_future(Instant now) {
  connection_
      ->query(
          "UPDATE delivery SET not_before_us = not_before_us - n.routed_us + ?1, first_due_us = first_due_us - "
          "n.routed_us + ?1 FROM notice n WHERE n.notice_no = delivery.notice_no AND n.routed_us > ?2 AND "
          "delivery.state = 'waiting' AND delivery.attempts = 0")
      .with(now)
      .with(now + clock_may_waver)
      .run();
  connection_->query("UPDATE notice SET routed_us = ?1 WHERE routed_us > ?2")
      .with(now)
      .with(now + clock_may_waver)
      .run();
}

/// The leases of deliverers who are gone, or who hang.
void SqliteOutbox::take_over_what_was_left() {
  std::vector<std::pair<std::int64_t, std::int64_t>> leases;
  std::vector<std::int64_t> run_out;
  {
    Query query = connection_->query(
        "SELECT delivery_no, deliverer_no, lease_until_us FROM delivery WHERE state = 'leased' AND deliverer_no <> ?");
    query.with(number_);
    while (query.next()) {
      leases.emplace_back(query.integer(0), query.integer(1));
      if (query.instant(2) < machine_time()) run_out.push_back(query.integer(0));
    }
  }
  for (const auto& [delivery, deliverer] : leases) {
    const bool hangs = std::find(run_out.begin(), run_out.end(), delivery) != run_out.end();
    if (!hangs && lock_file_->held(deliverer)) continue;
    connection_
        ->query(
            "UPDATE delivery SET state = CASE WHEN first_sent_us IS NULL THEN 'waiting' ELSE 'repeating' END, "
            "deliverer_no = NULL WHERE delivery_no = ?")
        .with(delivery)
        .run();
  }
}

std::optional<Delivery> SqliteOutbox::lease(Instant now) {
  come_alive();
  WriteLock lock(*connection_);
  bring_back_from_the_future(now);
  take_over_what_was_left();
  spare_what_was_seen();
  std::optional<Delivery> delivery;
  {
    // Due: its time has come; or its last attempt lies in the future, so that the clock was set back since.
    // In order per alert and channel: nothing goes before an earlier notice that was not sent, nor beside one.
    Query query = connection_->query(
        "SELECT d.delivery_no, channel, step, unless_seen, why, state, attempts, first_due_us, not_before_us, "
        "tried_us, first_sent_us, fault, lease, n.json FROM delivery d JOIN notice n USING (notice_no) "
        "WHERE state IN ('waiting', 'repeating') AND (not_before_us <= ?1 OR tried_us > ?1) AND NOT EXISTS (SELECT 1 "
        "FROM delivery e WHERE e.patient_no = d.patient_no AND e.flag = d.flag AND e.number = d.number AND e.channel "
        "= d.channel AND e.delivery_no <> d.delivery_no AND (e.state = 'leased' OR (e.sequence < d.sequence AND e.step "
        "= 0 AND e.state = 'waiting'))) ORDER BY not_before_us, delivery_no LIMIT 1");
    query.with(now);
    if (query.next()) delivery = delivery_at(query, *connection_);
  }
  if (delivery) {
    ++delivery->lease;
    connection_
        ->query(
            "UPDATE delivery SET state = 'leased', lease = ?, deliverer_no = ?, lease_until_us = ? "
            "WHERE delivery_no = ?")
        .with(delivery->lease)
        .with(number_)
        .with(machine_time() + lease_lasts)
        .with(*delivery_no_of(delivery->id))
        .run();
  }
  lock.commit();
  return delivery;
}

bool SqliteOutbox::record(const Delivery& delivery, const Delivered& outcome) {
  const std::int64_t number = delivery_no_of(delivery.id).value();
  const bool sent = outcome.state == DeliveryState::sent || outcome.state == DeliveryState::repeating;
  WriteLock lock(*connection_);
  const auto recorded =
      connection_
          ->query(
              "UPDATE delivery SET state = ?1, attempts = attempts + 1, not_before_us = ?2, tried_us = ?3, fault = ?4, "
              "first_sent_us = CASE WHEN ?5 THEN coalesce(first_sent_us, ?3) ELSE first_sent_us END, "
              "deliverer_no = NULL WHERE delivery_no = ?6 AND state = 'leased' AND deliverer_no = ?7 AND lease = ?8")
          .with(word_of(outcome.state))
          .with(outcome.not_before)
          .with(outcome.at)
          .with(outcome.fault)
          .with(std::int64_t{sent})
          .with(number)
          .with(number_)
          .with(delivery.lease)
          .run();
  if (recorded == 0) return false;
  if (sent) note_notified(number, outcome);
  if (outcome.channel_gone) close_channel(delivery, outcome);
  lock.commit();
  return true;
}

/// Its newest word has reached somebody; what the receiver was told again and again before has had its time.
void SqliteOutbox::note_notified(std::int64_t delivery_no, const Delivered& outcome) {
  connection_
      ->query(
          "UPDATE delivery SET state = 'sent' WHERE state = 'repeating' AND EXISTS (SELECT 1 FROM delivery d WHERE "
          "d.delivery_no = ? AND d.patient_no = delivery.patient_no AND d.flag = delivery.flag AND d.number = "
          "delivery.number AND d.channel = delivery.channel AND d.sequence > delivery.sequence)")
      .with(delivery_no)
      .run();
  std::int64_t patient_no = 0;
  std::string alert_id, channel;
  {
    Query query = connection_->query(
        "SELECT a.patient_no, a.id, d.channel FROM delivery d JOIN notice n USING (notice_no) JOIN alert a ON "
        "a.patient_no = d.patient_no AND a.flag = d.flag AND a.number = d.number WHERE d.delivery_no = ? AND "
        "a.state = 'raised' AND n.firing = 1 AND n.sequence = a.notices");
    query.with(delivery_no);
    if (!query.next()) return;
    patient_no = query.integer(0);
    alert_id = query.text(1);
    channel = query.text(2);
  }
  const auto alert = one_alert(*connection_, alert_id);
  if (!alert) return;
  const auto step = notified(*alert, channel, std::max(outcome.at, alert->updated));
  if (step) keep(*connection_, patient_no, *step);
}

void SqliteOutbox::close_channel(const Delivery& delivery, const Delivered& outcome) {
  connection_->query("INSERT INTO closed_channel VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
      .with(delivery.to.channel)
      .with(outcome.fault)
      .with(outcome.at)
      .run();
  connection_
      ->query(
          "UPDATE delivery SET state = 'dead', fault = 'the channel is closed: ' || ?2 WHERE channel = ?1 AND state IN "
          "('waiting', 'repeating')")
      .with(delivery.to.channel)
      .with(outcome.fault)
      .run();
}

std::unique_ptr<Outbox> open_outbox(std::unique_ptr<Connection> connection) {
  return std::make_unique<SqliteOutbox>(std::move(connection));
}

}  // namespace myotrend::sqlite
