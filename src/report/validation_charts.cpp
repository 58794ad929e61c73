#include "report/validation_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/validation_tables.h"

namespace myotrend::report {

namespace {

constexpr double rate_low = .1, rate_high = 500;  // false referrals per 100 patient-years
constexpr double chance_low = .0001;              // least share of a logarithmic axis
constexpr double delay_days_high = 730;

std::vector<CurveTick> percent_ticks() {
  std::vector<CurveTick> ticks;
  for (int percent = 0; percent <= 100; percent += 25) ticks.push_back({percent / 100.0, fmt::format("{} %", percent)});
  return ticks;
}

CurvePoint of_setting(const SettingShown& setting) {
  return {on_axis(setting.false_referrals.value, rate_low, rate_high, true), setting.found[0].value};
}

const SettingShown* named_setting(const FrontierShown& frontier) {
  const auto it = std::find_if(frontier.settings.begin(), frontier.settings.end(),
                               [](const SettingShown& setting) { return !setting.name.empty(); });
  return it == frontier.settings.end() ? nullptr : &*it;
}

Curve calibration_curve(const std::string& name, CurveLook look, const std::vector<CalibrationShown>& points,
                        double high) {
  Curve curve{name, look, false, {}, {}, true, {}};
  for (const CalibrationShown& one : points) {
    const double x = on_axis(one.cut_off, points.front().cut_off, high, true);
    const auto y = [](double share) { return on_axis(share, chance_low, 1, true); };
    curve.points.push_back({x, y(one.share.value)});
    curve.band.push_back({{x, y(one.share.low)}, {x, y(one.share.high)}});
    curve.marks.push_back({{x, y(one.share.value)}, {}});
  }
  return curve;
}

Curve delay_curve(const DelayShown& one, CurveLook look, bool with_band) {
  Curve curve{fmt::format("{} ({})", one.group, one.patients), look, true, {{0, 0}}, {}, false, {}};
  if (with_band) curve.band.push_back({{0, 0}, {0, 0}});
  for (const auto& step : one.steps) {
    if (step.day > delay_days_high) break;
    const double x = step.day / delay_days_high;
    curve.points.push_back({x, step.found.value});
    if (with_band) curve.band.push_back({{x, step.found.low}, {x, step.found.high}});
  }
  return curve;
}

}  // namespace

CurveChart frontier_chart(const ValidationShown& shown) {
  constexpr std::array looks{CurveLook::main,       CurveLook::second,    CurveLook::third,      CurveLook::grey_long,
                             CurveLook::grey_short, CurveLook::grey_dots, CurveLook::grey_mixed, CurveLook::grey_plain};
  CurveChart chart;
  chart.title = "False referrals against patients found within 6 months";
  chart.x_title = "False referrals per 100 patient-years (logarithmic); further left is better";
  chart.y_title = "Progressive patients found within 6 months; higher is better";
  chart.height = 360;
  chart.y_ticks = percent_ticks();
  for (const double rate : {.1, .3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0})
    chart.x_ticks.push_back(
        {on_axis(rate, rate_low, rate_high, true), fmt::format("{:g}", rate), rate == .3 || rate == 3 || rate == 30});
  for (std::size_t i = 0; i < shown.frontiers.size(); ++i) {
    const FrontierShown& frontier = shown.frontiers[i];
    Curve curve{frontier.title, looks[std::min(i, looks.size() - 1)], false, {}, {}, false, {}};
    for (const SettingShown& setting : frontier.settings) {
      curve.points.push_back(of_setting(setting));
      if (!setting.name.empty()) curve.marks.push_back({of_setting(setting), frontier.pathway ? setting.name : ""});
    }
    chart.curves.push_back(std::move(curve));
    if (const SettingShown* named = named_setting(frontier))
      chart.description +=
          fmt::format("{} at {}: {:.2f} false referrals per 100 patient-years, {:.0f} % found within 6 months. ",
                      frontier.title, named->name, named->false_referrals.value, 100 * named->found[0].value);
  }
  return chart;
}

CurveChart calibration_chart(const ValidationShown& shown) {
  CurveChart chart;
  chart.title = "How often E deceives";
  chart.x_title = "Evidence ratio E (logarithmic)";
  chart.y_title = "Share of those who do not progress with E ever so high (logarithmic)";
  for (const double share : {.0001, .001, .01, .1, 1.0})
    chart.y_ticks.push_back({on_axis(share, chance_low, 1, true), fmt::format("{:g} %", 100 * share)});
  if (shown.calibration.empty()) return chart;
  const double low = shown.calibration.front().cut_off, high = shown.calibration.back().cut_off;
  Curve bound{"Bound 1/E (Ville)", CurveLook::grey_long, false, {}, {}, false, {}};
  for (const CalibrationShown& one : shown.calibration) {
    const double x = on_axis(one.cut_off, low, high, true);
    chart.x_ticks.push_back({x, fmt::format("{:g}", one.cut_off), one.cut_off == 2.5});
    bound.points.push_back({x, on_axis(1 / one.cut_off, chance_low, 1, true)});
    chart.description += fmt::format("E of {:g} or more: {:.2f} % with signs, bound {:.1f} %. ", one.cut_off,
                                     100 * one.share.value, 100 / one.cut_off);
  }
  chart.curves.push_back(calibration_curve("With signs", CurveLook::main, shown.calibration, high));
  chart.curves.push_back(calibration_curve("Strength alone", CurveLook::third, shown.calibration_strength, high));
  chart.curves.push_back(std::move(bound));
  return chart;
}

CurveChart delay_chart(const ValidationShown& shown) {
  constexpr std::array looks{CurveLook::main,       CurveLook::second,    CurveLook::third,     CurveLook::grey_long,
                             CurveLook::grey_short, CurveLook::grey_dots, CurveLook::grey_mixed};
  CurveChart chart;
  chart.title = "Progressive patients found, by days since onset or enrolment";
  chart.x_title = "Days since the later of onset and enrolment";
  chart.y_title = "Found (Kaplan-Meier; band: 95 %, of all who progress)";
  chart.y_ticks = percent_ticks();
  for (const int day : {0, 91, 183, 274, 365, 548, 730})
    chart.x_ticks.push_back({day / delay_days_high, std::to_string(day), day == 91 || day == 274 || day == 548});
  for (std::size_t i = 0; i < shown.delays.size() && i < looks.size(); ++i) {
    const DelayShown& one = shown.delays[i];
    chart.curves.push_back(delay_curve(one, looks[i], i == 0));
    chart.description += fmt::format("{}: {:.0f} % within 6, {:.0f} % within 12 months, median {} days. ", one.group,
                                     100 * one.found[0].value, 100 * one.found[2].value, days_words(one.median_days));
  }
  return chart;
}

CurveChart months_chart(const PracticeShown& shown) {
  struct Group {
    const char* name;
    CurveLook look;
    std::vector<Disposition> members;
  };
  const std::array<Group, 4> groups{{{"Referral or emergency",
                                      CurveLook::main,
                                      {Disposition::refer_routine, Disposition::refer_urgent, Disposition::emergency}},
                                     {"Re-examine", CurveLook::third, {Disposition::reassess}},
                                     {"Continue", CurveLook::grey_plain, {Disposition::continue_care}},
                                     {"Too little data", CurveLook::grey_dots, {Disposition::insufficient_data}}}};
  CurveChart chart;
  chart.title = "Share of patients by disposition, at the end of each month";
  chart.x_title = "Month";
  chart.y_title = "Share of the patients followed then";
  chart.y_ticks = percent_ticks();
  const std::size_t count = shown.months.size();
  const auto x_of = [&](std::size_t i) {
    return count < 2 ? .5 : static_cast<double>(i) / static_cast<double>(count - 1);
  };
  const std::size_t every = std::max<std::size_t>(1, count / 6);
  for (std::size_t i = 0; i < count; i += every)
    chart.x_ticks.push_back({x_of(i), iso_text(shown.months[i].first).substr(0, 7), (i / every) % 2 == 1});
  for (const Group& group : groups) {
    Curve curve{group.name, group.look, false, {}, {}, false, {}};
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t all = 0, part = 0;
      for (const std::size_t patients : shown.months[i].second) all += patients;
      for (const Disposition member : group.members) part += shown.months[i].second[static_cast<std::size_t>(member)];
      if (all > 0) curve.points.push_back({x_of(i), static_cast<double>(part) / static_cast<double>(all)});
    }
    if (!curve.points.empty())
      chart.description += fmt::format("{}: {:.0f} % at the end. ", group.name, 100 * curve.points.back().y);
    chart.curves.push_back(std::move(curve));
  }
  return chart;
}

std::vector<IntervalRow> class_rows(const ValidationShown& shown) {
  double high = 1;
  for (const FalseShown& one : shown.false_referrals) high = std::max(high, one.per_100_years.high);
  std::vector<IntervalRow> rows;
  for (const FalseShown& one : shown.false_referrals)
    rows.push_back({one.group, one.per_100_years.value / high, one.per_100_years.low / high,
                    one.per_100_years.high / high,
                    fmt::format("{}; {} in {:.0f} patient-years", estimate_words(one.per_100_years, 2), one.events,
                                one.person_years)});
  return rows;
}

std::vector<IntervalRow> rule_rows(const ValidationShown& shown) {
  double high = 0;
  for (const RuleCostShown& rule : shown.rules) high = std::max(high, rule.false_first_per_100_years);
  std::vector<IntervalRow> rows;
  for (const RuleCostShown& rule : shown.rules) {
    if (rule.false_first == 0) continue;
    const double at = rule.false_first_per_100_years / high;
    rows.push_back({rule.rule, at, 0, at,
                    fmt::format("{:.2f}; {}, of them {} by it alone", rule.false_first_per_100_years, rule.false_first,
                                rule.false_alone)});
  }
  return rows;
}

}  // namespace myotrend::report
