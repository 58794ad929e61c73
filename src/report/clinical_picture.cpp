#include "myotrend/report/clinical_picture.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/figures.h"
#include "report/readings_shown.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr date::days axis_days_min{28};  // a first week still gets an axis that can be read

const Details* details_at(const History& history, std::uint32_t index) {
  return index < history.details.size() ? &history.details[index] : nullptr;
}

int region_order(Region region) { return region == Region::none ? 99 : static_cast<int>(region); }

/// A later finding of the same person's kind takes the place of the earlier one.
void look_again(std::optional<SignSeen>& cell, SignSeen seen) {
  if (cell) seen.earlier = cell->earlier + 1;
  cell = std::move(seen);
}

std::string patient_line(const Patient& patient, Day today) {
  std::string line;
  const auto add = [&](const std::string& part) { line += (line.empty() ? "" : ", ") + part; };
  if (patient.sex != Sex::unknown) add(std::string(word_of(patient.sex)));
  if (patient.birth_year > 0) add(count_of(patient.age_on(today), "year", "years"));
  if (patient.dominant_hand == Hand::right || patient.dominant_hand == Hand::left) {
    add(std::string(word_of(patient.dominant_hand)) + "-handed");
  }
  if (patient.covid_date) add("COVID-19 " + plain_text(*patient.covid_date));
  return capitalised(line);
}

std::string reading_words(const ReportInput& input, const Reading& reading) {
  const Series& series = input.picture.history->series[reading.series];
  std::string words = input.catalogue[series.measure].title;
  if (series.side != Side::none) words += ", " + std::string(word_of(series.side));
  return words + ", " + (reading.could_not() ? "could not" : figure_with_unit(reading.value, series.unit));
}

std::string sign_words(const ReportInput& input, const SignFinding& finding) {
  const SignSite& site = input.picture.history->sites[finding.site];
  return input.catalogue[site.sign].title + (finding.present ? ", present" : ", absent");
}

}  // namespace

std::vector<SignRow> sign_rows(const ReportInput& input) {
  const History& history = *input.picture.history;
  std::vector<SignRow> rows;
  for (const auto& finding : input.picture.signs) {
    const SignSite& site = history.sites[finding.site];
    const Sign& sign = input.catalogue[site.sign];
    const Region region = sign.fixed_region != Region::none ? sign.fixed_region : site.region;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const SignRow& one) {
      return one.region == region && one.code == sign.code && one.muscle == site.muscle;
    });
    if (row == rows.end()) {
      rows.push_back({region, sign.code, sign.title, site.muscle, sign.neuron, {}, {}, {}});
      row = rows.end() - 1;
    }
    const Details* details = details_at(history, finding.details);
    SignSeen seen{finding.present, finding.day, details ? details->author : "", details ? details->grade : "", 0};
    if (seen.by.empty()) seen.by = word_of(site.source);
    SignCell& cell = site.side == Side::right ? row->right : site.side == Side::left ? row->left : row->unsided;
    look_again(site.source == Source::clinician ? cell.clinician : cell.patient, std::move(seen));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const SignRow& a, const SignRow& b) {
    if (a.region != b.region) return region_order(a.region) < region_order(b.region);
    if (a.neuron != b.neuron) return a.neuron > b.neuron;
    return a.title < b.title;
  });
  return rows;
}

std::vector<EventMark> event_marks(const ReportInput& input) {
  std::vector<EventMark> marks;
  const Zone& zone = input.assessment.zone;
  for (const auto& event : input.picture.events) {
    EventMark mark;
    mark.number = static_cast<int>(marks.size()) + 1;
    mark.title = event_words(event.kind);
    mark.start = event.start;
    mark.from = event.day;
    if (event.end) {
      mark.end = event.end;
      mark.to = std::max(zone.day_of(*event.end), event.day);
    }
    if (const Details* details = details_at(*input.picture.history, event.details)) mark.note = details->note;
    marks.push_back(std::move(mark));
  }
  return marks;
}

std::vector<Withdrawn> withdrawn_facts(const ReportInput& input) {
  const History& history = *input.picture.history;
  std::vector<Withdrawn> facts;
  for (const auto& retraction : history.retractions) {
    if (retraction.recorded > input.picture.as_of) continue;
    Withdrawn fact;
    fact.withdrawn = input.assessment.zone.day_of(retraction.recorded);
    fact.why = retraction.why;
    for (const auto& reading : history.readings) {
      if (key_of(reading) == retraction.target) fact.what = reading_words(input, reading), fact.day = reading.day;
    }
    for (const auto& finding : history.signs) {
      if (key_of(finding) == retraction.target) fact.what = sign_words(input, finding), fact.day = finding.day;
    }
    for (const auto& event : history.events) {
      if (key_of(event) == retraction.target) fact.what = event_words(event.kind), fact.day = event.day;
    }
    if (!fact.what.empty()) facts.push_back(std::move(fact));
  }
  return facts;
}

namespace {

/// What is older than the report's beginning is left out of a chart; lines through it stay as they were fitted.
void draw_since(ClinicalPicture& picture, Instant since) {
  const auto older = [&](const auto& one) { return one.at < since; };
  for (auto& panel : picture.panels) {
    for (auto& series : panel.series) {
      std::erase_if(series.points, older);
      std::erase_if(series.fitted, older);
      if (series.own_level) series.own_level->from = std::max(series.own_level->from, since);
    }
    std::erase_if(panel.series, [](const ChartSeries& series) { return series.points.empty(); });
    std::erase_if(panel.difference, older);
    std::erase_if(panel.devices, older);
    std::erase_if(panel.gaps, [&](const Gap& gap) { return picture.zone.end_of(gap.to) < since; });
    std::erase_if(panel.weekly_median, [&](const auto& week) { return week.first < since; });
  }
  std::erase_if(picture.panels, [](const ChartPanel& panel) { return panel.series.empty(); });
  picture.from = std::max(picture.from, std::min(since, picture.to - axis_days_min));
}

}  // namespace

ClinicalPicture clinical_picture(const ReportInput& input) {
  ClinicalPicture picture;
  picture.panels = chart_panels(input);
  picture.events = event_marks(input);
  picture.signs = sign_rows(input);
  picture.withdrawn = withdrawn_facts(input);
  picture.zone = input.assessment.zone;
  picture.to = input.picture.as_of;
  picture.from = picture.to - axis_days_min;
  for (const auto& reading : input.picture.readings) picture.from = std::min(picture.from, reading.effective);
  for (const auto& finding : input.picture.signs) picture.from = std::min(picture.from, finding.effective);
  if (input.since) draw_since(picture, *input.since);
  picture.patient_line =
      patient_line(input.picture.history->patient, input.assessment.zone.day_of(input.picture.as_of));
  return picture;
}

}  // namespace myotrend::report
