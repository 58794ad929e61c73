#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

#include "exchange/import_ground.h"

namespace myotrend::test {

namespace {

constexpr const char* patient_text = "patient_id,sex,birth_year,time_zone\nV1,female,1980,Europe/Oslo\n";

constexpr const char* old_form =
    "observation_date,tracker_name,tracker_category,observation_value \n"
    "2025-04-24,Sleep,Sleep,1 \n"
    "2025-04-24,HR Variability,Measurement,55 \n"
    "2025-04-24,Muscle weakness,Muscles,0 \n"
    "2025-04-23,Walking a short distance indoors from one room to another,Funcap_walking,4 \n";
constexpr const char* new_form =
    "observation_date,tracker_name,tracker_category,observation_value\n"
    "2025-04-23,Walking a short distance indoors from one room to another,Funcap_walking,4\n"
    "2025-04-24,HRV,Measurement,55\n"
    "2025-04-24,muscle  weakness,Muscles,0\n"
    "2025-04-25,HRV,Measurement,57\n"
    "2025-04-24,Sleep,Sleep,1\n";

ImportSummary imported_diary(ImportGround& ground, std::vector<std::string> files, bool recorded_as_effective = false) {
  ImportOptions options;
  options.files = std::move(files);
  options.patient = PatientId{"V1"};
  options.recorded_as_effective = recorded_as_effective;
  return ground.imported(options);
}

/// A later export of the same app: renamed, without blanks, oldest first.
std::string in_new_form(const std::string& text) {
  std::istringstream lines(text);
  std::vector<std::string> rows;
  std::string header, line;
  std::getline(lines, header);
  while (std::getline(lines, line)) {
    if (const auto name = line.find("HR Variability"); name != std::string::npos) line.replace(name, 14, "HRV");
    while (line.ends_with(' ')) line.pop_back();
    rows.push_back(line);
  }
  std::reverse(rows.begin(), rows.end());
  std::string out = "observation_date,tracker_name,tracker_category,observation_value\n";
  for (const std::string& row : rows) out += row + '\n';
  return out;
}

}  // namespace

TEST_CASE("overlapping exports of the diary give one history in either order, renamed and unpadded or not") {
  ImportGround ground;
  ground.file("p.csv", patient_text);
  ground.file("old.csv", old_form);
  ground.file("new.csv", new_form);
  ground.imported({"p.csv"});
  CHECK(imported_diary(ground, {"old.csv"}).added == 4);
  const ImportSummary later = imported_diary(ground, {"new.csv"});
  CHECK(later.added == 1);
  CHECK(later.already_known == 4);
  CHECK(later.second_in_slot == 0);
  const ImportGround::Export forward = ground.exported();
  ground.start_anew();
  ground.imported({"p.csv"});
  CHECK(imported_diary(ground, {"new.csv"}).added == 5);
  CHECK(imported_diary(ground, {"old.csv"}).already_known == 4);
  CHECK(ground.exported() == forward);
}

TEST_CASE("a diary's day is a day in the patient's zone, recorded now or when it held") {
  ImportGround ground;
  ground.file("p.csv", patient_text);
  ground.file("old.csv", old_form);
  ground.imported({"p.csv"});
  imported_diary(ground, {"old.csv"}, true);
  const History history = ground.store().history_of(PatientId{"V1"}, Depth::facts);
  REQUIRE(history.readings.size() == 4);
  CHECK(history.readings[0].effective == instant("2025-04-22T22:00Z"));
  for (const Reading& reading : history.readings) CHECK(reading.recorded == reading.effective);
}

TEST_CASE("what the app measures is a device's, what is asked the person's") {
  ImportGround ground;
  ground.file("p.csv", patient_text);
  ground.file("new.csv", new_form);
  ground.imported({"p.csv"});
  imported_diary(ground, {"new.csv"});
  const std::string text = ground.exported().measurements;
  CHECK(text.find("visible-hr-variability,55,ms,2026-01-15T13:00:00+01:00,,,,,device,Visible,") != std::string::npos);
  CHECK(text.find("visible-muscle-weakness,0,score,2026-01-15T13:00:00+01:00,,,,,patient,,") != std::string::npos);
}

TEST_CASE("each tracker of the map is known by its own name, and names that differ in blanks and case only") {
  CHECK(visible_map().tracker("Brain Fog")->measure == "visible-brain-fog");
  CHECK(visible_map().tracker(" brain  fog ")->measure == "visible-brain-fog");
  CHECK(visible_map().tracker("HRV") != nullptr);
  CHECK(visible_map().tracker("HRV")->measure == visible_map().tracker("HR Variability")->measure);
  CHECK(visible_map().tracker("HRV")->device == "Visible");
  CHECK(visible_map().tracker("Fog") == nullptr);
  CHECK(visible_map().nearest("Brain Fogg") == "Brain Fog");
}

TEST_CASE("a map of trackers that does not fit the catalogue is refused") {
  const auto refusal = [](const char* json) {
    const auto map = VisibleMap::parse(json, catalogue());
    REQUIRE_FALSE(map.ok());
    return map.refusal().text;
  };
  CHECK(refusal("[") == "the map of Visible's trackers is not JSON with a list of items");
  CHECK(refusal("{}") == "the map of Visible's trackers is not JSON with a list of items");
  CHECK(refusal(R"({"items": [{"tracker": "A", "measure": "a"}]})") ==
        "measure \"a\" of a Visible tracker is not in the catalogue");
  CHECK(
      refusal(
          R"({"items": [{"tracker": "A", "measure": "visible-sleep"}, {"tracker": "a ", "measure": "visible-sleep"}]})") ==
      "Visible's tracker \"a \" is mapped twice or has no name");
  CHECK(refusal(R"({"items": [], "aliases": [{"tracker": "A", "measure": "visible-sleep"}]})") ==
        "Visible's alias \"A\" is of an unknown tracker");
}

TEST_CASE("the real year of a diary imported twice, or from an older and a newer export, is one history") {
  const fs::path real = MYOTREND_SOURCE_DIR "/../shared/data/visible/visible-2025.csv";
  if (!fs::exists(real)) {
    std::cout << "skipped: no real diary beside the project\n";
    return;
  }
  const std::string text = text_of(real);
  ImportGround ground;
  ground.file("p.csv", patient_text);
  ground.file("old.csv", text);
  ground.file("new.csv", in_new_form(text));
  ground.imported({"p.csv"});
  const ImportSummary first = imported_diary(ground, {"old.csv"});
  CHECK(ground.rejects().empty());
  CHECK(first.rows == 11284);
  CHECK(first.added == 11284);
  CHECK(first.second_in_slot == 0);
  CHECK(first.held_out == 0);
  const ImportGround::Export once = ground.exported();
  CHECK(imported_diary(ground, {"old.csv", "new.csv"}).already_known == 2 * 11284);
  CHECK(ground.exported() == once);
  ground.start_anew();
  ground.imported({"p.csv"});
  CHECK(imported_diary(ground, {"new.csv"}).added == 11284);
  CHECK(ground.exported() == once);
}

}  // namespace myotrend::test
