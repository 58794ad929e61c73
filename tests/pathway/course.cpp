#include "pathway/course.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "pathway/known_rules.h"
#include "record/known_catalogue.h"

namespace myotrend::test {

namespace {

constexpr double days_per_month = 30.44;
constexpr double scatter = 0.02;

template <class Where>
std::uint32_t place_in(std::vector<Where>& list, const Where& where) {
  const auto it = std::find(list.begin(), list.end(), where);
  if (it != list.end()) return static_cast<std::uint32_t>(it - list.begin());
  list.push_back(where);
  return static_cast<std::uint32_t>(list.size() - 1);
}

/// Facts of one place and instant are numbered in the order in which they became known.
template <class Fact, class Where>
void number(std::vector<Fact>& facts, Where Fact::*where) {
  std::stable_sort(facts.begin(), facts.end(), [&](const Fact& a, const Fact& b) {
    return std::tie(a.effective, a.*where, a.recorded) < std::tie(b.effective, b.*where, b.recorded);
  });
  for (std::size_t i = 1; i < facts.size(); ++i) {
    const bool same = facts[i].effective == facts[i - 1].effective && facts[i].*where == facts[i - 1].*where;
    facts[i].ordinal = same ? facts[i - 1].ordinal + 1 : 0;
  }
}

}  // namespace

Instant on_day(double day) {
  return test::at("2025-01-01T00:00Z") + std::chrono::microseconds(std::llround(day * 86400e6));
}

Course::Course(Sex sex) {
  patient.id = {"P001"};
  patient.sex = sex;
  patient.birth_year = 1970;
  patient.dominant_hand = Hand::right;
}

Course& Course::told(Told words) {
  const auto entry = entry_told(words, known_catalogue(), patient.zone, on_day(4000));
  if (!entry) FAIL(entry.refusal().text);
  if (const auto* series = std::get_if<Series>(&entry->where)) {
    Reading reading;
    reading.series = place_in(facts_.series, *series);
    reading.effective = entry->effective;
    reading.recorded = entry->recorded;
    reading.day = patient.zone.day_of(entry->effective);
    reading.value = entry->value;
    reading.told_value = entry->told_value;
    reading.told_unit = entry->told_unit;
    reading.upper_limit = entry->upper_limit;
    facts_.readings.push_back(reading);
    last_ = Last::reading;
  } else {
    SignFinding finding;
    finding.site = place_in(facts_.sites, std::get<SignSite>(entry->where));
    finding.effective = entry->effective;
    finding.recorded = entry->recorded;
    finding.day = patient.zone.day_of(entry->effective);
    finding.present = entry->value > 0;
    facts_.signs.push_back(finding);
    last_ = Last::sign;
  }
  return *this;
}

Course& Course::measured(std::string_view code, double value, double day, std::string_view source,
                         std::string_view device) {
  static const std::vector<std::pair<std::string_view, std::string_view>> units = {
      {"grip", "kg"}, {"mip", "cmH2O"}, {"snip", "cmH2O"}, {"ck", "U/L"}, {"spo2", "%"}, {"weight", "kg"}};
  Told words;
  words.code = code;
  words.value = std::to_string(value);
  for (const auto& [measure, unit] : units) {
    if (measure == code) words.unit = unit;
  }
  words.effective = words.recorded = iso_text(on_day(day), Zone());
  words.source = source;
  words.device = device;
  return told(std::move(words));
}

Course& Course::grip(Side side, double kilograms, double day) {
  Told words;
  words.code = "grip";
  words.value = std::to_string(kilograms);
  words.unit = "kg";
  words.side = side == Side::left ? "left" : "right";
  words.effective = words.recorded = iso_text(on_day(day), Zone());
  return told(std::move(words));
}

Course& Course::could_not(std::string_view code, Side side, double day) {
  Told words;
  words.code = code;
  words.value = "could-not";
  words.side = side == Side::left ? "left" : side == Side::right ? "right" : "";
  words.effective = words.recorded = iso_text(on_day(day), Zone());
  return told(std::move(words));
}

Course& Course::sign(std::string_view code, bool present, double day, std::string_view source, std::string_view side,
                     std::string_view region) {
  Told words;
  words.code = code;
  words.value = present ? "present" : "absent";
  words.source = source;
  words.side = side;
  words.region = region;
  words.effective = words.recorded = iso_text(on_day(day), Zone());
  return told(std::move(words));
}

Course& Course::found(std::string_view code, double day, std::string_view side, std::string_view region) {
  return sign(code, true, day, "clinician", side, region);
}

Course& Course::absent(std::string_view code, double day, std::string_view side, std::string_view region) {
  return sign(code, false, day, "clinician", side, region);
}

Course& Course::reported(std::string_view code, double day, std::string_view side) {
  return sign(code, true, day, "patient", side, "");
}

Course& Course::event(EventKind kind, double day) {
  Event event;
  event.kind = kind;
  event.start = event.recorded = on_day(day);
  event.day = patient.zone.day_of(event.start);
  facts_.events.push_back(event);
  last_ = Last::event;
  return *this;
}

Course& Course::event(EventKind kind, double day, double until) {
  event(kind, day);
  facts_.events.back().end = facts_.events.back().end_recorded = on_day(until);
  return *this;
}

Course& Course::resolved(std::string_view flag, double day) {
  facts_.resolved.push_back({std::string(flag), on_day(day)});
  return *this;
}

Course& Course::known(double day) {
  if (last_ == Last::reading) facts_.readings.back().recorded = on_day(day);
  if (last_ == Last::sign) facts_.signs.back().recorded = on_day(day);
  if (last_ == Last::event) facts_.events.back().recorded = on_day(day);
  return *this;
}

Course& Course::steady_hands(double kilograms, double from, double to) {
  int n = 0;
  for (double day = from; day <= to; day += 3, ++n) {
    grip(Side::right, kilograms * (1 + scatter * std::sin(2.4 * n)), day);
    grip(Side::left, kilograms * (1 + scatter * std::sin(2.4 * n + 1)), day + 0.001);
  }
  return *this;
}

Course& Course::falling_right_hand(double kilograms, double pct_per_month, double fall_from, double from, double to) {
  int n = 0;
  for (double day = from; day <= to; day += 3, ++n) {
    const double months = std::max(0.0, day - fall_from) / days_per_month;
    const double left_over = std::exp(-pct_per_month / 100 * months);
    grip(Side::right, kilograms * left_over * (1 + scatter * std::sin(2.4 * n)), day);
    grip(Side::left, kilograms * (1 + scatter * std::sin(2.4 * n + 1)), day + 0.001);
  }
  return *this;
}

History Course::history() const {
  History out = facts_;
  out.patient = patient;
  number(out.readings, &Reading::series);
  number(out.signs, &SignFinding::site);
  std::stable_sort(out.events.begin(), out.events.end(), [](const Event& a, const Event& b) {
    return std::tie(a.start, a.kind, a.recorded) < std::tie(b.start, b.kind, b.recorded);
  });
  std::stable_sort(out.resolved.begin(), out.resolved.end(),
                   [](const AlertResolved& a, const AlertResolved& b) { return a.at < b.at; });
  return out;
}

Assessment Course::at_end_of(double day, const pathway::Rulebook& rulebook) const {
  const History facts = history();
  return pathway::assess(rulebook, known_at(facts, patient.zone.end_of(patient.zone.day_of(on_day(day)))));
}

Assessment Course::at_end_of(double day) const { return at_end_of(day, known_rules()); }

Assessment Course::at(Instant as_of) const {
  const History facts = history();
  return pathway::assess(known_rules(), known_at(facts, as_of));
}

bool holds(const Assessment& assessment, std::string_view rule) {
  const std::string_view id = rule.substr(0, rule.find(':'));
  const std::string_view its_flag = id.size() == rule.size() ? "" : rule.substr(id.size() + 1);
  return std::any_of(assessment.rules.begin(), assessment.rules.end(), [&](const RuleHeld& held) {
    return held.id == id && (its_flag.empty() || held.flag == its_flag);
  });
}

const Flag& flag(const Assessment& assessment, std::string_view id) {
  const auto it =
      std::find_if(assessment.flags.begin(), assessment.flags.end(), [&](const Flag& each) { return each.id == id; });
  REQUIRE(it != assessment.flags.end());
  return *it;
}

Instant since(const Assessment& assessment, std::string_view rule) {
  const auto it = std::find_if(assessment.rules.begin(), assessment.rules.end(),
                               [&](const RuleHeld& held) { return held.id == rule; });
  REQUIRE(it != assessment.rules.end());
  return it->since;
}

}  // namespace myotrend::test
