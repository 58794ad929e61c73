#include "report/also_consider.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "architecture/wording.h"
#include "myotrend/report/pages.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;
using nlohmann::json;

namespace {

bool tells(const std::vector<Considered>& all, const std::string& words) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Considered& one) { return one.text.find(words) != std::string::npos; });
}

ClinicalPicture taking(const std::string& note) {
  ClinicalPicture picture;
  picture.events.push_back({1, "Medicine", at("2025-03-01"), {}, day("2025-03-01"), {}, note});
  return picture;
}

}  // namespace

TEST_CASE("a medicine that weakens muscle is said to be recorded, by whole words alone") {
  const Assessment said = judged_patient(Disposition::continue_care).assessment;
  const auto found = also_consider(said, taking("Atorvastatin 40 mg, evenings"));
  REQUIRE(found.size() == 2);
  CHECK(found[0].text ==
        "Medicine \"Atorvastatin 40 mg, evenings\", since 1 March 2025: statins can hurt and weaken muscle and raise "
        "creatine kinase.");
  CHECK(found[0].source.starts_with("G; "));
  CHECK(tells(also_consider(said, taking("(prednisolone)")), "glucocorticoids"));
  CHECK(tells(also_consider(said, taking("L-Thyroxine 50")), "thyroid hormone"));
  CHECK(also_consider(said, taking("nystatin mouth wash")).empty());
  CHECK(also_consider(said, taking("")).empty());
}

TEST_CASE("a sign that points elsewhere is told while it stands, and no more after a clinician found it absent") {
  const Assessment said = judged_patient(Disposition::continue_care).assessment;
  ClinicalPicture picture;
  SignRow row;
  row.code = "ptosis-or-diplopia";
  row.title = "Ptosis or diplopia";
  row.unsided.patient = SignSeen{true, day("2025-06-01"), "patient", "", 0};
  picture.signs = {row};
  CHECK(tells(also_consider(said, picture),
              "Ptosis or diplopia reported on 1 June 2025: also consider a disease of the"));
  picture.signs[0].unsided.clinician = SignSeen{false, day("2025-06-20"), "clinician", "", 0};
  CHECK(also_consider(said, picture).empty());
}

TEST_CASE("whoever is to be re-examined or referred has the line of what is not seen here; nobody else") {
  for (const Disposition disposition : dispositions) {
    const auto found = also_consider(judged_patient(disposition).assessment, ClinicalPicture{});
    CHECK(tells(found, "An onset after COVID-19 excludes no other cause.") == (disposition >= Disposition::reassess));
  }
}

TEST_CASE("what else to consider is on the clinician's pages and never on the patient's") {
  const auto sample = judged_patient(Disposition::refer_routine);
  const std::string line = "each can weaken muscle";
  CHECK(html_report(sample.input()).find(line) != std::string::npos);
  CHECK(referral_letter(sample.input(), PageFormat::html).find(line) != std::string::npos);
  for (const auto& code : page_languages())
    CHECK(patient_page(sample.input(), code, PageFormat::html).find(line) == std::string::npos);
}

TEST_CASE("the entries of what else to consider have a source, and say nothing that must not be said") {
  std::ifstream file(MYOTREND_SOURCE_DIR "/schema/also_consider.json");
  const json entries = json::parse(file);
  for (const auto& one : entries.at("entries"))
    CHECK(architecture::unsayable_in(one.at("words").get<std::string>()).empty());
  CHECK(architecture::unsayable_in(entries.at("always").at("words").get<std::string>()).empty());
}
