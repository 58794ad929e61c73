#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "myotrend/alert/life_cycle.h"
#include "myotrend/alert/reconcile.h"

/// A patient's alerts, judged day after day.
namespace myotrend::alert_course {

using Words = std::vector<std::string>;

inline constexpr Disposition routine = Disposition::refer_routine;
inline constexpr Disposition urgent = Disposition::refer_urgent;
inline constexpr Disposition emergency = Disposition::emergency;

inline Instant day(int number) { return Instant{date::sys_days{date::year{2025} / 3 / 1}} + date::days{number}; }

inline RuleHeld held(std::string id, std::string flag, Disposition level, int since, int newest_ground = 0) {
  RuleHeld rule;
  rule.id = std::move(id);
  rule.flag = std::move(flag);
  rule.level = level;
  rule.since = day(since);
  rule.newest_ground = day(std::max(since, newest_ground));
  return rule;
}

/// A patient whose judgements follow one another; what reconcile decides is done to the alerts.
struct Course {
  std::vector<Alert> alerts;
  std::string last_reason;
  pathway::AlertTerms terms;
  bool corrected = true;

  Words judged(int at, std::vector<RuleHeld> rules, std::vector<RuleEnded> ended = {}, std::string care_ended = "",
               Rules pathway = Rules::the_same) {
    Assessment assessment;
    assessment.patient = {"P1"};
    assessment.as_of = day(at);
    assessment.rules = std::move(rules);
    assessment.ended = std::move(ended);
    assessment.care_ended = std::move(care_ended);
    return judged_as(at, assessment, pathway);
  }

  Words judged_as(int at, const Assessment& assessment, Rules pathway = Rules::the_same) {
    Words words;
    for (const AlertStep& step : reconcile(alerts, assessment, {pathway, corrected, terms}, day(at))) {
      words.push_back(fmt::format("{} {} {} -> {}", step.change.flag, word_of(step.change.change),
                                  step.change.from ? word_of(*step.change.from) : "none", word_of(step.change.to)));
      last_reason = step.change.reason;
      CHECK(step.change.alert == step.alert.id);
      CHECK(step.change.at == day(at));
      CHECK(step.alert.updated == day(at));
      CHECK(step.alert.assessment_sha256 == sha256_of(assessment));
      take(step);
    }
    // What was just told is not told again.
    CHECK(reconcile(alerts, assessment, {pathway, corrected, terms}, day(at)).empty());
    return words;
  }

  void take(const AlertStep& step) {
    const auto same = [&](const Alert& alert) { return alert.id == step.alert.id; };
    const auto known = std::find_if(alerts.begin(), alerts.end(), same);
    if (known == alerts.end()) {
      alerts.push_back(step.alert);
    } else {
      *known = step.alert;
    }
  }

  void acknowledged(int at) { take(acknowledge(alerts.back(), terms, {"Dr Gray", "", day(at)}).value()); }
  void snoozed(int at, std::optional<Instant> until) {
    take(snooze(alerts.back(), until, terms, {"Dr Gray", "", day(at)}).value());
  }
  void reviewed(int at) { take(review(alerts.back(), terms, {"Dr Gray", "", day(at)}).value()); }
  void resolved(int at) { take(resolve(alerts.back(), AlertOutcome::referred, {"Dr Gray", "", day(at)}).value()); }
  AlertState state() const { return alerts.back().state; }
};

}  // namespace myotrend::alert_course
