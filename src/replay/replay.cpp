#include "myotrend/replay/replay.h"

#include <algorithm>
#include <map>

#include "myotrend/replay/course.h"

namespace myotrend::replay {

namespace {

using pathway::Judge;

/// What became known in the course of a day: the earliest instant about which more is known now than before.
struct Arrivals {
  std::vector<std::uint32_t> readings, signs, events;  // index in the final picture
  Instant earliest = Instant::max();
};

/// Follows one patient through the days of knowing.
class Follow {
 public:
  Follow(const pathway::Rulebook& rulebook, const History& history)
      : history_(history),
        zone_(history.patient.zone),
        judge_(rulebook, history.patient),
        start_(judge_),
        plain_(only_added(history)) {
    if (plain_) last_ = known_at(history, Instant::max());
    picture_.history = &history;
    gather();
  }

  const Judge& at_end_of(Day day) {
    const Instant end = zone_.end_of(day);
    learn(end);
    picture_.as_of = end;
    judge_.walk(picture_, end);
    keep_checkpoint();
    return judge_;
  }

 private:
  void gather();
  void learn(Instant until);
  void append(const Arrivals& arrivals);
  void rebuild(Instant until, Instant earliest);
  void keep_checkpoint();

  static constexpr int days_between_checkpoints = 7;

  const History& history_;
  const Zone& zone_;
  Judge judge_, start_;
  bool plain_;
  Picture last_;                          // all that will ever be known; used when nothing was ever taken back
  Picture picture_;                       // known up to now
  std::map<Instant, Arrivals> arrivals_;  // by the time of becoming known
  std::map<Instant, Arrivals>::iterator next_;
  std::vector<Judge> checkpoints_;
  int days_since_checkpoint_ = 0;
};

void Follow::gather() {
  each_recorded(history_, [this](Instant recorded, Instant effective) {
    Arrivals& arrivals = arrivals_[recorded];
    arrivals.earliest = std::min(arrivals.earliest, effective);
  });
  if (plain_) {
    for (std::uint32_t i = 0; i < last_.readings.size(); ++i)
      arrivals_[last_.readings[i].recorded].readings.push_back(i);
    for (std::uint32_t i = 0; i < last_.signs.size(); ++i) arrivals_[last_.signs[i].recorded].signs.push_back(i);
    for (std::uint32_t i = 0; i < last_.events.size(); ++i) arrivals_[last_.events[i].recorded].events.push_back(i);
  }
  next_ = arrivals_.begin();
}

void Follow::learn(Instant until) {
  Arrivals today;
  for (; next_ != arrivals_.end() && next_->first <= until; ++next_) {
    const Arrivals& more = next_->second;
    today.earliest = std::min(today.earliest, more.earliest);
    today.readings.insert(today.readings.end(), more.readings.begin(), more.readings.end());
    today.signs.insert(today.signs.end(), more.signs.begin(), more.signs.end());
    today.events.insert(today.events.end(), more.events.begin(), more.events.end());
  }
  if (today.earliest == Instant::max()) return;
  if (plain_ && today.earliest > judge_.reached()) {
    append(today);
  } else {
    rebuild(until, today.earliest);
  }
}

void Follow::append(const Arrivals& arrivals) {
  const auto add = [](auto& known, const auto& all, std::vector<std::uint32_t> indexes) {
    std::sort(indexes.begin(), indexes.end());
    for (const std::uint32_t index : indexes) known.push_back(all[index]);
  };
  add(picture_.readings, last_.readings, arrivals.readings);
  add(picture_.signs, last_.signs, arrivals.signs);
  add(picture_.events, last_.events, arrivals.events);
}

void Follow::rebuild(Instant until, Instant earliest) {
  if (plain_) {
    const auto part = [until](auto& known, const auto& all) {
      known.clear();
      std::copy_if(all.begin(), all.end(), std::back_inserter(known),
                   [until](const auto& fact) { return fact.recorded <= until; });
    };
    part(picture_.readings, last_.readings);
    part(picture_.signs, last_.signs);
    part(picture_.events, last_.events);
  } else {
    picture_ = known_at(history_, until);
  }
  while (!checkpoints_.empty() && checkpoints_.back().reached() >= earliest) checkpoints_.pop_back();
  judge_ = checkpoints_.empty() ? start_ : checkpoints_.back();
  days_since_checkpoint_ = 0;
}

void Follow::keep_checkpoint() {
  if (++days_since_checkpoint_ < days_between_checkpoints) return;
  days_since_checkpoint_ = 0;
  checkpoints_.push_back(judge_);
}

/// Each decision's day with the judge as it stands at its end.
template <class Visit>
void each_evening(const pathway::Rulebook& rulebook, const History& history, const Options& options,
                  const Visit& visit) {
  const auto decided = days_decided(history);
  if (!decided) return;
  Follow follow(rulebook, history);
  for (Day day = decided->first; day <= decided->last; day += days{options.every_days})
    visit(day, follow.at_end_of(day));
}

void note_first(std::vector<Decision>& known, Day day, Disposition disposition) {
  const bool told =
      std::any_of(known.begin(), known.end(), [&](const Decision& d) { return d.disposition == disposition; });
  if (!told) known.push_back({day, disposition});
}

void note_peak(std::vector<Peak>& peaks, Day day, double value) {
  if (peaks.empty() || value > peaks.back().value) peaks.push_back({day, value});
}

}  // namespace

bool only_added(const History& history) {
  return history.corrections.empty() && history.retractions.empty() && history.resolved.empty() &&
         std::none_of(history.events.begin(), history.events.end(),
                      [](const Event& e) { return e.end_recorded && *e.end_recorded > e.recorded; });
}

History history_as_of(History history, Instant as_of) {
  history = recorded_by(std::move(history), as_of);
  auto& last = history.patient.followup_end;
  if (last) last = std::min(*last, history.patient.zone.day_of(as_of));
  return history;
}

std::optional<Days> days_decided(const History& history) {
  Instant first = Instant::max(), last = Instant::min();
  each_recorded(history, [&](Instant recorded, Instant) {
    first = std::min(first, recorded);
    last = std::max(last, recorded);
  });
  const Patient& patient = history.patient;
  if (first == Instant::max() && !(patient.enrolment && patient.followup_end)) return std::nullopt;
  const Days decided{patient.enrolment ? *patient.enrolment : patient.zone.day_of(first),
                     patient.followup_end ? *patient.followup_end : patient.zone.day_of(last)};
  if (decided.last < decided.first) return std::nullopt;
  return decided;
}

std::vector<Decision> decisions(const pathway::Rulebook& rulebook, const History& history, const Options& options) {
  std::vector<Decision> out;
  each_evening(rulebook, history, options,
               [&out](Day day, const Judge& judge) { note_first(out, day, judge.disposition()); });
  return out;
}

Course course(const pathway::Rulebook& rulebook, const History& history, const Options& options) {
  Course out;
  const auto decided = days_decided(history);
  if (!decided) {
    out.last = out.first - days{1};
    return out;
  }
  out.first = decided->first;
  out.last = decided->last;
  each_evening(rulebook, history, options, [&out](Day day, const Judge& judge) {
    const Disposition disposition = judge.disposition();
    note_first(out.decisions, day, disposition);
    if (out.changes.empty() || out.changes.back().disposition != disposition) out.changes.push_back({day, disposition});
    const pathway::Standing standing = judge.standing();
    note_peak(out.evidence, day, standing.log_evidence);
    note_peak(out.evidence_strength, day, standing.log_evidence_strength);
    if (standing.strength_record) note_peak(out.evidence_on_record, day, standing.log_evidence);
    if (disposition < Disposition::refer_routine) return;
    for (const pathway::HeldLine& held : standing.lines) {
      const bool known = std::any_of(out.lines.begin(), out.lines.end(), [&](const LineReached& line) {
        return line.rule == held.rule && line.line == held.line;
      });
      if (!known) out.lines.push_back({held.rule, held.line, day});
    }
  });
  return out;
}

std::optional<Day> first_reaching(const std::vector<Peak>& peaks, double cut_off) {
  const auto it = std::find_if(peaks.begin(), peaks.end(), [&](const Peak& peak) { return peak.value >= cut_off; });
  return it == peaks.end() ? std::nullopt : std::optional(it->day);
}

bool recorded_on_import(const History& history) {
  std::map<Day, std::size_t> by_day;
  std::size_t all = 0, late = 0;
  each_recorded(history, [&](Instant recorded, Instant effective) {
    const Day day = history.patient.zone.day_of(recorded);
    ++by_day[day];
    ++all;
    if (history.patient.zone.day_of(effective) != day) ++late;
  });
  std::size_t most = 0;
  for (const auto& [day, count] : by_day) most = std::max(most, count);
  return all > 1 && 2 * most > all && 2 * late > all;
}

}  // namespace myotrend::replay
