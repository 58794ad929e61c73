#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "myotrend/trend/design.h"
#include "myotrend/trend/linear_filter.h"
#include "myotrend/trend/stream.h"

namespace myotrend::trend {

enum class DominantHand : std::uint8_t { unknown, right, left };

/// used: the filter learnt from it. held: beyond `gate` sigma, too far off to be believed alone; time passed, nothing
/// else. step: an abrupt change; the level is learnt anew (ask: injury, device, unit?).
enum class StrengthStatus : std::uint8_t { used, held, step };

struct StrengthOutcome {
  StrengthStatus status = StrengthStatus::used;
  double z = 0;                 // standardised innovation
  double forecast_log_pct = 0;  // what was expected
  double forecast_sd = 0;       // of a single reading about it, with the personal noise
};

/// The null model of both hands (jointly) and of MIP, and what a unit ramp from each candidate onset would have done
/// to it. The log likelihood ratio of rates b is b'D - b'J b / 2 (exact for a linear Gaussian filter; Willsky and
/// Jones 1976). A plain value without heap.
class StrengthFilter {
 public:
  /// D = sum g nu / V and J = sum g g' / V of the ramps of both hands.
  struct HandSums {
    std::array<Onsets, 2> d{}, j{};
    Onsets j_across{};
    /// [lag][hand]: `hand` from candidate c with the other hand from later(c, lag).
    std::array<std::array<Onsets, 2>, lag_count> lagged{};
  };
  struct MipSums {
    Onsets d{}, j{};
  };

  StrengthFilter(const Parameters& parameters, DominantHand dominant, double norm_grip, double norm_mip);

  StrengthOutcome add(const Design& design, double days, Stream stream, double y, int device);
  /// The z that add() would begin with; changes nothing.
  double forecast_z(const Design& design, double days, Stream stream, double y) const;
  void widen_for_device(const Parameters& parameters, bool grip);
  /// A new span of candidate onsets, whose origin lies `shift` days after the present one: the filters go on, the sums
  /// begin anew. The ramp from before the span's first day goes on from the candidate nearest to it.
  void begin_span(const Design& design, double shift);
  /// As if no grip (no MIP) had been measured yet.
  void begin_anew(const Parameters& parameters, bool grip);

  const HandSums& hands() const { return hand_sums_; }
  const MipSums& mip() const { return mip_sums_; }
  int readings(Stream stream) const { return guards_[index_of(stream)].readings; }
  double level(Stream stream) const;
  double level_sd(const Parameters& parameters, Stream stream) const;

 private:
  static constexpr std::size_t hand_states = 7;  // level R, level L, deficit, common slow, day, hand slow R, L
  static constexpr std::size_t mip_states = 3;   // level, deficit, slow
  template <std::size_t N>
  using Decay = std::array<double, N>;

  /// The learnt personal noise scale q, and when and with what was last measured.
  struct Course {
    double last_day = 0, squares = 0, weight = 0;
    std::optional<int> device;
    double scale() const { return squares / weight; }
  };
  /// Step guard and gate of one stream.
  struct Guard {
    int readings = 0, held = 0;
    double held_sign = 0, fall = 0, fall_began = 0, relearn_until = 0;
  };
  /// One reading on its way through: innovation, the variance used for gain, and what was decided.
  struct Passage {
    StrengthStatus status = StrengthStatus::used;
    bool fired = false, held = false;
    double innovation = 0, z = 0, variance = 0, evidence_variance = 0;
  };

  Decay<hand_states> advance_hands(const Parameters& p, double days);
  Decay<mip_states> advance_mip(const Parameters& p, double days);
  StrengthOutcome add_grip(const Design& design, double days, std::size_t hand, double y);
  StrengthOutcome add_mip(const Design& design, double days, double y);
  void gather_hands(const Design& design, const Onsets& age, std::size_t hand, const Passage& passage,
                    const std::array<double, hand_states>& with_states);
  void gather_mip(const Onsets& age, const Passage& passage, const std::array<double, mip_states>& with_states);

  double norm_right_, norm_left_, norm_mip_;
  LinearFilter<hand_states> hand_filter_;
  LinearFilter<mip_states> mip_filter_;
  Course hand_course_, mip_course_;
  std::array<Guard, stream_count> guards_{};
  /// Mean of the filters' states under a unit ramp from each candidate, of the right or the left hand, and of MIP.
  std::array<std::array<Onsets, hand_states>, 2> hand_response_{};
  std::array<Onsets, mip_states> mip_response_{};
  HandSums hand_sums_;
  MipSums mip_sums_;
  /// The sums as they were when a stream's step guard left zero: what an abrupt step goes back to.
  std::array<HandSums, 2> hand_sums_before_fall_{};
  MipSums mip_sums_before_fall_;
};

}  // namespace myotrend::trend
