#pragma once

#include <array>
#include <cstddef>

#include "myotrend/trend/parameters.h"
#include "myotrend/trend/stream.h"

namespace myotrend::trend {

/// Whether a reading may have been taken in another unit.
struct UnitVerdict {
  /// The suspected factor between what was written and what was meant: 2.2046 (pounds) or 10.197 (kPa). 0: none.
  double factor = 0;
  /// Written too large by the factor (else too small).
  bool too_large = false;
  /// This reading is right and the accepted ones before it were in another unit, by this factor: set them aside and let
  /// the detector begin anew. 0: no such thing.
  double earlier_factor = 0;
  /// Accepted although off by about a unit: several readings in a row agree with each other and with no unit.
  bool lasting_change = false;

  bool suspected() const { return factor > 0; }
  bool earlier_wrong() const { return earlier_factor > 0; }
};

/// Pounds are suspected of grip only. Compares each reading, as y = 100 ln(value), with the median of the stream's last
/// 7 accepted ones. Off by the logarithm of a unit's factor within its tolerance: suspected, and not remembered as
/// accepted. But a run of suspected readings that agree within `lasting_spread` may speak for itself:
/// - longer than all that was ever accepted, and nearer to the norm: the FIRST readings were in the wrong unit;
/// - at least `lasting_run` long, its median off the exact factor by more than `lasting_clearance`: a real change (a
///   lasting loss of one half is near a pound's 2.2).
/// Then the newest is accepted and the comparison starts from the run. A plain value; constant work per reading.
class UnitGate {
 public:
  explicit UnitGate(const Parameters& parameters);

  /// In order of time.
  UnitVerdict judge(Stream stream, double y_log_pct);

 private:
  static constexpr std::size_t window_max = 7;
  struct Recent {
    std::array<double, window_max> accepted{}, suspected{};  // the oldest first
    std::size_t accepted_count = 0, suspected_count = 0;
    int ever_accepted = 0, run = 0;
    double run_factor = 0, norm = 0;
  };
  struct Factor {
    double ratio = 0, log_pct = 0, tolerance = 0;
  };

  bool agrees(const Recent& recent) const;
  bool lasts(const Recent& recent, double usual, const Factor& factor) const;
  bool earlier_were_wrong(const Recent& recent, double usual) const;

  std::array<Factor, 2> factors_;
  std::size_t window_, lasting_run_;
  double lasting_spread_, lasting_clearance_;
  std::array<Recent, stream_count> streams_{};
};

}  // namespace myotrend::trend
