#pragma once

namespace myotrend::trend {

/// One-sided CUSUM of standardised values (Page 1954): S <- max(0, S + x - k), alarm when S > h. A classical baseline
/// to compare with; it is no rule of the pathway.
class CusumChart {
 public:
  CusumChart(double allowance_k, double limit_h) : k_(allowance_k), h_(limit_h) {}
  /// Whether the chart is beyond its limit after `x`.
  bool add(double x) {
    sum_ = sum_ + x - k_ > 0 ? sum_ + x - k_ : 0;
    return sum_ > h_;
  }
  double sum() const { return sum_; }

 private:
  double k_, h_, sum_ = 0;
};

/// Two-sided EWMA of standardised values (Roberts 1959): Z <- (1 - lambda) Z + lambda x, alarm when
/// |Z| > L sqrt(lambda / (2 - lambda)), the limit of the settled chart.
class EwmaChart {
 public:
  EwmaChart(double lambda, double limit_l);
  bool add(double x);
  double value() const { return value_; }

 private:
  double lambda_, limit_, value_ = 0;
};

}  // namespace myotrend::trend
