#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "myotrend/report/pages.h"
#include "report/markup.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

const std::string nasty =
    "<script>alert(1)</script> <img src=x onerror=y> \" ' & ]]> {{x}} \xE2\x80\xAE"
    "evil \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D "
    "\xF0\x9F\x99\x82 \xFF \x1b[31m";

}  // namespace

TEST_CASE("the checker of markup finds what is wrong") {
  CHECK(markup_of("<!DOCTYPE html>\n<p>a &lt; b<br/></p>").faults.empty());
  CHECK(markup_of("<p><b></p></b>").faults.size() >= 2);
  CHECK(markup_of("<p>").faults.size() == 1);
  CHECK(markup_of("<p>a < b</p>").faults.size() == 1);
  CHECK(markup_of("<p>a & b</p>").faults.size() == 1);
  CHECK(markup_of("<p class=x></p>").faults.size() >= 1);
  CHECK(markup_of("<p id=\"a\" id=\"b\"></p>").faults.size() == 1);
}

TEST_CASE("the page is well formed, for every disposition and for nobody's data") {
  std::vector<SamplePatient> samples;
  for (int i = 0; i < 6; ++i) samples.push_back(judged_patient(static_cast<Disposition>(i)));
  samples.push_back(empty_patient());
  for (const auto& sample : samples) {
    const auto markup = markup_of(html_report(sample.input()));
    INFO(word_of(sample.assessment.disposition));
    CHECK(markup.faults == std::vector<std::string>{});
  }
}

TEST_CASE("the page needs nobody: no script, no network, and a policy that says so") {
  const auto html = html_report(declining_patient().input());
  const auto markup = markup_of(html);
  CHECK(html.find("<html lang=\"en\">") != std::string::npos);
  CHECK(html.find("<meta charset=\"utf-8\"/>") != std::string::npos);
  CHECK(html.find("content=\"default-src 'none'; style-src 'unsafe-inline'\"") != std::string::npos);
  CHECK(html.find("http://") == std::string::npos);
  CHECK(html.find("https://") == std::string::npos);
  CHECK(html.find("url(\"") == std::string::npos);
  CHECK(html.find("@import") == std::string::npos);
  for (const auto& element : markup.elements) {
    CHECK(element.name != "script");
    CHECK(element.name != "link");
    CHECK(element.name != "img");
    for (const auto& [key, value] : element.attributes) {
      CHECK(key.substr(0, 2) != "on");
      if (key == "href") CHECK(value.front() == '#');
      CHECK(key != "src");
      CHECK(key != "style");
    }
  }
}

TEST_CASE("whatever is told comes out as text") {
  auto sample = declining_patient();
  const std::string told = nasty + std::string(10'000, 'x');
  sample.assessment.patient.text = nasty;
  sample.assessment.summary = told;
  sample.assessment.flags[0].evidence[0].text = told;
  sample.assessment.flags[0].title = told;
  sample.assessment.set_aside[0].reason = told;
  sample.assessment.missing[0].text = told;
  sample.assessment.data_quality[0].text = told;
  for (auto& details : sample.history->details) details.note = details.author = nasty;
  sample.history->details[0].note = told;
  sample.history->corrections[0].why = told;
  for (auto& series : sample.history->series) series.device += nasty;
  const auto html = html_report(sample.input());
  const auto markup = markup_of(html);
  CHECK(markup.faults == std::vector<std::string>{});
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find('\x1b') == std::string::npos);
  CHECK(html.find('\xFF') == std::string::npos);
  CHECK(html.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
  CHECK(html.find("\xF0\x9F\x99\x82") != std::string::npos);
  CHECK(count_of(html, "xxxxxxxxxx") > 5 * 1000);
}

TEST_CASE("ids are unique and every reference leads somewhere") {
  for (const auto& html : {html_report(declining_patient().input()), html_report(empty_patient().input())}) {
    const auto markup = markup_of(html);
    std::set<std::string> ids;
    for (const auto& element : markup.elements) {
      const auto id = element.attribute("id");
      if (!id.empty()) CHECK(ids.insert(id).second);
    }
    for (const auto& element : markup.elements) {
      const auto href = element.attribute("href");
      INFO(href);
      if (!href.empty()) CHECK(ids.count(href.substr(1)) == 1);
      const auto labels = element.attribute("aria-labelledby");
      if (labels.empty()) continue;
      const auto blank = labels.find(' ');
      CHECK(ids.count(labels.substr(0, blank)) == 1);
      if (blank != std::string::npos) CHECK(ids.count(labels.substr(blank + 1)) == 1);
    }
  }
}

TEST_CASE("each chart has its words and its figures beside it") {
  const auto sample = declining_patient();
  const auto html = html_report(sample.input());
  const auto markup = markup_of(html);
  const auto charts = clinical_picture(sample.input()).panels.size();
  const auto with = [&](const char* name, const char* key, const char* value) {
    return static_cast<std::size_t>(std::count_if(
        markup.elements.begin(), markup.elements.end(),
        [&](const Element& element) { return element.name == name && (!*key || element.attribute(key) == value); }));
  };
  CHECK(with("figure", "", "") == charts);
  CHECK(with("svg", "role", "img") == charts);
  CHECK(with("desc", "", "") == charts);
  CHECK(count_of(html, "Figures of this chart") == static_cast<int>(charts));
  // The description says in words what the lines show.
  CHECK(html.find("Right: 211 readings, first 42.3 kg on 8 January 2024") != std::string::npos);
  // The table holds the reading, its trials, and the fitted level with its band.
  CHECK(html.find(
            "<tr><th scope=\"row\">8 January 2024</th><td>42.3 (42.3, 41.0, 39.8)</td><td>41.3 (39.7 to 43.0)</td>") !=
        std::string::npos);
  CHECK(html.find("corrected from 23.1 kg: digits swapped") != std::string::npos);
  CHECK(html.find("held, not counted") != std::string::npos);
}

TEST_CASE("every value that the JSON report has stands in the page's tables") {
  const auto sample = declining_patient();
  const auto html = html_report(sample.input());
  const auto json = nlohmann::json::parse(json_report(sample.input()));
  int looked_at = 0;
  for (const auto& series : json.at("series")) {
    if (series.at("measure") != "mip") continue;
    for (const auto& point : series.at("points")) {
      CHECK(html.find("<td>" + std::to_string(point.at("value").get<int>()) + "</td>") != std::string::npos);
      ++looked_at;
    }
  }
  CHECK(looked_at > 50);
}

TEST_CASE("states differ in shape, not in colour alone") {
  const auto html = html_report(declining_patient().input());
  for (const char* symbol : {"#m-corrected", "#m-held", "#m-aside", "#m-could-not", "#m-device"}) {
    INFO(symbol);
    CHECK(count_of(html, symbol) >= 2);  // in the chart and in its key
  }
  CHECK(html.find("class=\"hole") != std::string::npos);  // the left hand's points are open
}

TEST_CASE("no motion is claimed where data stopped") {
  auto sample = judged_patient(Disposition::insufficient_data);
  sample.assessment.missing = {{"grip", "Two grip tests a week are enough.", 40.0, day("2026-01-20")}};
  const auto html = html_report(sample.input());
  CHECK(html.find("<h1>Too little data to judge</h1>") != std::string::npos);
  CHECK(html.find("(last: 40 days ago; an answer can be expected by 20 January 2026)") != std::string::npos);
  CHECK(html.find("times better explained") == std::string::npos);
}

TEST_CASE("two years of twelve daily series stay small, and the same input gives the same bytes") {
  const auto sample = daily_for_two_years();
  const auto begin = std::clock();
  const auto html = html_report(sample.input());
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::cout << "two years of 12 daily series: " << html.size() << " bytes, " << seconds << " s of CPU\n";
  CHECK(html.size() < 1'500'000);
  CHECK(markup_of(html).faults.empty());
  CHECK(html_report(sample.input()) == html);
}
