#include <algorithm>
#include <set>

#include "myotrend/replay/validation.h"

namespace myotrend::replay {

namespace {

namespace d = date;

constexpr std::array outcome_events{EventKind::referral_made,
                                    EventKind::neurology_seen,
                                    EventKind::known_neuromuscular_disease,
                                    EventKind::admission,
                                    EventKind::ventilation_start,
                                    EventKind::discharge,
                                    EventKind::withdrew,
                                    EventKind::death};

std::size_t at(Disposition disposition) { return static_cast<std::size_t>(disposition); }

Day end_of_month(Day day) {
  const d::year_month_day civil{day};
  return Day{civil.year() / civil.month() / d::last};
}

/// The disposition at the end of `day`; the patient is followed then.
Disposition on(const Course& course, Day day) {
  const auto after = std::upper_bound(course.changes.begin(), course.changes.end(), day,
                                      [](Day wanted, const Decision& change) { return wanted < change.day; });
  return after == course.changes.begin() ? Disposition::insufficient_data : (after - 1)->disposition;
}

std::optional<Day> referred(const PatientRun& run) {
  return first_at_least(run.course.decisions, Disposition::refer_routine);
}

bool followed(const PatientRun& run) { return run.course.last >= run.course.first && !run.course.changes.empty(); }

void count_days(Practice& out, const PatientRun& run) {
  const Course& course = run.course;
  out.patient_months += static_cast<double>((course.last - course.first).count() + 1) / days_per_month;
  if (!out.days) out.days = Days{course.first, course.last};
  out.days->first = std::min(out.days->first, course.first);
  out.days->last = std::max(out.days->last, course.last);
  ++out.at_end[at(course.changes.back().disposition)];
  for (const Decision& decision : course.decisions) ++out.ever[at(decision.disposition)];
  bool before = false;
  for (const Decision& change : course.changes) {
    const bool now = change.disposition >= Disposition::refer_routine;
    out.referrals += now && !before ? 1U : 0U;
    before = now;
  }
}

void count_months(Practice& out, std::span<const PatientRun> runs) {
  if (!out.days) return;
  for (Day last = end_of_month(out.days->first); last <= end_of_month(out.days->last);
       last = end_of_month(last + days{1})) {
    Practice::Month month;
    month.last = last;
    for (const PatientRun& run : runs) {
      if (!followed(run) || run.course.first > last || end_of_month(run.course.last) < last) continue;
      ++month.patients[at(on(run.course, std::min(last, run.course.last)))];
    }
    out.months.push_back(month);
  }
}

void count_rules(Practice& out, const pathway::Rulebook& rulebook, std::span<const PatientRun> runs) {
  const auto rules = rulebook.pathway->rules(rulebook.point);
  for (std::size_t index = 0; index < rules.size(); ++index) {
    Practice::RuleUse use;
    use.rule = rules[index].id;
    for (const PatientRun& run : runs) {
      const auto day = referred(run);
      bool first = false, ever = false;
      for (const LineReached& reached : run.course.lines) {
        if (reached.rule != index) continue;
        ever = true;
        first = first || (day && reached.day == *day);
      }
      use.first += first ? 1U : 0U;
      use.ever += ever ? 1U : 0U;
    }
    if (use.ever > 0) out.rules.push_back(std::move(use));
  }
}

template <class Alarm>
Practice::DetectorUse detector_use(std::string name, std::span<const PatientRun> runs, const Alarm& alarm) {
  Practice::DetectorUse use;
  use.detector = std::move(name);
  double years = 0;
  for (const PatientRun& run : runs) {
    if (!followed(run)) continue;
    const std::optional<Day> day = alarm(run);
    const Day end = day ? *day : run.course.last;
    years += (static_cast<double>((end - run.course.first).count()) + 1) / days_per_year;
    if (!day) continue;
    ++use.alarmed;
    use.with_pathway += referred(run) ? 1U : 0U;
  }
  if (years > 0) use.per_100_years = 100 * static_cast<double>(use.alarmed) / years;
  return use;
}

void count_outcomes(Practice& out, std::span<const PatientRun> runs) {
  for (const EventKind kind : outcome_events) {
    Practice::OutcomeUse use;
    use.kind = kind;
    std::vector<double> before;
    for (const PatientRun& run : runs) {
      const auto event =
          std::find_if(run.events.begin(), run.events.end(), [kind](const auto& told) { return told.first == kind; });
      if (event == run.events.end()) continue;
      ++use.patients;
      const auto day = referred(run);
      if (!day) continue;
      if (*day > event->second) {
        ++use.referred_after;
      } else {
        ++use.referred_before;
        before.push_back(static_cast<double>((event->second - *day).count()));
      }
    }
    if (use.patients == 0) continue;
    if (!before.empty()) {
      std::sort(before.begin(), before.end());
      const std::size_t half = before.size() / 2;
      use.median_days_before = before.size() % 2 ? before[half] : (before[half - 1] + before[half]) / 2;
    }
    out.outcomes.push_back(use);
  }
}

void count_quality(Practice& out, std::span<const PatientRun> runs) {
  std::map<DataQualityKind, Practice::QualityUse> by_kind;
  for (const PatientRun& run : runs) {
    for (const auto& [kind, remarks] : run.data_quality) {
      Practice::QualityUse& use = by_kind[kind];
      use.kind = kind;
      use.remarks += remarks;
      ++use.patients;
    }
  }
  for (const auto& [kind, use] : by_kind) out.data_quality.push_back(use);
}

}  // namespace

PatientRun run_of(const pathway::Rulebook& rulebook, const BaselineParameters& parameters, const History& history,
                  const Options& options) {
  PatientRun run;
  run.patient = history.patient.id;
  run.input_sha256 = input_sha256(known_at(history, Instant::max()));
  run.has_facts = !history.readings.empty() || !history.signs.empty() || !history.events.empty();
  run.recorded_on_import = run.has_facts && recorded_on_import(history);
  run.course = course(rulebook, history, options);
  run.baselines = baseline_course(rulebook, parameters, history, options);
  if (!followed(run)) return run;
  const Zone& zone = history.patient.zone;
  const Picture picture = known_at(history, zone.end_of(run.course.last));
  for (const Event& event : picture.events) run.events.emplace_back(event.kind, zone.day_of(event.recorded));
  std::stable_sort(run.events.begin(), run.events.end(),
                   [](const auto& a, const auto& b) { return a.second < b.second; });
  for (const DataQuality& remark : pathway::assess(rulebook, picture).data_quality) ++run.data_quality[remark.kind];
  return run;
}

Practice practice(const pathway::Rulebook& rulebook, const BaselineParameters& parameters,
                  std::span<const PatientRun> runs) {
  Practice out;
  out.patients = runs.size();
  for (const PatientRun& run : runs) {
    out.with_facts += run.has_facts ? 1U : 0U;
    out.on_import += run.recorded_on_import ? 1U : 0U;
    if (followed(run)) count_days(out, run);
  }
  count_months(out, runs);
  count_rules(out, rulebook, runs);
  out.detectors.push_back(detector_use("ramp", runs, referred));
  for (const Detector rule : baselines) {
    out.detectors.push_back(detector_use(std::string(word_of(rule)), runs, [&](const PatientRun& run) {
      return first_reaching(run.baselines.of(rule), parameters.cut_off(rule));
    }));
  }
  count_outcomes(out, runs);
  count_quality(out, runs);
  return out;
}

}  // namespace myotrend::replay
