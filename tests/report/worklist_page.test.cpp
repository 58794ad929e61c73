#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "myotrend/report/worklist.h"
#include "report/markup.h"
#include "report/sample_patient.h"
#include "report/sparkline.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

WorklistRow row(const std::string& patient, Disposition disposition, std::optional<double> age = 3.0) {
  WorklistRow made = worklist_row(judged_patient(disposition).assessment, age, {});
  made.patient.text = patient;
  return made;
}

std::vector<std::string> ids(const std::vector<WorklistRow>& rows) {
  std::vector<std::string> names;
  for (const auto& one : rows) names.push_back(one.patient.text);
  return names;
}

std::size_t count_of_rows(const Markup& markup) {
  return static_cast<std::size_t>(std::count_if(
      markup.elements.begin(), markup.elements.end(),
      [](const Element& element) { return element.name == "tr" && !element.attribute("data-level").empty(); }));
}

}  // namespace

TEST_CASE("a worklist can be ordered by what is asked for, alike ones by urgency and id") {
  std::vector<WorklistRow> rows{row("B", Disposition::continue_care, 40.0), row("A", Disposition::continue_care, {}),
                                row("C", Disposition::emergency, 2.0), row("D", Disposition::refer_routine, 40.0)};
  sort_worklist(rows, WorklistOrder::urgency);
  CHECK(ids(rows) == std::vector<std::string>{"C", "D", "A", "B"});
  sort_worklist(rows, WorklistOrder::stale);
  CHECK(ids(rows) == std::vector<std::string>{"A", "D", "B", "C"});
  sort_worklist(rows, WorklistOrder::patient);
  CHECK(ids(rows) == std::vector<std::string>{"A", "B", "C", "D"});
  sort_worklist(rows, WorklistOrder::due);
  CHECK(ids(rows) == std::vector<std::string>{"C", "D", "A", "B"});
  rows[2].since -= std::chrono::hours(24 * 400);
  sort_worklist(rows, WorklistOrder::waiting);
  CHECK(rows.front().patient.text == "A");
  CHECK(worklist_order_named("stale") == WorklistOrder::stale);
  CHECK_FALSE(worklist_order_named("weight"));
}

TEST_CASE("a worklist can be narrowed to the urgent and to the stale; never measured is stale") {
  const WorklistRow fresh = row("A", Disposition::reassess), old = row("B", Disposition::refer_urgent, 36.0),
                    never = row("C", Disposition::continue_care, {});
  const WorklistFilter urgent{Disposition::refer_routine, {}}, stale{{}, 35.0};
  CHECK_FALSE(urgent.keeps(fresh));
  CHECK(urgent.keeps(old));
  CHECK_FALSE(stale.keeps(fresh));
  CHECK(stale.keeps(old));
  CHECK(stale.keeps(never));
}

TEST_CASE("the pages of a worklist are sound, lead to each other and hold every patient once") {
  std::vector<WorklistRow> rows;
  for (int patient = 0; patient < 601; ++patient)
    rows.push_back(row("P" + std::to_string(1000 + patient), Disposition::reassess));
  const auto pages = html_worklist(rows, "list", at("2025-12-12T09:00Z"));
  REQUIRE(pages.size() == 3);
  CHECK(pages[0].file == "list.html");
  CHECK(pages[2].file == "list-3.html");
  std::size_t shown = 0;
  for (const WorklistPage& page : pages) {
    const Markup markup = markup_of(page.html.substr(0, page.html.find("<script>")) + "</body></html>");
    CHECK(markup.faults == std::vector<std::string>{});
    shown += count_of_rows(markup);
  }
  CHECK(shown == rows.size());
  CHECK(pages[1].html.find("href=\"list.html\"") != std::string::npos);
  CHECK(pages[1].html.find("href=\"list-3.html\"") != std::string::npos);
  CHECK(pages[0].html.find("P1000") != std::string::npos);
  CHECK(pages[0].html.find("P1250") == std::string::npos);
  CHECK(html_worklist({}, "list", at("2025-12-12T09:00Z")).size() == 1);
}

TEST_CASE("what a patient is called and why is text on the page, and only its own script may run") {
  WorklistRow evil = row("<script>alert(1)</script>", Disposition::reassess);
  evil.reason = "\"><img src=x onerror=alert(1)> \xD7\x90\xD7\x91";
  const std::string html = html_worklist(std::vector{evil}, "x", at("2025-12-12T09:00Z")).front().html;
  CHECK(html.find("<script>alert") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("<bdi>") != std::string::npos);
  CHECK(html.find("script-src 'sha256-") != std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("a course is drawn between its lowest and highest week, and a week without readings stays empty") {
  Sparkline course{"right grip", Unit::kilogram_force, {36, nothing, 30, 24}};
  CHECK(text_sparkline(course, 12, false) == "^ -_");
  CHECK(text_sparkline(course, 2, false) == "^_");
  CHECK(text_sparkline(course, 12, true) == "\u2588 \u2585\u2581");
  CHECK(sparkline_words(course) == "right grip: 36.0 kg 3 weeks ago, 24.0 kg this week");
  const Markup markup = markup_of(svg_sparkline(course));
  CHECK(markup.faults == std::vector<std::string>{});
  CHECK(markup.elements.front().attribute("aria-label") == sparkline_words(course));
  course.weeks = {nothing, 30, nothing};
  CHECK(sparkline_words(course) == "right grip: 30.0 kg 1 week ago");
  course.weeks = {nothing, nothing};
  CHECK(text_sparkline(course, 12, true).empty());
  CHECK(svg_sparkline(course).empty());
}

TEST_CASE("noise alone does not fill the field of a course") {
  const Sparkline course{"right grip", Unit::kilogram_force, {31.2, 30.6, 31.4, 30.8}};
  CHECK(text_sparkline(course, 12, true) == "\u2585\u2584\u2585\u2584");
}

TEST_CASE("data that stopped are marked in the list, on the page and in JSON") {
  auto sample = judged_patient(Disposition::insufficient_data);
  const auto row = [&] { return worklist_row(sample.assessment, 60, {}); };
  CHECK(json_worklist(std::vector{row()}).find("\"data_stopped\":false") != std::string::npos);
  sample.assessment.data_stopped = DataStopped{"no grip for 8 weeks", at("2025-11-01"), true};
  CHECK(json_worklist(std::vector{row()}).find("\"data_stopped\":true") != std::string::npos);
  CHECK(html_worklist(std::vector{row()}, "list", at("2025-12-12")).front().html.find("class=\"late\">60 d, late") !=
        std::string::npos);
  CHECK(terminal_worklist(std::vector{row()}, {}).find("60 d!") != std::string::npos);
}

TEST_CASE("the course of a declining hand is that of the strength measured most often in the last weeks") {
  const SamplePatient patient = declining_patient();
  const Sparkline course = sparkline_of(patient.picture, sample_catalogue());
  CHECK(course.what.ends_with("grip"));
  CHECK(course.weeks.size() == 26);
  CHECK_FALSE(sparkline_words(course).empty());
  const SamplePatient nobody = empty_patient();
  CHECK(sparkline_of(nobody.picture, sample_catalogue()).weeks.empty());
}
