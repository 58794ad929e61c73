#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "myotrend/record/history.h"
#include "myotrend/trend/design.h"
#include "myotrend/trend/strength_filter.h"

namespace myotrend::replay {

/// One strength reading, y = 100 ln(value), days from the first one's civil day.
struct StrengthPoint {
  double days = 0;
  trend::Stream stream = trend::Stream::right_grip;
  double y_log_pct = 0;
};

/// The readings of a patient that the detector used, of one device.
struct SteadyRecord {
  trend::DominantHand dominant = trend::DominantHand::unknown;
  std::vector<StrengthPoint> points;
};

/// Why a patient says nothing about noise.
enum class LeftOut : std::uint8_t {
  too_few_readings,
  evidence_of_decline,  // the evidence ratio of strength once reached what a rule asks for
  abrupt_change,
  sign_found,  // weakness, atrophy or an upper motor neuron or bulbar sign, by a clinician
  device_changed,
  last = device_changed
};
std::string_view word_of(LeftOut why);

/// Whose readings may teach noise: `schema/calibration.json`.
struct SteadyTerms {
  int readings_min = 0;              // of strength, used by the detector
  double days_min = 0;               // from the first to the last
  int mip_sessions_of_learning = 0;  // its first sessions teach no size
  double evidence_max = 0;           // the least evidence ratio that any rule asks for: of the pathway
};

/// Reads `schema/calibration.json`; refuses what is missing, unknown or cannot be, each by its name. `evidence_max`
/// comes from the pathway.
Result<SteadyTerms> parse_steady_terms(std::string_view json, double evidence_max);

/// The shipped ones.
SteadyTerms shipped_steady_terms(double evidence_max);

/// What may be learnt of noise from a patient, or why nothing. `named`: a clinician vouches
/// for the patient, so that only the number of readings is asked for, and a change of device ends the record.
std::variant<SteadyRecord, LeftOut> steady_record(const trend::Design& design, const Catalogue& catalogue,
                                                  const Picture& picture, const SteadyTerms& terms, bool named = false);

/// One size of the noise model, beside what is shipped.
struct NoiseEstimate {
  std::string_view name;  // in schema/detector.json
  std::string_view unit;
  double shipped = 0, estimate = 0;
  /// Of the estimate; not a number where none can be told (it lies at zero).
  double standard_error = 0;
  double low_95 = 0, high_95 = 0;
  bool at_zero = false;
};

struct NoiseCalibration {
  std::vector<NoiseEstimate> estimates;  // of the systems that had readings
  std::size_t hand_patients = 0, hand_readings = 0, mip_patients = 0, mip_readings = 0;
  double log_likelihood_gained = 0;  // over the shipped sizes
  bool settled = true;               // the search came to its end
};

/// Sizes of white noise, day, common slow state, each hand's slow state and common walk, and those of MIP, by maximum
/// likelihood of the detector's own null model (Kalman prediction errors; Schweppe 1965). Each patient's personal scale
/// is profiled out with the detector's own prior of it. Time constants, deficits and each hand's own walk stay as
/// shipped. Standard errors are the sandwich of observed information and patients' scores (Huber 1967), so that they
/// hold when noise is not quite normal. The same records in the same order give the same figures, whatever `jobs`.
NoiseCalibration calibrated_noise(const trend::Parameters& shipped, std::span<const SteadyRecord> records,
                                  unsigned jobs = 1);

/// The detector file `shipped` with the estimates in the place of the shipped sizes, each with its source.
std::string calibrated_detector(std::string_view shipped, const NoiseCalibration& calibration);

}  // namespace myotrend::replay
