#include "myotrend/pathway/fitted_lines.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "myotrend/trend/fitted.h"
#include "pathway/walk.h"

namespace myotrend::pathway {
namespace {

using trend::Stream;

/// How the walk took each reading of the picture.
class Taken {
 public:
  Taken(const Walk& walk, std::size_t readings)
      : left_out_(readings, false), status_(readings, trend::StrengthStatus::used) {
    for (const SetAsideReading& aside : walk.strength().set_aside()) {
      if (aside.why == SetAsideReading::Why::held) {
        status_[aside.reading] = trend::StrengthStatus::held;
      } else {
        left_out_[aside.reading] = true;
      }
    }
    for (const Step& step : walk.strength().steps()) status_[step.reading] = trend::StrengthStatus::step;
  }
  bool left_out(std::size_t reading) const { return left_out_[reading]; }
  trend::StrengthStatus status(std::size_t reading) const { return status_[reading]; }

 private:
  std::vector<bool> left_out_;
  std::vector<trend::StrengthStatus> status_;
};

/// An untold device is the one before, as in the judgement.
class Devices {
 public:
  int number(const std::string& device) {
    if (device.empty()) return last_;
    const auto known = std::find(names_.begin(), names_.end(), device);
    last_ = static_cast<int>(known - names_.begin());
    if (known == names_.end()) names_.push_back(device);
    return last_;
  }

 private:
  std::vector<std::string> names_;
  int last_ = 0;
};

double days_of(Instant::duration since) { return std::chrono::duration<double, std::ratio<86400>>(since).count(); }

}  // namespace

std::vector<FittedStream> fitted_lines(const Rulebook& rulebook, const Picture& picture) {
  Walk walk(rulebook, picture.history->patient);
  walk.walk(picture, picture.as_of);
  if (!walk.strength().started()) return {};
  const Instant origin = picture.history->patient.zone.start_of(walk.strength().origin_day());
  const Taken taken(walk, picture.readings.size());
  Devices devices;
  std::vector<trend::FittedReading> readings;
  std::array<std::vector<Instant>, trend::stream_count> times;
  std::array<FittedStream, trend::stream_count> lines;
  for (std::size_t index = 0; index < picture.readings.size(); ++index) {
    const Reading& reading = picture.readings[index];
    const Series& series = picture.history->series[reading.series];
    const auto stream = StrengthBook::stream_of(*rulebook.catalogue, series);
    if (!stream || reading.could_not() || taken.left_out(index)) continue;
    readings.push_back({days_of(reading.effective - origin), *stream, 100 * std::log(reading.value),
                        devices.number(series.device), taken.status(index)});
    times[trend::index_of(*stream)].push_back(reading.effective);
    FittedStream& line = lines[trend::index_of(*stream)];
    line.measure = (*rulebook.catalogue)[series.measure].code;
    line.side = series.side;
    line.unit = series.unit;
  }
  const auto fitted = trend::fitted_line(rulebook.pathway->detector(), readings);
  std::vector<FittedStream> found;
  for (std::size_t stream = 0; stream < trend::stream_count; ++stream) {
    if (times[stream].empty()) continue;
    for (std::size_t point = 0; point < fitted[stream].size(); ++point) {
      const trend::FittedPoint& at = fitted[stream][point];
      lines[stream].points.push_back({times[stream][point], std::exp(at.fitted / 100), std::exp(at.band_95.low / 100),
                                      std::exp(at.band_95.high / 100)});
    }
    found.push_back(std::move(lines[stream]));
  }
  return found;
}

}  // namespace myotrend::pathway
