#include "myotrend/replay/score.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <functional>
#include <set>

namespace myotrend::replay {

namespace {

constexpr double tail = 0.025;            // of a 95 % interval
constexpr double day_at_least = 0.5;      // an alarm on the day of enrolment still takes a moment
constexpr double share_rounding = 1e-12;  // shares that are equal but for rounding count as reached

double normal_quantile() {
  static const double value = boost::math::quantile(boost::math::normal(), 1 - tail);
  return value;
}

/// log(-log S) +- z sqrt(sum d / (n (n - d))) / |log S|, back on the scale of S.
Interval log_log_interval(double survival, double greenwood) {
  if (survival <= 0) return {0, 0};
  if (survival >= 1) return {1, 1};
  const double log_s = std::log(survival);
  const double half = normal_quantile() * std::sqrt(greenwood) / std::abs(log_s);
  return {std::exp(log_s * std::exp(half)), std::exp(log_s * std::exp(-half))};
}

using Chosen = std::function<bool(const Subject&)>;

/// Alarms up to `end` of each chosen subject.
FalseReferrals false_referrals(std::span<const Subject> subjects, std::string group, const Chosen& chosen,
                               const std::function<double(const Subject&)>& end) {
  FalseReferrals row;
  row.group = std::move(group);
  std::vector<Span> spans;
  double days = 0;
  for (const Subject& subject : subjects) {
    if (!chosen(subject)) continue;
    const double until = end(subject);
    const bool alarm = subject.alarm_day <= until;
    const double observed = std::min(subject.alarm_day, until);
    ++row.patients;
    row.events += alarm ? 1 : 0;
    days += std::max(observed, day_at_least);
    spans.push_back({observed, alarm});
  }
  row.person_years = days / days_per_year;
  if (row.person_years > 0) {
    const Interval events = poisson_interval_95(row.events);
    row.per_100_years = 100 * row.events / row.person_years;
    row.interval_95 = {100 * events.low / row.person_years, 100 * events.high / row.person_years};
  }
  row.within_a_year = share_within(kaplan_meier(spans), found_within_days.back()).value;
  return row;
}

Delay delay(std::span<const Subject> subjects, std::string group, const Chosen& chosen) {
  Delay row;
  row.group = std::move(group);
  std::vector<Span> monitored, onset;
  for (const Subject& subject : subjects) {
    if (!chosen(subject)) continue;
    const double start = std::max(subject.onset_day, 0.0);
    const bool early = subject.onset_day > 0 && subject.alarm_day < subject.onset_day;
    row.early += early ? 1 : 0;
    if (early || start >= subject.follow_days) continue;
    ++row.patients;
    const bool found = subject.alarm_day <= subject.follow_days;
    const double end = std::min(subject.alarm_day, subject.follow_days);
    monitored.push_back({end - start, found});
    row.days.push_back(end - start);
    onset.push_back({end - subject.onset_day, found, start - subject.onset_day});
  }
  std::sort(row.days.begin(), row.days.end());
  row.monitored = kaplan_meier(monitored);
  row.onset = kaplan_meier(onset);
  return row;
}

bool not_progressive(const Subject& subject) { return !subject.progressive; }
bool is_progressive(const Subject& subject) { return subject.progressive; }
double follow_up(const Subject& subject) { return subject.follow_days; }

}  // namespace

std::vector<SurvivalStep> kaplan_meier(std::span<const Span> spans) {
  std::vector<double> ends, entries, event_ends;
  for (const Span& span : spans) {
    ends.push_back(span.end);
    entries.push_back(span.entry);
    if (span.event) event_ends.push_back(span.end);
  }
  std::sort(ends.begin(), ends.end());
  std::sort(entries.begin(), entries.end());
  std::sort(event_ends.begin(), event_ends.end());
  std::vector<SurvivalStep> curve;
  double survival = 1, greenwood = 0;
  for (auto at = event_ends.begin(); at != event_ends.end();) {
    const double day = *at;
    const auto next = std::upper_bound(at, event_ends.end(), day);
    const auto entered = std::lower_bound(entries.begin(), entries.end(), day) - entries.begin();
    const auto left = std::lower_bound(ends.begin(), ends.end(), day) - ends.begin();
    const int events = static_cast<int>(next - at);
    const int at_risk = std::max(static_cast<int>(entered - left), events);
    survival *= 1 - static_cast<double>(events) / at_risk;
    if (at_risk > events) greenwood += events / (static_cast<double>(at_risk) * (at_risk - events));
    curve.push_back({day, survival, log_log_interval(survival, greenwood), at_risk, events});
    at = next;
  }
  return curve;
}

Share share_within(std::span<const SurvivalStep> curve, double day) {
  const auto after = std::upper_bound(curve.begin(), curve.end(), day,
                                      [](double wanted, const SurvivalStep& step) { return wanted < step.day; });
  if (after == curve.begin()) return {};
  const SurvivalStep& step = *(after - 1);
  return {1 - step.survival, {1 - step.interval_95.high, 1 - step.interval_95.low}};
}

Waiting waiting_for(std::span<const SurvivalStep> curve, double share) {
  const double survival = 1 - share + share_rounding;
  const auto first = [&](auto value) {
    const auto it =
        std::find_if(curve.begin(), curve.end(), [&](const SurvivalStep& step) { return value(step) <= survival; });
    return it == curve.end() ? never : it->day;
  };
  return {first([](const SurvivalStep& step) { return step.survival; }),
          {first([](const SurvivalStep& step) { return step.interval_95.low; }),
           first([](const SurvivalStep& step) { return step.interval_95.high; })}};
}

Interval poisson_interval_95(int events) {
  using boost::math::chi_squared;
  const double low = events == 0 ? 0 : quantile(chi_squared(2.0 * events), tail) / 2;
  return {low, quantile(chi_squared(2.0 * events + 2), 1 - tail) / 2};
}

Interval binomial_interval_95(int events, int n) {
  using boost::math::beta_distribution;
  const double low = events == 0 ? 0 : quantile(beta_distribution<>(events, n - events + 1), tail);
  const double high = events == n ? 1 : quantile(beta_distribution<>(events + 1, n - events), 1 - tail);
  return {low, high};
}

int at_risk_on(const Delay& delay, double day) {
  return static_cast<int>(delay.days.end() - std::lower_bound(delay.days.begin(), delay.days.end(), day));
}

FalseReferrals false_referrals_of_all(std::span<const Subject> subjects) {
  return false_referrals(subjects, "all who do not progress", not_progressive, follow_up);
}

Delay delay_of_all(std::span<const Subject> subjects) { return delay(subjects, "all who progress", is_progressive); }

Score score(std::span<const Subject> subjects) {
  Score result;
  std::set<std::string> steady_classes, progressive_classes;
  for (const Subject& subject : subjects)
    (subject.progressive ? progressive_classes : steady_classes).insert(subject.truth_class);
  result.false_referrals.push_back(false_referrals_of_all(subjects));
  for (const std::string& name : steady_classes) {
    result.false_referrals.push_back(false_referrals(
        subjects, name, [&](const Subject& s) { return !s.progressive && s.truth_class == name; }, follow_up));
  }
  const Chosen later = [](const Subject& s) { return s.progressive && s.onset_day > 0; };
  result.false_referrals.push_back(false_referrals(
      subjects, "before a later onset", later, [](const Subject& s) { return std::min(s.follow_days, s.onset_day); }));
  result.delays.push_back(delay_of_all(subjects));
  for (const std::string& name : progressive_classes) {
    result.delays.push_back(
        delay(subjects, name, [&](const Subject& s) { return s.progressive && s.truth_class == name; }));
  }
  result.delays.push_back(delay(subjects, "onset after enrolment", later));
  result.delays.push_back(
      delay(subjects, "declining at enrolment", [](const Subject& s) { return s.progressive && s.onset_day <= 0; }));
  return result;
}

}  // namespace myotrend::replay
