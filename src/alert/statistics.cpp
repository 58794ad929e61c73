#include "myotrend/alert/statistics.h"

#include <algorithm>
#include <cmath>

#include "myotrend/alert/life_cycle.h"

namespace myotrend {
namespace {

constexpr double normal_quantile_975 = 1.959964;
constexpr double months_min = 1;

bool by_a_person_who_saw_it(const AlertChange& change) {
  switch (change.change) {
    case AlertChangeKind::acknowledged:
    case AlertChangeKind::snoozed:
    case AlertChangeKind::reviewed:
    case AlertChangeKind::resolved: return true;
    default: return false;
  }
}

double quantile(const std::vector<double>& sorted, double share) {
  const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(place, 1, sorted.size()) - 1];
}

std::pair<double, double> wilson(double share, double count) {
  const double z2 = normal_quantile_975 * normal_quantile_975;
  const double middle = (share + z2 / (2 * count)) / (1 + z2 / count);
  const double half =
      normal_quantile_975 / (1 + z2 / count) * std::sqrt(share * (1 - share) / count + z2 / (4 * count * count));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

void count_outcome(const Alert& alert, AlertStatistics& out) {
  switch (alert.outcome) {
    case AlertOutcome::referred: ++out.referred; break;
    case AlertOutcome::cleared: ++out.cleared; break;
    case AlertOutcome::duplicate: ++out.duplicate; break;
    case AlertOutcome::other: ++out.other; break;
    case AlertOutcome::none: break;
  }
}

}  // namespace

std::optional<double> AlertStatistics::per_100_patient_months(int count) const {
  if (patient_months < months_min) return std::nullopt;
  return 100 * count / patient_months;
}

AlertStatistics statistics_of(std::span<const AlertHistory> alerts, double patient_months) {
  AlertStatistics out;
  out.patient_months = patient_months;
  std::vector<double> hours;
  for (const auto& [alert, changes] : alerts) {
    if (alert.level < Disposition::refer_routine) {
      ++out.data_stopped;
      continue;
    }
    ++out.raised;
    out.reopened += static_cast<int>(std::count_if(changes.begin(), changes.end(), [](const AlertChange& change) {
      return change.change == AlertChangeKind::reopened && change.by.empty();
    }));
    const auto seen = std::find_if(changes.begin(), changes.end(), by_a_person_who_saw_it);
    if (seen != changes.end()) {
      ++out.acknowledged;
      hours.push_back(std::chrono::duration<double, std::ratio<3600>>(seen->at - alert.raised).count());
    } else if (unseen(alert.state)) {
      ++out.unseen;
    }
    count_outcome(alert, out);
    out.withdrawn += alert.state == AlertState::withdrawn;
    out.over += alert.state == AlertState::over;
  }
  if (!hours.empty()) {
    std::sort(hours.begin(), hours.end());
    out.hours_to_seen_median = quantile(hours, 0.5);
    out.hours_to_seen_90th = quantile(hours, 0.9);
  }
  if (out.settled() >= settled_min) {
    const double count = out.settled();
    out.predictive_value = out.referred / count;
    out.predictive_value_95 = wilson(*out.predictive_value, count);
  }
  return out;
}

}  // namespace myotrend
