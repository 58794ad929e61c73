#include "monitor/judgement.h"

#include <algorithm>

#include "myotrend/alert/reconcile.h"
#include "myotrend/alert/tell.h"

namespace myotrend {

Judgement judgement_of(const pathway::Rulebook& rulebook, const History& history, Instant now) {
  Judgement judgement;
  judgement.assessment = pathway::assess(rulebook, known_at(history, now), judgement.standpoint);
  judgement.can_be_gone_on_from = newest_recorded(history, now) == now;
  judgement.json = json_of(judgement.assessment);
  return judgement;
}

std::vector<AlertStep> keep_judgement(Transaction& transaction, const pathway::Rulebook& rulebook,
                                      const Judgement& judgement, Instant now,
                                      const std::function<LastJudgement()>& last) {
  const Assessment& assessment = judgement.assessment;
  const std::string stamp = rulebook.stamp();
  const auto alerts = transaction.alerts_of(assessment.patient);
  Circumstances circumstances{.rules = Rules::the_same, .corrected = true, .terms = rulebook.pathway->alert_terms()};
  auto steps = reconcile(alerts, assessment, circumstances, now);
  const bool withdraws = std::any_of(steps.begin(), steps.end(), [](const AlertStep& step) {
    return step.change.change == AlertChangeKind::withdrawn;
  });
  if (withdraws) {
    // A ground that is gone was corrected away, or was never there, as a late fact tells, or the rules have changed.
    const LastJudgement before = last();
    if (before.stamp != stamp) circumstances.rules = Rules::others;
    circumstances.corrected = transaction.corrected_since(assessment.patient, before.at);
    steps = reconcile(alerts, assessment, circumstances, now);
  }
  tell_of(steps, assessment);
  transaction.keep(assessment, judgement.json, stamp, steps);
  if (judgement.can_be_gone_on_from) {
    const pathway::Standpoint& standpoint = judgement.standpoint;
    transaction.keep(
        assessment.patient,
        {0, standpoint_stamp(rulebook), standpoint.newest_fact, assessment.as_of, standpoint.decided, standpoint.state},
        standpoint.look_again);
  }
  return steps;
}

std::string standpoint_stamp(const pathway::Rulebook& rulebook) {
  return rulebook.stamp() + ":" + pathway::state_form();
}

Instant newest_recorded(const History& history, Instant now) {
  const auto take = [&now](const auto& facts) {
    for (const auto& fact : facts) now = std::max(now, fact.recorded);
  };
  take(history.readings);
  take(history.signs);
  take(history.events);
  take(history.corrections);
  take(history.retractions);
  for (const Event& event : history.events) now = std::max(now, event.end_recorded.value_or(now));
  for (const AlertResolved& resolved : history.resolved) now = std::max(now, resolved.at);
  return now;
}

}  // namespace myotrend
