#include "deliver/notice_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "myotrend/deliver/test_notice.h"

namespace myotrend::deliver {

namespace {

std::string_view asked_for(Disposition level) {
  switch (level) {
    case Disposition::emergency: return "Arrange emergency assessment now";
    case Disposition::refer_urgent: return "Suggests urgent neurology referral";
    case Disposition::refer_routine: return "Suggests neurology referral";
    case Disposition::insufficient_data: return "Cannot tell: too little data";
    case Disposition::reassess: return "Suggests re-examination";
    case Disposition::continue_care: return "No referral criterion met on the data so far";
  }
  return {};
}

}  // namespace

std::string headline_of(const Notice& notice) {
  if (notice.flag == test_flag) return "TEST, about nobody: this channel works";
  const AlertChangeKind change = notice.change;
  if (change == AlertChangeKind::resolved) return "Alert closed by a person";
  if (change == AlertChangeKind::withdrawn) return "Alert withdrawn: its ground was corrected";
  if (!notice.firing) return "Alert ended: its rules no longer hold";
  if (change == AlertChangeKind::eased) return fmt::format("Alert eased. {}", asked_for(notice.level));
  return std::string(asked_for(notice.level));
}

std::string told_line(const Notice& notice, const Attempt& attempt) {
  std::string line = json_of(notice);
  line.pop_back();  // the closing brace
  return line + fmt::format(R"(,"delivery":{{"key":"{}","step":{}}}}})", plain_key(attempt.key), attempt.step);
}

std::string plain_key(std::string_view key) {
  std::string plain(key);
  for (char& c : plain) {
    const bool fit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (!fit) c = '_';
  }
  if (plain.empty() || plain.front() == '.') plain.insert(plain.begin(), 'n');
  return plain;
}

Notice test_notice(Instant now, const Zone& zone) {
  Notice notice;
  notice.key = fmt::format("ntest-{}", now.time_since_epoch().count());
  notice.alert = "test";
  notice.patient = PatientId{"TEST"};
  notice.patient_key = "test";
  notice.flag = test_flag;
  notice.title = "Test notice";
  notice.level = Disposition::refer_routine;
  notice.raised = notice.at = now;
  notice.reason = "somebody asked for a test of this channel; it is about nobody, and nothing has to be done";
  notice.zone = zone;
  notice.excerpt.summary = "This is a test. It is about nobody.";
  return notice;
}

}  // namespace myotrend::deliver
