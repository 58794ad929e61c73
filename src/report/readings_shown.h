#pragma once

#include <map>
#include <string>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// What the assessment and the corrections say of single readings, looked up by a reading.
class ReadingMarks {
 public:
  explicit ReadingMarks(const ReportInput& input);

  /// The reading as a point of a chart.
  ChartPoint point_of(const Reading& reading, bool duplicate) const;
  const std::string& set_aside_reason(const std::string& id) const;

 private:
  struct Corrected {
    const Correction* correction = nullptr;
    const Reading* first_told = nullptr;
  };
  const Details* details_of(const Reading& reading) const;
  void add_trials(ChartPoint& point, const Reading& reading, const Reading& first_told) const;

  const ReportInput& input_;
  std::map<std::string, PointState> state_by_id_;
  std::map<std::string, std::string> set_aside_;
  std::map<FactKey, Corrected> corrected_;
};

/// The charts of a patient, in the order in which a clinician reads them.
std::vector<ChartPanel> chart_panels(const ReportInput& input);

/// What has been found when looking for signs, by region and side.
std::vector<SignRow> sign_rows(const ReportInput& input);

std::vector<EventMark> event_marks(const ReportInput& input);
std::vector<Withdrawn> withdrawn_facts(const ReportInput& input);

}  // namespace myotrend::report
