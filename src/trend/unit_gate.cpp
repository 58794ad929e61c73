#include "myotrend/trend/unit_gate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace myotrend::trend {
namespace {

double median_of_few(std::span<const double> values) {
  std::array<double, 7> sorted;
  sorted.fill(std::numeric_limits<double>::infinity());
  std::copy(values.begin(), values.end(), sorted.begin());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/// Keeps the newest `window` values, the oldest first.
void remember(std::array<double, 7>& values, std::size_t& count, std::size_t window, double value) {
  if (count == window) {
    std::rotate(values.begin(), values.begin() + 1, values.begin() + static_cast<std::ptrdiff_t>(count));
    --count;
  }
  values[count++] = value;
}

}  // namespace

UnitGate::UnitGate(const Parameters& p)
    : factors_{Factor{p.unit_pound_factor, 100 * std::log(p.unit_pound_factor), p.unit_pound_tolerance},
               Factor{p.unit_kilopascal_factor, 100 * std::log(p.unit_kilopascal_factor), p.unit_kilopascal_tolerance}},
      window_(std::min(static_cast<std::size_t>(p.unit_window), window_max)),
      lasting_run_(std::min(static_cast<std::size_t>(p.lasting_run), window_max)),
      lasting_spread_(p.lasting_spread),
      lasting_clearance_(p.lasting_clearance) {
  static_assert(
      sizeof(*this) == sizeof(factors_) + sizeof(window_) + sizeof(lasting_run_) + sizeof(lasting_spread_) +
                           sizeof(lasting_clearance_) + sizeof(streams_) &&
          sizeof(Recent) == (2 * window_max + 2) * sizeof(double) + 2 * sizeof(std::size_t) + 2 * sizeof(int) &&
          sizeof(Factor) == 3 * sizeof(double),
      "no byte between members: equal gates are equal words");
  for (const Stream stream : all_streams) {
    streams_[index_of(stream)].norm = is_grip(stream) ? p.norm_grip : p.norm_mip;
  }
}

UnitVerdict UnitGate::judge(Stream stream, double y) {
  Recent& recent = streams_[index_of(stream)];
  const double usual = recent.accepted_count == 0 ? y : median_of_few({recent.accepted.data(), recent.accepted_count});
  const double off = std::abs(y - usual);
  // No pressure is told in pounds: a fall of MIP by one half is a fall. Litres and per cent have no such factor.
  const int first = is_grip(stream) ? 0 : stream == Stream::fvc ? 2 : 1;
  const auto factor = std::find_if(factors_.begin() + first, factors_.end(),
                                   [&](const Factor& f) { return std::abs(off - f.log_pct) < f.tolerance; });
  UnitVerdict verdict;
  if (factor == factors_.end()) {
    recent.run = 0;
    recent.suspected_count = 0;
  } else {
    if (recent.run_factor != factor->ratio) recent.run = 0, recent.suspected_count = 0;
    recent.run_factor = factor->ratio;
    ++recent.run;
    remember(recent.suspected, recent.suspected_count, lasting_run_, y);
    if (earlier_were_wrong(recent, usual)) {
      verdict.earlier_factor = factor->ratio;
      recent.ever_accepted = 0;
    } else if (lasts(recent, usual, *factor)) {
      verdict.lasting_change = true;
    } else {
      return {.factor = factor->ratio, .too_large = y > usual};
    }
    recent.accepted = recent.suspected;
    recent.accepted_count = recent.suspected_count - 1;  // the newest follows below
    recent.run = 0;
    recent.suspected_count = 0;
  }
  ++recent.ever_accepted;
  remember(recent.accepted, recent.accepted_count, window_, y);
  return verdict;
}

bool UnitGate::agrees(const Recent& recent) const {
  const std::span<const double> run{recent.suspected.data(), recent.suspected_count};
  const auto [low, high] = std::minmax_element(run.begin(), run.end());
  return *high - *low <= lasting_spread_;
}

bool UnitGate::lasts(const Recent& recent, double usual, const Factor& factor) const {
  if (recent.suspected_count < lasting_run_ || !agrees(recent)) return false;
  const double off = std::abs(median_of_few({recent.suspected.data(), recent.suspected_count}) - usual);
  return std::abs(off - factor.log_pct) > lasting_clearance_;
}

bool UnitGate::earlier_were_wrong(const Recent& recent, double usual) const {
  if (recent.run <= recent.ever_accepted || !agrees(recent)) return false;
  const double now = median_of_few({recent.suspected.data(), recent.suspected_count});
  return std::abs(now - recent.norm) < std::abs(usual - recent.norm);
}

}  // namespace myotrend::trend
