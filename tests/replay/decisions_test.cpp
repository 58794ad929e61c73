#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "myotrend/replay/replay.h"
#include "pathway/course.h"
#include "pathway/known_rules.h"
#include "replay/later_facts.h"

using namespace myotrend;
using replay::Decision;
using test::Course;
using test::Later;

namespace {

/// Judged anew at the end of each day with what was known then: slow, and right by construction.
std::vector<Decision> judged_day_by_day(const History& history, Day first, Day last, int every_days) {
  std::vector<Decision> out;
  for (Day day = first; day <= last; day += days{every_days}) {
    const Picture picture = known_at(history, history.patient.zone.end_of(day));
    const Disposition disposition = pathway::assess(test::known_rules(), picture).disposition;
    const bool told =
        std::any_of(out.begin(), out.end(), [&](const Decision& d) { return d.disposition == disposition; });
    if (!told) out.push_back({day, disposition});
  }
  return out;
}

Day day_number(int n) { return Zone().day_of(test::on_day(n)); }

void equals_day_by_day(Later later) {
  History history = test::any_store_history(later);
  const int every = *rc::gen::element(1, 1, 3);
  const Day first = day_number(*rc::gen::inRange(0, 20)), last = day_number(*rc::gen::inRange(100, 150));
  history.patient.enrolment = first;
  history.patient.followup_end = last;
  const auto found = replay::decisions(test::known_rules(), history, {.every_days = every});
  RC_ASSERT(found == judged_day_by_day(history, first, last, every));
}

}  // namespace

TEST_CASE("a replay decides as one who judged every evening, when facts are told at once") {
  CHECK(rc::check([] { equals_day_by_day(Later::nothing); }));
}

TEST_CASE("a replay decides as one who judged every evening, when rows are told late") {
  CHECK(rc::check([] { equals_day_by_day(Later::late_rows); }));
}

TEST_CASE("a replay decides as one who judged every evening, when facts are corrected, taken back and closed later") {
  CHECK(rc::check([] { equals_day_by_day(Later::everything); }));
}

TEST_CASE("no leak: facts planted in the future change no earlier decision") {
  CHECK(rc::check([] {
    History history = test::any_store_history(Later::everything);
    const Day cut = day_number(*rc::gen::inRange(10, 110)), last = day_number(150);
    history.patient.enrolment = day_number(0);
    history.patient.followup_end = last;
    History planted = history;
    const Instant after_cut = history.patient.zone.end_of(cut) + std::chrono::microseconds{1};
    planted.sites.push_back(Course().found("tongue-fasciculation", 1).history().sites.front());
    SignFinding finding;
    finding.site = static_cast<std::uint32_t>(planted.sites.size() - 1);
    finding.effective = test::on_day(*rc::gen::inRange(0, 100));
    finding.recorded = std::max(after_cut, finding.effective);
    finding.day = day_number(0);
    finding.present = true;
    planted.signs.push_back(finding);
    if (!planted.readings.empty()) {
      const Reading& reading = *rc::gen::elementOf(planted.readings);
      planted.retractions.push_back({key_of(reading), std::max(after_cut, reading.recorded), "planted"});
    }
    const auto before = [&](const History& facts) {
      auto found = replay::decisions(test::known_rules(), facts, {});
      std::erase_if(found, [&](const Decision& decision) { return decision.day > cut; });
      return found;
    };
    RC_ASSERT(before(planted) == before(history));
  }));
}

TEST_CASE("an emergency and its end are seen on their days") {
  Course course;
  course.patient.enrolment = day_number(0);
  course.patient.followup_end = day_number(90);
  course.steady_hands(30, 0, 90).reported("choking", 60.4);
  const std::vector<Decision> expected = {{day_number(0), Disposition::insufficient_data},
                                          {day_number(30), Disposition::continue_care},
                                          {day_number(60), Disposition::emergency},
                                          {day_number(67), Disposition::refer_urgent}};
  CHECK(replay::decisions(test::known_rules(), course.history(), {}) == expected);
}

TEST_CASE("a fact counts from the day on which it became known") {
  Course course;
  course.patient.enrolment = day_number(0);
  course.patient.followup_end = day_number(90);
  course.steady_hands(30, 0, 90).found("split-hand", 40.4).known(70.2);
  const auto found = replay::decisions(test::known_rules(), course.history(), {});
  CHECK(found.back() == Decision{day_number(70), Disposition::refer_routine});
}
