#include "myotrend/trend/robust_slope.h"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/normal.hpp>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "myotrend/trend/summary.h"

namespace myotrend::trend {
namespace {

constexpr std::size_t all_pairs_max = 512;
using Series = std::vector<TimedValue>;

double normal_quantile(double probability) {
  return boost::math::quantile(boost::math::normal_distribution<double>(), probability);
}

Series in_order(std::span<const TimedValue> series) {
  Series sorted(series.begin(), series.end());
  std::sort(sorted.begin(), sorted.end(), [](const TimedValue& a, const TimedValue& b) {
    return a.days != b.days ? a.days < b.days : a.value < b.value;
  });
  return sorted;
}

/// Counts pairs i < j with values[i] > values[j] (or >=) while sorting: merge sort.
template <bool or_equal>
std::int64_t inversions(std::vector<double>& values, std::vector<double>& scratch, std::size_t from, std::size_t to) {
  if (to - from < 2) return 0;
  const std::size_t half = from + (to - from) / 2;
  std::int64_t count =
      inversions<or_equal>(values, scratch, from, half) + inversions<or_equal>(values, scratch, half, to);
  std::size_t left = from, right = half, out = from;
  while (left < half && right < to) {
    if (or_equal ? values[left] >= values[right] : values[left] > values[right]) {
      count += static_cast<std::int64_t>(half - left);
      scratch[out++] = values[right++];
    } else {
      scratch[out++] = values[left++];
    }
  }
  const auto at = [](std::vector<double>& v, std::size_t i) { return v.begin() + static_cast<std::ptrdiff_t>(i); };
  std::copy(at(values, left), at(values, half), at(scratch, out));
  std::copy(at(values, right), at(values, to), at(scratch, out + half - left));
  std::copy(at(scratch, from), at(scratch, to), at(values, from));
  return count;
}

/// Sums over groups of equal neighbours of t(t-1), t(t-1)(t-2) and t(t-1)(2t+5).
struct Ties {
  double pairs2 = 0, triples6 = 0, variance = 0;
  template <class Equal>
  Ties(std::size_t n, const Equal& equal) {
    for (std::size_t i = 0; i < n;) {
      std::size_t end = i + 1;
      while (end < n && equal(i, end)) ++end;
      const auto t = static_cast<double>(end - i);
      pairs2 += t * (t - 1);
      triples6 += t * (t - 1) * (t - 2);
      variance += t * (t - 1) * (2 * t + 5);
      i = end;
    }
  }
};

/// Slopes between all readings of different times.
std::vector<double> all_slopes(const Series& series) {
  std::vector<double> slopes;
  slopes.reserve(series.size() * (series.size() - 1) / 2);
  for (std::size_t i = 0; i < series.size(); ++i) {
    for (std::size_t j = i + 1; j < series.size(); ++j) {
      const double gap = series[j].days - series[i].days;
      if (gap > 0) slopes.push_back((series[j].value - series[i].value) / gap);
    }
  }
  return slopes;
}

/// The value with `rank` values before it in order; the others are left on their side of it.
double nth(std::vector<double>& values, std::int64_t rank) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

/// Doubles in their order as integers, so that halving a range of them ends after 64 steps.
std::int64_t ordered(double x) {
  const auto bits = std::bit_cast<std::int64_t>(x);
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}
double from_ordered(std::int64_t key) {
  return std::bit_cast<double>(key >= 0 ? key : std::numeric_limits<std::int64_t>::min() - key);
}

/// Ranks of the slopes of a long series without forming them.
class SlopeRanks {
 public:
  explicit SlopeRanks(const Series& series) : series_(series), values_(series.size()), scratch_(series.size()) {
    const Ties same_time(series.size(), [&](auto i, auto j) { return series[i].days == series[j].days; });
    const Ties same_both(series.size(), [&](auto i, auto j) {
      return series[i].days == series[j].days && series[i].value == series[j].value;
    });
    const auto n = static_cast<double>(series.size());
    pairs_ = static_cast<std::int64_t>((n * (n - 1) - same_time.pairs2) / 2);
    identical_ = static_cast<std::int64_t>(same_both.pairs2 / 2);
    span_ = series.back().days - series.front().days;
    for (const TimedValue& t : series) largest_ = std::max(largest_, std::abs(t.value));
  }
  std::int64_t pairs() const { return pairs_; }

  /// The slope with exactly `rank` slopes before it in order.
  double at(std::int64_t rank) {
    std::int64_t low = ordered(-std::numeric_limits<double>::max()), high = ordered(std::numeric_limits<double>::max());
    while (low < high) {
      const std::int64_t middle = (low & high) + ((low ^ high) >> 1);  // floor of the mean, without overflow
      if (count_up_to(from_ordered(middle)) > rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    // Slopes too small to move any value are 0: with tied grades the median often is exactly that.
    const double slope = from_ordered(high);
    return std::abs(slope) * span_ <= 1e-13 * largest_ ? 0. : slope;
  }

 private:
  /// (y_j - y_i) / (x_j - x_i) <= slope where y_j - slope x_j <= y_i - slope x_i.
  std::int64_t count_up_to(double slope) {
    for (std::size_t i = 0; i < series_.size(); ++i) {
      values_[i] = series_[i].value - slope * (series_[i].days - series_[0].days);
    }
    return inversions<true>(values_, scratch_, 0, values_.size()) - identical_;
  }

  const Series& series_;
  std::vector<double> values_, scratch_;
  std::int64_t pairs_ = 0, identical_ = 0;
  double span_ = 0, largest_ = 0;
};

/// Ranks of SciPy's theilslopes: the median, and N -+ z sqrt(var S) halved.
template <class At>
RobustSlope slope_with_interval(std::int64_t pairs, double variance, double confidence, At at) {
  const auto n = static_cast<double>(pairs);
  const double spread = normal_quantile((1 + confidence) / 2) * std::sqrt(variance);
  const auto low = std::max(static_cast<std::int64_t>(std::nearbyint((n - spread) / 2)) - 1, std::int64_t{0});
  const auto high = std::min(static_cast<std::int64_t>(std::nearbyint((n + spread) / 2)), pairs - 1);
  const double upper_middle = at(pairs / 2);
  const double median = pairs % 2 == 1 ? upper_middle : (at(pairs / 2 - 1) + upper_middle) / 2;
  return {median, {at(low), at(high)}};
}

/// Median of the slopes between all readings, all of different times. Precondition: at least two.
double median_slope(const Series& sorted) {
  if (sorted.size() > all_pairs_max) return theil_sen(sorted).per_day;
  auto slopes = all_slopes(sorted);
  const auto pairs = static_cast<std::int64_t>(slopes.size());
  const double upper_middle = nth(slopes, pairs / 2);
  if (pairs % 2 == 1) return upper_middle;
  return (*std::max_element(slopes.begin(), slopes.begin() + pairs / 2) + upper_middle) / 2;
}

/// Average ranks, 1 to n.
std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i + 1;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) ranks[order[k]] = static_cast<double>(i + 1 + end) / 2;
    i = end;
  }
  return ranks;
}

}  // namespace

double Kendall::z() const {
  if (variance <= 0 || s == 0) return 0;
  return (s > 0 ? s - 1 : s + 1) / std::sqrt(variance);
}

double Kendall::p() const { return std::erfc(std::abs(z()) / std::sqrt(2.)); }

double Kendall::p_uncorrected() const { return variance > 0 ? std::erfc(std::abs(s) / std::sqrt(2 * variance)) : 1.; }

Kendall kendall(std::span<const TimedValue> series) {
  const Series sorted = in_order(series);
  const std::size_t count = sorted.size();
  std::vector<double> values(count), scratch(count);
  std::transform(sorted.begin(), sorted.end(), values.begin(), [](const TimedValue& t) { return t.value; });
  const Ties times(count, [&](auto i, auto j) { return sorted[i].days == sorted[j].days; });
  const Ties both(
      count, [&](auto i, auto j) { return sorted[i].days == sorted[j].days && sorted[i].value == sorted[j].value; });
  const auto swaps = static_cast<double>(inversions<false>(values, scratch, 0, count));
  const Ties equal(count, [&](auto i, auto j) { return values[i] == values[j]; });
  const auto n = static_cast<double>(count);
  const double pairs = n * (n - 1) / 2;
  Kendall result;
  result.s = pairs - times.pairs2 / 2 - equal.pairs2 / 2 + both.pairs2 / 2 - 2 * swaps;
  result.variance = (n * (n - 1) * (2 * n + 5) - times.variance - equal.variance) / 18;
  if (count > 1) result.variance += times.pairs2 * equal.pairs2 / (2 * n * (n - 1));
  if (count > 2) result.variance += times.triples6 * equal.triples6 / (9 * n * (n - 1) * (n - 2));
  const double untied = (pairs - times.pairs2 / 2) * (pairs - equal.pairs2 / 2);
  if (untied > 0) result.tau_b = result.s / std::sqrt(untied);
  return result;
}

Kendall kendall_autocorrelated(std::span<const TimedValue> series) {
  Kendall result = kendall(series);
  const Series sorted = in_order(series);
  const std::size_t count = sorted.size();
  if (count < 4 || result.variance <= 0) return result;
  Series spaced(count);
  for (std::size_t i = 0; i < count; ++i) spaced[i] = {static_cast<double>(i + 1), sorted[i].value};
  const double slope = median_slope(spaced);
  std::vector<double> rest(count);
  for (std::size_t i = 0; i < count; ++i) rest[i] = spaced[i].value - slope * spaced[i].days;
  const auto ranks = ranks_of(rest);
  const double mean = summary_of(ranks).mean;
  const auto n = static_cast<double>(count);
  const double significant = normal_quantile(.975) / std::sqrt(n);
  double squares = 0, sum = 0;
  for (const double rank : ranks) squares += (rank - mean) * (rank - mean);
  if (squares <= 0) return result;
  for (std::size_t lag = 1; lag < count; ++lag) {
    double products = 0;
    for (std::size_t i = lag; i < count; ++i) products += (ranks[i - lag] - mean) * (ranks[i] - mean);
    const double rho = products / squares;
    const double left = n - static_cast<double>(lag);
    if (std::abs(rho) >= significant) sum += left * (left - 1) * (left - 2) * rho;
  }
  result.variance *= std::max(1 + 2 / (n * (n - 1) * (n - 2)) * sum, 1 / n);
  return result;
}

RobustSlope theil_sen(std::span<const TimedValue> series, double confidence) {
  const Series sorted = in_order(series);
  const double variance = kendall(series).variance;
  if (sorted.size() <= all_pairs_max) {
    auto slopes = all_slopes(sorted);
    assert(!slopes.empty());
    return slope_with_interval(static_cast<std::int64_t>(slopes.size()), variance, confidence,
                               [&](std::int64_t rank) { return nth(slopes, rank); });
  }
  SlopeRanks ranks(sorted);
  return slope_with_interval(ranks.pairs(), variance, confidence, [&](std::int64_t rank) { return ranks.at(rank); });
}

}  // namespace myotrend::trend
