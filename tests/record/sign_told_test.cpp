#include <catch2/catch.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

const SignSite& site_of(const Entry& entry) { return std::get<SignSite>(entry.where); }

}  // namespace

TEST_CASE("a sign is present or absent, and without a source it is the patient's") {
  Entry entry = accepted(told("weakness", "present"));
  CHECK(entry.value == 1);
  CHECK(site_of(entry).source == Source::patient);
  CHECK(site_of(entry).region == Region::none);
  CHECK(accepted(told("weakness", "Absent")).value == 0);
  CHECK(refused(told("weakness", "maybe")) == "finding \"maybe\" of weakness is not known; use present or absent");
  CHECK(refused(told("weakness", "")) == "weakness needs a finding; use present or absent");
  CHECK(refused(told("weakness", "could-not")) ==
        "finding \"could-not\" of weakness is not known; use present or absent");
  CHECK(refused(told("weekness", "present")) == "sign \"weekness\" is not known; did you mean weakness?");
  CHECK(refused(told("grp", "present")).starts_with("sign \"grp\" is not known; use weakness, atrophy,"));
}

TEST_CASE("a sign is found by a patient or a clinician, by nobody else") {
  Told words = told("babinski", "present");
  words.source = "clinic";
  CHECK(site_of(accepted(words)).source == Source::clinician);
  words.source = "lab";
  CHECK(refused(words) == "source \"lab\" cannot find a sign; use patient or clinician");
  words.source = "device";
  CHECK(refused(words) == "source \"device\" cannot find a sign; use patient or clinician");
  words.source = "home:cam";
  CHECK(refused(words) == "source \"home:cam\" cannot find a sign; use patient or clinician");
}

TEST_CASE("where a sign was found is kept") {
  Told words = told("weakness", "present");
  words.side = "left";
  words.region = "cervical";
  words.muscle = "First dorsal interosseous";
  words.grade = "4-";
  const Entry entry = accepted(words);
  CHECK(site_of(entry).side == Side::left);
  CHECK(site_of(entry).region == Region::cervical);
  CHECK(site_of(entry).muscle == "first dorsal interosseous");
  CHECK(entry.details.grade == "4-");
}

TEST_CASE("a sign of one place is there whatever is told") {
  Told words = told("tongue-atrophy", "present");
  CHECK(site_of(accepted(words)).region == Region::bulbar);
  words.region = "cervical";
  const Entry entry = accepted(words);
  CHECK(site_of(entry).region == Region::bulbar);
  CHECK(entry.warnings == std::vector<std::string>{"tongue-atrophy is always bulbar: region cervical was not taken"});
}

TEST_CASE("a place that a sign does not have is refused") {
  Told words = told("clonus", "present");
  words.region = "bulbar";
  CHECK(refused(words) == "region \"bulbar\" is not known for clonus; use cervical or lumbosacral");
  words.region = "cervicle";
  CHECK(refused(words) ==
        "region \"cervicle\" is not known; use bulbar, cervical, thoracic or lumbosacral (did you mean cervical?)");
  words = told("dark-urine", "present");
  words.region = "lumbosacral";
  CHECK(refused(words) == "dark-urine has no region; leave \"lumbosacral\" out");
  words = told("snout", "present");
  words.side = "left";
  CHECK(refused(words) == "snout has no side; leave \"left\" out");
}

TEST_CASE("a sign has no unit, trials or upper limit") {
  Told words = told("weakness", "present", "kg");
  CHECK(refused(words) == "weakness is a sign and has no unit; leave \"kg\" out");
  words.unit = "";
  words.trials = {"1"};
  CHECK(refused(words) == "weakness is a sign and has no trials");
  words.trials = {};
  words.upper_limit = "2";
  CHECK(refused(words) == "weakness is a sign and has no upper limit");
}
