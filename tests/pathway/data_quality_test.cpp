#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using test::Course;

namespace {

/// The doubts of one kind.
std::vector<DataQuality> of(const Assessment& assessment, DataQualityKind kind) {
  std::vector<DataQuality> found;
  std::copy_if(assessment.data_quality.begin(), assessment.data_quality.end(), std::back_inserter(found),
               [&](const DataQuality& quality) { return quality.kind == kind; });
  return found;
}

bool any(const Assessment& assessment, DataQualityKind kind) { return !of(assessment, kind).empty(); }

/// A small scatter without direction that differs from hand to hand.
double scatter(int n, Side side) { return 1 + 0.02 * std::sin(2.4 * n + (side == Side::left ? 1 : 0)); }

/// Both hands every third day, from one day to before another, on a device or none.
struct Hands {
  double right = 40, left = 32;
  const char* device = "";
};
void grips(Course& course, double right, double left, double day, std::string_view device = "",
           std::string_view source = "") {
  for (const Side side : {Side::right, Side::left}) {
    Told words;
    words.code = "grip";
    words.value = std::to_string(side == Side::right ? right : left);
    words.unit = "kg";
    words.side = word_of(side);
    words.device = device;
    words.source = source;
    words.effective = words.recorded = iso_text(test::on_day(day + (side == Side::left ? 0.002 : 0)), Zone());
    course.told(words);
  }
}

void steady(Course& course, const Hands& hands, int from, int to, int every = 3) {
  for (int d = from; d < to; d += every)
    grips(course, hands.right * scatter(d, Side::right), hands.left * scatter(d, Side::left), d + 0.4, hands.device);
}

}  // namespace

TEST_CASE("right and left exchanged for one session are told with both readings and the way back, and refer nobody") {
  Course course;
  steady(course, {40, 31}, 0, 60);
  grips(course, 31, 40, 60.4);
  steady(course, {40, 31}, 63, 100);
  const Assessment assessment = course.at_end_of(100);
  const auto swapped = of(assessment, DataQualityKind::swapped_sides);
  REQUIRE(swapped.size() == 1);
  CHECK(swapped[0].readings.size() == 2);
  CHECK(swapped[0].action.find("myotrend retract " + swapped[0].readings[0]) != std::string::npos);
  CHECK(assessment.disposition == Disposition::continue_care);
}

TEST_CASE("a real fall of one hand is not taken for exchanged sides, and still refers") {
  Course course;
  for (int d = 0; d < 200; d += 3) {
    const double loss = std::exp(-0.05 * std::max(0, d - 60) / 30.44);
    grips(course, 40 * loss * scatter(d, Side::right), 31 * scatter(d, Side::left), d + 0.4);
  }
  const Assessment assessment = course.at_end_of(200);
  CHECK_FALSE(any(assessment, DataQualityKind::swapped_sides));
  CHECK(assessment.disposition >= Disposition::refer_routine);
}

TEST_CASE("another person's tests on the account are told, by device or by their return, and refer nobody") {
  Course course;
  steady(course, {40, 37}, 0, 60);
  for (const double d : {60.4, 69.4, 81.4}) grips(course, 27, 25, d);
  for (const int d : {63, 66, 72, 75, 78, 84, 87, 90, 93, 96}) grips(course, 40, 37, d + 0.4);
  const Assessment assessment = course.at_end_of(97);
  const auto person = of(assessment, DataQualityKind::other_person);
  REQUIRE(person.size() == 1);
  CHECK(person[0].readings.size() == 6);
  CHECK(assessment.disposition <= Disposition::reassess);
}

TEST_CASE("a loss of both hands that stays is no other person: it is examined as what it is") {
  Course course;
  steady(course, {40, 37}, 0, 60);
  steady(course, {27, 25}, 60, 90);
  const Assessment assessment = course.reported("weakness", 62).at_end_of(75);
  CHECK_FALSE(any(assessment, DataQualityKind::other_person));
  CHECK(assessment.disposition == Disposition::emergency);
}

TEST_CASE(
    "both hands that change at once and stay there are told as another device, with the command that declares it") {
  Course course;
  steady(course, {40, 37}, 0, 60);
  steady(course, {33, 30.5}, 60, 100);
  const auto offset = of(course.at_end_of(100), DataQualityKind::device_offset);
  REQUIRE(offset.size() == 1);
  CHECK(offset[0].action.find("event device-change --at 2025-03-02") != std::string::npos);
}

TEST_CASE("a device that is named or declared explains a step of both hands") {
  Course named;
  steady(named, {40, 37, "A"}, 0, 60);
  steady(named, {33, 30.5, "B"}, 60, 100);
  const auto offset = of(named.at_end_of(100), DataQualityKind::device_offset);
  REQUIRE(offset.size() == 1);
  CHECK(offset[0].text.find("A before, B after") != std::string::npos);
  Course declared;
  steady(declared, {40, 37}, 0, 60);
  steady(declared.event(EventKind::device_change, 60), {33, 30.5}, 60, 100);
  CHECK_FALSE(any(declared.at_end_of(100), DataQualityKind::device_offset));
  CHECK(any(declared.at_end_of(100), DataQualityKind::device_change));
}

TEST_CASE("a decline of both hands is no device, however fast it is") {
  Course course;
  for (int d = 0; d < 150; d += 3) {
    const double loss = std::exp(-0.065 * std::max(0, d - 30) / 30.44);
    grips(course, 40 * loss * scatter(d, Side::right), 37 * loss * scatter(d, Side::left), d + 0.4);
  }
  const Assessment assessment = course.at_end_of(150);
  CHECK_FALSE(any(assessment, DataQualityKind::device_offset));
  CHECK(assessment.disposition >= Disposition::refer_routine);
}

TEST_CASE("the same value within minutes from two sources counts once, as recorded first") {
  Course once, twice;
  steady(once, {40, 37}, 0, 60);
  steady(twice, {40, 37}, 0, 60);
  grips(twice, 40 * scatter(57, Side::right), 37 * scatter(57, Side::left), 57.402, "", "clinician");
  const Assessment both = twice.at_end_of(60);
  CHECK(of(both, DataQualityKind::repeated).size() == 2);
  CHECK(both.log_evidence_ratio == once.at_end_of(60).log_evidence_ratio);
  CHECK(both.input_sha256 != once.at_end_of(60).input_sha256);
}

TEST_CASE("two tests of one visit with two devices and two values both count") {
  Course course;
  steady(course, {40, 37}, 0, 60);
  grips(course, 38, 35, 57.402, "B");
  CHECK_FALSE(any(course.at_end_of(60), DataQualityKind::repeated));
}

TEST_CASE("a suspected unit comes with the command that tells it right") {
  Course course;
  steady(course, {40, 37}, 0, 60);
  grips(course, 88.2, 37, 60.4);
  const auto unit = of(course.at_end_of(61), DataQualityKind::unit);
  REQUIRE(unit.size() == 1);
  CHECK(unit[0].action.find("myotrend correct " + unit[0].readings[0] + " 88.2 lb --why unit") != std::string::npos);
}

TEST_CASE("the sum of three trials is told as such, and never counted") {
  Course course;
  steady(course, {40, 37}, 0, 60);
  grips(course, 119, 37, 60.4);
  const Assessment assessment = course.at_end_of(61);
  const auto sum = of(assessment, DataQualityKind::summed_trials);
  REQUIRE(sum.size() == 1);
  CHECK(sum[0].text.find("the sum of 3 trials?") != std::string::npos);
  CHECK(sum[0].action.find("39.67") != std::string::npos);
  CHECK(assessment.disposition == Disposition::continue_care);
}

TEST_CASE("a first breathing pressure in kPa told as cmH2O asks for a re-check and is no emergency") {
  Course course;
  steady(course, {40, 37}, 0, 40);
  const Assessment first = course.measured("mip", 8, 40, "clinician").reported("morning-headache", 39).at_end_of(40);
  CHECK(first.disposition == Disposition::reassess);
  CHECK(test::holds(first, "S1"));
  const auto unit = of(first, DataQualityKind::unit);
  REQUIRE(unit.size() == 1);
  CHECK(unit[0].action.find("8 kPa") != std::string::npos);
  // As low again the next day: it is believed.
  CHECK(course.measured("mip", 8.3, 41, "clinician").at_end_of(41).disposition == Disposition::emergency);
}

TEST_CASE("a sniff pressure in kPa told as cmH2O asks for a re-check and is no emergency") {
  Course course;
  steady(course, {40, 37}, 0, 100);
  for (const int d : {0, 10, 20, 30, 40, 50, 60}) course.measured("snip", 82 + d % 3, d + 0.5, "clinician");
  const Assessment slipped =
      course.measured("snip", 8.1, 98.5, "clinician").reported("morning-headache", 98).at_end_of(99);
  CHECK(slipped.disposition == Disposition::reassess);
  CHECK(any(slipped, DataQualityKind::unit));
  // A real fall to a third is none of a unit, and an emergency with a symptom.
  CHECK(course.measured("snip", 28, 99.5, "clinician").at_end_of(99.9).disposition == Disposition::emergency);
}

TEST_CASE("creatine kinase in microkatals told as U/L is no draw: it ends no persistent rise") {
  Course course(Sex::male);
  course.measured("ck", 1400, 0, "lab").measured("ck", 1500, 40, "lab");
  REQUIRE(test::holds(course.at_end_of(41), "R3"));
  const Assessment slipped = course.measured("ck", 8, 60, "lab").at_end_of(61);
  CHECK(test::holds(slipped, "R3"));
  CHECK(any(slipped, DataQualityKind::unit));
}

TEST_CASE("a doubt of the unit never holds a high creatine kinase back") {
  Course course(Sex::male);
  Told words;
  words.code = "ck";
  words.value = "150";
  words.unit = "ukat/L";
  words.source = "lab";
  words.effective = words.recorded = iso_text(test::on_day(40), Zone());
  const Assessment high = course.measured("ck", 150, 0, "lab").told(words).at_end_of(41);
  CHECK(high.disposition == Disposition::emergency);
  CHECK(any(high, DataQualityKind::unit_doubted));
}

TEST_CASE("what is dated in childhood is told, and counts for no strength") {
  Course course;
  steady(course, {40, 37}, 0, 60);
  Course slipped = course;
  Told words;
  words.code = "grip";
  words.value = "12";
  words.unit = "kg";
  words.side = "left";
  words.effective = words.recorded = "1975-03-01";
  slipped.told(words);
  const Assessment assessment = slipped.at_end_of(60);
  const auto odd = of(assessment, DataQualityKind::odd_date);
  REQUIRE(odd.size() == 1);
  CHECK(odd[0].action.find("myotrend retract") != std::string::npos);
  CHECK(assessment.log_evidence_ratio == course.at_end_of(60).log_evidence_ratio);
}

TEST_CASE("the same long list of absent signs at three visits is told as a copied template") {
  Course course;
  steady(course, {40, 37}, 0, 100);
  const std::vector<const char*> signs = {"weakness",   "atrophy",  "hyperreflexia", "dysarthria", "dysphagia",
                                          "spasticity", "babinski", "clonus",        "choking",    "foot-drop"};
  for (const int d : {20, 50, 80})
    for (const char* sign : signs) course.absent(sign, d + 0.5);
  CHECK(of(course.at_end_of(79), DataQualityKind::copied_template).empty());
  CHECK(of(course.at_end_of(81), DataQualityKind::copied_template).size() == 1);
}
