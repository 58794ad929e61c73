#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>

#include "myotrend/report/clinical_picture.h"
#include "myotrend/trend/fitted.h"

namespace myotrend::report {

namespace {

using trend::Stream;

std::optional<Stream> stream_of(const Catalogue& catalogue, const Series& series) {
  const std::string& code = catalogue[series.measure].code;
  for (const Stream stream : trend::all_streams) {
    const Side side = stream == Stream::right_grip  ? Side::right
                      : stream == Stream::left_grip ? Side::left
                                                    : Side::none;
    if (code == trend::measure_code_of(stream) && (!trend::is_grip(stream) || series.side == side)) return stream;
  }
  return std::nullopt;
}

/// What one line goes through. SNIP and FVC are told in forms that are no two measures of one level: litres and per
/// cent of predicted, sitting and supine.
struct Form {
  Stream stream = Stream::right_grip;
  Unit unit = Unit::none;
  Side side = Side::none;
  std::optional<std::string> method;
  auto operator<=>(const Form&) const = default;
};

Form form_of(const Series& series, Stream stream) {
  if (stream == Stream::snip || stream == Stream::fvc) return {stream, series.unit, series.side, series.method};
  return {stream, series.unit, series.side, std::nullopt};
}

FittedLine line_of(const Form& form, Instant origin, std::span<const trend::FittedPoint> points) {
  FittedLine line{trend::measure_code_of(form.stream), form.unit, form.side, form.method, {}};
  for (const auto& point : points) {
    const auto since = std::chrono::duration<double, std::ratio<86400>>(point.days);
    line.points.push_back({origin + std::chrono::round<std::chrono::microseconds>(since), std::exp(point.fitted / 100),
                           std::exp(point.band_95.low / 100), std::exp(point.band_95.high / 100)});
  }
  return line;
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
  std::map<Form, std::vector<trend::FittedReading>> forms;
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
    forms[form_of(series, *stream)].push_back({days_between(*origin, reading.effective), *stream,
                                               100 * std::log(reading.value), devices.number(series.device),
                                               status_of(kind)});
  }
  std::vector<FittedLine> lines;
  for (const auto& [form, readings] : forms) {
    const auto fitted = trend::fitted_line(*input.detector, readings);
    lines.push_back(line_of(form, *origin, fitted[trend::index_of(form.stream)]));
  }
  return lines;
}

}  // namespace myotrend::report
