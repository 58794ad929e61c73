#include <catch2/catch.hpp>
#include <cmath>

#include "record/known_catalogue.h"

using namespace myotrend;
using namespace myotrend::test;

namespace {

const Series& series_of(const Entry& entry) { return std::get<Series>(entry.where); }

}  // namespace

TEST_CASE("a grip is read with its unit and side") {
  const Entry entry = accepted(told_grip());
  CHECK(entry.value == 32);
  CHECK(entry.told_unit == Unit::kilogram_force);
  CHECK(series_of(entry).side == Side::left);
  CHECK(series_of(entry).unit == Unit::kilogram_force);
  CHECK(series_of(entry).source == Source::patient);
  CHECK(entry.warnings.empty());
  CHECK(entry.details.trials.empty());
}

TEST_CASE("a unit is read in any case, by its word or its UCUM code") {
  Told words = told_grip();
  words.value = "70";
  for (const char* unit : {"lb", "LB", "lbf", "[lbf_av]", " lb "}) {
    words.unit = unit;
    const Entry entry = accepted(words);
    CHECK(entry.value == Approx(31.7514659).epsilon(1e-12));
    CHECK(entry.told_value == 70);
    CHECK(entry.told_unit == Unit::pound_force);
  }
  CHECK(accepted(told("mip", "7.2", "KPA")).value == Approx(73.41956733441));
  CHECK(accepted(told("ck", "2.5", "\u00b5kat/L")).value == 150);
  CHECK(accepted(told("crp", "1.2", "mg/dl")).value == 12);
  CHECK(accepted(told("cramp-count", "14", "/wk")).value == 2);
}

TEST_CASE("what is not known is refused by name, with what is accepted") {
  Told words = told_grip();
  words.unit = "stone";
  CHECK(refused(words) == "unit \"stone\" is not known for grip; use kg, lb or N");
  words.unit = "kgs";
  CHECK(refused(words) == "unit \"kgs\" is not known for grip; use kg, lb or N (did you mean kg?)");
  words.unit = "";
  CHECK(refused(words) == "grip needs a unit; use kg, lb or N");
  words = told_grip();
  words.code = "gripp";
  CHECK(refused(words) == "measure \"gripp\" is not known; did you mean grip?");
  words.code = "xylophone";
  CHECK(refused(words).starts_with("measure \"xylophone\" is not known; use grip, mip, mep, snip, fvc,"));
  words = told_grip();
  words.side = "";
  CHECK(refused(words) == "grip needs a side; use left or right");
  words.side = "middle";
  CHECK(refused(words) == "side \"middle\" is not known; use left or right");
  CHECK(refused(told("fvc", "3.2")) == "fvc needs a unit; use L or %");
  CHECK(refused(told("mip", "70", "psi")) == "unit \"psi\" is not known for mip; use cmH2O, kPa, mmHg, mbar or hPa");
}

TEST_CASE("a missing unit is taken only where there is no doubt") {
  CHECK(accepted(told("fatigue", "6.5")).value == 6.5);
  CHECK(accepted(told("spo2", "97")).told_unit == Unit::percent);
  CHECK(accepted(told("cramp-count", "3")).told_unit == Unit::per_day);
  CHECK(accepted(told("visible-hr-variability", "55")).told_unit == Unit::millisecond);
  CHECK(refused(told("ck", "150")) == "ck needs a unit; use U/L or ukat/L");
  CHECK(refused(told("weight", "80")) == "weight needs a unit; use kg or lb");
}

TEST_CASE("litres and per cent of predicted are two series") {
  const Entry litres = accepted(told("fvc", "3.2", "L"));
  const Entry percent = accepted(told("fvc", "81", "%"));
  CHECK(series_of(litres).unit == Unit::litre);
  CHECK(series_of(percent).unit == Unit::percent);
  CHECK(series_of(litres) != series_of(percent));
}

TEST_CASE("a number is a whole, finite number with a point") {
  const auto value = [](const char* text) {
    Told words = told_grip();
    words.value = text;
    return words;
  };
  CHECK(accepted(value(" 31.5 ")).value == 31.5);
  CHECK(refused(value("31,5")) == "grip: value \"31,5\" is not a number; write it with a point: 31.5");
  for (const char* text : {"abc", "32kg", "+32", "0x20", "nan", "inf", "1e999", "3 2", "--3", "1.2.3"})
    CHECK(refused(value(text)) == "grip: value \"" + std::string(text) + "\" is not a number; write it as 32 or 31.5");
  CHECK(refused(value("")) == "grip needs a value");
  CHECK(refused(value("present")).starts_with("grip: value \"present\" is not a number"));
}

TEST_CASE("trials are kept and combined by the measure's rule") {
  Told words = told_grip();
  words.value = "";
  words.trials = {"30", "32", "31"};
  Entry entry = accepted(words);
  CHECK(entry.value == 32);
  CHECK(entry.told_value == 32);
  CHECK(entry.details.trials == std::vector<double>{30, 32, 31});
  words.unit = "lb";
  words.trials = {"70", "68"};
  entry = accepted(words);
  CHECK(entry.told_value == 70);
  CHECK(entry.value == Approx(31.7514659));
  CHECK(entry.details.trials == std::vector<double>{70, 68});
  words.trials = {"70", "seventy"};
  CHECK(refused(words) == "grip: value \"seventy\" is not a number; write it as 32 or 31.5");
}

TEST_CASE("a value told beside its trials stands, and says that it differs") {
  Told words = told_grip();
  words.trials = {"30", "32", "31"};
  CHECK(accepted(words).warnings.empty());
  words.value = "31";
  const Entry entry = accepted(words);
  CHECK(entry.value == 31);
  CHECK(entry.warnings == std::vector<std::string>{"grip 31 is not the highest of its trials (32): kept as told"});
}

TEST_CASE("the rules by which trials combine") {
  const std::vector<double> trials{30, 35, 31, 29};
  CHECK(combined(Combine::highest, trials) == 35);
  CHECK(combined(Combine::lowest, trials) == 29);
  CHECK(combined(Combine::mean, trials) == 31.25);
  CHECK(combined(Combine::median, trials) == 30.5);
  CHECK(combined(Combine::median, {3, 1, 2}) == 2);
  CHECK(combined(Combine::last, trials) == 29);
  CHECK(std::isnan(combined(Combine::highest, {})));
}

TEST_CASE("suction told below zero is taken as its magnitude, and said") {
  const Entry entry = accepted(told("mip", "-72", "cmH2O"));
  CHECK(entry.value == 72);
  CHECK(entry.told_value == 72);
  CHECK(entry.warnings == std::vector<std::string>{"mip -72 cmH2O was told as suction below zero: taken as 72 cmH2O"});
  for (const char* code : {"mep", "snip"}) CHECK(accepted(told(code, "-60", "cmH2O")).value == 60);
  Told trials = told("mip", "", "kPa");
  trials.trials = {"-6.5", "-7", "-6"};
  CHECK(accepted(trials).told_value == 7);
}

TEST_CASE("tried and could not is a value of its own, never a zero") {
  Told words = told_grip();
  words.value = "could-not";
  Entry entry = accepted(words);
  CHECK(std::isnan(entry.value));
  CHECK(std::isnan(entry.told_value));
  CHECK_FALSE(entry.held_out);
  CHECK(entry.warnings.empty());
  words.unit = "";
  entry = accepted(words);
  CHECK(series_of(entry).unit == Unit::kilogram_force);
  CHECK(std::isnan(accepted(told("sit-to-stand", "could-not")).value));
  words.trials = {"30"};
  CHECK(refused(words) == "could-not of grip stands alone, without trials");
  words.trials = {};
  words.side = "";
  CHECK(refused(words) == "grip needs a side; use left or right");
}

TEST_CASE("a muscle is graded by words") {
  Told words = told("mrc", "4-");
  words.side = "left";
  words.muscle = "Deltoid";
  const Entry entry = accepted(words);
  CHECK(entry.value == 3.67);
  CHECK(entry.details.grade == "4-");
  CHECK(series_of(entry).muscle == "deltoid");
  words.value = "6";
  CHECK(refused(words) == "grade \"6\" of mrc is not known; use 0, 1, 2, 3, 4-, 4, 4+ or 5");
  words.value = "4";
  words.muscle = "";
  CHECK(refused(words) == "mrc needs a muscle");
  words.muscle = "deltoid";
  words.side = "";
  CHECK(refused(words) == "mrc needs a side; use left or right");
}

TEST_CASE("what would split a series unseen is refused") {
  Told words = told("mip", "72", "cmH2O");
  words.side = "left";
  CHECK(refused(words) == "mip has no side; leave \"left\" out");
  words.side = "";
  words.region = "thoracic";
  CHECK(refused(words) == "mip has no region; leave \"thoracic\" out");
  words.region = "";
  words.muscle = "diaphragm";
  CHECK(refused(words) == "mip has no muscle; leave \"diaphragm\" out");
  Told cramp = told("cramp", "4");
  cramp.side = "left";
  cramp.region = "lumbosacral";
  CHECK(series_of(accepted(cramp)).region == Region::lumbosacral);
}

TEST_CASE("who measured is one of four, and a home device keeps its name") {
  Told words = told_grip();
  words.source = "clinic";
  CHECK(series_of(accepted(words)).source == Source::clinician);
  words.source = "home:dyn-A";
  CHECK(series_of(accepted(words)).source == Source::device);
  CHECK(series_of(accepted(words)).device == "dyn-A");
  words.device = "dyn-B";
  CHECK(refused(words) == "source \"home:dyn-A\" and device \"dyn-B\" name two devices");
  words.source = "";
  CHECK(series_of(accepted(words)).source == Source::patient);
  CHECK(series_of(accepted(words)).device == "dyn-B");
  words.source = "clinican";
  CHECK(refused(words) ==
        "source \"clinican\" is not known; use patient, clinician, lab or device (did you mean clinician?)");
}

TEST_CASE("the laboratory's upper limit is kept in the series' unit") {
  Told words = told("ck", "5", "ukat/L");
  words.upper_limit = "3";
  words.source = "lab";
  CHECK(accepted(words).upper_limit == 180);
  words.upper_limit = "0";
  CHECK(refused(words) == "upper limit 0 of ck is impossible; it is above 0");
  words.upper_limit = "high";
  CHECK(refused(words) == "upper limit \"high\" is not a number; write it as 32 or 31.5");
  words = told_grip();
  CHECK(std::isnan(accepted(words).upper_limit));
  words.upper_limit = "40";
  CHECK(refused(words) == "an upper limit belongs to a laboratory value; grip has none");
}

TEST_CASE("texts that cannot be shown again are refused") {
  Told words = told_grip();
  words.note = "tired\nafter work";
  CHECK(accepted(words).details.note == "tired\nafter work");
  words.note = "\xff\xfe";
  CHECK(refused(words) == "note is not readable text (UTF-8)");
  words.note = "\xed\xa0\x80";
  CHECK(refused(words) == "note is not readable text (UTF-8)");
  words.note = "";
  words.recorded = "\xff";
  CHECK(refused(words) == "recorded_time is not readable text (UTF-8)");
  words.recorded = "";
  words.trials = {"30", "\xff"};
  CHECK(refused(words) == "a trial is not readable text (UTF-8)");
  words.trials = {};
  words.device = "dyn\x1b[31m";
  CHECK(refused(words) == "device has a control character");
  words.device = std::string(201, 'x');
  CHECK(refused(words) == "device has 201 bytes; at most 200 are kept");
}
