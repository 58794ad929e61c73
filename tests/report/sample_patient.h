#pragma once

#include <memory>
#include <string>
#include <vector>

#include "myotrend/report/pages.h"
#include "myotrend/report/terminal.h"

namespace myotrend::report {

/// A patient made by hand for the tests of the pages: history, what is known of it, its judgement, and the fitted
/// lines.
struct SamplePatient {
  std::unique_ptr<History> history;
  Picture picture;
  Assessment assessment;
  std::vector<FittedLine> fitted;

  ReportInput input() const;
};

/// The measures and signs of the tests: a few of each role.
const Catalogue& sample_catalogue();

/// The numbers of `schema/detector.json`.
const trend::Parameters& sample_detector();

/// Two years of grip (both hands, trials), MIP, FVC, CK, CRP, fatigue and others; the right hand falls from the second
/// spring on. With corrections, held readings, a device change, a gap, events and signs.
SamplePatient declining_patient();

/// The same facts, judged to `disposition`, with texts as the pathway writes them.
SamplePatient judged_patient(Disposition disposition);

/// Twelve series, each daily for two years, three trials a day where a measure has trials.
SamplePatient daily_for_two_years();

/// Nothing recorded at all.
SamplePatient empty_patient();

/// Every disposition, the calmest first.
inline const std::vector<Disposition> dispositions{Disposition::continue_care, Disposition::insufficient_data,
                                                   Disposition::reassess,      Disposition::refer_routine,
                                                   Disposition::refer_urgent,  Disposition::emergency};

/// With ASCII letters small.
std::string lower(std::string text);

Instant at(const char* iso);
Day day(const char* iso);

}  // namespace myotrend::report
