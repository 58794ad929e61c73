#include "deliver/sample_notice.h"

namespace myotrend::deliver::testing {

Instant at(std::string_view told) { return time_told(told, Zone()).value().at; }

Notice sample_notice(Instant now) {
  Notice notice;
  notice.key = "n0123456789abcdef";
  notice.alert = "a6xhtxbgamsszh9pd";
  notice.patient = PatientId{"N-17"};
  notice.patient_key = "k3v9m2x7q5w8r4t6";
  notice.flag = "progressive-weakness";
  notice.title = "Progressive weakness";
  notice.level = Disposition::refer_urgent;
  notice.raised = notice.at = now;
  notice.reason = "a rule of the pathway holds: U7";
  notice.zone = Zone::named("Europe/London").value();
  notice.excerpt.summary = "Left grip down 18 % since 21 May 2025 (3.8 %/month, 95 % 2.2 to 5.5).";
  notice.excerpt.rules = {"U7"};
  notice.excerpt.evidence = {"Left grip down 18 %", "Right without clear decline"};
  notice.excerpt.measures = {"grip"};
  notice.excerpt.act_within_days = 14;
  notice.excerpt.pathway = "post-covid-neuromuscular 1.0.0 clinic";
  notice.excerpt.assessment_sha256 = "00ff";
  return notice;
}

Attempt first_attempt(const Notice& notice) {
  Attempt attempt;
  attempt.key = notice.key;
  attempt.now = notice.at;
  return attempt;
}

}  // namespace myotrend::deliver::testing
