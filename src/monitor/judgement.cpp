#include "monitor/judgement.h"

#include <algorithm>

#include "myotrend/alert/reconcile.h"

namespace myotrend {

Judgement judgement_of(const pathway::Rulebook& rulebook, const History& history, Instant now) {
  Judgement judgement{pathway::assess(rulebook, known_at(history, now)), {}};
  judgement.json = json_of(judgement.assessment);
  return judgement;
}

std::vector<AlertStep> keep_judgement(Transaction& transaction, const pathway::Rulebook& rulebook,
                                      const Judgement& judgement, Instant now,
                                      const std::function<std::string()>& judged_stamp) {
  const Assessment& assessment = judgement.assessment;
  const std::string stamp = rulebook.stamp();
  const auto alerts = transaction.alerts_of(assessment.patient);
  auto steps = reconcile(alerts, assessment, Rules::the_same, now);
  // A ground that is gone was removed by a correction, unless it is the rules that have changed.
  const bool withdraws = std::any_of(steps.begin(), steps.end(), [](const AlertStep& step) {
    return step.change.change == AlertChangeKind::withdrawn;
  });
  if (withdraws && judged_stamp() != stamp) steps = reconcile(alerts, assessment, Rules::others, now);
  transaction.keep(assessment, judgement.json, stamp, steps);
  return steps;
}

}  // namespace myotrend
