#include "myotrend/alert/notice.h"

#include <algorithm>
#include <map>

#include "alert/short_hash.h"
#include "myotrend/alert/life_cycle.h"
#include "myotrend/alert/tell.h"

namespace myotrend {
namespace {

/// Nothing: nobody has to be told.
std::optional<NoticeWeight> weight_of(AlertChangeKind change, AlertState state) {
  // It was told that somebody closed it. That its rules ended too is no second end.
  if (state == AlertState::resolved && change != AlertChangeKind::resolved) return std::nullopt;
  switch (change) {
    case AlertChangeKind::raised:
    case AlertChangeKind::worsened:
    case AlertChangeKind::reopened:
    case AlertChangeKind::unacknowledged:
    case AlertChangeKind::lapsed: return NoticeWeight::act;
    case AlertChangeKind::eased:
    case AlertChangeKind::over:
    case AlertChangeKind::left:
    case AlertChangeKind::withdrawn:
    case AlertChangeKind::resolved: return NoticeWeight::know;
    case AlertChangeKind::returned: return NoticeWeight::mirror;
    case AlertChangeKind::notified:
    case AlertChangeKind::acknowledged:
    case AlertChangeKind::snoozed:
    case AlertChangeKind::reviewed: break;
  }
  return std::nullopt;
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

Notice::Excerpt excerpt_of(const Assessment& assessment, const std::string& flag, const std::string& sha256) {
  Notice::Excerpt excerpt;
  excerpt.summary = assessment.summary;
  for (const RuleHeld& rule : assessment.rules) {
    if (rule.flag != flag || rule.level < Disposition::refer_routine) continue;
    add_once(excerpt.rules, rule.id);
    excerpt.act_within_days = std::min(excerpt.act_within_days.value_or(rule.act_within_days), rule.act_within_days);
  }
  for (const Flag& each : assessment.flags) {
    if (each.id != flag) continue;
    for (const Evidence& evidence : each.evidence) {
      add_once(excerpt.evidence, evidence.text);
      add_once(excerpt.measures, evidence.measure);
      for (const std::string& reading : evidence.readings) add_once(excerpt.readings, reading);
    }
  }
  const PathwayStamp& stamp = assessment.pathway;
  excerpt.pathway = stamp.id + " " + stamp.version + " " + stamp.point;
  excerpt.assessment_sha256 = sha256;
  return excerpt;
}

std::string title_in(const Assessment& assessment, const std::string& flag) {
  for (const Flag& each : assessment.flags)
    if (each.id == flag) return each.title;
  return {};
}

Notice notice_of(const AlertStep& step, NoticeWeight weight, const Assessment& assessment) {
  const Alert& alert = step.alert;
  Notice notice;
  notice.sequence = alert.notices;
  // With what it says: after a backup was put back, the same number may tell of something else.
  notice.key =
      "n" + short_hash({alert.id, std::to_string(notice.sequence), word_of(step.change.change), word_of(alert.level)});
  notice.alert = alert.id;
  notice.patient = alert.patient;
  notice.patient_key = patient_key(alert.patient);
  notice.flag = alert.flag;
  notice.title = title_in(assessment, alert.flag);
  notice.level = alert.level;
  notice.change = step.change.change;
  notice.state = alert.state;
  notice.weight = weight;
  notice.firing = firing(alert.state);
  notice.raised = alert.raised;
  notice.at = step.change.at;
  notice.reason = step.change.reason;
  notice.by = step.change.by;
  notice.outcome = step.change.outcome;
  notice.zone = assessment.zone;
  notice.excerpt = excerpt_of(assessment, alert.flag, alert.assessment_sha256);
  return notice;
}

}  // namespace

void tell_of(std::span<AlertStep> steps, const Assessment& assessment) {
  std::map<std::string, int> notices;  // of an alert that moves twice
  for (AlertStep& step : steps) {
    int& count = notices.try_emplace(step.alert.id, step.alert.notices).first->second;
    const auto weight = weight_of(step.change.change, step.alert.state);
    if (weight) ++count;
    step.alert.notices = count;
    if (weight) step.notice = std::make_shared<const Notice>(notice_of(step, *weight, assessment));
  }
}

std::string patient_key(const PatientId& patient) { return short_hash({"patient", patient.text}); }

}  // namespace myotrend
