#include "pathway/other_measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "myotrend/record/entry.h"
#include "myotrend/trend/ordinal.h"
#include "myotrend/trend/reference_change.h"
#include "myotrend/trend/series_trend.h"
#include "pathway/level_book.h"

namespace myotrend::pathway {

namespace {

constexpr std::size_t ids_shown = 5;
constexpr int week_days = 7;

/// Readings of one measure at one place, whoever told them and with whatever device.
struct Strand {
  const Measure* measure = nullptr;
  const Series* series = nullptr;       // of the first reading: unit, side, muscle
  std::vector<std::uint32_t> readings;  // in order of time
};

class OtherMeasures {
 public:
  OtherMeasures(const Walk& walk, const Picture& picture, const OtherMeasureTerms& terms)
      : walk_(walk), picture_(picture), terms_(terms), catalogue_(*walk.rulebook().catalogue) {}

  std::vector<MeasureJudged> judge() {
    for (const Strand& strand : strands()) {
      if (strand.measure->role == Role::lab) {
        judge_laboratory(strand);
      } else if (strand.measure->scale == ScaleKind::ratio) {
        judge_ratio(strand);
      } else {
        judge_grades(strand);
      }
    }
    return std::move(out_);
  }

 private:
  std::vector<Strand> strands() const;
  bool never_in_the_evidence(const Series& series) const;
  void judge_grades(const Strand& strand);
  void judge_ratio(const Strand& strand);
  void judge_laboratory(const Strand& strand);
  void compare_draws(MeasureJudged& judged, const Strand& strand, const std::vector<std::uint32_t>& draws) const;
  void tell_persistence(MeasureJudged& judged, const Strand& strand, const std::vector<std::uint32_t>& draws) const;
  std::vector<std::uint32_t> comparable(const Strand& strand) const;
  bool rested(const Reading& reading) const;
  std::optional<double> upper_limit(const Strand& strand, const Reading& reading) const;
  MeasureJudged begun(const Strand& strand, const char* method) const;
  std::vector<trend::TimedValue> values(const Strand& strand) const;
  std::string begin_of_text(const Strand& strand) const;
  std::string date(Instant at) const { return plain_text(walk_.patient().zone.day_of(at)); }
  const Reading& reading(std::uint32_t index) const { return picture_.readings[index]; }
  static void tell_too_little(MeasureJudged& judged, const std::string& begin, const trend::TooLittleData& little,
                              const char* what);

  const Walk& walk_;
  const Picture& picture_;
  const OtherMeasureTerms& terms_;
  const Catalogue& catalogue_;
  std::vector<MeasureJudged> out_;
};

bool OtherMeasures::never_in_the_evidence(const Series& series) const {
  const Measure& measure = catalogue_[series.measure];
  if (measure.role == Role::strength || measure.worse == Worse::neither) return false;
  return measure.role != Role::context || measure.scale != ScaleKind::ratio;
}

std::vector<Strand> OtherMeasures::strands() const {
  std::vector<Strand> out;
  std::vector<std::size_t> place(picture_.history->series.size(), SIZE_MAX);
  for (std::uint32_t i = 0; i < picture_.readings.size(); ++i) {
    const Reading& reading = picture_.readings[i];
    const Series& series = picture_.history->series[reading.series];
    if (reading.effective > walk_.now() || reading.could_not() || !never_in_the_evidence(series) ||
        outside_hard_range(catalogue_, series, reading.value) || !walk_.patient().adult_on(reading.day))
      continue;
    std::size_t& at = place[reading.series];
    if (at == SIZE_MAX) {
      const auto same = std::find_if(out.begin(), out.end(), [&](const Strand& strand) {
        return std::tie(strand.series->measure, strand.series->unit, strand.series->side, strand.series->region,
                        strand.series->muscle) ==
               std::tie(series.measure, series.unit, series.side, series.region, series.muscle);
      });
      at = static_cast<std::size_t>(same - out.begin());
      if (same == out.end()) out.push_back({&catalogue_[series.measure], &series, {}});
    }
    out[at].readings.push_back(i);
  }
  std::stable_sort(out.begin(), out.end(), [](const Strand& a, const Strand& b) {
    const auto key = [](const Strand& s) {
      return std::tie(s.measure->code, s.series->muscle, s.series->side, s.series->region, s.series->unit);
    };
    return key(a) < key(b);
  });
  return out;
}

std::string OtherMeasures::begin_of_text(const Strand& strand) const {
  std::string text = strand.measure->title;
  if (!strand.series->muscle.empty()) text += " " + strand.series->muscle;
  if (strand.series->side != Side::none) text += fmt::format(", {}", word_of(strand.series->side));
  return text;
}

MeasureJudged OtherMeasures::begun(const Strand& strand, const char* method) const {
  MeasureJudged judged;
  judged.measure = strand.measure->code;
  judged.side = strand.series->side;
  judged.muscle = strand.series->muscle;
  judged.method = method;
  const std::size_t shown = std::min(strand.readings.size(), ids_shown);
  for (auto it = strand.readings.end() - static_cast<std::ptrdiff_t>(shown); it != strand.readings.end(); ++it)
    judged.readings.push_back(fact_id(*picture_.history, key_of(reading(*it))));
  return judged;
}

std::vector<trend::TimedValue> OtherMeasures::values(const Strand& strand) const {
  std::vector<trend::TimedValue> out;
  const Instant first = reading(strand.readings.front()).effective;
  for (const std::uint32_t index : strand.readings)
    out.push_back({days_between(first, reading(index).effective), reading(index).value});
  return out;
}

void OtherMeasures::tell_too_little(MeasureJudged& judged, const std::string& begin, const trend::TooLittleData& little,
                                    const char* what) {
  judged.direction = "too_little_data";
  judged.figures = {{"have", little.have},
                    {"need", little.need},
                    {"span_days", little.span_days},
                    {"span_need_days", little.span_need_days}};
  judged.text = fmt::format(
      "{}: too little data to say how it moves: {} {} over {:.0f} days, and {} over {:.0f} are "
      "needed",
      begin, little.have, what, little.span_days, little.need, little.span_need_days);
}

void OtherMeasures::judge_grades(const Strand& strand) {
  MeasureJudged judged = begun(strand, "mann_kendall_weekly");
  const bool weekly = strand.measure->daily || strand.measure->interval_days.value_or(0) <= week_days;
  const int count = weekly ? terms_.weeks : terms_.readings;
  const auto answer = trend::ordinal_change(values(strand), strand.measure->worse, terms_.alpha,
                                            {count, static_cast<double>(week_days) * count});
  const std::string begin = begin_of_text(strand);
  if (const auto* little = std::get_if<trend::TooLittleData>(&answer)) {
    tell_too_little(judged, begin, *little, "weeks with readings");
  } else {
    const auto& change = std::get<trend::OrdinalChange>(answer);
    judged.direction = change.direction == trend::OrdinalDirection::worse    ? "worse"
                       : change.direction == trend::OrdinalDirection::better ? "better"
                                                                             : "no_change";
    judged.figures = {{"first_weeks_mean", change.first_mean},
                      {"last_weeks_mean", change.last_mean},
                      {"weeks", change.weeks},
                      {"tau_b", change.tau},
                      {"p_two_sided", change.p}};
    if (strand.measure->important_change)
      judged.figures.emplace_back("important_change", *strand.measure->important_change);
    judged.text = fmt::format("{}: {}: mean {:.1f} in the first four weeks with readings, {:.1f} in the last four",
                              begin, judged.direction == "no_change" ? "no clear change" : judged.direction,
                              change.first_mean, change.last_mean);
  }
  out_.push_back(std::move(judged));
}

void OtherMeasures::judge_ratio(const Strand& strand) {
  MeasureJudged judged = begun(strand, "theil_sen");
  const double month = walk_.rulebook().pathway->detector().month;
  const auto answer =
      trend::rate_of_change(values(strand), {terms_.readings, static_cast<double>(week_days) * terms_.readings}, month);
  const std::string begin = begin_of_text(strand);
  if (const auto* little = std::get_if<trend::TooLittleData>(&answer)) {
    tell_too_little(judged, begin, *little, "readings");
  } else {
    const auto& rate = std::get<trend::RateOfChange>(answer);
    const bool rises = rate.interval_95.low > 0, falls = rate.interval_95.high < 0;
    judged.direction = !rises && !falls                                ? "no_change"
                       : rises == (strand.measure->worse == Worse::up) ? "worse"
                                                                       : "better";
    judged.figures = {{"per_month", rate.per_month},
                      {"interval_95_low_per_month", rate.interval_95.low},
                      {"interval_95_high_per_month", rate.interval_95.high},
                      {"p_two_sided", rate.p}};
    judged.text = fmt::format("{}: {}: {:+.2g} {} a month (95 % {:+.2g} to {:+.2g}), over {:.0f} days", begin,
                              judged.direction == "no_change" ? "no clear change" : judged.direction, rate.per_month,
                              word_of(strand.series->unit), rate.interval_95.low, rate.interval_95.high, rate.days);
  }
  out_.push_back(std::move(judged));
}

bool OtherMeasures::rested(const Reading& reading) const {
  const Terms& terms = walk_.rulebook().pathway->terms();
  const auto near = [&](EventKind kind) {
    return walk_.episodes().near(kind, reading.effective, terms.rested_days) != nullptr;
  };
  return std::none_of(terms.rested_without.begin(), terms.rested_without.end(), near) && !near(EventKind::infection);
}

/// The draws that may be compared with the newest: rested, of the same unit, device and method.
std::vector<std::uint32_t> OtherMeasures::comparable(const Strand& strand) const {
  std::vector<std::uint32_t> out;
  const Series& newest = picture_.history->series[reading(strand.readings.back()).series];
  for (const std::uint32_t index : strand.readings) {
    const Series& series = picture_.history->series[reading(index).series];
    if (series.device == newest.device && series.method == newest.method && reading(index).value > 0 &&
        !unit_in_doubt(catalogue_, series, reading(index)) && rested(reading(index)))
      out.push_back(index);
  }
  return out;
}

std::optional<double> OtherMeasures::upper_limit(const Strand& strand, const Reading& reading) const {
  if (!std::isnan(reading.upper_limit)) return reading.upper_limit;
  return fallback_upper_limit(*strand.measure, walk_.patient(), reading.day);
}

void OtherMeasures::judge_laboratory(const Strand& strand) {
  MeasureJudged judged = begun(strand, "reference_change");
  const auto draws = comparable(strand);
  const Reading& newest = reading(strand.readings.back());
  judged.text = fmt::format("{} {:.4g} {} on {}", strand.measure->title, newest.value, word_of(strand.series->unit),
                            date(newest.effective));
  judged.figures.emplace_back("value", newest.value);
  if (draws.empty() || draws.back() != strand.readings.back()) {
    judged.direction = "not_comparable";
    judged.text += ": drawn within days of exercise, an injection, an injury or an infection, or its unit is in doubt";
  } else if (draws.size() < 2 || !strand.measure->cv_within_pct || !strand.measure->cv_analytical_pct) {
    judged.direction = "too_little_data";
    judged.text += ": no earlier comparable draw";
  } else {
    compare_draws(judged, strand, draws);
  }
  tell_persistence(judged, strand, draws);
  judged.text += "; laboratory values are no marker of progression";
  out_.push_back(std::move(judged));
}

void OtherMeasures::compare_draws(MeasureJudged& judged, const Strand& strand,
                                  const std::vector<std::uint32_t>& draws) const {
  std::vector<double> earlier;
  for (std::size_t i = 0; i + 1 < draws.size(); ++i) earlier.push_back(reading(draws[i]).value);
  const auto kept = std::min(earlier.size(), static_cast<std::size_t>(terms_.compared_readings));
  earlier.erase(earlier.begin(), earlier.end() - static_cast<std::ptrdiff_t>(kept));
  const trend::LabVariation variation{*strand.measure->cv_within_pct / 100, *strand.measure->cv_analytical_pct / 100};
  const double confidence = terms_.reference_change_confidence_pct / 100;
  const trend::ReferenceChange limits =
      trend::reference_change(variation, confidence, trend::Sides::two, static_cast<int>(kept));
  const double baseline = trend::geometric_mean(earlier);
  const double change = reading(draws.back()).value / baseline - 1;
  judged.direction = change > limits.up ? "risen" : change < limits.down ? "fallen" : "within";
  judged.figures.emplace_back("baseline", baseline);
  judged.figures.emplace_back("baseline_draws", static_cast<double>(kept));
  judged.figures.emplace_back("change_pct", 100 * change);
  judged.figures.emplace_back("reference_change_up_pct", 100 * limits.up);
  judged.figures.emplace_back("reference_change_down_pct", 100 * limits.down);
  judged.text += fmt::format(
      ", {:+.0f} % against {:.4g} ({}), {} the reference change value of {:+.0f} to {:+.0f} %", 100 * change, baseline,
      kept == 1 ? std::string("the rested draw before") : fmt::format("{} rested draws before", kept),
      judged.direction == "within" ? "within" : "beyond", 100 * limits.down, 100 * limits.up);
}

void OtherMeasures::tell_persistence(MeasureJudged& judged, const Strand& strand,
                                     const std::vector<std::uint32_t>& draws) const {
  if (draws.empty()) return;
  // From the newest back: how long has every rested draw been above its limit?
  std::size_t above = 0;
  Instant since{};
  for (auto it = draws.rbegin(); it != draws.rend(); ++it) {
    const auto limit = upper_limit(strand, reading(*it));
    if (!limit || reading(*it).value <= *limit) break;
    since = reading(*it).effective;
    ++above;
  }
  const Reading& newest = reading(draws.back());
  const auto limit = upper_limit(strand, newest);
  if (!limit) return;
  judged.figures.emplace_back("upper_limit", *limit);
  const char* whose = std::isnan(newest.upper_limit) ? "assumed" : "the laboratory's";
  if (above == 0) {
    judged.text += fmt::format("; not above the upper limit of {:.4g} ({})", *limit, whose);
  } else if (above >= 2 && days_between(since, newest.effective) >= terms_.persistent_apart_days) {
    judged.figures.emplace_back("above_limit_draws", static_cast<double>(above));
    judged.text += fmt::format("; above the upper limit of {:.4g} ({}) in {} rested draws since {}: persistent", *limit,
                               whose, above, date(since));
  } else {
    judged.text += fmt::format("; above the upper limit of {:.4g} ({}), not yet seen to persist", *limit, whose);
  }
}

}  // namespace

std::vector<MeasureJudged> other_measures(const Walk& walk, const Picture& picture) {
  const auto& terms = walk.rulebook().pathway->terms().other_measures;
  if (!terms) return {};
  return OtherMeasures(walk, picture, *terms).judge();
}

}  // namespace myotrend::pathway
