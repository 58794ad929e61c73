#include "myotrend/report/worklist.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "report/golden.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

std::vector<WorklistRow> sample_rows() {
  std::vector<WorklistRow> rows;
  int number = 0;
  for (const int disposition : {0, 3, 5, 1, 4, 2, 3}) {
    auto said = judged_patient(static_cast<Disposition>(disposition)).assessment;
    said.patient.text = "P" + std::to_string(10 - number);
    Alert raised, seen;
    seen.state = AlertState::acknowledged;
    std::vector<Alert> alerts;
    if (disposition >= 3) alerts = {raised, raised, seen};
    std::optional<double> age;
    if (number != 3) age = 3.9 * number;
    rows.push_back(worklist_row(said, age, alerts));
    ++number;
  }
  return rows;
}

}  // namespace

TEST_CASE("the most urgent come first, then by id bytewise") {
  auto rows = sample_rows();
  sort_worklist(rows);
  std::vector<std::string> order;
  for (const auto& row : rows) order.push_back(row.patient.text);
  CHECK(order == std::vector<std::string>{"P8", "P6", "P4", "P9", "P5", "P7", "P10"});
}

TEST_CASE("each row says why in one line") {
  const auto rows = sample_rows();
  CHECK(rows[1].reason == "Right grip falls by 3.6 % a month (95 % 2.9 to 4.3), evidence ratio 412, on 223 readings.");
  CHECK(rows[3].reason == "Swallowing and speech were never examined by a clinician.");
  CHECK(rows[0].reason.starts_with("No referral criterion was met on data up to 12 Dec 2025."));
  auto said = judged_patient(Disposition::refer_routine).assessment;
  said.flags[0].evidence[0].text = "two\nlines\x1b[31m";
  CHECK(worklist_row(said, {}, {}).reason == "two lines\xEF\xBF\xBD[31m");
}

TEST_CASE("a row says how far strength fell, and leaves its weight to the report; where nothing is met, one sentence") {
  auto said = judged_patient(Disposition::refer_routine).assessment;
  said.flags[0].evidence[0].kind = EvidenceKind::trend;
  said.flags[0].evidence[0].text =
      "Left grip down 18 % since 21 May 2025, right without clear decline; evidence ratio 80";
  CHECK(worklist_row(said, {}, {}).reason == "Left grip down 18 % since 21 May 2025");
  CHECK(worklist_row(judged_patient(Disposition::continue_care).assessment, {}, {}).reason ==
        "No referral criterion was met on data up to 12 Dec 2025.");
}

TEST_CASE("the worklist on a terminal") {
  auto rows = sample_rows();
  sort_worklist(rows);
  const auto narrow = terminal_worklist(rows, {});
  CHECK(narrow == golden("worklist.txt", narrow));
  const auto wide = terminal_worklist(rows, {.columns = 160});
  CHECK(wide == golden("worklist-wide.txt", wide));
  CHECK(terminal_worklist({}, {}) == "No patient yet.\n");
}

TEST_CASE("the worklist as one JSON array") {
  auto rows = sample_rows();
  sort_worklist(rows);
  const auto json = nlohmann::json::parse(json_worklist(rows));
  REQUIRE(json.size() == 7);
  CHECK(json[0].at("patient") == "P8");
  CHECK(json[0].at("disposition") == "emergency");
  CHECK(json[0].at("since") == "2025-07-02T08:40:00+01:00");
  CHECK(json[0].at("act_within_days") == 0);
  CHECK(json[0].at("strength_days_ago") == 7.8);
  CHECK(json[0].at("alerts").at("raised") == 2);
  CHECK(json[0].at("alerts").at("acknowledged") == 1);
  CHECK(json[5].at("act_within_days").is_null());
  CHECK(json[5].at("strength_days_ago").is_null());
  CHECK(json_worklist({}) == "[]");
}
