#include "replay/later_facts.h"

#include <rapidcheck.h>

#include <cmath>

#include "pathway/course.h"
#include "record/known_catalogue.h"

namespace myotrend::test {

namespace {

constexpr int last_day = 120;

/// Puts the facts of one course into a random store.
class RandomStore {
 public:
  explicit RandomStore(Later later) : later_(later) {}

  History make() {
    hands();
    signs();
    others();
    History history = course_.history();
    if (later_ == Later::everything) {
      tell_twice(history);
      change_later(history);
    }
    if (*rc::gen::inRange(0, 3) == 0) history.patient.zone = *Zone::named("Pacific/Auckland");
    return history;
  }

 private:
  static bool one_in(int n) { return *rc::gen::inRange(0, n) == 0; }
  static int any_day() { return *rc::gen::inRange(0, last_day); }
  void maybe_late(double day) {
    if (later_ != Later::nothing && one_in(8)) course_.known(day + *rc::gen::inRange(1, 50));
  }

  void hands() {
    const double level = *rc::gen::inRange(15, 50), rate = *rc::gen::element(0.0, 3.0, 8.0);
    const int gap = *rc::gen::inRange(2, 7);
    int n = 0;
    for (int day = *rc::gen::inRange(0, 10); day < last_day; day += gap, ++n) {
      const double now = level * std::exp(-rate / 100 * std::max(0, day - 40) / 30.44);
      course_.grip(Side::right, now * (1 + 0.03 * std::sin(2.4 * n)), day + 0.4);
      maybe_late(day + 0.4);
      course_.grip(Side::left, level * (1 + 0.03 * std::sin(2.4 * n + 1)), day + 0.4);
    }
  }

  void signs() {
    for (int i = *rc::gen::inRange(0, 7); i > 0; --i) {
      const char* sign = *rc::gen::element("weakness", "atrophy", "choking", "orthopnoea", "falls", "split-hand");
      const double day = any_day() + 0.5;
      switch (*rc::gen::inRange(0, 3)) {
        case 0: course_.found(sign, day); break;
        case 1: course_.absent(sign, day); break;
        default: course_.reported(sign, day); break;
      }
      maybe_late(day);
    }
  }

  void others() {
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
      const double day = any_day() + 0.3;
      course_.measured("ck", *rc::gen::inRange(50, 7000), day, "lab");
      maybe_late(day);
    }
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
      course_.measured("mip", *rc::gen::inRange(25, 110), any_day() + 0.6);
    for (int day = any_day(); day < last_day; day += 3)
      course_.measured("fatigue", *rc::gen::inRange(0, 11), day + 0.8);
    if (one_in(2)) course_.event(EventKind::treatment_start, any_day());
    if (one_in(3)) course_.event(EventKind::ventilation_start, any_day());
    if (one_in(3)) {
      const double day = any_day() + 0.2;
      course_.event(EventKind::hard_exercise, day);
      maybe_late(day);
    }
  }

  /// Another value for a slot that is taken.
  static void tell_twice(History& history) {
    if (history.readings.empty() || one_in(2)) return;
    const std::size_t i = *rc::gen::inRange<std::size_t>(0, history.readings.size());
    Reading again = history.readings[i];
    again.value *= 0.7;
    again.told_value = again.value;
    again.ordinal = 1;
    again.recorded += std::chrono::hours{24 * *rc::gen::inRange(0, 20)};
    history.readings.insert(history.readings.begin() + static_cast<std::ptrdiff_t>(i) + 1, again);
  }

  static void change_later(History& history) {
    const auto later = [](Instant recorded) {
      return recorded + std::chrono::hours{6 + 24 * *rc::gen::inRange(0, 40)};
    };
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
      const Reading& reading = *rc::gen::elementOf(history.readings);
      const double value = reading.value * *rc::gen::element(0.45359237, 0.7, 1.3);
      history.corrections.push_back(
          {key_of(reading), value, value, reading.told_unit, later(reading.recorded), "slip"});
    }
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
      const Reading& reading = *rc::gen::elementOf(history.readings);
      history.retractions.push_back({key_of(reading), later(reading.recorded), "other patient"});
    }
    if (!history.signs.empty() && one_in(2)) {
      const SignFinding& finding = *rc::gen::elementOf(history.signs);
      history.retractions.push_back({key_of(finding), later(finding.recorded), "other side"});
    }
    for (Event& event : history.events) {
      if (!one_in(2)) continue;
      event.end = event.start + std::chrono::hours{24 * *rc::gen::inRange(1, 30)};
      event.end_recorded = std::max(later(event.recorded), *event.end);
    }
    if (one_in(3)) history.resolved.push_back({"emergency-swallowing", on_day(any_day() + 0.9)});
    const auto by_recorded = [](const auto& a, const auto& b) { return a.recorded < b.recorded; };
    std::stable_sort(history.corrections.begin(), history.corrections.end(), by_recorded);
    std::stable_sort(history.retractions.begin(), history.retractions.end(), by_recorded);
  }

  Later later_;
  Course course_;
};

}  // namespace

History any_store_history(Later later) { return RandomStore(later).make(); }

}  // namespace myotrend::test
