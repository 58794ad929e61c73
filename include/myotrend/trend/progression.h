#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "myotrend/trend/design.h"
#include "myotrend/trend/posterior.h"
#include "myotrend/trend/sign_evidence.h"
#include "myotrend/trend/stream.h"
#include "myotrend/trend/strength_filter.h"

namespace myotrend::trend {

/// Logarithms of the e-process: P(E >= 1/alpha at any time) <= alpha if nothing progresses (Ville 1939), over any
/// number of looks and all measures at once.
struct Evidence {
  double log_strength = 0;  // grip and breathing alone
  double log_fused = 0;     // with the likelihood ratios of signs
};

/// The mixture e-process for "a decline started on an unknown day" of one patient. A plain value: copy it to keep a
/// state. No heap, constant work per reading.
///
/// The grid of onsets ends after `horizon` days. With the first strength reading a step later, E then below
/// `span_renewed_below`, a new span begins: one half of E is put by, the other is staked on the same grid counted from
/// that day, E = E_before (1 + E_span) / 2, which keeps E a martingale. A decline under way keeps its span.
///
/// Days count from the civil day of the first strength reading, with fraction. Facts come in order of time; a late one
/// means to begin again, and that is the caller's. evidence() remembers what it computed, so two threads must not look
/// at one object at once.
class Detector {
 public:
  /// `norm_grip`, `norm_mip`: 100 ln of the values about which the levels' priors lie. The design must outlive it.
  Detector(const Design& design, DominantHand dominant, double norm_grip, double norm_mip);
  /// With the design's own norms.
  Detector(const Design& design, DominantHand dominant);

  /// One reading, y = 100 ln(value). A grip reading with another device than the grip reading before widens both
  /// hands' levels by device_sd; likewise each stream of breathing its own.
  StrengthOutcome add_strength(double days, Stream stream, double y_log_pct, int device);
  /// Both hands of one instant (right, left): the hand nearer to its forecast goes first and corrects the other's, so
  /// that entry order cannot decide which hand gets a step.
  std::array<StrengthOutcome, 2> add_both_hands(double days, double y_right, double y_left, int device);
  /// A device change that somebody declared; it holds for the readings after it.
  void declare_device_change(double days, Stream stream);
  /// Forgets all readings of both hands (or of breathing), as if none had been taken: the first ones were in another
  /// unit (see UnitGate). The readings that were right may be added again, from the oldest.
  void begin_anew(Stream stream);
  /// Whether the left of two hands of one instant goes first.
  bool left_is_nearer(double days, double y_right, double y_left) const;
  /// The level of a stream is to be learnt again: SNIP or FVC is told in another unit from now on, or several readings
  /// in a row say that strength halved.
  void forget_level(Stream stream);

  /// One group of signs at one clinical exam. The time of the group's last exam again is a duplicate.
  void add_exam(double days, SignGroup group, bool positive);
  /// A patient's report; after the first of its group it changes nothing.
  void add_report(double days, SignGroup group);

  /// E at the end of civil day `day`.
  Evidence evidence(int day) const;
  /// log E_resp: sum over onsets of w M + w_future, the evidence of breathing alone (MIP, SNIP and FVC).
  double log_respiratory(int day) const;
  /// What has declined, since when and how fast, given that something has. Empty while no candidate has begun.
  std::optional<Posterior> posterior(int day) const;
  /// What of it is most affected, and by how much; nothing as yet: 0.
  ExpectedLoss expected_loss(int day) const;

  /// The filter's estimate of a stream at its last reading: level, expected recovery and slow states, without the
  /// state of the day and white noise. The null model knows no decline and lags behind one by some per cent.
  double expected_log_pct(Stream stream) const { return strength_.level(design_->parameters(), stream); }
  double expected_sd(Stream stream) const { return strength_.level_sd(design_->parameters(), stream); }

  const Design& design() const { return *design_; }
  /// Of its 8-byte words the first belongs to the object itself: where its design lies. The others are its value, every
  /// bit of them, so that equal detectors are equal words.
  static constexpr std::size_t own_words = 1;
  /// Strength readings of a stream so far, held ones too.
  int readings(Stream stream) const { return strength_.readings(stream); }

 private:
  friend class Power;  // asks what E would be with other sums
  /// G_r[c] of the hands and M_r[c] of breathing in the mixture, for the number of candidates that had begun.
  struct Mixture {
    std::size_t begun = 0;
    std::uint32_t hands_known = 0, breath_known = 0;  // yes or no, without bytes between
    std::array<Onsets, rate_count> hands{}, breath{};
    Onsets hands_sum{}, breath_sum{};
  };
  void renew_span(double days);
  Evidence span_evidence(int day) const;
  double span_respiratory(int day) const;
  const Mixture& mixture(std::size_t begun) const;
  void weigh_hands() const;
  void weigh_breath() const;
  /// The other system has not begun, begins at once, or one lag later.
  double follow(const Onsets& other, std::size_t c, std::size_t begun) const;

  const Design* design_;
  StrengthFilter strength_;
  SignEvidence signs_;
  mutable Mixture mixture_;
  std::int32_t renewed_ = 0;     // yes or no, without bytes between
  std::int32_t span_start_ = 0;  // day of this span's origin
  Evidence put_by_;              // at its start
  double put_by_respiratory_ = 0;
};

}  // namespace myotrend::trend
