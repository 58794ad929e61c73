#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "myotrend/report/clinical_picture.h"
#include "myotrend/trend/fitted.h"

namespace myotrend::report {

namespace {

using trend::Stream;

std::optional<Stream> stream_of(const Catalogue& catalogue, const Series& series) {
  const std::string& code = catalogue[series.measure].code;
  if (code == "mip") return Stream::mip;
  if (code != "grip" || series.side == Side::none) return std::nullopt;
  return series.side == Side::right ? Stream::right_grip : Stream::left_grip;
}

FittedLine empty_line(Stream stream) {
  if (stream == Stream::mip) return {"mip", Unit::cm_water, Side::none, {}};
  return {"grip", Unit::kilogram_force, stream == Stream::right_grip ? Side::right : Side::left, {}};
}

/// What the judgement did with single readings, by their ids.
std::map<std::string, DataQualityKind> remarked(const Assessment& assessment) {
  std::map<std::string, DataQualityKind> kinds;
  for (const auto& quality : assessment.data_quality) {
    for (const auto& id : quality.readings) {
      const bool decides = quality.kind == DataQualityKind::unit || quality.kind == DataQualityKind::held ||
                           quality.kind == DataQualityKind::abrupt_step ||
                           quality.kind == DataQualityKind::outside_hard_range;
      if (quality.kind == DataQualityKind::summed_trials) kinds.insert_or_assign(id, DataQualityKind::held);
      if (decides) kinds.insert_or_assign(id, quality.kind);
    }
  }
  return kinds;
}

trend::StrengthStatus status_of(std::optional<DataQualityKind> kind) {
  if (kind == DataQualityKind::held) return trend::StrengthStatus::held;
  if (kind == DataQualityKind::abrupt_step) return trend::StrengthStatus::step;
  return trend::StrengthStatus::used;
}

/// A device that was not told is taken as the one before.
class Devices {
 public:
  int number(const std::string& name) {
    if (name.empty()) return last_;
    const auto found = std::find(names_.begin(), names_.end(), name);
    last_ = static_cast<int>(found - names_.begin());
    if (found == names_.end()) names_.push_back(name);
    return last_;
  }

 private:
  std::vector<std::string> names_;
  int last_ = 0;
};

}  // namespace

std::vector<FittedLine> fitted_lines(const ReportInput& input) {
  if (!input.detector) return {};
  const History& history = *input.picture.history;
  const auto kinds = remarked(input.assessment);
  Devices devices;
  std::vector<trend::FittedReading> readings;
  std::optional<Instant> origin;
  for (const auto& reading : input.picture.readings) {
    const Series& series = history.series[reading.series];
    const auto stream = stream_of(input.catalogue, series);
    if (!stream || reading.could_not() || reading.value <= 0) continue;
    std::optional<DataQualityKind> kind;
    if (!kinds.empty()) {
      const auto found = kinds.find(fact_id(history, key_of(reading)));
      if (found != kinds.end()) kind = found->second;
    }
    if (kind == DataQualityKind::unit || kind == DataQualityKind::outside_hard_range) continue;
    if (!origin) origin = reading.effective;
    readings.push_back({days_between(*origin, reading.effective), *stream, 100 * std::log(reading.value),
                        devices.number(series.device), status_of(kind)});
  }
  if (readings.empty()) return {};
  const auto fitted = trend::fitted_line(*input.detector, readings);
  std::vector<FittedLine> lines;
  for (const Stream stream : {Stream::right_grip, Stream::left_grip, Stream::mip}) {
    FittedLine line = empty_line(stream);
    for (const auto& point : fitted[trend::index_of(stream)]) {
      const auto since = std::chrono::duration<double, std::ratio<86400>>(point.days);
      line.points.push_back({*origin + std::chrono::round<std::chrono::microseconds>(since),
                             std::exp(point.fitted / 100), std::exp(point.band_95.low / 100),
                             std::exp(point.band_95.high / 100)});
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace myotrend::report
