#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "myotrend/pathway/assessment.h"
#include "myotrend/record/history.h"
#include "myotrend/trend/ordinal.h"
#include "myotrend/trend/parameters.h"

namespace myotrend::report {

/// The level a stream most probably had at an instant, with its 95 % band, in the stored unit.
struct FittedBand {
  Instant at{};
  double mean = 0, low = 0, high = 0;
};

/// The fitted line of one stream (`grip` of one hand, `mip`, `snip` by one method...), oldest first.
struct FittedLine {
  std::string measure;
  Unit unit = Unit::none;
  Side side = Side::none;
  std::optional<std::string> method;  // of its readings; empty: of any (grip, MIP)
  std::vector<FittedBand> points;
};

/// A rate with its 95 % interval, in the stored unit and in per cent; negative: falling.
struct Rate {
  double per_month = 0;
  std::pair<double, double> interval_95_per_month;
  double pct_per_month = 0;
  std::pair<double, double> interval_95_pct_per_month;
  double loss_pct = 0;       // since the onset
  bool established = false;  // a rule rests on it; else it is only what a decline would be, if there were one
};

/// Not enough to give a rate: what is there, and what is needed.
struct TooLittleData {
  int readings = 0, readings_min = 0;  // weeks with readings, of a diary item
  int days = 0, days_min = 0;
  bool of_weeks = false;
};

/// How a diary item moved: the means of its first and last four weeks, and whether that is more than chance.
using DiaryChange = trend::OrdinalChange;

/// A measure that is shown but has no rate of its own.
struct NoRate {};

using Motion = std::variant<NoRate, TooLittleData, Rate, DiaryChange>;

enum class PointState : std::uint8_t { counted, corrected, held, set_aside, duplicate, could_not };

struct ChartPoint {
  Instant at{};
  Day day{};
  double value = 0;  // stored unit; not a number: could not
  PointState state = PointState::counted;
  std::optional<double> before;  // what it was before its correction
  std::vector<double> trials;    // stored unit
  std::string id;
  std::string remark;  // device, correction's reason, author's note: as told, not yet escaped
};

/// A person's own level, as the pathway takes it: the median of the comparable readings (same device and method) that
/// were old enough at the newest one.
struct OwnLevel {
  double value = 0;  // stored unit
  int readings = 0;
  Instant from{};                // the first of them
  std::optional<double> newest;  // median of the last readings, as many as an own level needs, to compare it with
};

/// A limit that a panel may show, and what it is: `the laboratory's upper limit`.
struct ReferenceLimit {
  double value = 0;  // stored unit
  bool upper = false;
  std::string words;
  std::string source;  // empty: told with the result
};

/// How far the right side is above the left, in per cent of the left, by the fitted levels of one day.
struct SideDifference {
  Instant at{};
  double pct = 0;
};

/// Readings of one side in a panel, oldest first, with the fitted line where there is one.
struct ChartSeries {
  Side side = Side::none;
  std::vector<ChartPoint> points;
  std::vector<FittedBand> fitted;
  Motion motion;
  std::optional<OwnLevel> own_level;
};

struct Gap {
  Day from{}, to{};   // the days of the readings around it; `to` may be the day of the report
  bool open = false;  // nothing came after it
};

/// From here on a device (or a source) that was not used before.
struct DeviceMark {
  Instant at{};
  Day day{};
  std::string name;
};

/// One chart: a measure in one unit and by one method, both sides in one panel.
struct ChartPanel {
  std::string measure;  // code
  std::string method;   // `supine`; empty: not told
  std::string title;    // `Grip strength`, with muscle, region or method where they matter
  Unit unit = Unit::none;
  std::string unit_word;  // `kg`; empty for a score
  Worse worse = Worse::neither;
  ScaleKind scale = ScaleKind::ratio;
  Role role = Role::context;
  std::optional<Range> fixed_range;  // of a bounded score
  std::vector<ChartSeries> series;   // right, left, none
  std::vector<Gap> gaps;
  std::vector<DeviceMark> devices;
  std::optional<double> upper_limit;  // the laboratory's own, with the newest result
  std::optional<ReferenceLimit> reference;
  std::vector<SideDifference> difference;                 // right against left; empty without fitted lines of both
  std::string set_aside;                                  // why all of it was set aside
  std::vector<std::pair<Instant, double>> weekly_median;  // of a diary item
};

struct EventMark {
  int number = 0;
  std::string title;
  Instant start{};
  std::optional<Instant> end;
  Day from{};
  std::optional<Day> to;
  std::string note;
};

/// What somebody found when looking for a sign.
struct SignSeen {
  bool present = false;
  Day day{};
  std::string by;  // author, or the source
  std::string grade;
  int earlier = 0;  // earlier findings of the same
};

/// A cell of the sign matrix; empty: not examined.
struct SignCell {
  std::optional<SignSeen> clinician, patient;
};

struct SignRow {
  Region region = Region::none;
  std::string code, title, muscle;
  MotorNeuron neuron = MotorNeuron::neither;
  SignCell right, left, unsided;
};

/// A fact that was taken back.
struct Withdrawn {
  std::string what;
  Day day{};
  Day withdrawn{};
  std::string why;
};

/// What the pages show beside the assessment, with every code in words. Made from the facts known at `as_of` alone.
struct ClinicalPicture {
  std::vector<ChartPanel> panels;  // strength first, then function, laboratory, symptoms, the rest
  std::vector<EventMark> events;
  std::vector<SignRow> signs;  // bulbar to lumbosacral
  std::vector<Withdrawn> withdrawn;
  Instant from{}, to{};      // one time axis for all charts
  Zone zone;                 // of its days
  std::string patient_line;  // `male, 59 years, right-handed, COVID 3 Mar 2024`
};

/// What a report is made of. The references outlive the call.
struct ReportInput {
  const Catalogue& catalogue;
  const Picture& picture;
  const Assessment& assessment;
  std::vector<FittedLine> fitted;  // empty: fitted here, if `detector` is given
  std::string program_version;
  int readings_min = 0;  // of the pathway: fewer give no rate
  int days_min = 0;
  int gap_days_min = 35;                        // shorter pauses are not shown as gaps
  const trend::Parameters* detector = nullptr;  // of the pathway: without them no line is fitted and no slope is given
  int diary_weeks_min = 8;                      // for the words under a diary's chart, never for a judgement
  double diary_alpha = 0.05;
  std::optional<Instant> since{};  // what is older is judged and fitted, and not drawn
  int own_level_readings = 0;      // of the pathway; 0: no own level is shown
  double own_level_older_than_days = 0;
  std::map<std::uint16_t, int> learning_sessions{};  // by MeasureCode::index: they are no ground of an own level
};

/// The fitted lines of strength, one for each unit and method that SNIP and FVC were told in, through the readings that
/// the assessment did not leave out for their unit.
std::vector<FittedLine> fitted_lines(const ReportInput& input);

ClinicalPicture clinical_picture(const ReportInput& input);

}  // namespace myotrend::report
