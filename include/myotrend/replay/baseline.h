#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "myotrend/record/result.h"
#include "myotrend/replay/course.h"
#include "myotrend/trend/control_chart.h"
#include "myotrend/trend/stream.h"
#include "myotrend/trend/unit_gate.h"

namespace myotrend::replay {

/// Who decides in a replay: the pathway, or one of the classical rules it is compared with.
enum class Detector : std::uint8_t { ramp, naive_mdc, two_mdc, slope, cusum, ewma };
inline constexpr std::array<Detector, 5> baselines{Detector::naive_mdc, Detector::two_mdc, Detector::slope,
                                                   Detector::cusum, Detector::ewma};
std::string_view word_of(Detector detector);
std::optional<Detector> detector_named(std::string_view word);

/// Numbers of `schema/baselines.json`. Strengths are y = 100 ln(value): one unit is one per cent.
struct BaselineParameters {
  double grip_sem, mip_sem;
  int mip_sessions_skipped, change_baseline_readings;
  double grip_apart, mip_apart, change_cut_off;
  int slope_readings;
  double slope_days, grip_rate_min, mip_rate_min, slope_cut_off;
  int chart_baseline_readings;
  double cusum_allowance, cusum_cut_off, ewma_weight, ewma_cut_off;
  /// The textbook cut-off of a rule. Precondition: not ramp.
  double cut_off(Detector rule) const;
};
Result<BaselineParameters> parse_baselines(std::string_view json);
/// Those of the program itself. Parsed once; a fault in them is a fault of the program and throws.
const BaselineParameters& built_in_baselines();

/// One classical rule on one stream. Its statistic grows with the evidence for a loss; the rule alarms at a cut-off.
/// A plain value. Readings come in order of time.
///
/// naive_mdc: (mean of the first k - y) / (SEM sqrt(1 + 1/k)), each reading by itself (Weir 2005).
/// two_mdc:   the smaller of that of this reading and of the newest one at least `apart` days before it.
/// slope:     t of the least-squares slope over all readings, turned so that a loss is positive; the smaller of this
///            look's and the last one's, while the span and the rate of loss suffice.
/// cusum:     Page's sum of (mean - y) / sd of the first readings. ewma: Roberts' average of the same.
class Baseline {
 public:
  Baseline(Detector rule, trend::Stream stream, const BaselineParameters& parameters);
  void add(double days, double y_log_pct);
  /// Minus infinity until there is enough to say.
  double statistic() const { return statistic_; }

 private:
  struct Point {
    double days = 0, value = 0;
  };
  double drop(double y) const;
  void add_change(double days, double y, bool two);
  void add_slope(double days, double y);
  void add_chart(double y);

  static constexpr double nothing = -std::numeric_limits<double>::infinity();

  Detector rule_;
  const BaselineParameters* parameters_;
  double sem_, apart_, rate_min_;
  int to_skip_;
  double statistic_ = nothing;
  std::vector<Point> first_;  // of the personal baseline, then (two_mdc) the drops since
  int count_ = 0;
  double mean_ = 0, sd_ = 0;
  double slope_before_ = nothing;
  Point origin_;
  double sum_t_ = 0, sum_y_ = 0, sum_tt_ = 0, sum_ty_ = 0, sum_yy_ = 0, newest_ = 0;
  trend::CusumChart cusum_;
  trend::EwmaChart ewma_;
};

/// How the classical rules fared with a patient: of each the highest statistic so far, at the end of each day, with
/// what had been recorded by then, behind the pathway's unit gate; grip of either hand or MIP, whichever is higher.
struct BaselineCourse {
  std::array<std::vector<Peak>, baselines.size()> peaks;  // in the order of `baselines`
  std::optional<Day> strength_record;                     // enough days and readings, as the pathway asks for
  const std::vector<Peak>& of(Detector rule) const { return peaks[static_cast<std::size_t>(rule) - 1]; }
};
BaselineCourse baseline_course(const pathway::Rulebook& rulebook, const BaselineParameters& parameters,
                               const History& history, const Options& options);

/// What `rule` would have written into decisions.csv: too little data, then continue, then a referral for good.
std::vector<Decision> decisions(const BaselineCourse& course, Detector rule, double cut_off, const History& history);

}  // namespace myotrend::replay
