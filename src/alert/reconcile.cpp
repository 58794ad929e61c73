#include "myotrend/alert/reconcile.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "alert/short_hash.h"
#include "myotrend/alert/life_cycle.h"

namespace myotrend {
namespace {

/// What holds for one flag, of the rules that raise alerts.
struct Ground {
  Disposition level = Disposition::continue_care;
  std::optional<Instant> newest_emergency;
  std::vector<std::string> rules;
};

enum class Followed : std::uint8_t { wholly, emergencies_only, not_at_all };

Followed followed(const Assessment& assessment) {
  if (assessment.care_ended.empty()) return Followed::wholly;
  return assessment.care_ended == "death" ? Followed::not_at_all : Followed::emergencies_only;
}

/// Why the patient is no longer followed for referral, or empty.
std::string reason_not_followed(const Assessment& assessment) {
  if (!assessment.care_ended.empty()) return assessment.care_ended;
  for (const Missing& missing : assessment.missing)
    if (missing.what == "scope") return missing.text;  // under 18, a pregnancy... nothing is judged
  return {};
}

std::map<std::string, Ground> grounds_of(const Assessment& assessment) {
  std::map<std::string, Ground> grounds;
  for (const RuleHeld& rule : assessment.rules) {
    if (rule.level < Disposition::refer_routine) continue;
    Ground& ground = grounds[rule.flag];
    ground.level = std::max(ground.level, rule.level);
    ground.rules.push_back(rule.id);
    if (rule.level == Disposition::emergency) {
      const Instant newest = std::max(rule.newest_ground, rule.since);
      ground.newest_emergency = std::max(ground.newest_emergency.value_or(newest), newest);
    }
  }
  // Data that have stopped are no finding: the lowest alert there is.
  if (assessment.data_stopped && assessment.data_stopped->past_limit) {
    Ground& ground = grounds[std::string(no_data_flag)];
    ground.level = Disposition::insufficient_data;
    ground.rules.push_back(assessment.data_stopped->text);
  }
  return grounds;
}

std::string joined(std::vector<std::string> rules) {
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return fmt::format("{}", fmt::join(rules, ", "));
}

/// Moves the alerts of one patient; each function decides one case and says why.
class Reconciliation {
 public:
  Reconciliation(const Assessment& assessment, const Circumstances& circumstances, Instant now)
      : assessment_(assessment),
        circumstances_(circumstances),
        now_(now),
        followed_(followed(assessment)),
        why_not_(reason_not_followed(assessment)) {}

  /// `latest`: the newest alert of the flag, or null. `ground`: what holds, or null.
  std::vector<AlertStep> steps(const std::string& flag, const Alert* latest, const Ground* ground) const {
    const bool muted = ground && !heard(*ground);
    if (muted) ground = nullptr;
    if (latest && standing(latest->state)) {
      if (ground && firing(latest->state)) return moved(*latest, *ground);
      if (ground) return {changed_to(*latest, AlertChangeKind::reopened, AlertReason::holds_again, *ground)};
      auto end = ended(*latest, muted || out_of_scope());
      return end ? std::vector{std::move(*end)} : std::vector<AlertStep>{};
    }
    if (latest && latest->state == AlertState::resolved) {
      if (!why_not_.empty() && !ground) return {};
      return ground ? reopened(*latest, *ground) : ended_after_resolved(*latest);
    }
    if (!ground) return {};
    if (latest && soon_enough(*latest)) return {back(*latest, *ground)};
    return {raised(flag, latest ? latest->number + 1 : 1, *ground)};
  }

 private:
  /// Nothing is judged at all: after death, under age, in a pregnancy...
  bool out_of_scope() const { return !why_not_.empty() && followed_ != Followed::emergencies_only; }

  bool heard(const Ground& ground) const {
    if (followed_ == Followed::wholly) return true;
    return followed_ == Followed::emergencies_only && ground.level == Disposition::emergency;
  }

  /// `state`: of the alert before; none if the event makes it.
  AlertStep after_event(const Alert& alert, std::optional<AlertState> state, AlertChangeKind event, AlertReason reason,
                        std::string_view about) const {
    AlertStep step{alert, {}, nullptr};
    // The callers only ask for events that the life cycle knows; value() would throw on any other.
    step.alert.state = after(state, event).value();
    step.alert.updated = now_;
    step.change.at = now_;
    step.change.alert = alert.id;
    step.change.patient = alert.patient;
    step.change.flag = alert.flag;
    step.change.change = event;
    if (state) step.change.from = alert.level;
    step.change.to = alert.level;
    step.change.reason = sentence_of(reason);
    if (!about.empty()) step.change.reason += fmt::format(": {}", about);
    return step;
  }

  AlertStep changed(const Alert& alert, AlertChangeKind event, AlertReason reason, std::string_view about) const {
    return after_event(alert, alert.state, event, reason, about);
  }

  AlertStep changed_to(const Alert& alert, AlertChangeKind event, AlertReason reason, const Ground& ground) const {
    AlertStep step = changed(alert, event, reason, joined(ground.rules));
    step.alert.level = step.change.to = ground.level;
    if (ground.newest_emergency)
      step.alert.newest_ground =
          std::max(alert.newest_ground.value_or(*ground.newest_emergency), *ground.newest_emergency);
    return step;
  }

  AlertStep raised(const std::string& flag, int number, const Ground& ground) const {
    Alert alert;
    alert.id = alert_id(assessment_.patient, flag, number);
    alert.patient = assessment_.patient;
    alert.flag = flag;
    alert.number = number;
    alert.level = ground.level;
    alert.raised = alert.updated = now_;
    alert.newest_ground = ground.newest_emergency;
    const AlertReason reason = flag == no_data_flag ? AlertReason::data_stopped : AlertReason::rules_hold;
    return after_event(alert, std::nullopt, AlertChangeKind::raised, reason, joined(ground.rules));
  }

  bool worse(const Alert& alert, const Ground& ground) const {
    return ground.level > alert.level || new_emergency(alert, ground);
  }

  static bool new_emergency(const Alert& alert, const Ground& ground) {
    return ground.newest_emergency && (!alert.newest_ground || *ground.newest_emergency > *alert.newest_ground);
  }

  /// It ended not long ago: what comes now is the same alert, not a new one.
  bool soon_enough(const Alert& alert) const {
    return circumstances_.terms.continues_within && now_ - alert.updated <= *circumstances_.terms.continues_within;
  }

  std::vector<AlertStep> moved(const Alert& alert, const Ground& ground) const {
    if (ground.level > alert.level) return {worsened(alert, AlertReason::level_rose, ground)};
    std::vector<AlertStep> steps;
    if (ground.level < alert.level)
      steps.push_back(changed_to(alert, AlertChangeKind::eased, AlertReason::level_fell, ground));
    const Alert& eased = steps.empty() ? alert : steps.back().alert;
    if (ground.level == alert.level && new_emergency(alert, ground))
      return {worsened(alert, AlertReason::new_emergency_fact, ground)};
    if (runs_out(eased.state) && eased.until && *eased.until <= now_) {
      AlertStep step = changed(eased, AlertChangeKind::lapsed, AlertReason::run_out, word_of(eased.state));
      step.alert.until.reset();
      steps.push_back(std::move(step));
    }
    return steps;
  }

  AlertStep worsened(const Alert& alert, AlertReason reason, const Ground& ground) const {
    AlertStep step = changed_to(alert, AlertChangeKind::worsened, reason, ground);
    step.alert.until.reset();
    return step;
  }

  /// An alert that was over or withdrawn, and whose rules hold again soon.
  AlertStep back(const Alert& alert, const Ground& ground) const {
    const bool quiet = alert.state == AlertState::over && alert.until && *alert.until > now_ && !worse(alert, ground);
    AlertStep step = changed_to(alert, quiet ? AlertChangeKind::returned : AlertChangeKind::reopened,
                                AlertReason::same_alert, ground);
    if (!quiet) step.alert.until.reset();
    step.change.until = step.alert.until;
    return step;
  }

  /// Nothing: it is over already, and only that somebody has seen it is wanting.
  std::optional<AlertStep> ended(const Alert& alert, bool not_followed) const {
    if (not_followed) return changed(alert, AlertChangeKind::left, AlertReason::no_longer_followed, why_not_);
    if (alert.flag == no_data_flag) {
      if (alert.state == AlertState::over_unseen) return std::nullopt;
      return changed(alert, AlertChangeKind::over, AlertReason::data_again, "");
    }
    const std::string ended_rules = ended_rules_of(alert.flag);
    const bool other_rules = ended_rules.empty() && circumstances_.rules == Rules::others;
    if (ended_rules.empty() && !other_rules)
      return changed(alert, AlertChangeKind::withdrawn,
                     circumstances_.corrected ? AlertReason::ground_removed : AlertReason::late_fact, "");
    if (alert.state == AlertState::over_unseen) return std::nullopt;
    return changed(alert, AlertChangeKind::over, other_rules ? AlertReason::other_pathway : AlertReason::rules_ended,
                   ended_rules);
  }

  std::vector<AlertStep> ended_after_resolved(const Alert& alert) const {
    std::optional<AlertStep> step = ended(alert, false);
    // Told once; a correction that removes the ground later is told too.
    if (!step || (alert.ended_since_resolved && step->change.change == AlertChangeKind::over)) return {};
    step->alert.ended_since_resolved = true;
    return {std::move(*step)};
  }

  std::vector<AlertStep> reopened(const Alert& alert, const Ground& ground) const {
    if (ground.level > alert.resolved_level) return {reopened_as(alert, AlertReason::level_rose, ground)};
    if (alert.ended_since_resolved) return {reopened_as(alert, AlertReason::holds_again, ground)};
    if (ground.level == alert.resolved_level) {
      if (held_again_since(alert)) return {reopened_as(alert, AlertReason::holds_again, ground)};
      return {};
    }
    AlertStep step = changed_to(alert, AlertChangeKind::eased, AlertReason::level_fell, ground);
    step.alert.resolved_level = ground.level;  // from here a rise reopens it
    return {std::move(step)};
  }

  AlertStep reopened_as(const Alert& alert, AlertReason reason, const Ground& ground) const {
    AlertStep step = changed_to(alert, AlertChangeKind::reopened, reason, ground);
    step.alert.resolved_level = Disposition::continue_care;
    step.alert.ended_since_resolved = false;
    step.alert.outcome = AlertOutcome::none;
    return step;
  }

  /// Between two judgements the rules of the flag ended and came back: what holds now began after the alert was
  /// resolved.
  bool held_again_since(const Alert& alert) const {
    if (alert.flag == no_data_flag) return assessment_.data_stopped && assessment_.data_stopped->since > alert.updated;
    return std::none_of(assessment_.rules.begin(), assessment_.rules.end(), [&](const RuleHeld& held) {
      return held.flag == alert.flag && held.level >= Disposition::refer_routine && held.since <= alert.updated;
    });
  }

  std::string ended_rules_of(const std::string& flag) const {
    std::vector<std::string> rules;
    for (const RuleEnded& rule : assessment_.ended)
      if (rule.flag == flag && rule.level >= Disposition::refer_routine) rules.push_back(rule.id);
    return joined(std::move(rules));
  }

  const Assessment& assessment_;
  const Circumstances& circumstances_;
  Instant now_;
  Followed followed_;
  std::string why_not_;
};

}  // namespace

std::string_view sentence_of(AlertReason reason) {
  switch (reason) {
    case AlertReason::rules_hold: return "a rule of the pathway holds";
    case AlertReason::level_rose: return "the level rose";
    case AlertReason::new_emergency_fact: return "a new emergency finding was recorded";
    case AlertReason::level_fell: return "the level fell";
    case AlertReason::rules_ended: return "the rules have ended";
    case AlertReason::ground_removed: return "the ground was removed by a correction or a retraction";
    case AlertReason::late_fact: return "a fact that was told late shows that the ground was not there";
    case AlertReason::no_longer_followed: return "no longer followed for referral";
    case AlertReason::other_pathway: return "the rules of the pathway were changed, and none of the present ones holds";
    case AlertReason::holds_again: return "a rule had ended and holds again";
    case AlertReason::data_stopped: return "what was measured regularly is measured no more";
    case AlertReason::data_again: return "there are data again";
    case AlertReason::same_alert: return "it had ended not long ago and holds again";
    case AlertReason::run_out: return "time has run out and no outcome was told; it was";
  }
  return {};
}

std::vector<AlertStep> reconcile(const std::vector<Alert>& of_patient, const Assessment& assessment,
                                 const Circumstances& circumstances, Instant now) {
  std::map<std::string, const Alert*> latest;
  for (const Alert& alert : of_patient) {
    const Alert*& newest = latest[alert.flag];
    if (!newest || alert.number > newest->number) newest = &alert;
  }
  const auto grounds = grounds_of(assessment);
  for (const auto& [flag, ground] : grounds) latest.try_emplace(flag, nullptr);

  const Reconciliation reconciliation(assessment, circumstances, now);
  std::vector<AlertStep> steps;
  for (const auto& [flag, alert] : latest) {
    const auto ground = grounds.find(flag);
    for (AlertStep& step : reconciliation.steps(flag, alert, ground == grounds.end() ? nullptr : &ground->second))
      steps.push_back(std::move(step));
  }
  if (steps.empty()) return steps;
  const std::string sha256 = sha256_of(assessment);
  for (AlertStep& step : steps) step.alert.assessment_sha256 = sha256;
  return steps;
}

std::string alert_id(const PatientId& patient, std::string_view flag, int number) {
  return "a" + short_hash({patient.text, flag, std::to_string(number)});
}

}  // namespace myotrend
