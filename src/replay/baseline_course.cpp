#include <algorithm>
#include <cmath>
#include <set>

#include "myotrend/record/entry.h"
#include "myotrend/replay/baseline.h"

namespace myotrend::replay {

namespace {

std::optional<trend::Stream> stream_of(const Catalogue& catalogue, const Series& series) {
  const std::string& code = catalogue[series.measure].code;
  if (code == "mip") return trend::Stream::mip;
  if (code == "grip" && series.side == Side::right) return trend::Stream::right_grip;
  if (code == "grip" && series.side == Side::left) return trend::Stream::left_grip;
  return std::nullopt;
}

/// The classical rules, each on each stream, behind one unit gate.
class Rules {
 public:
  Rules(const pathway::Rulebook& rulebook, const BaselineParameters& parameters)
      : rulebook_(&rulebook), parameters_(&parameters), gate_(rulebook.pathway->detector()) {
    for (const Detector rule : baselines) {
      for (std::size_t stream = 0; stream < trend::stream_count; ++stream)
        rules_.emplace_back(rule, static_cast<trend::Stream>(stream), parameters);
    }
  }

  void add(const History& history, const Reading& reading) {
    const Series& series = history.series[reading.series];
    const auto stream = stream_of(*rulebook_->catalogue, series);
    if (!stream || reading.could_not() || reading.value <= 0 ||
        outside_hard_range(*rulebook_->catalogue, series, reading.value))
      return;
    const double y = 100 * std::log(reading.value);
    const trend::UnitVerdict verdict = gate_.judge(*stream, y);
    if (verdict.earlier_wrong()) begin_anew(*stream);
    if (verdict.suspected()) return;
    if (!first_) first_ = reading.effective;
    newest_ = reading.effective;
    ++kept_;
    const double at = days_between(*first_, reading.effective);
    for (std::size_t rule = 0; rule < baselines.size(); ++rule)
      rules_[rule * trend::stream_count + trend::index_of(*stream)].add(at, y);
  }

  double statistic(std::size_t rule) const {
    double highest = -std::numeric_limits<double>::infinity();
    for (std::size_t stream = 0; stream < trend::stream_count; ++stream)
      highest = std::max(highest, rules_[rule * trend::stream_count + stream].statistic());
    return highest;
  }

  bool strength_record() const {
    const pathway::Terms& terms = rulebook_->pathway->terms();
    return kept_ > 0 && kept_ >= terms.record_readings && days_between(*first_, newest_) >= terms.record_days;
  }
  std::optional<Instant> newest_told() const { return told_; }
  void note_told(Instant at) { told_ = at; }

 private:
  void begin_anew(trend::Stream stream) {
    for (std::size_t rule = 0; rule < baselines.size(); ++rule)
      rules_[rule * trend::stream_count + trend::index_of(stream)] = Baseline(baselines[rule], stream, *parameters_);
  }

  const pathway::Rulebook* rulebook_;
  const BaselineParameters* parameters_;
  trend::UnitGate gate_;
  std::vector<Baseline> rules_;  // by rule, stream
  int kept_ = 0;
  std::optional<Instant> first_, told_;
  Instant newest_{};
};

/// Follows the readings through the days of knowing.
class Evenings {
 public:
  Evenings(const pathway::Rulebook& rulebook, const BaselineParameters& parameters, const History& history)
      : history_(history), fresh_(rulebook, parameters), rules_(fresh_), plain_(only_added(history)) {
    each_recorded(history, [this](Instant recorded, Instant) { recorded_.insert(recorded); });
    if (!plain_) return;
    all_ = known_at(history, Instant::max());
    for (std::size_t i = 0; i < all_.readings.size(); ++i) by_recorded_.push_back(i);
    std::stable_sort(by_recorded_.begin(), by_recorded_.end(), [this](std::size_t a, std::size_t b) {
      return all_.readings[a].recorded < all_.readings[b].recorded;
    });
  }

  /// Returns whether anything became known since the last time.
  bool learn(Instant until) {
    const auto news = recorded_.upper_bound(until);
    if (news == recorded_.begin()) return false;
    recorded_.erase(recorded_.begin(), news);
    if (!plain_) {
      relearn(known_at(history_, until).readings);
      return true;
    }
    std::vector<std::size_t> arrived;
    while (next_ < by_recorded_.size() && all_.readings[by_recorded_[next_]].recorded <= until)
      arrived.push_back(by_recorded_[next_++]);
    if (arrived.empty()) return true;
    std::sort(arrived.begin(), arrived.end());
    if (!rules_.newest_told() || all_.readings[arrived.front()].effective > *rules_.newest_told()) {
      for (const std::size_t index : arrived) add(all_.readings[index]);
    } else {
      std::vector<Reading> known;
      std::copy_if(all_.readings.begin(), all_.readings.end(), std::back_inserter(known),
                   [until](const Reading& reading) { return reading.recorded <= until; });
      relearn(known);
    }
    return true;
  }

  const Rules& rules() const { return rules_; }

 private:
  void add(const Reading& reading) {
    rules_.add(history_, reading);
    rules_.note_told(reading.effective);
  }
  void relearn(const std::vector<Reading>& known) {
    rules_ = fresh_;
    for (const Reading& reading : known) add(reading);
  }

  const History& history_;
  Rules fresh_, rules_;
  bool plain_;
  std::set<Instant> recorded_;
  Picture all_;
  std::vector<std::size_t> by_recorded_;
  std::size_t next_ = 0;
};

}  // namespace

BaselineCourse baseline_course(const pathway::Rulebook& rulebook, const BaselineParameters& parameters,
                               const History& history, const Options& options) {
  BaselineCourse course;
  const auto decided = days_decided(history);
  if (!decided) return course;
  Evenings evenings(rulebook, parameters, history);
  for (Day day = decided->first; day <= decided->last; day += days{options.every_days}) {
    if (!evenings.learn(history.patient.zone.end_of(day))) continue;
    if (!course.strength_record && evenings.rules().strength_record()) course.strength_record = day;
    for (std::size_t rule = 0; rule < baselines.size(); ++rule) {
      const double value = evenings.rules().statistic(rule);
      auto& peaks = course.peaks[rule];
      if (std::isfinite(value) && (peaks.empty() || value > peaks.back().value)) peaks.push_back({day, value});
    }
  }
  return course;
}

std::vector<Decision> decisions(const BaselineCourse& course, Detector rule, double cut_off, const History& history) {
  const auto decided = days_decided(history);
  if (!decided) return {};
  const auto alarm = first_reaching(course.of(rule), cut_off);
  std::vector<Decision> out;
  const auto before_alarm = [&](Day day) { return !alarm || day < *alarm; };
  if (before_alarm(decided->first) && course.strength_record != decided->first)
    out.push_back({decided->first, Disposition::insufficient_data});
  if (course.strength_record && before_alarm(*course.strength_record))
    out.push_back({*course.strength_record, Disposition::continue_care});
  if (alarm) out.push_back({*alarm, Disposition::refer_routine});
  return out;
}

}  // namespace myotrend::replay
