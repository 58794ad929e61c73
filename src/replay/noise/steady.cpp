#include <algorithm>
#include <cmath>

#include "myotrend/record/entry.h"
#include "myotrend/replay/noise.h"
#include "myotrend/trend/progression.h"
#include "myotrend/trend/unit_gate.h"

namespace myotrend::replay {

namespace {

using trend::Stream;

constexpr double days_between_looks = 7;
constexpr std::string_view signs_of_progression[] = {"weakness",  "atrophy",   "hyperreflexia", "pathological-reflex",
                                                     "hoffmann",  "babinski",  "clonus",        "spasticity",
                                                     "dysphagia", "dysarthria"};

std::optional<Stream> stream_of(const Catalogue& catalogue, const Series& series) {
  const std::string& code = catalogue[series.measure].code;
  if (code == "mip") return Stream::mip;
  if (code != "grip" || series.side == Side::none) return std::nullopt;
  return series.side == Side::right ? Stream::right_grip : Stream::left_grip;
}

trend::DominantHand dominant_of(const Patient& patient) {
  if (patient.dominant_hand == Hand::right) return trend::DominantHand::right;
  if (patient.dominant_hand == Hand::left) return trend::DominantHand::left;
  return trend::DominantHand::unknown;
}

/// Feeds the detector and keeps what it used.
class Gathering {
 public:
  Gathering(const trend::Design& design, const Patient& patient)
      : patient_(patient), detector_(design, dominant_of(patient)), gate_(design.parameters()) {
    record.dominant = dominant_of(patient);
  }

  void add(const Reading& reading, Stream stream, const SteadyTerms& terms) {
    const double y = 100 * std::log(reading.value);
    const auto verdict = gate_.judge(stream, y);
    if (verdict.earlier_wrong()) steps = true;  // its first readings stand in another unit: no record to learn from
    if (verdict.suspected()) return;
    if (!begin_) begin_ = patient_.zone.start_of(patient_.zone.day_of(reading.effective));
    const double days = days_between(*begin_, reading.effective);
    const auto outcome = detector_.add_strength(days, stream, y, 0);
    if (outcome.status == trend::StrengthStatus::step) steps = true;
    if (outcome.status != trend::StrengthStatus::used) return;
    look(days, terms);
    if (stream == Stream::mip && ++mip_sessions_ <= terms.mip_sessions_of_learning) return;
    record.points.push_back({days, stream, y});
  }

  void look(double days, const SteadyTerms& terms) {
    if (days < next_look_) return;
    next_look_ = days + days_between_looks;
    if (detector_.evidence(static_cast<int>(days)).log_strength >= std::log(terms.evidence_max)) declines = true;
  }

  bool enough(const SteadyTerms& terms) const {
    return static_cast<int>(record.points.size()) >= terms.readings_min &&
           record.points.back().days - record.points.front().days >= terms.days_min;
  }

  SteadyRecord record;
  bool steps = false, declines = false;

 private:
  const Patient& patient_;
  trend::Detector detector_;
  trend::UnitGate gate_;
  std::optional<Instant> begin_;
  double next_look_ = 0;
  int mip_sessions_ = 0;
};

bool sign_found(const Catalogue& catalogue, const Picture& picture) {
  return std::any_of(picture.signs.begin(), picture.signs.end(), [&](const SignFinding& finding) {
    const SignSite& site = picture.history->sites.at(finding.site);
    const std::string& code = catalogue[site.sign].code;
    return finding.present && site.source == Source::clinician &&
           std::find(std::begin(signs_of_progression), std::end(signs_of_progression), code) !=
               std::end(signs_of_progression);
  });
}

}  // namespace

std::string_view word_of(LeftOut why) {
  constexpr std::string_view words[] = {"too few readings", "evidence of a decline", "an abrupt change",
                                        "a sign was found", "the device changed"};
  return words[static_cast<std::size_t>(why)];
}

std::variant<SteadyRecord, LeftOut> steady_record(const trend::Design& design, const Catalogue& catalogue,
                                                  const Picture& picture, const SteadyTerms& terms, bool named) {
  const History& history = *picture.history;
  Gathering gathering(design, history.patient);
  std::array<std::string, trend::stream_count> device;
  bool changed = std::any_of(picture.events.begin(), picture.events.end(),
                             [](const Event& event) { return event.kind == EventKind::device_change; });
  for (const Reading& reading : picture.readings) {
    const Series& series = history.series.at(reading.series);
    const auto stream = stream_of(catalogue, series);
    if (!stream || reading.could_not() || !(reading.value > 0) || outside_hard_range(catalogue, series, reading.value))
      continue;
    std::string& before = device[trend::index_of(trend::is_grip(*stream) ? Stream::right_grip : *stream)];
    if (before.empty()) before = series.device;
    const bool other = !series.device.empty() && series.device != before;
    changed = changed || other;
    if (other && named) break;
    gathering.add(reading, *stream, terms);
  }
  if (!gathering.enough(terms)) return LeftOut::too_few_readings;
  if (named) return std::move(gathering.record);
  if (sign_found(catalogue, picture)) return LeftOut::sign_found;
  if (gathering.declines) return LeftOut::evidence_of_decline;
  if (gathering.steps) return LeftOut::abrupt_change;
  if (changed) return LeftOut::device_changed;
  return std::move(gathering.record);
}

}  // namespace myotrend::replay
