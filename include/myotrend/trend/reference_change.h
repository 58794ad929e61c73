#pragma once

#include <cstdint>
#include <span>

namespace myotrend::trend {

/// Variation of a laboratory value, as fractions: .145 is 14.5 %.
struct LabVariation {
  double within_person = 0;  // CVI
  double analytical = 0;     // CVA
};

enum class Sides : std::uint8_t { one, two };

/// Change beyond which two results differ, as fractions of the earlier one.
struct ReferenceChange {
  double up = 0;    // +.514
  double down = 0;  // -.340
};

enum class LabChange : std::uint8_t { within, risen, fallen };

/// Reference change value, log-normal and so asymmetric (Fokkema et al., Clin Chem 2006):
///   s = sqrt(ln(1 + CVA^2) + ln(1 + CVI^2)),  RCV = exp(+-z s sqrt(1 + 1/k)) - 1,
/// z the normal quantile of `confidence` (one- or two-sided), k the number of results whose geometric mean is the
/// baseline (k = 1: sqrt 2). Healthy people at steady state; the same method and rested draws are the caller's.
ReferenceChange reference_change(LabVariation variation, double confidence, Sides sides, int baseline_results = 1);

/// Precondition: at least one value, all positive.
double geometric_mean(std::span<const double> values);

/// Compares `latest` with the geometric mean of `baseline`.
LabChange lab_change(std::span<const double> baseline, double latest, LabVariation variation, double confidence,
                     Sides sides);

}  // namespace myotrend::trend
