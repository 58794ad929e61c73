#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "myotrend/report/pages.h"
#include "report/golden.h"
#include "report/safe_text.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

TEST_CASE("the text report, as a person reads it") {
  const auto text = text_report(declining_patient().input());
  CHECK(text == golden("report.txt", text));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(display_width(line) <= 80);
    CHECK((line.empty() || line.back() != ' '));
  }
}

TEST_CASE("the JSON report holds the assessment to the byte, and what the charts show") {
  const auto sample = declining_patient();
  const auto text = json_report(sample.input());
  CHECK(text.find(json_of(sample.assessment)) != std::string::npos);
  const auto json = nlohmann::json::parse(text);
  CHECK(json.at("schema") == "myotrend.report/1");
  CHECK(json.at("program") == "myotrend 0.1.0");
  CHECK(json.at("assessment").at("schema") == "myotrend.assessment/1");
  REQUIRE(json.at("series").size() == 8);
  const auto& right = json.at("series").at(0);
  CHECK(right.at("measure") == "grip");
  CHECK(right.at("unit") == "kgf");
  CHECK(right.at("side") == "right");
  CHECK(right.at("points").size() == 211);
  CHECK(right.at("points").at(0).at("at") == "2024-01-08T08:10:00+00:00");
  CHECK(right.at("points").at(0).at("trials").size() == 3);
  CHECK(right.at("points").back().at("state") == "could_not");
  CHECK_FALSE(right.at("points").back().contains("value"));
  CHECK(right.at("fitted").size() > 200);
  CHECK(right.at("fitted").at(0).at("interval_95").size() == 2);
  CHECK(right.at("trend").at("kind") == "rate");
  CHECK(right.at("trend").at("interval_95_per_month") == nlohmann::json::array({-1.32, -0.89}));
  CHECK(json.at("events").size() == 5);
  CHECK(json.at("events").at(1).at("note") == "low-dose <naltrexone> & \"pacing\"");
  CHECK(json.at("signs").at(0).at("sign") == "dysphagia");
  CHECK(json.at("signs").at(0).at("no_side").at("patient").at("present") == false);
  CHECK(json.at("signs").at(0).at("right").empty());
}

TEST_CASE("figures in JSON have at most six significant digits") {
  const auto text = json_report(declining_patient().input());
  std::size_t digits = 0, longest = 0;
  bool quoted = false, started = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c >= '0' && c <= '9') {
      if (c != '0' || started) ++digits;
      started = started || c != '0';
    } else if (c != '.') {
      longest = std::max(longest, digits);
      digits = 0;
      started = false;
    }
  }
  CHECK(longest <= 6);
}

TEST_CASE("told text cannot break the JSON or the text") {
  auto sample = declining_patient();
  sample.assessment.summary =
      "\x1b[2J\xFF \"quoted\" \xE2\x80\xAE"
      "turned";
  for (auto& details : sample.history->details) details.note = "\xFF\x1b[31m";
  CHECK_NOTHROW(nlohmann::json::parse(json_report(sample.input())).at("series").size());
  const auto text = text_report(sample.input());
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
}
