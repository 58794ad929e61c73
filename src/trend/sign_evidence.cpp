#include "myotrend/trend/sign_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace myotrend::trend {
namespace {

// exp(100): beyond any decision, and far from where five groups together would overflow a double.
constexpr double likelihood_max = 2.6881171418161356e43;

/// Share of strength lost `age` days after the onset of a decline of `rate` per cent per month.
double loss(const Parameters& p, std::size_t rate, double age) {
  return 1 - std::exp(-p.rates[rate] / (100 * p.month) * std::max(age, 0.));
}

/// Expected number of true reports so far: kappa times the integral of the loss; x^2 / 2 / (1 + x/3) stands for
/// x - 1 + exp(-x).
double reports_waited_for(const Parameters& p, std::size_t rate, double age) {
  const double x = p.rates[rate] / (100 * p.month) * age;
  return p.report_true_per_year / 365.25 * age * x / 2 / (1 + x / 3);
}

}  // namespace

SignEvidence::SignEvidence() : present_{} {
  for (auto& group : absent_) {
    for (auto& rate : group) rate.fill(1.);
  }
  for (auto& rate : exams_) rate.fill(1.);
  exam_day_.fill(std::numeric_limits<double>::quiet_NaN());
  static_assert(sizeof(*this) == sizeof(absent_) + sizeof(present_) + sizeof(exams_) + sizeof(log_reports_) +
                                     sizeof(reports_) + sizeof(exam_day_) + sizeof(exam_positive_) + sizeof(reported_),
                "no byte between members: equal evidence is equal bytes");
}

void SignEvidence::begin_span(double shift) {
  SignEvidence fresh;
  fresh.exam_day_ = exam_day_;
  for (double& day : fresh.exam_day_) day -= shift;
  fresh.exam_positive_ = exam_positive_;
  fresh.reported_ = reported_;
  *this = fresh;
}

void SignEvidence::add_exam(const Design& design, double days, SignGroup group, bool positive) {
  const auto g = static_cast<std::size_t>(group);
  if (g >= sign_group_count || exam_day_[g] == days) return;
  const auto& p = design.parameters();
  const double false_positive = exam_positive_[g] ? p.exam_repeat_false : p.exam_false_positive;
  const double ratio = positive ? p.exam_sensitivity / false_positive : (1 - p.exam_sensitivity) / (1 - false_positive);
  const double hazard = p.sign_hazard * p.sign_weights[g];
  for (std::size_t c = 0; c < design.onsets(); ++c) {
    const double age = days - design.onset()[c];
    if (age <= 0) break;
    for (std::size_t r = 0; r < rate_count; ++r) {
      const double before = std::isnan(exam_day_[g]) ? 0. : loss(p, r, exam_day_[g] - design.onset()[c]);
      const double stay = std::exp(-hazard * (loss(p, r, age) - before));
      double& absent = absent_[g][r][c];
      double& present = present_[g][r][c];
      present = std::min((present + absent * (1 - stay)) * ratio, likelihood_max);
      absent *= stay;
      exams_[r][c] = 1;
      for (std::size_t k = 0; k < sign_group_count; ++k) exams_[r][c] *= absent_[k][r][c] + present_[k][r][c];
    }
  }
  exam_day_[g] = days;
  exam_positive_[g] = positive;
}

void SignEvidence::add_report(const Design& design, double days, SignGroup group) {
  const auto g = static_cast<std::size_t>(group);
  if (g >= sign_group_count || reported_[g]) return;
  reported_[g] = true;
  const auto& p = design.parameters();
  for (std::size_t c = 0; c < design.onsets(); ++c) {
    const double age = days - design.onset()[c];
    if (age <= 0) break;
    if (reports_[c] >= p.report_max) continue;
    ++reports_[c];
    for (std::size_t r = 0; r < rate_count; ++r) {
      log_reports_[r][c] += std::log(1 + p.report_true_per_year * loss(p, r, age) / p.report_false_per_year);
      if (reports_[c] == p.report_max) log_reports_[r][c] -= reports_waited_for(p, r, age);  // the clock stops
    }
  }
}

double SignEvidence::log_reports(const Design& design, std::size_t c, std::size_t rate, double days) const {
  const auto& p = design.parameters();
  if (reports_[c] >= p.report_max) return log_reports_[rate][c];
  return log_reports_[rate][c] - reports_waited_for(p, rate, std::max(days - design.onset()[c], 0.));
}

double SignEvidence::log_ratio(const Design& design, std::size_t c, std::size_t rate, double days) const {
  return log_reports(design, c, rate, days) + std::log(exams_[rate][c]);
}

double SignEvidence::ratio(const Design& design, std::size_t c, std::size_t rate, double days) const {
  return std::exp(log_reports(design, c, rate, days)) * exams_[rate][c];
}

}  // namespace myotrend::trend
