#include "monitor/judgement.h"

#include <algorithm>

#include "myotrend/alert/reconcile.h"
#include "myotrend/alert/tell.h"

namespace myotrend {

Judgement judgement_of(const pathway::Rulebook& rulebook, const History& history, Instant now) {
  Judgement judgement{pathway::assess(rulebook, known_at(history, now)), {}};
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
  return steps;
}

}  // namespace myotrend
