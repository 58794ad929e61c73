#pragma once

#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "myotrend/alert/alert.h"

namespace myotrend {

/// An alert with all that happened to it, oldest first.
struct AlertHistory {
  Alert alert;
  std::vector<AlertChange> changes;
};

/// What a clinic needs in order to trust its alerts, or to retune them.
struct AlertStatistics {
  double patient_months = 0;
  int raised = 0;        // alerts, of referral and above
  int reopened = 0;      // times that one rang again after its end
  int acknowledged = 0;  // alerts that a person has seen: acknowledged, put off, reviewed or resolved
  int unseen = 0;        // that stand, and nobody has
  int referred = 0, cleared = 0, duplicate = 0, other = 0;  // resolved, by outcome
  int withdrawn = 0, over = 0;                              // ended without anybody's word on what it was
  int data_stopped = 0;                                     // alerts of flag no-data, counted nowhere else
  std::optional<double> hours_to_seen_median, hours_to_seen_90th;
  /// Of the alerts that were settled as referred or as re-examined and cleared, the share that was referred, with the
  /// Wilson interval of 95 %. Empty: too few were settled.
  std::optional<double> predictive_value;
  std::optional<std::pair<double, double>> predictive_value_95;

  /// A person closed it without acting on it.
  int overridden() const { return cleared + duplicate + other; }
  int settled() const { return referred + cleared; }
  /// Empty: hardly any time was observed.
  std::optional<double> per_100_patient_months(int count) const;
};

/// Below so many settled alerts no predictive value is told: its interval would span half of all that is possible.
constexpr int settled_min = 10;

AlertStatistics statistics_of(std::span<const AlertHistory> alerts, double patient_months);

}  // namespace myotrend
