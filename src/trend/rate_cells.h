#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "myotrend/trend/rate_prior.h"

namespace myotrend::trend {

// Rates of decline in fine cells, for sums over a prior that is spread evenly.

constexpr double negligible = 1e-18;
constexpr double nothing = 1e-100;  // beside the heaviest pattern of its system, which weighs about 1
/// Recurrences run so many at a time, beside one another: one alone would wait for its own result at every cell.
constexpr std::size_t lanes = 4;
using PerRate = std::array<double, rate_count>;

/// Cells that hold more than nothing: first <= i < last.
struct Span {
  std::size_t first = 0, last = 0;
};

/// The cells beside the peak, in the order in which they lie away from it (`direction` 1 or -1), until they hold no
/// more than `least` or there is no room: the first is `ratio` times the peak, and each ratio `bend` times the one
/// before. Gives back how many there are.
template <int direction>
std::size_t descend(double* peak, std::size_t room, double ratio, double bend, double least) {
  const double bend2 = bend * bend, bend4 = bend2 * bend2, bend16 = bend4 * bend4 * (bend4 * bend4);
  std::array<double, lanes> weight, step;
  double at = *peak, to_next = ratio, over_lanes = ratio * ratio * (ratio * ratio) * (bend4 * bend4 * bend2);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    weight[lane] = at *= to_next;
    step[lane] = over_lanes;
    to_next *= bend;
    over_lanes *= bend4;
  }
  std::size_t count = 0;
  for (; count + lanes <= room; count += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane)
      peak[direction * static_cast<std::ptrdiff_t>(count + lane + 1)] = weight[lane];
    if (weight[lanes - 1] <= least) return count + lanes;
    for (std::size_t lane = 0; lane < lanes; ++lane) weight[lane] *= step[lane];
    for (std::size_t lane = 0; lane < lanes; ++lane) step[lane] *= bend16;
  }
  for (std::size_t lane = 0; count < room; ++lane, ++count)
    peak[direction * static_cast<std::ptrdiff_t>(count + 1)] = weight[lane];
  return room;
}

/// exp(b d - b^2 j / 2 - shift) times the prior, in each cell of the span it gives back; the other cells are not
/// touched. Goes down both sides of its peak by recurrence; the rest is nothing, and denormal numbers are slow.
inline Span fill(Cells& out, const RatePrior& prior, double d, double j, double shift) {
  const double peak = j > 0 ? d / j : d > 0 ? middle_of(prior.cells) : 0;
  const auto top = static_cast<std::size_t>(std::clamp(peak / cell, 0., static_cast<double>(prior.cells - 1)));
  const double b = middle_of(top);
  const double at_top = std::exp(b * d - .5 * b * b * j - shift);
  if (at_top < nothing) return {};
  const double bend = std::exp(-j * cell * cell);
  const double least = negligible * at_top;
  out[top] = at_top;
  const double up = std::exp(cell * d - j * cell * (b + cell / 2));
  const double down = std::exp(-cell * d + j * cell * (b - cell / 2));
  const Span span{top - descend<-1>(&out[top], top, down, bend, least),
                  top + 1 + descend<1>(&out[top], prior.cells - top - 1, up, bend, least)};
  for (std::size_t i = span.first; i < span.last; ++i) out[i] *= prior.mass[i];
  return span;
}

/// Calls `take` with the sum of `of(i)` over the span's cells in the bin of each rate.
template <class Of, class Take>
void each_rate(const RatePrior& prior, const Span& span, const Of& of, const Take& take) {
  for (std::size_t r = 0; r < rate_count; ++r) {
    const std::size_t last = std::min(span.last, prior.edge[r + 1]);
    std::size_t i = std::max(span.first, prior.edge[r]);
    std::array<double, lanes> sum{};
    for (; i + lanes <= last; i += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) sum[lane] += of(i + lane);
    }
    for (; i < last; ++i) sum[0] += of(i);
    take(r, (sum[0] + sum[1]) + (sum[2] + sum[3]));
  }
}

/// 1 - exp(-b months / 100) in each cell: what a decline of rate b loses in so many months.
inline void fill_losses(Cells& out, const RatePrior& prior, double months) {
  const double per_cell = std::exp(-cell * months / 100);
  std::array<double, lanes> left;
  double at = std::exp(-middle_of(0) * months / 100);
  for (std::size_t lane = 0; lane < lanes; ++lane, at *= per_cell) left[lane] = at;
  const double over_lanes = per_cell * per_cell * (per_cell * per_cell);
  for (std::size_t i = 0; i < prior.cells; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) out[i + lane] = 1 - left[lane];
    for (std::size_t lane = 0; lane < lanes; ++lane) left[lane] *= over_lanes;
  }
}

inline double highest(const RatePrior& prior, double d, double j) {
  const double b = std::clamp(j > 0 ? d / j : 0., middle_of(0), middle_of(prior.cells - 1));
  return std::max({0., b * d - .5 * b * b * j, middle_of(0) * d});
}

}  // namespace myotrend::trend
