#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "myotrend/alert/alert.h"
#include "myotrend/alert/reconcile.h"

using namespace myotrend;

namespace {

const Instant noon = Instant{date::sys_days{date::year{2025} / 3 / 1}} + std::chrono::hours{12};

AlertChange change_of(AlertChangeKind kind) {
  AlertChange change;
  change.at = noon;
  change.alert = "a0123456789abcdef";
  change.patient = {"P1"};
  change.flag = "bulbar";
  change.change = kind;
  change.from = Disposition::refer_routine;
  change.to = Disposition::refer_urgent;
  change.reason = "the level rose: U1";
  return change;
}

}  // namespace

TEST_CASE("an alert as JSON") {
  Alert alert;
  alert.id = "a0123456789abcdef";
  alert.patient = {"P1"};
  alert.flag = "bulbar";
  alert.level = Disposition::refer_urgent;
  alert.raised = alert.updated = noon;
  alert.assessment_sha256 = "00ff";
  CHECK(json_of(alert) == R"({"schema":"myotrend.alert/1","id":"a0123456789abcdef","patient":"P1","flag":"bulbar",)"
                          R"("level":"refer_urgent","state":"raised","raised":"2025-03-01T12:00:00+00:00",)"
                          R"("updated":"2025-03-01T12:00:00+00:00","assessment_sha256":"00ff"})");
  alert.outcome = AlertOutcome::referred;
  CHECK(nlohmann::json::parse(json_of(alert)).at("outcome") == "referred");
}

TEST_CASE("an alert that is over says whether somebody has seen it, and a quiet one until when") {
  Alert alert;
  alert.state = AlertState::over_unseen;
  const auto over = nlohmann::json::parse(json_of(alert));
  CHECK(over.at("state") == "over");
  CHECK(over.at("seen") == false);
  alert.state = AlertState::snoozed;
  alert.until = noon;
  CHECK(nlohmann::json::parse(json_of(alert)).at("until") == "2025-03-01T12:00:00+00:00");
}

TEST_CASE("a change as one line of JSON") {
  CHECK(json_of(change_of(AlertChangeKind::worsened)) ==
        R"({"schema":"myotrend.alert-change/1","at":"2025-03-01T12:00:00+00:00","alert":"a0123456789abcdef",)"
        R"("patient":"P1","flag":"bulbar","change":"worsened","from":"refer_routine","to":"refer_urgent",)"
        R"("reason":"the level rose: U1"})");
}

TEST_CASE("an alert that ended has no level any more, and a new one had none") {
  for (const AlertChangeKind kind : {AlertChangeKind::over, AlertChangeKind::withdrawn})
    CHECK(nlohmann::json::parse(json_of(change_of(kind))).at("to").is_null());
  // Both ends are the same to a reader.
  CHECK(nlohmann::json::parse(json_of(change_of(AlertChangeKind::left))).at("change") == "over");
  AlertChange raised = change_of(AlertChangeKind::raised);
  raised.from.reset();
  CHECK(nlohmann::json::parse(json_of(raised)).at("from").is_null());
}

TEST_CASE("text that is not UTF-8 still makes a line of JSON") {
  AlertChange change = change_of(AlertChangeKind::acknowledged);
  change.by = "Dr \xff";
  CHECK_NOTHROW(nlohmann::json::parse(json_of(change)));
}

TEST_CASE("an alert's id is the same in every store") {
  const std::string id = alert_id({"P1"}, "bulbar", 1);
  CHECK(id.size() == 17);
  CHECK(id.front() == 'a');
  CHECK(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos);
  CHECK(id == "a6xhtxbgamsszh9pd");  // base32 of SHA-256("P1\nbulbar\n1"), computed with Python
  CHECK(id != alert_id({"P1"}, "bulbar", 2));
  CHECK(id != alert_id({"P2"}, "bulbar", 1));
  CHECK(id != alert_id({"P1"}, "upper-motor-neuron", 1));
}
