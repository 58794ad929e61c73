#include "myotrend/trend/posterior.h"

#include <algorithm>
#include <cmath>

#include "trend/rate_cells.h"

namespace myotrend::trend {
namespace {

/// One pattern from one candidate onset: exp(b d - b^2 j / 2) for lead rate b.
struct Pattern {
  double weight = 0, d = 0, j = 0;
  double right = 0, left = 0;                   // rate of each hand over b; 0: does not decline
  std::size_t right_onset = 0, left_onset = 0;  // candidates
};

struct Patterns {
  std::array<Pattern, 5 + 2 * lag_count> list{};
  std::size_t count = 0;
  void add(const Pattern& pattern) { list[count++] = pattern; }
  const Pattern* begin() const { return list.data(); }
  const Pattern* end() const { return list.data() + count; }
};

/// Rates, loss and onset of one stream, summed over everything it may do.
struct StreamSum {
  Cells rates{};
  double mass = 0, rate = 0, loss = 0, onset = 0;

  /// Cells of lead rate b weigh `weight`; this stream goes at `ratio` b from `onset_day` on.
  void add(const Span& span, const Cells& weight, double ratio, double onset_day, double age, double month) {
    const double per_cell = std::exp(-cell * ratio * age / (100 * month));
    double left = std::exp(-middle_of(span.first) * ratio * age / (100 * month));
    for (std::size_t i = span.first; i < span.last; ++i, left *= per_cell) {
      const double b = ratio * middle_of(i);
      rates[static_cast<std::size_t>(b / cell)] += weight[i];
      mass += weight[i];
      rate += weight[i] * b;
      loss += weight[i] * (1 - left);
      onset += weight[i] * onset_day;
    }
  }

  double quantile(double share) const {
    double below = 0;
    for (std::size_t i = 0; i < cells_max; ++i) {
      if (rates[i] > 0 && below + rates[i] >= share * mass) {
        return (static_cast<double>(i) + (share * mass - below) / rates[i]) * cell;
      }
      below += rates[i];
    }
    return middle_of(cells_max - 1);
  }

  StreamPosterior given(double total) const {
    StreamPosterior result;
    if (mass <= 0 || total <= 0) return result;
    result.declining = std::min(mass / total, 1.);
    result.rate_mean = rate / mass;
    result.rate_95 = {quantile(.025), quantile(.975)};
    double slow = 0;
    for (std::size_t i = 0; middle_of(i) < 1; ++i) slow += rates[i];
    result.faster_than_1 = std::max(mass - slow, 0.) / total;
    result.loss_mean = loss / total;
    result.onset_mean = onset / mass;
    return result;
  }
};

/// What is lost in each cell, worked out once for all patterns of a candidate.
class LossesAtRates {
 public:
  LossesAtRates(const RatePrior& prior) : prior_(prior) {}
  const Cells& in(double months) {
    for (std::size_t i = 0; i < count_; ++i) {
      if (months_[i] == months) return losses_[i];
    }
    if (count_ == kept_max) count_ = 0;
    months_[count_] = months;
    fill_losses(losses_[count_], prior_, months);
    return losses_[count_++];
  }

 private:
  static constexpr std::size_t kept_max =
      2 + lag_count + breath_count;  // alone, at half the rate, followers, breathing
  const RatePrior& prior_;
  std::size_t count_ = 0;
  std::array<double, kept_max> months_;
  std::array<Cells, kept_max> losses_;
};

enum class Asked { posterior, loss };

class Mixture {
 public:
  Mixture(const Design& design, const StrengthFilter& strength, const SignEvidence& signs, int day, Asked asked)
      : design_(design), p_(design.parameters()), strength_(strength), prior_(design.rate_prior()), day_(day + .5) {
    begun_ = design.begun(day);
    for (std::size_t c = 0; c < begun_; ++c) name_patterns(c);
    weigh_systems(asked);
    weigh_signs(signs);
  }

  ExpectedLoss expected_loss() {
    weigh_followers();
    std::array<double, stream_count> loss{};
    for (std::size_t c = 0; c < begun_; ++c) {
      for (std::size_t r = 0; r < rate_count; ++r) {
        const double hands = hands_lead_[c][r] + hands_after_[c], breath = mip_lead_[c][r] + mip_after_[c];
        for (std::size_t s = 0; s < stream_count; ++s) loss[s] += (s < hand_count ? hands : breath) * lost_[s][c][r];
      }
    }
    double total = 0;
    for (std::size_t c = 0; c < begun_; ++c) total += onset_mass_[c];
    ExpectedLoss result;
    bool any = false;
    for (std::size_t s = 0; s < stream_count && total > 0; ++s) {
      const auto stream = static_cast<Stream>(s);
      if (strength_.readings(stream) == 0 || (any && loss[s] / total <= result.share)) continue;
      result = {stream, loss[s] / total};
      any = true;
    }
    return result;
  }

  Posterior posterior() {
    weigh_followers();
    for (std::size_t c = 0; c < begun_; ++c) {
      gather_hands(c);
      gather_mip(c);
    }
    return conclude();
  }

 private:
  void name_patterns(std::size_t c);
  void find_shifts();
  void weigh_systems(Asked asked);
  void weigh_losses(std::size_t c, const Pattern& pattern, const Span& span, const Cells& cells, LossesAtRates& losses);
  void weigh_losses_of_breath(std::size_t c, const Span& span, const Cells& cells, LossesAtRates& losses);
  void weigh_signs(const SignEvidence& signs);
  void weigh_followers();
  void gather_hands(std::size_t c);
  void gather_mip(std::size_t c);
  Posterior conclude() const;
  Interval onset_90(double total) const;

  /// Share of a leading system's weight that goes to the other following at `lag` (0: at once).
  double share_of_lag(std::size_t lag) const {
    return p_.other_system * (lag == 0 ? p_.other_system_lag0 : (1 - p_.other_system_lag0) / lag_count);
  }
  /// The candidate at which the other system begins; nothing when it has not.
  std::size_t follower_of(std::size_t c, std::size_t lag) const {
    const std::size_t second = lag == 0 ? c : design_.later(c, lag - 1);
    return second < begun_ && (lag == 0 || second > c) ? second : onsets_max;
  }
  double follow(const Onsets& other, double unchanged, std::size_t c) const {
    double sum = (1 - p_.other_system) * unchanged;
    for (std::size_t lag = 0; lag <= lag_count; ++lag) {
      const std::size_t second = follower_of(c, lag);
      sum += share_of_lag(lag) * (second < onsets_max ? other[second] : unchanged);
    }
    return sum;
  }
  double age(std::size_t c) const { return std::max(day_ - design_.onset()[c], 0.); }
  double months(std::size_t c) const { return age(c) / p_.month; }

  const Design& design_;
  const Parameters& p_;
  const StrengthFilter& strength_;
  const RatePrior& prior_;
  double day_;
  std::size_t begun_ = 0;
  std::array<Patterns, onsets_max> patterns_{};
  double hands_shift_ = 0, mip_shift_ = 0;
  // Scaled by exp(-shift): G_r[c], M_r[c], their sums, and s_r[c].
  std::array<PerRate, onsets_max> hands_{}, mip_{}, signs_{};
  Onsets hands_sum_{}, mip_sum_{};
  // The same with each cell times the share that the stream has lost at its rate.
  std::array<std::array<PerRate, onsets_max>, stream_count> lost_{};
  // Weight of each lead rate of the hands (MIP) from a candidate: leading, and following the other system.
  std::array<PerRate, onsets_max> hands_lead_{}, mip_lead_{};
  Onsets hands_after_{}, mip_after_{};
  Onsets onset_mass_{};
  std::array<StreamSum, stream_count> streams_{};
  double right_ = 0, left_ = 0, both_ = 0, breath_ = 0;
};

void Mixture::name_patterns(std::size_t c) {
  const auto& s = strength_.hands();
  const double shares = p_.one_hand + p_.both_hands + p_.second_hand_later;
  const double dr = s.d[0][c], dl = s.d[1][c], jr = s.j[0][c], jl = s.j[1][c], across = s.j_across[c];
  auto& patterns = patterns_[c];
  double alone = p_.one_hand;
  for (std::size_t lag = 0; lag < lag_count; ++lag) {
    const std::size_t second = design_.later(c, lag);
    if (second >= begun_ || second <= c) {
      alone += p_.second_hand_later / lag_count;
      continue;
    }
    const double k = p_.second_hand_ratio, weight = .5 * p_.second_hand_later / lag_count / shares;
    for (std::size_t h = 0; h < 2; ++h) {
      const double d = s.d[h][c] + k * s.d[1 - h][second];
      const double j = s.j[h][c] + 2 * k * s.lagged[lag][h][c] + k * k * s.j[1 - h][second];
      patterns.add(h == 0 ? Pattern{weight, d, j, 1, k, c, second} : Pattern{weight, d, j, k, 1, second, c});
    }
  }
  patterns.add({.5 * alone / shares, dr, jr, 1, 0, c, c});
  patterns.add({.5 * alone / shares, dl, jl, 0, 1, c, c});
  for (const auto& [right, left] : {std::pair{1., 1.}, {1., .5}, {.5, 1.}}) {
    patterns.add({p_.both_hands / 3 / shares, right * dr + left * dl,
                  right * right * jr + 2 * right * left * across + left * left * jl, right, left, c, c});
  }
}

void Mixture::find_shifts() {
  const auto& mip = strength_.breathing();
  for (std::size_t c = 0; c < begun_; ++c) {
    for (const Pattern& pattern : patterns_[c]) {
      hands_shift_ = std::max(hands_shift_, highest(prior_, pattern.d, pattern.j));
    }
    mip_shift_ = std::max(mip_shift_, highest(prior_, mip.d[c], mip.j[c]));
  }
}

void Mixture::weigh_systems(Asked asked) {
  find_shifts();
  const auto& mip = strength_.breathing();
  LossesAtRates losses(prior_);
  Cells cells;
  const auto weight_of = [&](std::size_t i) { return cells[i]; };
  for (std::size_t c = 0; c < begun_; ++c) {
    for (const Pattern& pattern : patterns_[c]) {
      const Span span = fill(cells, prior_, pattern.d, pattern.j, hands_shift_);
      each_rate(prior_, span, weight_of, [&](std::size_t r, double sum) { hands_[c][r] += pattern.weight * sum; });
      if (asked == Asked::loss) weigh_losses(c, pattern, span, cells, losses);
    }
    const Span span = fill(cells, prior_, mip.d[c], mip.j[c], mip_shift_);
    each_rate(prior_, span, weight_of, [&](std::size_t r, double sum) { mip_[c][r] += sum; });
    if (asked == Asked::loss) weigh_losses_of_breath(c, span, cells, losses);
    for (std::size_t r = 0; r < rate_count; ++r) {
      hands_sum_[c] += hands_[c][r];
      mip_sum_[c] += mip_[c][r];
    }
  }
}

void Mixture::weigh_losses(std::size_t c, const Pattern& pattern, const Span& span, const Cells& cells,
                           LossesAtRates& losses) {
  const auto add = [&](double ratio, std::size_t onset, PerRate& lost) {
    if (ratio <= 0) return;
    const Cells& loss = losses.in(ratio * months(onset));
    each_rate(
        prior_, span, [&](std::size_t i) { return cells[i] * loss[i]; },
        [&](std::size_t r, double sum) { lost[r] += pattern.weight * sum; });
  };
  add(pattern.right, pattern.right_onset, lost_[0][c]);
  add(pattern.left, pattern.left_onset, lost_[1][c]);
}

void Mixture::weigh_losses_of_breath(std::size_t c, const Span& span, const Cells& cells, LossesAtRates& losses) {
  const double ratios[] = {1, p_.snip_rate_ratio, p_.fvc_rate_ratio};
  for (std::size_t s = hand_count; s < stream_count; ++s) {
    if (strength_.readings(static_cast<Stream>(s)) == 0) continue;
    const Cells& loss = losses.in(ratios[s - hand_count] * months(c));
    each_rate(
        prior_, span, [&](std::size_t i) { return cells[i] * loss[i]; },
        [&](std::size_t r, double sum) { lost_[s][c][r] += sum; });
  }
}

void Mixture::weigh_signs(const SignEvidence& signs) {
  double shift = -1e300;
  for (std::size_t c = 0; c < begun_; ++c) {
    for (std::size_t r = 0; r < rate_count; ++r) {
      signs_[c][r] = signs.log_ratio(design_, c, r, day_);
      shift = std::max(shift, signs_[c][r]);
    }
  }
  for (std::size_t c = 0; c < begun_; ++c) {
    for (double& ratio : signs_[c]) ratio = std::exp(ratio - shift);
  }
}

void Mixture::weigh_followers() {
  const double hands_still = std::exp(-hands_shift_), mip_still = std::exp(-mip_shift_);
  for (std::size_t c = 0; c < begun_; ++c) {
    const double limb = design_.weight()[c] * p_.limb, breath = design_.weight()[c] * p_.respiratory;
    const double mip_follows = follow(mip_sum_, mip_still, c), hands_follow = follow(hands_sum_, hands_still, c);
    double hands = 0, mip = 0;
    for (std::size_t r = 0; r < rate_count; ++r) {
      hands_lead_[c][r] = limb * signs_[c][r] * mip_follows;
      mip_lead_[c][r] = breath * signs_[c][r] * hands_follow;
      hands += hands_[c][r] * signs_[c][r];
      mip += mip_[c][r] * signs_[c][r];
    }
    onset_mass_[c] = limb * hands * mip_follows + breath * mip * hands_follow;
    breath_ += breath * mip * hands_follow;
    for (std::size_t lag = 0; lag <= lag_count; ++lag) {
      const std::size_t second = follower_of(c, lag);
      if (second == onsets_max) continue;
      hands_after_[second] += breath * mip * share_of_lag(lag);
      mip_after_[second] += limb * hands * share_of_lag(lag);
    }
  }
}

void Mixture::gather_hands(std::size_t c) {
  Cells cells;
  for (const Pattern& pattern : patterns_[c]) {
    const Span span = fill(cells, prior_, pattern.d, pattern.j, hands_shift_);
    double leading = 0;
    for (std::size_t i = span.first; i < span.last; ++i) {
      const double lead = hands_lead_[c][prior_.bin[i]];
      leading += pattern.weight * cells[i] * lead;
      cells[i] *= pattern.weight * (lead + hands_after_[c]);
    }
    (pattern.left == 0 ? right_ : pattern.right == 0 ? left_ : both_) += leading;
    if (pattern.right > 0) {
      const std::size_t from = pattern.right_onset;
      streams_[0].add(span, cells, pattern.right, design_.onset()[from], age(from), p_.month);
    }
    if (pattern.left > 0) {
      const std::size_t from = pattern.left_onset;
      streams_[1].add(span, cells, pattern.left, design_.onset()[from], age(from), p_.month);
    }
  }
}

void Mixture::gather_mip(std::size_t c) {
  Cells cells;
  const Span span = fill(cells, prior_, strength_.breathing().d[c], strength_.breathing().j[c], mip_shift_);
  for (std::size_t i = span.first; i < span.last; ++i) cells[i] *= mip_lead_[c][prior_.bin[i]] + mip_after_[c];
  const double ratios[] = {1, p_.snip_rate_ratio, p_.fvc_rate_ratio};
  for (std::size_t s = hand_count; s < stream_count; ++s) {
    if (s > hand_count && strength_.readings(static_cast<Stream>(s)) == 0) continue;
    streams_[s].add(span, cells, ratios[s - hand_count], design_.onset()[c], age(c), p_.month);
  }
}

/// Quantiles of the candidates, each standing for the days half a step around it.
Interval Mixture::onset_90(double total) const {
  Interval interval;
  double below = 0;
  std::size_t low = begun_, high = begun_ - 1;
  for (std::size_t c = 0; c < begun_; ++c) {
    below += onset_mass_[c];
    if (low == begun_ && below >= .05 * total) low = c;
    if (below >= .95 * total * (1 - 1e-12)) {
      high = c;
      break;
    }
  }
  low = std::min(low, high);
  interval.low = low == 0 ? -p_.lead : design_.onset()[low] - p_.step / 2;
  interval.high = std::min(design_.onset()[high] + p_.step / 2, day_);
  return interval;
}

Posterior Mixture::conclude() const {
  Posterior result;
  double total = 0;
  for (std::size_t c = 0; c < begun_; ++c) total += onset_mass_[c];
  const double lead = right_ + left_ + both_ + breath_;
  result.right = right_ / lead;
  result.left = left_ / lead;
  result.both = both_ / lead;
  result.mip = breath_ / lead;
  const auto most = std::max_element(onset_mass_.begin(), onset_mass_.begin() + static_cast<std::ptrdiff_t>(begun_));
  result.onset_most_probable = design_.onset()[static_cast<std::size_t>(most - onset_mass_.begin())];
  for (std::size_t c = 0; c < begun_; ++c) result.onset_mean += onset_mass_[c] / total * design_.onset()[c];
  result.onset_90 = onset_90(total);
  // What was never measured can be suspected (signs raise the evidence too), but nothing may be said of it.
  bool any = false;
  for (std::size_t s = 0; s < stream_count; ++s) {
    const auto stream = static_cast<Stream>(s);
    result.streams[s] = streams_[s].given(total);
    if (strength_.readings(stream) == 0) continue;
    if (!any || result.streams[s].loss_mean > result.loss_mean()) result.most_affected = stream;
    any = true;
  }
  return result;
}

}  // namespace

Posterior posterior_of(const Design& design, const StrengthFilter& strength, const SignEvidence& signs, int day) {
  return Mixture(design, strength, signs, day, Asked::posterior).posterior();
}

ExpectedLoss expected_loss(const Design& design, const StrengthFilter& strength, const SignEvidence& signs, int day) {
  return Mixture(design, strength, signs, day, Asked::loss).expected_loss();
}

}  // namespace myotrend::trend
