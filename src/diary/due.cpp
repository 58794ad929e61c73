#include <algorithm>
#include <cmath>

#include "myotrend/diary/diary.h"

namespace myotrend::diary {
namespace {

/// The newest entry of something, and who made it.
struct Newest {
  std::optional<Day> day;
  bool at_home = false;    // ever by the person or a device
  bool at_clinic = false;  // the newest one by a clinician or laboratory
};

Newest newest_of(const Picture& picture, MeasureCode measure, Side side) {
  Newest newest;
  for (const Reading& reading : picture.readings) {
    const Series& series = picture.history->series[reading.series];
    if (series.measure != measure || series.side != side) continue;
    const bool at_clinic = series.source == Source::clinician || series.source == Source::lab;
    newest.at_home = newest.at_home || !at_clinic;
    if (newest.day && reading.day < *newest.day) continue;
    newest.day = reading.day;
    newest.at_clinic = at_clinic;
  }
  return newest;
}

/// A clinician's finding answers the question too.
Newest newest_of(const Picture& picture, SignCode sign) {
  Newest newest;
  for (const SignFinding& finding : picture.signs)
    if (picture.history->sites[finding.site].sign == sign)
      newest.day = newest.day ? std::max(*newest.day, finding.day) : finding.day;
  return newest;
}

Day due_on(const Newest& newest, int every_days, Day today) {
  return newest.day ? *newest.day + days{every_days} : today;
}

/// Measures with an interval that no question asks for and that the person has: of a clinic, mostly.
void add_others(const Catalogue& catalogue, const Picture& picture, std::vector<Due>& all) {
  for (std::size_t index = 0; index < catalogue.measures().size(); ++index) {
    const MeasureCode code = catalogue.measure_at(index);
    const Measure& measure = catalogue[code];
    if (!measure.interval_days || measure.daily) continue;  // a diary of another program is kept there
    for (const Side side : {Side::none, Side::right, Side::left}) {
      const bool asked =
          std::any_of(all.begin(), all.end(), [&](const Due& due) { return due.measure == code && due.side == side; });
      const Newest newest = newest_of(picture, code, side);
      if (asked || !newest.day) continue;
      Due due;
      due.measure = code;
      due.side = side;
      due.at_clinic = newest.at_clinic;
      due.last = newest.day;
      due.every_days = static_cast<int>(std::lround(*measure.interval_days));
      due.due = *newest.day + days{due.every_days};
      all.push_back(due);
    }
  }
}

}  // namespace

std::vector<Due> due(const Diary& diary, const Catalogue& catalogue, const Picture& picture, Day today) {
  std::vector<Due> all;
  for (const Question& question : diary.questions()) {
    const Newest newest =
        question.measure ? newest_of(picture, *question.measure, question.side) : newest_of(picture, *question.sign);
    if (question.for_own_device && !newest.at_home) continue;
    Due due;
    due.question = &question;
    due.measure = question.measure;
    due.side = question.side;
    due.last = newest.day;
    due.every_days = question.every_days;
    due.due = due_on(newest, question.every_days, today);
    all.push_back(due);
  }
  add_others(catalogue, picture, all);
  std::stable_sort(all.begin(), all.end(), [](const Due& one, const Due& other) { return one.due < other.due; });
  return all;
}

}  // namespace myotrend::diary
