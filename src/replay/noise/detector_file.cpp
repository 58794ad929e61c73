#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/replay/noise.h"

namespace myotrend::replay {

std::string calibrated_detector(std::string_view shipped, const NoiseCalibration& calibration) {
  auto file = nlohmann::ordered_json::parse(shipped);
  for (const NoiseEstimate& estimate : calibration.estimates) {
    auto& entry = file["parameters"][std::string(estimate.name)];
    const bool hands = !estimate.name.starts_with("mip");
    entry["value"] = std::stod(fmt::format("{:.4g}", estimate.estimate));
    entry["source"] = fmt::format(
        "pathway calibrate: {} readings of {} patients of this store, 95 % {:.3g} to {:.3g}; shipped {:.6g}",
        hands ? calibration.hand_readings : calibration.mip_readings,
        hands ? calibration.hand_patients : calibration.mip_patients, estimate.low_95, estimate.high_95,
        estimate.shipped);
  }
  return file.dump(1) + "\n";
}

}  // namespace myotrend::replay
