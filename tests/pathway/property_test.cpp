#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "pathway/course.h"
#include "pathway/known_rules.h"

using namespace myotrend;
using test::Course;
using test::on_day;

namespace {

constexpr int last_day = 160;

int day() { return *rc::gen::inRange(0, last_day); }

/// A patient with a random course of hands, breathing, signs, symptoms and events, some of it known late.
Course any_course() {
  Course course;
  const double level = *rc::gen::inRange(15, 50), rate = *rc::gen::element(0.0, 0.0, 2.0, 6.0);
  const int gap = *rc::gen::inRange(2, 9);
  int n = 0;
  for (int d = *rc::gen::inRange(0, 20); d < last_day; d += gap, ++n) {
    const double now = level * std::exp(-rate / 100 * std::max(0, d - 50) / 30.44);
    course.grip(Side::right, now * (1 + 0.03 * std::sin(2.4 * n)), d + 0.4);
    if (*rc::gen::inRange(0, 10) == 0) course.known(d + *rc::gen::inRange(1, 40));
    course.grip(Side::left, level * (1 + 0.03 * std::sin(2.4 * n + 1)), d + 0.4);
  }
  const std::vector<const char*> signs = {"weakness", "atrophy",    "hyperreflexia", "dysarthria",
                                          "choking",  "orthopnoea", "falls",         "limb-fasciculation"};
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
    const char* sign = *rc::gen::elementOf(signs);
    const double at = day() + 0.5;
    switch (*rc::gen::inRange(0, 3)) {
      case 0: course.found(sign, at); break;
      case 1: course.absent(sign, at); break;
      default: course.reported(sign, at); break;
    }
    if (*rc::gen::inRange(0, 3) == 0) course.known(at + *rc::gen::inRange(1, 30));
  }
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i)
    course.measured("mip", *rc::gen::inRange(25, 110), day() + 0.6, "clinician");
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
    course.measured("ck", *rc::gen::inRange(50, 7000), day() + 0.3, "lab");
  if (*rc::gen::inRange(0, 2) == 0) course.event(EventKind::hard_exercise, day() + 0.2);
  if (*rc::gen::inRange(0, 2) == 0) course.event(EventKind::treatment_start, day());
  return course;
}

/// The same facts, told in another order and numbered otherwise.
History shuffled(History history, unsigned seed) {
  std::mt19937 random(seed);
  const auto renumber = [&](auto& where, auto&& use) {
    std::vector<std::uint32_t> order(where.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    auto moved = where;
    for (std::uint32_t i = 0; i < order.size(); ++i) moved[order[i]] = where[i];
    where = moved;
    use(order);
  };
  renumber(history.series, [&](const auto& to) {
    for (Reading& reading : history.readings) reading.series = to[reading.series];
  });
  renumber(history.sites, [&](const auto& to) {
    for (SignFinding& finding : history.signs) finding.site = to[finding.site];
  });
  std::shuffle(history.readings.begin(), history.readings.end(), random);
  std::shuffle(history.signs.begin(), history.signs.end(), random);
  std::shuffle(history.events.begin(), history.events.end(), random);
  return history;
}

std::string judged(const History& history, Instant as_of) {
  return json_of(pathway::assess(test::known_rules(), known_at(history, as_of)));
}

}  // namespace

TEST_CASE("neither the order of entry nor the numbers of series matter: the same bytes") {
  CHECK(rc::check([] {
    const Course course = any_course();
    const History history = course.history();
    const Instant as_of = on_day(day() + 1);
    RC_ASSERT(judged(shuffled(history, *rc::gen::arbitrary<unsigned>()), as_of) == judged(history, as_of));
  }));
}

TEST_CASE("fatigue, cramps, twitches, pain and creatine kinase never change the evidence") {
  CHECK(rc::check([] {
    const Course course = any_course();
    Course tired = course;
    for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
      const char* code = *rc::gen::element("fatigue", "cramp", "fasciculation", "myalgia", "ck", "fss", "weight");
      const bool lab = std::string_view(code) == "ck";
      tired.measured(
          code,
          lab ? *rc::gen::inRange(50, 900) : *rc::gen::inRange(1, 7) + (std::string_view(code) == "weight" ? 60 : 0),
          day() + 0.7, lab ? "lab" : "");
    }
    const int asked = day();
    RC_ASSERT(tired.at_end_of(asked).log_evidence_ratio == course.at_end_of(asked).log_evidence_ratio);
  }));
}

TEST_CASE("kilograms or pounds: the same judgement") {
  CHECK(rc::check([] {
    const double level = *rc::gen::inRange(15, 50), rate = *rc::gen::element(0.0, 4.0);
    Course metric, imperial;
    for (int d = 0; d < last_day; d += 4) {
      const double kilograms = level * std::exp(-rate / 100 * std::max(0, d - 50) / 30.44);
      Told words;
      words.code = "grip";
      words.side = d % 8 == 0 ? "left" : "right";
      words.effective = words.recorded = iso_text(on_day(d), Zone());
      words.unit = "kg";
      words.value = std::to_string(kilograms);
      metric.told(words);
      words.unit = "lb";
      words.value = std::to_string(std::stod(words.value) / 0.45359237);
      imperial.told(words);
    }
    const Assessment in_kg = metric.at_end_of(last_day), in_lb = imperial.at_end_of(last_day);
    RC_ASSERT(in_kg.disposition == in_lb.disposition);
    RC_ASSERT(std::abs(in_kg.log_evidence_ratio - in_lb.log_evidence_ratio) < 1e-4);
  }));
}

TEST_CASE("facts that become known later change nothing that was judged before") {
  CHECK(rc::check([] {
    const Course course = any_course();
    Course with_future = course;
    const int asked = day();
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
      const double at = *rc::gen::inRange(0, last_day) + 0.45;
      const double known = std::max(at, asked + 1.5);
      switch (*rc::gen::inRange(0, 4)) {
        case 0: with_future.grip(Side::right, 9, at).known(known); break;
        case 1: with_future.found("tongue-fasciculation", at).known(known); break;
        case 2: with_future.event(EventKind::neurology_seen, at).known(known); break;
        default: with_future.measured("ck", 9000, at, "lab").known(known); break;
      }
    }
    const History before = course.history(), after = with_future.history();
    const Instant as_of = Zone().end_of(Zone().day_of(on_day(asked)));
    RC_ASSERT(judged(before, as_of) == judged(after, as_of));
  }));
}

TEST_CASE("the disposition is the highest rule's level, and a flag is met when one of its rules holds") {
  CHECK(rc::check([] {
    const Assessment assessment = any_course().at_end_of(day());
    Disposition highest = Disposition::continue_care;
    for (const RuleHeld& rule : assessment.rules) {
      highest = std::max(highest, rule.level);
      RC_ASSERT(test::flag(assessment, rule.flag).state == FlagState::met);
      RC_ASSERT(rule.since <= assessment.as_of);
    }
    if (assessment.rules.empty()) {
      RC_ASSERT(assessment.disposition <= Disposition::insufficient_data);
    } else {
      RC_ASSERT(assessment.disposition == highest);
    }
    RC_ASSERT(assessment.since <= assessment.as_of);
  }));
}

TEST_CASE("walked in steps or at once: the same disposition") {
  CHECK(rc::check([] {
    const Course course = any_course();
    const History history = course.history();
    pathway::Judge judge(test::known_rules(), history.patient);
    const int asked = day();
    const Picture picture = known_at(history, on_day(asked + 1) - std::chrono::microseconds{1});
    for (int d = 0; d <= asked; ++d) judge.walk(picture, Zone().end_of(Zone().day_of(on_day(d))));
    RC_ASSERT(judge.disposition() == pathway::assess(test::known_rules(), picture).disposition);
  }));
}
