#include "pathway/symptom_book.h"

#include <algorithm>

#include "pathway/level_book.h"

namespace myotrend::pathway {

SymptomTrack SymptomTrack::any(const Catalogue& catalogue) {
  return {*catalogue.measure(catalogue.measures().front().code), 1, {}, {}, {}};
}

namespace {

constexpr int week_days = 7;

/// The k-th week back from today (0: the seven days up to and with today).
std::optional<double> week_median(const SymptomTrack& track, Day today, int weeks_back) {
  const Day last = today - days{week_days * weeks_back};
  return median_between(track, last - days{week_days - 1}, last);
}

Day whole_days(double count, Day from) { return from + days{static_cast<int>(count)}; }

/// Median of the first days of logging, up to and with `last`.
std::optional<double> baseline_of(const SymptomTrack& track, Day last) {
  if (!track.baseline || track.baseline->last != last)
    track.baseline = SymptomTrack::Baseline{last, median_between(track, track.points.front().day, last)};
  return track.baseline->median;
}

}  // namespace

std::optional<double> median_between(const SymptomTrack& track, Day first, Day last) {
  const auto begin = std::lower_bound(track.points.begin(), track.points.end(), first,
                                      [](const SymptomPoint& p, Day d) { return p.day < d; });
  std::vector<double> values;
  for (auto it = begin; it != track.points.end() && it->day <= last; ++it) values.push_back(it->value);
  if (values.empty()) return std::nullopt;
  return median_of(std::move(values));
}

void SymptomBook::add(const Catalogue& catalogue, MeasureCode measure, const Reading& reading, std::uint32_t index) {
  auto it =
      std::find_if(tracks_.begin(), tracks_.end(), [&](const SymptomTrack& track) { return track.measure == measure; });
  if (it == tracks_.end()) {
    const Measure& spec = catalogue[measure];
    it = tracks_.insert(tracks_.end(),
                        SymptomTrack{measure, spec.worse == Worse::down ? -1.0 : 1.0, spec.important_change, {}, {}});
  }
  auto& points = it->points;
  if (it->baseline && reading.day <= it->baseline->last) it->baseline.reset();
  const SymptomPoint point{reading.day, reading.effective, reading.recorded, reading.value, index};
  // Days of rows told in different offsets may step back by one: keep the track by day.
  points.insert(
      std::upper_bound(points.begin(), points.end(), point.day, [](Day d, const SymptomPoint& p) { return d < p.day; }),
      point);
}

const SymptomTrack* SymptomBook::track(MeasureCode measure) const {
  for (const SymptomTrack& track : tracks_) {
    if (track.measure == measure) return &track;
  }
  return nullptr;
}

std::optional<WorseWeeks> SymptomBook::worse(const SymptomsWorse& condition, Day today) const {
  for (const SymptomTrack& track : tracks_) {
    if (!track.important_change || track.points.empty()) continue;
    const Day first = track.points.front().day;
    const Day baseline_end = whole_days(condition.baseline_days, first) - days{1};
    if (today - days{week_days * condition.weeks} < baseline_end)
      continue;  // the weeks judged must come after the baseline
    const auto baseline = baseline_of(track, baseline_end);
    if (!baseline) continue;
    WorseWeeks found{track.measure,
                     *baseline,
                     {},
                     track.points.back().at,
                     track.points.back().known,
                     track.points.front().reading,
                     track.points.back().reading};
    bool all_worse = true;
    for (int week = 0; week < condition.weeks && all_worse; ++week) {
      const auto median = week_median(track, today, week);
      if (!median) continue;
      all_worse = (*median - *baseline) * track.worse_sign > *track.important_change;
      found.weeks.push_back(*median);
    }
    if (all_worse && found.weeks.size() >= static_cast<std::size_t>(condition.weeks_with_data)) return found;
  }
  return std::nullopt;
}

std::optional<WorseWeeks> SymptomBook::worse_on_treatment(const WorseOnTreatment& condition, Day treatment_start,
                                                          Day today) const {
  for (const SymptomTrack& track : tracks_) {
    if (!track.important_change || track.points.empty()) continue;
    const auto baseline =
        median_between(track, treatment_start - days{week_days * condition.weeks_before}, treatment_start - days{1});
    if (!baseline) continue;
    WorseWeeks found{track.measure,
                     *baseline,
                     {},
                     track.points.back().at,
                     track.points.back().known,
                     track.points.front().reading,
                     track.points.back().reading};
    for (int week = 0; week < condition.last_weeks; ++week) {
      const auto median = week_median(track, today, week);
      if (!median || (*median - *baseline) * track.worse_sign <= *track.important_change) break;
      found.weeks.push_back(*median);
    }
    if (found.weeks.size() == static_cast<std::size_t>(condition.last_weeks)) return found;
  }
  return std::nullopt;
}

std::optional<WorseWeeks> SymptomBook::no_recovery(const NoRecovery& condition, Day today) const {
  for (const MeasureCode measure : condition.measures) {
    const SymptomTrack* symptom = track(measure);
    if (!symptom || symptom->points.empty() || !symptom->important_change) continue;
    const Day first = symptom->points.front().day;
    const Day baseline_end = whole_days(condition.baseline_days, first) - days{1};
    const auto now = week_median(*symptom, today, 0);
    if (!now || *now < condition.still_at_least || today <= baseline_end) continue;
    const auto baseline = baseline_of(*symptom, baseline_end);
    if (!baseline || *baseline - *now >= *symptom->important_change) continue;
    return WorseWeeks{measure,
                      *baseline,
                      {*now},
                      symptom->points.back().at,
                      symptom->points.back().known,
                      symptom->points.front().reading,
                      symptom->points.back().reading};
  }
  return std::nullopt;
}

}  // namespace myotrend::pathway
