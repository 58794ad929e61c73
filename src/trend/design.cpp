#include "myotrend/trend/design.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace myotrend::trend {

RatePrior::RatePrior(const Parameters& p) {
  const double top = std::min(2 * p.rates.back(), middle_of(cells_max - 1));
  std::array<int, rate_count> in_bin{};
  for (; cells < cells_max && middle_of(cells) < top; ++cells) {
    std::size_t r = 0;
    while (r + 1 < rate_count && middle_of(cells) > std::sqrt(p.rates[r] * p.rates[r + 1])) ++r;
    bin[cells] = r;
    ++in_bin[r];
    edge[r + 1] = cells + 1;
  }
  for (std::size_t r = 0; r < rate_count; ++r) edge[r + 1] = std::max(edge[r], edge[r + 1]);
  for (std::size_t i = 0; i < cells; ++i) mass[i] = p.rate_weights[bin[i]] / in_bin[bin[i]];
}

Design::Design(const Parameters& parameters) : parameters_(parameters), rate_prior_(parameters) {
  const auto& p = parameters_;
  const auto grid_days = static_cast<std::size_t>(p.horizon / p.step) + 1;
  if (grid_days < 2 || grid_days + 1 > onsets_max) throw std::invalid_argument("onset grid does not fit the detector");
  onsets_ = grid_days + 1;
  onset_.fill(std::numeric_limits<double>::infinity());
  onset_[0] = -p.lead;
  weight_[0] = p.weight_lead;
  for (std::size_t i = 0; i < grid_days; ++i) {
    onset_[i + 1] = static_cast<double>(i) * p.step;
    weight_[i + 1] =
        i == 0 ? p.weight_enrolment : (1 - p.weight_lead - p.weight_enrolment) / static_cast<double>(grid_days - 1);
  }
  for (std::size_t lag = 0; lag < lag_count; ++lag) {
    for (std::size_t c = 0; c < onsets_max; ++c) {
      later_[lag][c] = c;
      if (c >= onsets_) continue;
      const double target = onset_[c] + p.lags[lag];
      std::size_t nearest = onsets_ - 1;
      if (target < onset_[onsets_ - 1] + p.step / 2) {
        for (std::size_t other = onsets_; other-- > 0;) {
          if (std::abs(onset_[other] - target) <= std::abs(onset_[nearest] - target)) nearest = other;
        }
      }
      later_[lag][c] = nearest;
    }
  }
}

std::size_t Design::begun(int day) const {
  std::size_t count = 0;
  while (count < onsets_ && day + .999 - std::max(onset_[count], 0.) >= 0) ++count;
  return count;
}

double Design::future_weight(std::size_t begun) const {
  double sum = 0;
  for (std::size_t c = 0; c < begun; ++c) sum += weight_[c];
  return std::max(1 - sum, 0.);
}

}  // namespace myotrend::trend
