#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "myotrend/record/catalogue.h"
#include "myotrend/trend/design.h"

namespace myotrend::trend {

using myotrend::SignGroup;  // its five groups; `none` is no evidence

/// Likelihood ratios of signs for each candidate onset and rate. Per group a two-state chain: absent -> present with
/// probability 1 - exp(-k (l(now) - l(last exam))), l = share of strength lost = 1 - exp(-b age / (100 month));
/// confirmed signs gain, vanished ones lose, absence lowers. Reports are a Poisson process of rate kappa l, counted by
/// their first `report_max` of different groups.
class SignEvidence {
 public:
  SignEvidence();
  /// A new span of candidate onsets, whose origin lies `shift` days later: no sign has spoken for or against it yet.
  void begin_span(double shift);
  void add_exam(const Design& design, double days, SignGroup group, bool positive);
  void add_report(const Design& design, double days, SignGroup group);
  /// log s_r[c] at `days`: exams times reports, less the reports waited for in vain.
  double log_ratio(const Design& design, std::size_t c, std::size_t rate, double days) const;
  /// s_r[c] itself.
  double ratio(const Design& design, std::size_t c, std::size_t rate, double days) const;

 private:
  using PerRate = std::array<Onsets, rate_count>;
  double log_reports(const Design& design, std::size_t c, std::size_t rate, double days) const;

  std::array<PerRate, sign_group_count> absent_, present_;  // likelihoods of 'not there yet' and 'there'
  PerRate exams_;                                           // product over groups of absent + present
  PerRate log_reports_{};
  std::array<int, onsets_max> reports_{};
  std::array<double, sign_group_count> exam_day_;  // not a number: never examined
  std::bitset<sign_group_count> exam_positive_, reported_;
};

}  // namespace myotrend::trend
