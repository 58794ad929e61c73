#include "myotrend/report/terminal.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "report/golden.h"
#include "report/safe_text.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

int widest(const std::string& text) {
  int width = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) width = std::max(width, display_width(line));
  return width;
}

bool only_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string trend_of(const SamplePatient& sample, std::string_view measure, const TerminalStyle& style) {
  const auto picture = clinical_picture(sample.input());
  for (const auto& panel : picture.panels) {
    if (panel.measure == measure) {
      return terminal_trend(picture, panel, panel.series.front(), sample.assessment.zone, style);
    }
  }
  return {};
}

Alert alert_of(const char* patient, const char* flag, Disposition level, AlertState state) {
  Alert alert;
  alert.id = "a4f7k2m9q1x8w3e5r";
  alert.patient = {patient};
  alert.flag = flag;
  alert.level = level;
  alert.state = state;
  alert.raised = alert.updated = at("2025-07-02T08:40");
  alert.assessment_sha256 = std::string(64, 'b');
  return alert;
}

}  // namespace

TEST_CASE("the trend of a falling hand, drawn for 80 columns") {
  const auto text = trend_of(declining_patient(), "grip", {});
  CHECK(text == golden("trend-grip.txt", text));
  CHECK(widest(text) <= 80);
  CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("a terminal without Unicode gets ASCII alone") {
  const auto text = trend_of(declining_patient(), "grip", {.unicode = false});
  CHECK(text == golden("trend-grip-ascii.txt", text));
  CHECK(only_ascii(text));
}

TEST_CASE("every series fits its columns") {
  for (const int columns : {40, 60, 80, 132}) {
    for (const char* measure : {"grip", "mip", "sit-to-stand", "ck", "fatigue", "cramp", "weight"}) {
      INFO(measure << " at " << columns);
      CHECK(widest(trend_of(declining_patient(), measure, {.columns = columns})) <= columns);
    }
  }
}

TEST_CASE("too little data is said, not drawn over") {
  auto sample = declining_patient();
  std::erase_if(sample.picture.readings, [](const Reading& reading) { return reading.effective > at("2024-01-20"); });
  sample.picture.as_of = sample.assessment.as_of = at("2024-01-21");
  sample.assessment.trends.clear();
  sample.fitted.clear();
  const auto text = trend_of(sample, "grip", {});
  CHECK(text.find("too little data to say how it moves: 4 readings over 9 days") != std::string::npos);
  CHECK(text == golden("trend-too-little.txt", text));
}

TEST_CASE("the assessment as a short note") {
  const auto text = terminal_assessment(declining_patient().assessment, {});
  CHECK(text == golden("assess-refer.txt", text));
  CHECK(widest(text) <= 80);
  const auto emergency = terminal_assessment(judged_patient(Disposition::emergency).assessment, {});
  CHECK(emergency.find("\n\nArrange emergency assessment now\nThis program calls nobody.") != std::string::npos);
  CHECK(emergency == golden("assess-emergency.txt", emergency));
}

TEST_CASE("colour adds nothing but colour") {
  const auto said = declining_patient().assessment;
  std::string coloured = terminal_assessment(said, {.colour = true});
  CHECK(coloured.find("\x1b[") != std::string::npos);
  for (auto from = coloured.find("\x1b["); from != std::string::npos; from = coloured.find("\x1b[")) {
    coloured.erase(from, coloured.find('m', from) - from + 1);
  }
  CHECK(coloured == terminal_assessment(said, {}));
}

TEST_CASE("told text cannot steer the terminal") {
  auto said = declining_patient().assessment;
  said.summary = "\x1b]0;owned\x07 \x1b[2J wiped";
  said.patient.text = "P\x1b[31m";
  said.missing[0].text = "two\nlines";
  const auto text = terminal_assessment(said, {});
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("two lines") != std::string::npos);
}

TEST_CASE("alerts as a table, the most urgent first") {
  const Zone zone = Zone::named("Europe/London").value();
  const std::vector<AlertLine> alerts{
      {alert_of("P2", "progressive-weakness", Disposition::refer_routine, AlertState::acknowledged), zone},
      {alert_of("P10", "emergency-ck", Disposition::emergency, AlertState::raised), zone},
      {alert_of("手の力", "bulbar", Disposition::refer_urgent, AlertState::raised), zone}};
  const auto text = terminal_alerts(alerts, {});
  CHECK(text == golden("alerts.txt", text));
  CHECK(terminal_alerts({}, {}) == "No alert.\n");
}

TEST_CASE("an alert with everything that happened to it") {
  const Zone zone = Zone::named("Europe/London").value();
  AlertChange raised{at("2025-07-02T08:40"),
                     "a4f7k2m9q1x8w3e5r",
                     {"P2"},
                     "progressive-weakness",
                     AlertChangeKind::raised,
                     {},
                     Disposition::refer_routine,
                     "R1 holds",
                     "",
                     AlertOutcome::none,
                     {}};
  AlertChange seen = raised;
  seen.change = AlertChangeKind::acknowledged;
  seen.by = "Dr \x1b[31mOkafor";
  seen.reason = "will call";
  seen.at = at("2025-07-03T09:00");
  AlertChange done = seen;
  done.change = AlertChangeKind::resolved;
  done.outcome = AlertOutcome::referred;
  done.at = at("2025-07-10T09:00");
  done.reason = "";
  const std::vector<AlertChange> changes{raised, seen, done};
  auto alert = alert_of("P2", "progressive-weakness", Disposition::refer_routine, AlertState::resolved);
  alert.outcome = AlertOutcome::referred;
  const auto text = terminal_alert({alert, zone}, changes, {}, {});
  CHECK(text == golden("alert.txt", text));
  CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("what a scan did, in a sentence") {
  const Zone zone = Zone::named("Europe/London").value();
  AlertChange change{at("2025-07-02T23:40"),
                     "a1",
                     {"P2"},
                     "emergency-ck",
                     AlertChangeKind::worsened,
                     Disposition::refer_urgent,
                     Disposition::emergency,
                     "CK 6,200 U/L",
                     "",
                     AlertOutcome::none,
                     {}};
  CHECK(alert_change_sentence(change, zone) ==
        "P2, emergency: CK: worsened, now EMERGENCY: CK 6,200 U/L (2 July 2025).");
  change.change = AlertChangeKind::withdrawn;
  change.reason = "the reading was corrected";
  CHECK(alert_change_sentence(change, zone) ==
        "P2, emergency: CK: withdrawn: the reading was corrected (2 July 2025).");
}
