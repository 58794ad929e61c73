#pragma once

#include <array>
#include <cstddef>

#include "myotrend/trend/parameters.h"

namespace myotrend::trend {

inline constexpr double cell = .1;             // per cent per month
inline constexpr std::size_t cells_max = 400;  // a multiple of four: they are worked on in fours
using Cells = std::array<double, cells_max>;

constexpr double middle_of(std::size_t i) { return (static_cast<double>(i) + .5) * cell; }

/// The weights of the mixture's rates, each spread evenly over the bin around its rate, in fine cells.
struct RatePrior {
  explicit RatePrior(const Parameters& parameters);

  std::size_t cells = 0;
  std::array<std::size_t, rate_count + 1> edge{};  // the cells of rate r: edge[r] <= i < edge[r + 1]
  std::array<std::size_t, cells_max> bin{};
  Cells mass{};
};

}  // namespace myotrend::trend
