#include "myotrend/alert/statistics.h"

#include <catch2/catch.hpp>

#include "alert/alert_course.h"

using namespace myotrend;
using namespace myotrend::alert_course;

namespace {

AlertHistory settled(AlertOutcome outcome, int seen_on) {
  AlertHistory history;
  history.alert.level = urgent;
  history.alert.state = AlertState::resolved;
  history.alert.outcome = outcome;
  history.alert.raised = day(0);
  AlertChange raised, seen, resolved;
  raised.change = AlertChangeKind::raised;
  seen.change = AlertChangeKind::acknowledged;
  seen.at = day(seen_on);
  resolved.change = AlertChangeKind::resolved;
  resolved.at = day(seen_on + 1);
  history.changes = {raised, seen, resolved};
  return history;
}

}  // namespace

TEST_CASE("statistics count what became of the alerts") {
  std::vector<AlertHistory> alerts;
  for (int i = 1; i <= 6; ++i) alerts.push_back(settled(AlertOutcome::referred, i));
  for (int i = 7; i <= 10; ++i) alerts.push_back(settled(AlertOutcome::cleared, i));
  alerts.push_back(settled(AlertOutcome::duplicate, 11));
  AlertHistory fresh;
  fresh.alert.level = routine;
  fresh.alert.state = AlertState::notified;
  alerts.push_back(fresh);
  AlertHistory stopped;
  stopped.alert.level = Disposition::insufficient_data;
  alerts.push_back(stopped);

  const AlertStatistics s = statistics_of(alerts, 240);
  CHECK(s.raised == 12);
  CHECK(s.acknowledged == 11);
  CHECK(s.unseen == 1);
  CHECK(s.referred == 6);
  CHECK(s.overridden() == 5);
  CHECK(s.data_stopped == 1);
  CHECK(s.per_100_patient_months(s.raised) == Approx(5));
  CHECK(s.hours_to_seen_median == Approx(6 * 24));
  CHECK(s.hours_to_seen_90th == Approx(10 * 24));
  CHECK(s.predictive_value == Approx(0.6));
  // Wilson interval of 6 of 10, as R's prop.test(6, 10, correct = FALSE) prints it.
  CHECK(s.predictive_value_95->first == Approx(0.3126738).epsilon(1e-5));
  CHECK(s.predictive_value_95->second == Approx(0.8318197).epsilon(1e-5));
}

TEST_CASE("statistics say so when there is too little") {
  std::vector<AlertHistory> alerts(9, settled(AlertOutcome::referred, 1));
  const AlertStatistics s = statistics_of(alerts, 0.5);
  CHECK_FALSE(s.predictive_value);
  CHECK_FALSE(s.per_100_patient_months(9));
  CHECK_FALSE(statistics_of({}, 0).hours_to_seen_median);
}
