#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <thread>

#include "replay/noise/likelihood.h"

namespace myotrend::replay {

namespace {

constexpr std::size_t sizes_max = 5;
using Vector = std::array<double, sizes_max>;
using Matrix = std::array<Vector, sizes_max>;

constexpr double score_step = 1e-3, curvature_step = 0.05;  // of the logarithm of a size
constexpr double step_max = 0.7;
constexpr double gain_that_ends = 1e-5;
constexpr int steps_max = 80;
constexpr double size_max = 1e3;

/// A x = b by Gaussian elimination with pivots, over the first `n`; false when A is singular.
bool solve(Matrix a, Vector b, std::size_t n, Vector& x) {
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    for (std::size_t r = i + 1; r < n; ++r)
      if (std::abs(a[r][i]) > std::abs(a[pivot][i])) pivot = r;
    if (!(std::abs(a[pivot][i]) > std::numeric_limits<double>::min())) return false;
    std::swap(a[i], a[pivot]);
    std::swap(b[i], b[pivot]);
    for (std::size_t r = i + 1; r < n; ++r) {
      const double factor = a[r][i] / a[i][i];
      for (std::size_t c = i; c < n; ++c) a[r][c] -= factor * a[i][c];
      b[r] -= factor * b[i];
    }
  }
  for (std::size_t i = n; i-- > 0;) {
    x[i] = b[i];
    for (std::size_t c = i + 1; c < n; ++c) x[i] -= a[i][c] * x[c];
    x[i] /= a[i][i];
  }
  return true;
}

/// The likelihood of all records as a function of the logarithms of the sizes that are not at zero.
class Search {
 public:
  Search(const trend::Parameters& shipped, NoiseSystem system, std::vector<const SteadyRecord*> records, unsigned jobs)
      : parameters_(shipped), system_(system), records_(std::move(records)), jobs_(std::max(1U, jobs)) {
    for (const NoiseSize& size : sizes_of(system)) {
      free_.push_back(&size);
      // From zero no step leads away: begin above it.
      parameters_.*size.member = std::max(parameters_.*size.member, 2 * size.least);
    }
  }

  double total() const { return sum(each(parameters_)); }

  /// Steps of Berndt, Hall, Hall and Hausman (1974), damped as by Levenberg and Marquardt.
  bool climb() {
    double best = total(), damping = 1e-3;
    for (int step = 0; step < steps_max; ++step) {
      drop_what_is_none();
      const Scores scores = patients_scores();
      const double before = best;
      while (damping < 1e9) {
        trend::Parameters next = parameters_;
        if (!stepped(scores, damping, next)) return false;
        const double reached = sum(each(next));
        if (reached >= best) {
          parameters_ = next;
          best = reached;
          damping = std::max(damping / 5, 1e-9);
          break;
        }
        damping *= 5;
      }
      if (damping >= 1e9 || (best - before < gain_that_ends && !about_to_drop())) return true;
    }
    return false;
  }

  std::vector<NoiseEstimate> estimates(const trend::Parameters& shipped) const {
    const Matrix covariance = sandwich();
    const double z = boost::math::quantile(boost::math::normal(), 0.975);
    std::vector<NoiseEstimate> out;
    for (const NoiseSize& size : sizes_of(system_)) {
      NoiseEstimate estimate{size.name, size.unit, shipped.*size.member, parameters_.*size.member, 0, 0, 0, false};
      const auto at = std::find(free_.begin(), free_.end(), &size);
      estimate.at_zero = at == free_.end();
      if (estimate.at_zero) {
        estimate.standard_error = std::numeric_limits<double>::quiet_NaN();
        estimate.high_95 = at_most(size);
      } else {
        const auto i = static_cast<std::size_t>(at - free_.begin());
        const double error = std::sqrt(std::max(covariance[i][i], 0.));  // of the logarithm
        estimate.standard_error = estimate.estimate * error;
        estimate.low_95 = estimate.estimate * std::exp(-z * error);
        estimate.high_95 = estimate.estimate * std::exp(z * error);
        if (fits(size, 0)) {  // near zero the logarithm's error tells too little
          estimate.low_95 = 0;
          estimate.high_95 = std::max(estimate.high_95, at_most(size));
        }
      }
      out.push_back(estimate);
    }
    return out;
  }

 private:
  struct Scores {
    Vector sum{};
    Matrix products{};
  };

  std::vector<double> each(const trend::Parameters& parameters) const {
    std::vector<double> out(records_.size());
    const auto work = [&](std::size_t job) {
      for (std::size_t i = job; i < out.size(); i += jobs_) out[i] = log_likelihood(parameters, system_, *records_[i]);
    };
    std::vector<std::thread> threads;
    for (std::size_t job = 1; job < jobs_; ++job) threads.emplace_back(work, job);
    work(0);
    for (std::thread& thread : threads) thread.join();
    return out;
  }
  static double sum(const std::vector<double>& parts) {
    double total = 0;
    for (const double part : parts) total += part;
    return total;
  }
  trend::Parameters moved(std::size_t size, double by, trend::Parameters from) const {
    from.*free_[size]->member *= std::exp(by);
    return from;
  }

  Scores patients_scores() const {
    std::vector<std::vector<double>> slopes;
    for (std::size_t i = 0; i < free_.size(); ++i) {
      slopes.push_back(each(moved(i, score_step, parameters_)));
      const auto below = each(moved(i, -score_step, parameters_));
      for (std::size_t r = 0; r < below.size(); ++r) slopes[i][r] = (slopes[i][r] - below[r]) / (2 * score_step);
    }
    Scores scores;
    for (std::size_t i = 0; i < free_.size(); ++i) {
      scores.sum[i] = sum(slopes[i]);
      for (std::size_t j = 0; j < free_.size(); ++j)
        for (std::size_t r = 0; r < records_.size(); ++r) scores.products[i][j] += slopes[i][r] * slopes[j][r];
    }
    return scores;
  }

  bool stepped(const Scores& scores, double damping, trend::Parameters& next) const {
    Matrix a = scores.products;
    for (std::size_t i = 0; i < free_.size(); ++i) a[i][i] += damping * (a[i][i] + 1);
    Vector step{};
    if (!solve(a, scores.sum, free_.size(), step)) return false;
    for (std::size_t i = 0; i < free_.size(); ++i)
      next.*free_[i]->member =
          std::max(next.*free_[i]->member * std::exp(std::clamp(step[i], -step_max, step_max)), free_[i]->least / 2);
    return true;
  }

  bool about_to_drop() const {
    return std::any_of(free_.begin(), free_.end(),
                       [this](const NoiseSize* size) { return parameters_.*size->member < size->least; });
  }
  void drop_what_is_none() {
    std::erase_if(free_, [this](const NoiseSize* size) {
      if (parameters_.*size->member >= size->least) return false;
      parameters_.*size->member = 0;
      return true;
    });
  }

  /// Minus the second derivatives, by differences.
  Matrix information() const {
    Matrix out{};
    const double h = curvature_step, here = total();
    std::vector<double> up(free_.size()), down(free_.size());
    for (std::size_t i = 0; i < free_.size(); ++i) {
      up[i] = sum(each(moved(i, h, parameters_)));
      down[i] = sum(each(moved(i, -h, parameters_)));
      out[i][i] = -(up[i] - 2 * here + down[i]) / (h * h);
    }
    for (std::size_t i = 0; i < free_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const double both = sum(each(moved(i, h, moved(j, h, parameters_))));
        const double neither = sum(each(moved(i, -h, moved(j, -h, parameters_))));
        out[i][j] = out[j][i] = -(both - up[i] - up[j] + 2 * here - down[i] - down[j] + neither) / (2 * h * h);
      }
    }
    return out;
  }

  Matrix sandwich() const {
    const Matrix bread = information(), filling = patients_scores().products;
    const std::size_t n = free_.size();
    Matrix inverse{}, out{};
    for (std::size_t i = 0; i < n; ++i) {
      Vector unit{}, column{};
      unit[i] = 1;
      if (!solve(bread, unit, n, column)) column.fill(std::numeric_limits<double>::infinity());
      for (std::size_t r = 0; r < n; ++r) inverse[r][i] = column[r];
    }
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        for (std::size_t k = 0; k < n; ++k)
          for (std::size_t l = 0; l < n; ++l) out[i][j] += inverse[i][k] * filling[k][l] * inverse[l][j];
    return out;
  }

  /// Whether the likelihood ratio test (chi-square, 95 %) lets a size be `value`, the others held.
  bool fits(const NoiseSize& size, double value) const {
    constexpr double chi_square_95_half = 1.9207;
    trend::Parameters tried = parameters_;
    tried.*size.member = value;
    return total() - sum(each(tried)) < chi_square_95_half;
  }
  double at_most(const NoiseSize& size) const {
    double low = 0, high = size.least;
    while (fits(size, high) && high < size_max) {
      low = high;
      high *= 2;
    }
    for (int i = 0; i < 20; ++i) {
      const double middle = (low + high) / 2;
      (fits(size, middle) ? low : high) = middle;
    }
    return high;
  }

  trend::Parameters parameters_;
  NoiseSystem system_;
  std::vector<const SteadyRecord*> records_;
  unsigned jobs_;
  std::vector<const NoiseSize*> free_;
};

constexpr std::size_t readings_of_a_system_min = 8;

}  // namespace

NoiseCalibration calibrated_noise(const trend::Parameters& shipped, std::span<const SteadyRecord> records,
                                  unsigned jobs) {
  NoiseCalibration out;
  for (const NoiseSystem system : {NoiseSystem::hands, NoiseSystem::mip}) {
    const bool hands = system == NoiseSystem::hands;
    std::vector<const SteadyRecord*> measured;
    std::size_t readings = 0;
    for (const SteadyRecord& record : records) {
      const auto of_system = static_cast<std::size_t>(
          std::count_if(record.points.begin(), record.points.end(),
                        [hands](const StrengthPoint& point) { return trend::is_grip(point.stream) == hands; }));
      if (of_system < readings_of_a_system_min) continue;
      measured.push_back(&record);
      readings += of_system;
    }
    (hands ? out.hand_patients : out.mip_patients) = measured.size();
    (hands ? out.hand_readings : out.mip_readings) = readings;
    if (measured.size() < 2) continue;
    Search search(shipped, system, measured, jobs);
    const double before = search.total();
    out.settled = search.climb() && out.settled;
    out.log_likelihood_gained += search.total() - before;
    for (const NoiseEstimate& estimate : search.estimates(shipped)) out.estimates.push_back(estimate);
  }
  return out;
}

}  // namespace myotrend::replay
