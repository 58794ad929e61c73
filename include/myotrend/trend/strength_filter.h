#pragma once

#include <array>
#include <cstdint>

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

/// The null model of both hands (jointly) and of breathing (MIP, SNIP and FVC jointly), and what a unit ramp from each
/// candidate onset would have done to it. The log likelihood ratio of rates b is b'D - b'J b / 2 (exact for a linear
/// Gaussian filter; Willsky and Jones 1976). A plain value without heap.
class StrengthFilter {
 public:
  /// D = sum g nu / V and J = sum g g' / V of the ramps of both hands.
  struct HandSums {
    std::array<Onsets, 2> d{}, j{};
    Onsets j_across{};
    /// [lag][hand]: `hand` from candidate c with the other hand from later(c, lag).
    std::array<std::array<Onsets, 2>, lag_count> lagged{};
  };
  /// The same of the breathing system, whose streams fall from one onset, each at its own share of the rate of MIP.
  struct BreathSums {
    Onsets d{}, j{};
  };
  /// What one reading to come will tell, whatever it is: the ramps' innovations and the weight 1 / V.
  struct Foresight {
    std::array<Onsets, 2> g{};  // of the right and the left hand; of breathing: g[0]
    double loss = 0;            // of the ramp in question
    double weight = 0;
  };
  /// A ramp that begins on any day, of one system.
  struct Ramp {
    double onset = 0;
    bool right = false, left = false;  // which hand; neither: breathing
    std::array<double, 7> response{};
    bool of_breathing() const { return !right && !left; }
  };

  StrengthFilter(const Parameters& parameters, DominantHand dominant, double norm_grip, double norm_mip);

  StrengthOutcome add(const Design& design, double days, Stream stream, double y, int device);
  /// The z that add() would begin with; changes nothing.
  double forecast_z(const Design& design, double days, Stream stream, double y) const;
  /// Lets time pass as if a reading of no surprise had been taken, and says what it would tell.
  Foresight foresee(const Design& design, double days, Stream stream, Ramp& loss);
  /// Of both hands, or of one stream of breathing.
  void widen_for_device(const Parameters& parameters, Stream stream);
  /// The stream's level is not known any more: it is measured in another way, or changed at once beyond all sizes.
  void forget_level(const Parameters& parameters, Stream stream);
  /// A new span of candidate onsets, whose origin lies `shift` days after the present one: the filters go on, the sums
  /// begin anew. The ramp from before the span's first day goes on from the candidate nearest to it.
  void begin_span(const Design& design, double shift);
  /// As if nothing of the stream's system had been measured yet.
  void begin_anew(const Parameters& parameters, Stream stream);

  const HandSums& hands() const { return hand_sums_; }
  const BreathSums& breathing() const { return breath_sums_; }
  int readings(Stream stream) const { return guards_[index_of(stream)].readings; }
  double level(const Parameters& parameters, Stream stream) const;
  double level_sd(const Parameters& parameters, Stream stream) const;
  /// The learnt personal noise scale q.
  double noise_scale(Stream stream) const { return course_of(stream).scale(); }

 private:
  friend class Power;                              // asks the evidence what it would be with other sums
  static constexpr std::size_t hand_states = 7;    // level R, level L, deficit, common slow, day, hand slow R, L
  static constexpr std::size_t breath_states = 7;  // level of MIP, deficit, slow; level and own slow of SNIP, of FVC
  using HandFilter = LinearFilter<hand_states>;
  using BreathFilter = LinearFilter<breath_states>;
  template <std::size_t N>
  using Decay = std::array<double, N>;

  static constexpr std::int64_t no_device = -1;
  /// The learnt personal noise scale q, and with what was last measured.
  struct Course {
    double squares = 0, weight = 0;
    std::int64_t device = no_device;
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

  Course& course_of(Stream stream) { return courses_[is_grip(stream) ? 0 : index_of(stream) - 1]; }
  const Course& course_of(Stream stream) const { return courses_[is_grip(stream) ? 0 : index_of(stream) - 1]; }
  /// What the levels do in a gap, on `filter`, which is this one's or a copy.
  Decay<hand_states> advance_hands(const Parameters& p, double days, HandFilter& filter) const;
  Decay<breath_states> advance_breath(const Parameters& p, double days, BreathFilter& filter) const;
  StrengthOutcome add_grip(const Design& design, double days, Stream stream, double y);
  StrengthOutcome add_breath(const Design& design, double days, Stream stream, double y);
  Foresight foresee_breath(const Design& design, double days, Stream stream, Ramp& loss);
  void widen_level(Stream stream, double variance);
  double breath_level(const Parameters& p, Stream stream) const;
  double breath_variance(const Parameters& p, Stream stream) const;
  /// How many states of breathing were ever seen: what a person does not have costs nothing.
  std::size_t breath_states_seen() const;
  std::array<Onsets, 2> ramps_of_hands(const Design& design, double days, std::size_t hand, double variance,
                                       const std::array<double, hand_states>& with_states);
  Onsets ramps_of_breath(const Design& design, double days, Stream stream, double variance,
                         const std::array<double, breath_states>& with_states);
  void gather_hands(const Design& design, const std::array<Onsets, 2>& g, const Passage& passage);
  void decay_hand_responses(const Decay<hand_states>& decay);
  void decay_breath_responses(const Decay<breath_states>& decay);

  double norm_right_, norm_left_, norm_mip_;
  HandFilter hand_filter_;
  BreathFilter breath_filter_;
  double hand_day_ = 0, breath_day_ = 0;  // to which the filters have come
  std::array<Course, 1 + breath_count> courses_{};
  std::array<Guard, stream_count> guards_{};
  /// Mean of the filters' states under a unit ramp from each candidate, of the right or the left hand, of breathing.
  std::array<std::array<Onsets, hand_states>, 2> hand_response_{};
  std::array<Onsets, breath_states> breath_response_{};
  HandSums hand_sums_;
  BreathSums breath_sums_;
  /// The sums as they were when a stream's step guard left zero: what an abrupt step goes back to.
  std::array<HandSums, 2> hand_sums_before_fall_{};
  std::array<BreathSums, breath_count> breath_sums_before_fall_{};
};

}  // namespace myotrend::trend
