#include "store/sqlite/judgements.h"

#include <sodium.h>

#include <array>
#include <limits>

#include "store/sqlite/patients.h"
#include "store/sqlite/rows.h"

namespace myotrend::sqlite {

namespace {

constexpr std::uint32_t number_max = std::numeric_limits<int>::max();

std::string sha256_hex(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

template <class T, class Named>
T word_at(const Query& query, int column, const Connection& connection, std::string_view what, Named named) {
  const std::string word = query.text(column);
  return known<T>(connection, named(word), what, word);
}

Disposition level_at(const Query& query, int column, const Connection& connection) {
  return word_at<Disposition>(query, column, connection, "disposition", disposition_named);
}

AlertOutcome outcome_at(const Query& query, int column, const Connection& connection) {
  return word_at<AlertOutcome>(query, column, connection, "outcome", alert_outcome_named);
}

/// p.id, flag, number, a.id, level, state, raised_us, updated_us, resolved_level, ended_since_resolved,
/// newest_ground_us, outcome, assessment_sha256, until_us, notices.
std::vector<Alert> alerts_in(Query& query, const Connection& connection) {
  std::vector<Alert> alerts;
  while (query.next()) {
    Alert alert;
    alert.patient.text = query.text(0);
    alert.flag = query.text(1);
    alert.number = static_cast<int>(query.number(2, number_max));
    alert.id = query.text(3);
    alert.level = level_at(query, 4, connection);
    alert.state = word_at<AlertState>(query, 5, connection, "state of an alert", alert_state_named);
    alert.raised = query.instant(6);
    alert.updated = query.instant(7);
    alert.resolved_level = level_at(query, 8, connection);
    alert.ended_since_resolved = query.integer(9) != 0;
    alert.newest_ground = query.instant_if_any(10);
    alert.outcome = outcome_at(query, 11, connection);
    alert.assessment_sha256 = query.text(12);
    alert.until = query.instant_if_any(13);
    alert.notices = static_cast<int>(query.number(14, number_max));
    alerts.push_back(std::move(alert));
  }
  return alerts;
}

void write_alert(Connection& connection, std::int64_t patient_no, const Alert& alert) {
  const auto bind_what_changes = [&](Query& query) {
    query.with(word_of(alert.level)).with(word_of(alert.state)).with(alert.updated).with(word_of(alert.resolved_level));
    query.with(std::int64_t{alert.ended_since_resolved}).with(alert.newest_ground).with(word_of(alert.outcome));
    query.with(alert.assessment_sha256).with(alert.until).with(std::int64_t{alert.notices});
  };
  Query update = connection.query(
      "UPDATE alert SET level = ?, state = ?, updated_us = ?, resolved_level = ?, ended_since_resolved = ?, "
      "newest_ground_us = ?, outcome = ?, assessment_sha256 = ?, until_us = ?, notices = ? WHERE patient_no = ? AND "
      "flag = ? AND number = ?");
  bind_what_changes(update);
  if (update.with(patient_no).with(alert.flag).with(std::int64_t{alert.number}).run() != 0) return;
  Query insert = connection.query(
      "INSERT INTO alert (level, state, updated_us, resolved_level, ended_since_resolved, newest_ground_us, outcome, "
      "assessment_sha256, until_us, notices, patient_no, flag, number, id, raised_us) VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  bind_what_changes(insert);
  insert.with(patient_no).with(alert.flag).with(std::int64_t{alert.number}).with(alert.id).with(alert.raised).run();
}

void write_change(Connection& connection, std::int64_t patient_no, const AlertStep& step) {
  const AlertChange& change = step.change;
  Query query = connection.query(
      "INSERT INTO alert_change SELECT ?1, ?2, ?3, count(*), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM alert_change "
      "WHERE patient_no = ?1 AND flag = ?2 AND number = ?3");
  query.with(patient_no).with(step.alert.flag).with(std::int64_t{step.alert.number}).with(change.at);
  query.with(word_of(change.change));
  if (change.from) {
    query.with(word_of(*change.from));
  } else {
    query.without();
  }
  query.with(word_of(change.to)).with(change.reason).with(change.by).with(word_of(change.outcome));
  query.with(word_of(step.alert.state)).with(change.until).run();
}

void write_notice(Connection& connection, std::int64_t patient_no, const AlertStep& step) {
  const Notice& notice = *step.notice;
  connection
      .query(
          "INSERT INTO notice (patient_no, flag, number, sequence, key, at_us, acts, firing, json) VALUES "
          "(?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(patient_no)
      .with(step.alert.flag)
      .with(std::int64_t{step.alert.number})
      .with(std::int64_t{notice.sequence})
      .with(notice.key)
      .with(notice.at)
      .with(std::int64_t{notice.weight == NoticeWeight::act})
      .with(std::int64_t{notice.firing})
      .with(json_of(notice))
      .run();
}

}  // namespace

std::vector<Alert> all_alerts(Connection& connection) {
  Query query = connection.query(
      "SELECT p.id, flag, number, a.id, level, state, raised_us, updated_us, resolved_level, ended_since_resolved, "
      "newest_ground_us, outcome, assessment_sha256, until_us, notices FROM alert a JOIN patient p USING (patient_no) "
      "ORDER BY p.id, flag, number");
  return alerts_in(query, connection);
}

std::optional<Alert> one_alert(Connection& connection, std::string_view id) {
  Query query = connection.query(
      "SELECT p.id, flag, number, a.id, level, state, raised_us, updated_us, resolved_level, ended_since_resolved, "
      "newest_ground_us, outcome, assessment_sha256, until_us, notices FROM alert a JOIN patient p USING (patient_no) "
      "WHERE a.id = ?");
  query.with(id);
  auto alerts = alerts_in(query, connection);
  if (alerts.empty()) return std::nullopt;
  return std::move(alerts.front());
}

std::vector<Alert> alerts_of(Connection& connection, std::int64_t patient_no) {
  Query query = connection.query(
      "SELECT p.id, flag, number, a.id, level, state, raised_us, updated_us, resolved_level, ended_since_resolved, "
      "newest_ground_us, outcome, assessment_sha256, until_us, notices FROM alert a JOIN patient p USING (patient_no) "
      "WHERE patient_no = ? ORDER BY flag, number");
  query.with(patient_no);
  return alerts_in(query, connection);
}

std::vector<AlertChange> changes_of(Connection& connection, std::string_view alert_id) {
  Query query = connection.query(
      "SELECT at_us, p.id, flag, change, from_level, to_level, reason, author, c.outcome, c.until_us FROM alert a "
      "JOIN alert_change c USING (patient_no, flag, number) JOIN patient p USING (patient_no) WHERE a.id = ? "
      "ORDER BY change_no");
  query.with(alert_id);
  std::vector<AlertChange> changes;
  while (query.next()) {
    AlertChange change;
    change.at = query.instant(0);
    change.alert = alert_id;
    change.patient.text = query.text(1);
    change.flag = query.text(2);
    change.change = word_at<AlertChangeKind>(query, 3, connection, "change of an alert", alert_change_named);
    if (!query.null(4)) change.from = level_at(query, 4, connection);
    change.to = level_at(query, 5, connection);
    change.reason = query.text(6);
    change.by = query.text(7);
    change.outcome = outcome_at(query, 8, connection);
    change.until = query.instant_if_any(9);
    changes.push_back(std::move(change));
  }
  return changes;
}

void keep(Connection& connection, std::int64_t patient_no, const Assessment& assessment, std::string_view json,
          std::string_view stamp) {
  const std::string sha256 = sha256_hex(json);
  const std::int64_t revision = revision_of(connection, patient_no);
  // Another judgement stands now: from that before, nobody may go on.
  connection.query("DELETE FROM standpoint WHERE patient_no = ?").with(patient_no).run();
  connection
      .query(
          "INSERT INTO assessment SELECT ?1, coalesce(max(assessment_no) + 1, 0), ?2, ?3, ?4, ?5, ?6, ?7 FROM "
          "assessment WHERE patient_no = ?1")
      .with(patient_no)
      .with(assessment.as_of)
      .with(revision)
      .with(stamp)
      .with(word_of(assessment.disposition))
      .with(sha256)
      .with(json)
      .run();
  connection
      .query(
          "UPDATE patient SET judged_revision = ?, judged_stamp = ?, judged_at_us = ?, judged_disposition = ?, "
          "judged_sha256 = ?, look_again_us = NULL WHERE patient_no = ?")
      .with(revision)
      .with(stamp)
      .with(assessment.as_of)
      .with(word_of(assessment.disposition))
      .with(sha256)
      .with(patient_no)
      .run();
}

std::optional<KeptAssessment> kept_assessment(Connection& connection, const PatientId& id, std::string_view sha256) {
  Query query = connection.query(
      "SELECT as_of_us, json FROM assessment JOIN patient USING (patient_no) WHERE id = ? AND sha256 = ? "
      "ORDER BY assessment_no DESC LIMIT 1");
  query.with(id.text).with(sha256);
  if (!query.next()) return std::nullopt;
  return KeptAssessment{query.instant(0), query.text(1)};
}

bool corrected_since(Connection& connection, std::int64_t patient_no, Instant at) {
  Query query = connection.query(
      "SELECT EXISTS (SELECT 1 FROM correction WHERE patient_no = ?1 AND entered_us >= ?2) OR EXISTS (SELECT 1 FROM "
      "fact_retraction WHERE patient_no = ?1 AND entered_us >= ?2) OR EXISTS (SELECT 1 FROM event_retraction WHERE "
      "patient_no = ?1 AND entered_us >= ?2)");
  query.with(patient_no).with(at);
  return query.next() && query.integer(0) != 0;
}

void keep(Connection& connection, std::int64_t patient_no, const AlertStep& step) {
  write_alert(connection, patient_no, step.alert);
  write_change(connection, patient_no, step);
  if (step.notice) write_notice(connection, patient_no, step);
  enter_at(connection, step.change.at);
  // The closing of an alert is part of what is judged: see History::resolved.
  if (step.change.change == AlertChangeKind::resolved) move_revision(connection, patient_no, 1);
}

}  // namespace myotrend::sqlite
