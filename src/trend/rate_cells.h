#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "myotrend/trend/parameters.h"

namespace myotrend::trend {

// Rates of decline in fine cells, for sums over a prior that is spread evenly.

constexpr double cell = .1;  // per cent per month
constexpr std::size_t cells_max = 400;
constexpr double negligible = 1e-18;
constexpr double nothing = 1e-100;  // beside the heaviest pattern of its system, which weighs about 1
using Cells = std::array<double, cells_max>;

inline double middle_of(std::size_t i) { return (static_cast<double>(i) + .5) * cell; }

/// The grid's weights spread evenly over the bins around its rates.
struct RatePrior {
  std::size_t cells = 0;
  std::array<std::size_t, cells_max> bin{};
  Cells mass{};

  explicit RatePrior(const Parameters& p) {
    const double top = std::min(2 * p.rates.back(), middle_of(cells_max - 1));
    std::array<int, rate_count> in_bin{};
    for (; cells < cells_max && middle_of(cells) < top; ++cells) {
      std::size_t r = 0;
      while (r + 1 < rate_count && middle_of(cells) > std::sqrt(p.rates[r] * p.rates[r + 1])) ++r;
      bin[cells] = r;
      ++in_bin[r];
    }
    for (std::size_t i = 0; i < cells; ++i) mass[i] = p.rate_weights[bin[i]] / in_bin[bin[i]];
  }
};

/// Cells that hold more than nothing: first <= i < last.
struct Span {
  std::size_t first = 0, last = 0;
};

/// exp(b d - b^2 j / 2 - shift) times the prior, in each cell of the span it gives back; the other cells are not
/// touched. Goes down both sides of its peak by recurrence.
inline Span fill(Cells& out, const RatePrior& prior, double d, double j, double shift) {
  const double peak = j > 0 ? d / j : d > 0 ? middle_of(prior.cells) : 0;
  const auto top = static_cast<std::size_t>(std::clamp(peak / cell, 0., static_cast<double>(prior.cells - 1)));
  const double b = middle_of(top);
  const double at_top = std::exp(b * d - .5 * b * b * j - shift);
  if (at_top < nothing) return {};
  const double bend = std::exp(-j * cell * cell);
  const double least = negligible * at_top;  // the rest is nothing, and denormal numbers are slow
  Span span{top, top + 1};
  out[top] = at_top;
  double up = std::exp(cell * d - j * cell * (b + cell / 2));
  for (; span.last < prior.cells && out[span.last - 1] > least; ++span.last, up *= bend)
    out[span.last] = out[span.last - 1] * up;
  double down = std::exp(-cell * d + j * cell * (b - cell / 2));
  for (; span.first > 0 && out[span.first] > least; --span.first, down *= bend)
    out[span.first - 1] = out[span.first] * down;
  for (std::size_t i = span.first; i < span.last; ++i) out[i] *= prior.mass[i];
  return span;
}

inline double highest(const RatePrior& prior, double d, double j) {
  const double b = std::clamp(j > 0 ? d / j : 0., middle_of(0), middle_of(prior.cells - 1));
  return std::max({0., b * d - .5 * b * b * j, middle_of(0) * d});
}

}  // namespace myotrend::trend
