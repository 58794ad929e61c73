#include "myotrend/replay/validation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace myotrend::replay {

namespace {

using pathway::Line;
using pathway::Rule;

constexpr std::array evidence_cut_offs{1.5, 2.5, 4.0, 6.0, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0, 200.0, 500.0, 1000.0};
constexpr std::array baseline_factors{.5, .75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 9.0};
constexpr std::array calibration_cut_offs{2.0, 2.5, 5.0, 10.0, 20.0, 50.0, 100.0};

std::optional<Day> earlier(std::optional<Day> a, std::optional<Day> b) {
  if (!a) return b;
  return b ? std::min(*a, *b) : a;
}

/// The evidence ratio that a line asks for when it asks for nothing else.
const pathway::EvidenceReached* evidence_alone(const Line& line) {
  if (line.when.size() != 1) return nullptr;
  const auto* evidence = std::get_if<pathway::EvidenceReached>(&line.when.front().what);
  return evidence && !evidence->loss_pct_at_least ? evidence : nullptr;
}

bool needs_clinician(const Line& line) {
  return std::any_of(line.when.begin(), line.when.end(), [](const pathway::Condition& condition) {
    const auto* sign = std::get_if<pathway::SignStands>(&condition.what);
    return sign && sign->by == pathway::By::clinician;
  });
}

/// The patients of a cohort whose truth is known, and the pathway's rules.
class Cohort {
 public:
  Cohort(const pathway::Rulebook& rulebook, std::span<const PatientRun> runs, const Truths& truths)
      : rules_(rulebook.pathway->rules(rulebook.point)) {
    for (const PatientRun& run : runs) {
      const auto truth = truths.find(run.patient.text);
      if (truth != truths.end()) patients_.emplace_back(&run, &truth->second);
    }
  }

  using Alarm = std::function<std::optional<Day>(const PatientRun&)>;
  std::vector<Subject> subjects(const Alarm& alarm) const {
    std::vector<Subject> out;
    for (const auto& [run, truth] : patients_) out.push_back(subject_of(*truth, alarm(*run)));
    return out;
  }
  Setting setting(double cut_off, std::string name, const Alarm& alarm) const {
    const std::vector<Subject> all = subjects(alarm);
    Setting out;
    out.cut_off = cut_off;
    out.name = std::move(name);
    out.false_referrals = false_referrals_of_all(all);
    const Delay delay = delay_of_all(all);
    for (std::size_t i = 0; i < found_within_days.size(); ++i)
      out.found[i] = share_within(delay.monitored, found_within_days[i]);
    out.median = waiting_for(delay.monitored, .5);
    out.p90 = waiting_for(delay.monitored, .9);
    return out;
  }

  using Counts = std::function<bool(const Rule&, const Line&)>;
  /// The first day on which a line that counts held.
  std::optional<Day> first_line(const PatientRun& run, const Counts& counts) const {
    for (const LineReached& reached : run.course.lines)
      if (counts(rules_[reached.rule], rules_[reached.rule].lines[reached.line])) return reached.day;
    return std::nullopt;
  }

  const auto& patients() const { return patients_; }
  std::span<const Rule> rules() const { return rules_; }

 private:
  std::span<const Rule> rules_;
  std::vector<std::pair<const PatientRun*, const Truth*>> patients_;
};

std::optional<Day> referred(const PatientRun& run) {
  return first_at_least(run.course.decisions, Disposition::refer_routine);
}

/// The cut-off of the evidence alone at an operating point; infinity if no rule rests on it alone.
double evidence_cut_off(std::span<const Rule> rules) {
  double cut_off = never;
  for (const Rule& rule : rules) {
    if (rule.level < Disposition::refer_routine) continue;
    for (const Line& line : rule.lines)
      if (const auto* evidence = evidence_alone(line)) cut_off = std::min(cut_off, evidence->at_least);
  }
  return cut_off;
}

/// Of an operating point that was not run: its other rules are those of the one that was.
constexpr const char* elsewhere = " (its evidence cut-off only)";

Frontier pathway_frontier(const pathway::Rulebook& rulebook, const Cohort& cohort) {
  Frontier frontier{"ramp", {}};
  const auto at = [&](double cut_off) {
    return [&cohort, log_cut_off = std::log(cut_off)](const PatientRun& run) {
      const auto others =
          cohort.first_line(run, [](const Rule&, const Line& line) { return evidence_alone(line) == nullptr; });
      return earlier(others, first_reaching(run.course.evidence_on_record, log_cut_off));
    };
  };
  for (const double cut_off : evidence_cut_offs) frontier.settings.push_back(cohort.setting(cut_off, "", at(cut_off)));
  const auto& points = rulebook.pathway->points();
  for (std::size_t point = 0; point < points.size(); ++point) {
    const double cut_off = evidence_cut_off(rulebook.pathway->rules(point));
    if (!std::isfinite(cut_off)) continue;
    std::erase_if(frontier.settings, [&](const Setting& s) { return s.cut_off == cut_off && s.name.empty(); });
    frontier.settings.push_back(point == rulebook.point
                                    ? cohort.setting(cut_off, points[point], referred)
                                    : cohort.setting(cut_off, points[point] + elsewhere, at(cut_off)));
  }
  std::stable_sort(frontier.settings.begin(), frontier.settings.end(),
                   [](const Setting& a, const Setting& b) { return a.cut_off < b.cut_off; });
  return frontier;
}

Frontier evidence_frontier(std::string name, const Cohort& cohort, const std::vector<Peak> Course::*peaks) {
  Frontier frontier{std::move(name), {}};
  for (const double cut_off : evidence_cut_offs) {
    frontier.settings.push_back(cohort.setting(
        cut_off, "", [&](const PatientRun& run) { return first_reaching(run.course.*peaks, std::log(cut_off)); }));
  }
  return frontier;
}

Frontier baseline_frontier(Detector rule, const BaselineParameters& parameters, const Cohort& cohort) {
  Frontier frontier{std::string(word_of(rule)), {}};
  for (const double factor : baseline_factors) {
    const double cut_off = factor * parameters.cut_off(rule);
    frontier.settings.push_back(cohort.setting(cut_off, factor == 1 ? "textbook" : "", [&](const PatientRun& run) {
      return first_reaching(run.baselines.of(rule), cut_off);
    }));
  }
  return frontier;
}

std::vector<Calibration> calibration(const Cohort& cohort, const std::vector<Peak> Course::*peaks) {
  std::vector<Calibration> out;
  for (const double cut_off : calibration_cut_offs) {
    Calibration one;
    one.cut_off = cut_off;
    for (const auto& [run, truth] : cohort.patients()) {
      if (truth->progressive) continue;
      ++one.patients;
      one.reached += first_reaching(run->course.*peaks, std::log(cut_off)) ? 1 : 0;
    }
    if (one.patients == 0) return {};
    one.interval_95 = binomial_interval_95(one.reached, one.patients);
    out.push_back(one);
  }
  return out;
}

/// Rules that held on the day of a patient's first referral.
std::set<std::string> held_at_first(const Cohort& cohort, const PatientRun& run) {
  std::set<std::string> out;
  const auto day = referred(run);
  for (const LineReached& reached : run.course.lines)
    if (day && reached.day == *day) out.insert(cohort.rules()[reached.rule].id);
  return out;
}

std::vector<RuleCost> rule_costs(const Cohort& cohort) {
  std::vector<RuleCost> out;
  for (const Rule& rule : cohort.rules()) {
    if (rule.level < Disposition::refer_routine) continue;
    RuleCost cost;
    cost.rule = rule.id;
    for (const auto& [run, truth] : cohort.patients()) {
      const auto held = held_at_first(cohort, *run);
      if (!held.contains(rule.id)) continue;
      const Day day = *referred(*run);
      if (day > truth->followup_end) continue;
      if (truth->progressive) {
        cost.true_first += day >= *truth->onset ? 1 : 0;
        continue;
      }
      ++cost.false_first;
      ++cost.by_class[truth->truth_class];
      cost.false_alone += held.size() == 1 ? 1 : 0;
    }
    cost.without = cohort.setting(0, rule.id, [&](const PatientRun& run) {
      return cohort.first_line(run, [&](const Rule& other, const Line&) { return other.id != rule.id; });
    });
    out.push_back(std::move(cost));
  }
  return out;
}

}  // namespace

Validation validate(const pathway::Rulebook& rulebook, const BaselineParameters& parameters,
                    std::span<const PatientRun> runs, const Truths& truths) {
  const Cohort cohort(rulebook, runs, truths);
  Validation out;
  out.score = score(cohort.subjects(referred));
  out.reassess = false_referrals_of_all(cohort.subjects(
      [](const PatientRun& run) { return first_at_least(run.course.decisions, Disposition::reassess); }));
  out.frontiers.push_back(pathway_frontier(rulebook, cohort));
  out.frontiers.push_back(evidence_frontier("evidence alone", cohort, &Course::evidence_on_record));
  out.frontiers.push_back(evidence_frontier("evidence of strength alone", cohort, &Course::evidence_strength));
  for (const Detector rule : baselines) out.frontiers.push_back(baseline_frontier(rule, parameters, cohort));
  out.calibration = calibration(cohort, &Course::evidence);
  out.calibration_strength = calibration(cohort, &Course::evidence_strength);
  out.rules = rule_costs(cohort);
  out.without_clinician = cohort.setting(0, "", [&](const PatientRun& run) {
    return cohort.first_line(run, [](const Rule&, const Line& line) { return !needs_clinician(line); });
  });
  return out;
}

}  // namespace myotrend::replay
