#pragma once

#include <string>
#include <string_view>

#include "myotrend/pathway/judge.h"
#include "myotrend/record/entry.h"

namespace myotrend::test {

/// Midnight of a day of a course, with fraction; day 0 is 2025-01-01 in UTC.
Instant on_day(double day);

/// What happened to one patient, told by days. Each call tells a fact; `known` moves the time at which the last one
/// became known.
class Course {
 public:
  explicit Course(Sex sex = Sex::female);

  Course& measured(std::string_view code, double value, double day, std::string_view source = "",
                   std::string_view device = "");
  Course& grip(Side side, double kilograms, double day);
  Course& could_not(std::string_view code, Side side, double day);
  Course& found(std::string_view sign, double day, std::string_view side = "", std::string_view region = "");
  Course& absent(std::string_view sign, double day, std::string_view side = "", std::string_view region = "");
  Course& reported(std::string_view sign, double day, std::string_view side = "");
  Course& event(EventKind kind, double day);
  Course& event(EventKind kind, double day, double until);
  Course& resolved(std::string_view flag, double day);
  Course& told(Told words);
  Course& known(double day);

  /// Both hands every third day with a little scatter that has no direction.
  Course& steady_hands(double kilograms, double from, double to);
  /// The right hand falls from a day on, the left one is steady.
  Course& falling_right_hand(double kilograms, double pct_per_month, double fall_from, double from, double to);

  /// The facts in their canonical order.
  History history() const;
  Assessment at_end_of(double day, const pathway::Rulebook& rulebook) const;
  Assessment at_end_of(double day) const;
  Assessment at(Instant as_of) const;

  Patient patient;

 private:
  Course& sign(std::string_view code, bool present, double day, std::string_view source, std::string_view side,
               std::string_view region);

  History facts_;
  enum class Last { none, reading, sign, event } last_ = Last::none;
};

/// Whether a rule holds (`R2`, or with its flag `R2:bulbar`).
bool holds(const Assessment& assessment, std::string_view rule);
const Flag& flag(const Assessment& assessment, std::string_view id);
/// Since when a rule holds; a failed test when it does not.
Instant since(const Assessment& assessment, std::string_view rule);

}  // namespace myotrend::test
