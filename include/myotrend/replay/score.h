#pragma once

#include <array>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "myotrend/trend/posterior.h"

namespace myotrend::replay {

using trend::Interval;

inline constexpr double never = std::numeric_limits<double>::infinity();
inline constexpr double days_per_year = 365.25;
inline constexpr double days_per_month = days_per_year / 12;
/// "Within 6, 9 and 12 months", in days.
inline constexpr std::array<int, 3> found_within_days{183, 274, 365};

/// One patient of a cohort whose truth is known. Days count from enrolment.
struct Subject {
  std::string truth_class;
  bool progressive = false;
  double follow_days = 0;
  double onset_day = never;  // of the progressive; negative: declining at enrolment
  double alarm_day = never;  // the first one
};

/// A Kaplan-Meier estimate of the share without the event, with Greenwood's variance.
struct SurvivalStep {
  double day = 0, survival = 1;
  Interval interval_95;  // log-log (Kalbfleisch and Prentice 1980), so that it stays within 0 and 1
  int at_risk = 0, events = 0;
};

/// One patient's time under observation: from `entry` (excluded) to `end`.
struct Span {
  double end = 0;
  bool event = false;
  double entry = -1;  // late entry: left truncation
};

/// Kaplan and Meier (1958), with late entry: at risk on a day is who entered before it and had not ended before it.
std::vector<SurvivalStep> kaplan_meier(std::span<const Span> spans);
/// Share with the event up to `day`, and its interval.
struct Share {
  double value = 0;
  Interval interval_95;
};
Share share_within(std::span<const SurvivalStep> curve, double day);
/// The first day on which the share with the event reaches `share`; infinity when it is never reached. The interval is
/// of the days on which the interval of the curve holds it (Brookmeyer and Crowley 1982).
struct Waiting {
  double days = never;
  Interval interval_95{never, never};
};
Waiting waiting_for(std::span<const SurvivalStep> curve, double share);

/// Exact interval of a Poisson mean after `events` events (Garwood 1936).
Interval poisson_interval_95(int events);
/// Exact interval of a share (Clopper and Pearson 1934). Precondition: 0 <= events <= n, n > 0.
Interval binomial_interval_95(int events, int n);

/// First alarms among those at risk of a false one.
struct FalseReferrals {
  std::string group;
  int patients = 0;
  double person_years = 0;
  int events = 0;
  double per_100_years = 0;
  Interval interval_95;      // of the rate, exact
  double within_a_year = 0;  // Kaplan-Meier
};

/// How soon the progressive were found. The clock `monitored` starts at the later of onset and enrolment, the clock
/// `onset` at the true onset, with entry at enrolment. Alarms before the onset are false ones, and are left out here.
struct Delay {
  std::string group;
  int patients = 0;  // followed beyond the start of the clock, without an alarm before
  int early = 0;     // alarm before the onset
  std::vector<SurvivalStep> monitored, onset;
  std::vector<double> days;  // observed on the clock `monitored`, in order
};
/// Patients not yet found and still followed on `day` of the clock `monitored`.
int at_risk_on(const Delay& delay, double day);

/// What a detector did to a cohort.
struct Score {
  std::vector<FalseReferrals> false_referrals;  // all who do not progress, each class of them, before a later onset
  std::vector<Delay> delays;  // all who progress, each class of them, with onset after enrolment, with one before it
};
Score score(std::span<const Subject> subjects);

/// The first row of `score` alone: what a frontier needs of each cut-off.
FalseReferrals false_referrals_of_all(std::span<const Subject> subjects);
Delay delay_of_all(std::span<const Subject> subjects);

}  // namespace myotrend::replay
