#include <cmath>
#include <set>

#include "report/chart_axes.h"
#include "report/chart_svg.h"
#include "report/document.h"
#include "report/figures.h"
#include "report/language.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

using Kind = Document::Kind;

constexpr int window_days = 28;             // for how often a person tests
constexpr std::size_t tests_enough = 12;    // days with tests in that window: three a week
constexpr double tests_a_day_enough = 1.5;  // of one hand, on the days with tests
constexpr int days_of_a_week = 7;

/// What a patient reads: how things moved, what to do next, when to get help. Every sentence is of a language file.
class PatientPage {
 public:
  PatientPage(const ReportInput& input, const Language& language)
      : assessment_(input.assessment), words_(language), picture_(clinical_picture(input)) {}

  Document document();

 private:
  void lead();
  void moved();
  bool tell_series(const ChartPanel& panel, const ChartSeries& series);
  void tell_rate(const ChartSeries& series, const Rate& rate, const std::string& stream, Unit unit);
  void next();
  void help();
  void chart();
  bool tests_too_often() const;
  std::optional<int> weeks_since_strength() const;
  void say(Kind kind, std::string_view name, const Language::Values& values = {}) {
    page_.add(kind, words_.sentence(name, values));
  }
  Day today() const { return assessment_.zone.day_of(assessment_.as_of); }
  bool is_stale() const { return assessment_.disposition == Disposition::insufficient_data; }

  const Assessment& assessment_;
  const Language& words_;
  ClinicalPicture picture_;
  Document page_;
};

std::string stream_name(const ChartPanel& panel, const ChartSeries& series) {
  return series.side == Side::none ? panel.measure : panel.measure + "-" + std::string(word_of(series.side));
}

void PatientPage::lead() {
  const Disposition now = assessment_.disposition;
  const auto by = act_by(assessment_);
  const bool asks =
      now == Disposition::refer_urgent || now == Disposition::refer_routine || now == Disposition::reassess;
  if (asks && assessment_.care_ended == "neurology-seen") {
    say(Kind::lead, "in_care");
  } else if (asks && by && *by < today()) {
    say(Kind::lead, "overdue", {{"day", words_.day(*by)}});
  } else {
    say(Kind::lead, word_of(now), {{"day", words_.day(asks && by ? *by : today())}});
  }
  say(Kind::note, "up_to", {{"day", words_.day(today())}});
}

void PatientPage::tell_rate(const ChartSeries& series, const Rate& rate, const std::string& stream, Unit unit) {
  const auto [low, high] = rate.interval_95_per_month;
  std::string words;
  if (high < 0 && rate.established) {
    const bool dated = assessment_.onset && assessment_.log_evidence_ratio > 0 && rate.loss_pct >= 1;
    words = dated ? words_.sentence("weaker_since", {{"stream", stream}, {"month", words_.month(*assessment_.onset)}})
                  : words_.sentence("weaker", {{"stream", stream}});
  } else if (low > 0) {
    words = words_.sentence("stronger", {{"stream", stream}});
  } else {
    page_.add(Kind::item, words_.sentence("no_clear_change", {{"stream", stream}}));
    return;
  }
  if (series.own_level && series.own_level->newest && !series.fitted.empty()) {
    const auto whole = [&](double value) {
      const std::string label = unit_label(unit);
      return std::to_string(std::lround(value)) + (label.empty() ? "" : " " + label);
    };
    words += " " + words_.sentence("from_to", {{"first", whole(series.fitted.front().mean)},
                                               {"last", whole(series.fitted.back().mean)}});
  }
  page_.add(Kind::item, words);
}

bool PatientPage::tell_series(const ChartPanel& panel, const ChartSeries& series) {
  const std::string stream = words_.stream(stream_name(panel, series));
  if (stream.empty()) return false;
  if (const auto* rate = std::get_if<Rate>(&series.motion)) {
    // Without fresh data nothing is said of where strength stands.
    if (is_stale()) return false;
    tell_rate(series, *rate, stream, panel.unit);
  } else if (const auto* change = std::get_if<DiaryChange>(&series.motion)) {
    using trend::OrdinalDirection;
    const auto name = change->direction == OrdinalDirection::better  ? "symptom_better"
                      : change->direction == OrdinalDirection::worse ? "symptom_worse"
                                                                     : "symptom_same";
    page_.add(Kind::item, words_.sentence(name, {{"stream", stream}}));
  } else if (std::holds_alternative<TooLittleData>(series.motion) && panel.role == Role::strength) {
    page_.add(Kind::item, words_.sentence("too_few", {{"stream", stream}}));
  } else {
    return false;
  }
  return true;
}

void PatientPage::moved() {
  say(Kind::heading, "moved");
  std::set<std::string> told;  // a stream with two methods has two charts, and is told once
  for (const auto& panel : picture_.panels) {
    for (const auto& series : panel.series) {
      if (told.count(stream_name(panel, series)) == 0 && tell_series(panel, series)) {
        told.insert(stream_name(panel, series));
      }
    }
  }
  const auto weeks = weeks_since_strength();
  if (!weeks) say(Kind::item, "nothing_measured");
  if (weeks && *weeks > 1 && is_stale()) say(Kind::item, "last_test_weeks", {{"count", std::to_string(*weeks)}});
}

std::optional<int> PatientPage::weeks_since_strength() const {
  std::optional<Day> last;
  for (const auto& panel : picture_.panels) {
    if (panel.role != Role::strength) continue;
    for (const auto& series : panel.series) {
      if (!series.points.empty()) last = std::max(last.value_or(series.points.back().day), series.points.back().day);
    }
  }
  if (!last) return std::nullopt;
  return whole_days(*last, today()) / days_of_a_week;
}

bool PatientPage::tests_too_often() const {
  for (const auto& panel : picture_.panels) {
    if (panel.measure != "grip") continue;
    for (const auto& series : panel.series) {
      std::set<Day> days;
      std::size_t tests = 0;
      for (const auto& point : series.points) {
        if (whole_days(point.day, today()) >= window_days) continue;
        days.insert(point.day);
        ++tests;
      }
      const bool many_a_day =
          days.size() > 2 && static_cast<double>(tests) > tests_a_day_enough * static_cast<double>(days.size());
      if (days.size() > tests_enough || many_a_day) return true;
    }
  }
  return false;
}

void PatientPage::next() {
  say(Kind::heading, "next");
  if (assessment_.disposition == Disposition::emergency) {
    say(Kind::item, "next_emergency");
    return;
  }
  if (is_stale()) say(Kind::item, "test_again");
  say(Kind::item, tests_too_often() ? "too_often" : "two_tests");
  say(Kind::item, "keep_noting");
  if (assessment_.disposition >= Disposition::reassess) say(Kind::item, "next_doctor");
}

void PatientPage::help() {
  say(Kind::heading, "help");
  say(Kind::paragraph, "help_lead");
  for (const auto& item : words_.list("help_items")) page_.add(Kind::item, item);
}

/// Both hands, each test a point and the fitted course a line: no band, no limit, no mark.
void PatientPage::chart() {
  const auto grip = std::find_if(picture_.panels.begin(), picture_.panels.end(), [](const ChartPanel& panel) {
    return panel.measure == "grip" && panel.difference.size() > 1;
  });
  if (grip == picture_.panels.end()) return;
  ChartPanel plain = *grip;
  plain.gaps.clear();
  plain.devices.clear();
  plain.difference.clear();
  plain.reference.reset();
  for (auto& series : plain.series) {
    std::erase_if(series.points, [](const ChartPoint& point) { return !is_counted(point.state); });
    for (auto& point : series.points) {
      point.state = PointState::counted;
      point.before.reset();
      point.trials.clear();
    }
    for (auto& band : series.fitted) band.low = band.high = band.mean;
    series.own_level.reset();
  }
  const std::vector<EventMark> none;
  const ChartWords words{words_.months_short(), words_.right(), words_.left(), words_.sentence("chart_title"),
                         words_.sentence("chart_words")};
  const auto air = (picture_.to - picture_.from) / 80;
  ChartFrame frame{picture_.from - air, picture_.to + air, picture_.zone, &none, 0, 0, &words};
  page_.chart_html = chart_svg(plain, frame, 1);
  frame.width = page_.chart_width = 760;
  const PrintedChart printed = chart_for_print(plain, frame, 1);
  page_.chart_svg = printed.svg;
  page_.chart_height = printed.height;
  page_.add(Kind::note, words_.sentence("chart_title") + ", kg. " + words_.sentence("chart_words"));
  page_.chart_after = page_.blocks.size() - 1;
}

Document PatientPage::document() {
  page_.language = words_.code();
  page_.title = words_.sentence("title") + ", " + words_.day(today());
  page_.created = iso_text(assessment_.as_of, Zone());
  page_.footer = assessment_.patient.text;
  page_.add(Kind::title, words_.sentence("title"));
  lead();
  if (assessment_.disposition == Disposition::emergency) help();
  moved();
  if (!is_stale()) chart();
  next();
  if (assessment_.disposition != Disposition::emergency) help();
  say(Kind::note, "nobody_watches");
  return page_;
}

}  // namespace

std::string patient_help_now(std::string_view language) { return Language::of(language).sentence("help_now"); }

std::string patient_page(const ReportInput& input, std::string_view language, PageFormat format) {
  return page_of(PatientPage(input, Language::of(language)).document(), format);
}

}  // namespace myotrend::report
