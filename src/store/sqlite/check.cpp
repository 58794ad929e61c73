#include "store/sqlite/check.h"

#include <fmt/format.h>

#include <array>

#include "store/sqlite/history_reader.h"
#include "store/sqlite/judgements.h"
#include "store/sqlite/patients.h"
#include "store/sqlite/schema.h"

namespace myotrend::sqlite {

namespace {

constexpr std::size_t faults_max = 100;

/// What must be empty: each row is a patient (the number, when there is no such patient) and how many rows are at
/// fault.
struct Agreement {
  const char* fault;
  const char* sql;
};

constexpr std::array<Agreement, 16> agreements{{
    {"facts of a patient who is not there",
     "SELECT patient_no, count(*) FROM fact f WHERE NOT EXISTS (SELECT 1 FROM "
     "patient p WHERE p.patient_no = f.patient_no) GROUP BY 1"},
    {"facts of a series that is not there",
     "SELECT patient_no, count(*) FROM fact f WHERE NOT EXISTS (SELECT 1 FROM series s WHERE s.patient_no = "
     "f.patient_no AND s.series_no = f.series_no) GROUP BY 1"},
    {"signs that are neither present nor absent",
     "SELECT patient_no, count(*) FROM fact JOIN series USING (patient_no, series_no) WHERE kind = 'sign' AND "
     "(value IS NULL OR value NOT IN (0, 1)) GROUP BY 1"},
    {"a second fact of a slot without a first",
     "SELECT patient_no, count(*) FROM fact f WHERE ordinal <> 0 AND NOT EXISTS (SELECT 1 FROM fact g WHERE "
     "g.patient_no = f.patient_no AND g.series_no = f.series_no AND g.effective_us = f.effective_us AND "
     "g.ordinal = f.ordinal - 1) GROUP BY 1"},
    {"facts recorded before they held",
     "SELECT patient_no, count(*) FROM (SELECT patient_no FROM fact WHERE recorded_us < effective_us UNION ALL "
     "SELECT patient_no FROM event WHERE recorded_us < start_us UNION ALL "
     "SELECT patient_no FROM event_end WHERE end_us < start_us) GROUP BY 1"},
    {"corrections of a fact that is not there",
     "SELECT patient_no, count(*) FROM correction c WHERE NOT EXISTS (SELECT 1 FROM fact f WHERE f.patient_no = "
     "c.patient_no AND f.series_no = c.series_no AND f.effective_us = c.effective_us AND f.ordinal = c.ordinal) "
     "GROUP BY 1"},
    {"retractions of a fact that is not there",
     "SELECT patient_no, count(*) FROM fact_retraction r WHERE NOT EXISTS (SELECT 1 FROM fact f WHERE f.patient_no = "
     "r.patient_no AND f.series_no = r.series_no AND f.effective_us = r.effective_us AND f.ordinal = r.ordinal) "
     "GROUP BY 1"},
    {"ends or retractions of an event that is not there",
     "SELECT patient_no, count(*) FROM (SELECT patient_no, kind, start_us, ordinal FROM event_end UNION ALL SELECT "
     "patient_no, kind, start_us, ordinal FROM event_retraction) n WHERE NOT EXISTS (SELECT 1 FROM event e WHERE "
     "e.patient_no = n.patient_no AND e.kind = n.kind AND e.start_us = n.start_us AND e.ordinal = n.ordinal) "
     "GROUP BY 1"},
    {"a series that is there twice",
     "SELECT patient_no, count(*) FROM (SELECT patient_no FROM series GROUP BY patient_no, kind, code, unit, side, "
     "region, muscle, source, device, method HAVING count(*) > 1) GROUP BY 1"},
    {"a revision that is not the number of what was recorded",
     "SELECT p.patient_no, p.revision FROM patient p WHERE p.patient_no NOT IN (SELECT patient_no FROM erasure) AND "
     "p.revision <> p.version - 1 + (SELECT count(*) FROM fact t WHERE t.patient_no = p.patient_no) + "
     "(SELECT count(*) FROM event t WHERE t.patient_no = p.patient_no) + "
     "(SELECT count(*) FROM event_end t WHERE t.patient_no = p.patient_no) + "
     "(SELECT count(*) FROM correction t WHERE t.patient_no = p.patient_no) + "
     "(SELECT count(*) FROM fact_retraction t WHERE t.patient_no = p.patient_no) + "
     "(SELECT count(*) FROM event_retraction t WHERE t.patient_no = p.patient_no) + "
     "(SELECT count(*) FROM alert_change t WHERE t.patient_no = p.patient_no AND t.change = 'resolved')"},
    {"a judgement of facts that are not there yet",
     "SELECT patient_no, judged_revision FROM patient WHERE judged_revision > revision"},
    {"a judgement that was not kept",
     "SELECT patient_no, judged_revision FROM patient p WHERE judged_revision >= 0 AND judged_sha256 IS NOT "
     "(SELECT sha256 FROM assessment a WHERE a.patient_no = p.patient_no ORDER BY assessment_no DESC LIMIT 1)"},
    {"master data that are missing",
     "SELECT patient_no, version FROM patient p WHERE patient_no NOT IN (SELECT patient_no FROM erasure) AND version "
     "<> "
     "(SELECT count(*) FROM master_data m WHERE m.patient_no = p.patient_no)"},
    {"an alert that is not what the last of its changes left",
     "SELECT patient_no, count(*) FROM alert a WHERE (state, updated_us) IS NOT (SELECT state, at_us "
     "FROM alert_change c WHERE c.patient_no = a.patient_no AND c.flag = a.flag AND c.number = a.number "
     "ORDER BY change_no DESC LIMIT 1) GROUP BY 1"},
    {"two standing alerts of one flag",
     "SELECT patient_no, count(*) FROM (SELECT patient_no FROM alert WHERE state IN ('raised', 'notified', "
     "'acknowledged', "
     "'snoozed', 'in-review', 'over-unseen') GROUP BY patient_no, flag HAVING count(*) > 1) GROUP BY 1"},
    {"rows of a patient who was erased",
     "SELECT patient_no, count(*) FROM (SELECT patient_no FROM master_data UNION ALL SELECT patient_no FROM series "
     "UNION ALL SELECT patient_no FROM author UNION ALL SELECT patient_no FROM event UNION ALL SELECT patient_no "
     "FROM assessment UNION ALL SELECT patient_no FROM alert UNION ALL SELECT patient_no FROM standpoint) JOIN "
     "erasure USING (patient_no) GROUP BY 1"},
}};

class Checker {
 public:
  Checker(Connection& connection, const Catalogue& catalogue) : connection_(connection), catalogue_(catalogue) {}

  CheckReport check() {
    const Snapshot snapshot(connection_);
    attempt([&] { look_at_file(); });
    attempt([&] { look_at_form(); });
    for (const Agreement& agreement : agreements) attempt([&] { look_at_agreement(agreement); });
    attempt([&] { look_at_clock(); });
    attempt([&] { read_everybody(); });
    attempt([&] { count(); });
    return std::move(report_);
  }

 private:
  void fault(std::string text) {
    if (report_.faults.size() < faults_max) report_.faults.push_back(std::move(text));
  }

  /// A part that cannot be looked at is a fault, and no reason not to look at the others.
  template <class Look>
  void attempt(Look look) {
    try {
      look();
    } catch (const StoreError& error) {
      fault(error.what());
    }
  }

  void look_at_file() {
    Query sound = connection_.query("PRAGMA integrity_check");
    while (sound.next()) {
      if (sound.text(0) != "ok") fault("file: " + sound.text(0));
    }
    Query pointing = connection_.query("PRAGMA foreign_key_check");
    while (pointing.next())
      fault(
          fmt::format("file: a row of {} points at a row of {} that is not there", pointing.text(0), pointing.text(2)));
  }

  /// Tables, indexes and guards, against those of a store made now.
  void look_at_form() {
    Connection fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_MEMORY,
                     connection_.wait());
    for (const Migration& step : migrations()) fresh.run(std::string(step.sql));
    const auto wanted = form_of(fresh), found = form_of(connection_);
    const auto name = [](const std::string& line) { return line.substr(0, line.find(':')); };
    for (const auto& line : wanted) {
      if (std::find(found.begin(), found.end(), line) == found.end())
        fault(fmt::format("form: {} is missing or was changed", name(line)));
    }
    for (const auto& line : found) {
      if (std::none_of(wanted.begin(), wanted.end(), [&](const auto& other) { return name(other) == name(line); }))
        fault(fmt::format("form: {} does not belong to the store", name(line)));
    }
  }

  void look_at_agreement(const Agreement& agreement) {
    Query query = connection_.query(agreement.sql);
    while (query.next())
      fault(fmt::format("patient {}: {} ({})", name_of(query.integer(0)), agreement.fault, query.integer(1)));
  }

  void look_at_clock() {
    const std::int64_t late = connection_.integer_of(
        "SELECT max(entered_us) > coalesce((SELECT newest_entered_us FROM clock), -1) FROM (SELECT max(entered_us) "
        "AS entered_us FROM fact UNION ALL SELECT max(entered_us) FROM event UNION ALL SELECT max(entered_us) FROM "
        "correction UNION ALL SELECT max(at_us) FROM alert_change)");
    if (late != 0) fault("clock: something was entered later than the newest time that the store knows of");
  }

  void read_everybody() {
    for (const PatientId& id : all_patient_ids(connection_)) {
      attempt([&] { read_history(connection_, catalogue_, id, Depth::everything); });
      for (const Alert& alert : alerts_of(connection_, known_patient_no(connection_, id)))
        changes_of(connection_, alert.id);
      ++report_.patients;
    }
  }

  std::string name_of(std::int64_t patient_no) {
    Query query = connection_.query("SELECT id FROM patient WHERE patient_no = ?");
    query.with(patient_no);
    return query.next() ? query.text(0) : fmt::format("number {}", patient_no);
  }

  void count() {
    report_.readings = connection_.integer_of(
        "SELECT count(*) FROM fact JOIN series USING (patient_no, series_no) WHERE kind = 'measure'");
    report_.signs = connection_.integer_of(
        "SELECT count(*) FROM fact JOIN series USING (patient_no, series_no) WHERE kind = 'sign'");
    report_.events = connection_.integer_of("SELECT count(*) FROM event");
    report_.alerts = connection_.integer_of("SELECT count(*) FROM alert");
  }

  Connection& connection_;
  const Catalogue& catalogue_;
  CheckReport report_;
};

}  // namespace

CheckReport check_store(Connection& connection, const Catalogue& catalogue) {
  return Checker(connection, catalogue).check();
}

}  // namespace myotrend::sqlite
