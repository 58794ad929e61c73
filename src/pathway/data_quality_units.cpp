#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "myotrend/record/entry.h"
#include "pathway/data_quality.h"
#include "pathway/explanation.h"

// A reading that was told in another unit than it was taken in, that is the sum of its trials, or that no body has.

namespace myotrend::pathway {

namespace {

/// The word of `unit` that messages and commands use for a measure.
std::string unit_word(const Measure& measure, Unit unit) {
  for (const MeasureForm& form : measure.forms) {
    for (const UnitWord& word : form.units) {
      if (word.unit == unit) return word.word;
    }
  }
  return std::string(word_of(unit));
}

/// The other unit of a form whose factor is nearest to the suspected one.
Unit unit_with_factor(const MeasureForm& form, Unit told, double factor) {
  Unit best = told;
  double least = std::log(factor);  // as far off as no other unit at all
  for (const UnitWord& word : form.units) {
    if (word.unit == told) continue;
    const double off = std::abs(std::abs(std::log(Quantity(1, word.unit).in(told))) - std::log(factor));
    if (off < least) {
      least = off;
      best = word.unit;
    }
  }
  return best;
}

/// `28.4 kg`, as it would be if the number had been told in the unit it was meant in.
double meant_value(const Series& series, const Reading& reading, Unit meant) {
  return Quantity(std::abs(reading.told_value), meant).in(series.unit);
}

/// What correcting a suspected unit looks like.
std::string unit_action(const QualityList& list, const Reading& reading, Unit meant, std::string_view done) {
  const Measure& measure = list.measure(reading);
  return fmt::format("{} If it was taken in {}: {}. If the value is right, repeat the test.", done,
                     unit_word(measure, meant),
                     list.correct(reading, std::abs(reading.told_value), unit_word(measure, meant), "unit"));
}

void tell_suspected(QualityList& list, const SetAsideReading& aside) {
  const Reading& reading = list.reading(aside.reading);
  const Series& series = list.series(reading);
  const MeasureForm* form = list.catalogue().form(series.measure, series.unit);
  const Unit meant = form ? unit_with_factor(*form, reading.told_unit, aside.factor) : reading.told_unit;
  // Correcting only helps where the told number makes sense in the other unit: too small a number was divided once.
  const bool too_large = meant_value(series, reading, meant) < reading.value;
  std::string text = fmt::format("{} {:.4g} {} on {} is off by a factor of about {:.3g}: told in another unit?",
                                 stream_name(aside.stream), reading.value, word_of(series.unit),
                                 list.date(reading.effective), aside.factor);
  std::string action = "Left out of the judgement. ";
  if (meant == reading.told_unit) {
    action += fmt::format("If it is wrong: {}. If the value is right, repeat the test.",
                          list.retract(list.id(reading), "wrong unit"));
  } else if (too_large || aside.stream == trend::Stream::mip) {
    action = unit_action(list, reading, meant, "Left out of the judgement.");
  } else {
    action += fmt::format(
        "If it was turned from {} twice: {}. If the value is right, repeat the test.",
        unit_word(list.measure(reading), meant),
        list.correct(reading, reading.value * aside.factor, unit_word(list.measure(reading), series.unit), "unit"));
  }
  list.add(DataQualityKind::unit, {list.id(reading)}, std::move(text), std::move(action));
}

void tell_hard_range(QualityList& list, const Reading& reading) {
  const Series& series = list.series(reading);
  const auto meant = unit_that_explains(list.catalogue(), series, std::abs(reading.told_value), reading.told_unit);
  list.add(DataQualityKind::outside_hard_range, {list.id(reading)},
           fmt::format("{} {:.4g} {} on {} lies outside of what can be measured.", list.measure(reading).title,
                       reading.value, word_of(series.unit), list.date(reading.effective)),
           meant ? unit_action(list, reading, *meant, "Held out.")
                 : fmt::format("Held out. If it is wrong: {}", list.retract(list.id(reading), "wrong value")));
}

/// A value far off the person's own, where another unit brings it back. A laboratory value counts all the same.
bool tell_by_usual(QualityList& list, const Reading& reading, const std::vector<double>& before) {
  const auto& terms = list.walk().rulebook().pathway->terms().quality;
  const Series& series = list.series(reading);
  const bool of_laboratory = list.measure(reading).role == Role::lab;
  if (!terms || before.empty() || (!of_laboratory && !list.walk().level_book(series.measure))) return false;
  const auto wanted = std::min(before.size(), static_cast<std::size_t>(terms->usual_sessions));
  const double usual = median_of({before.end() - static_cast<std::ptrdiff_t>(wanted), before.end()});
  const auto meant =
      unit_nearer(list.catalogue(), series, reading, usual, terms->other_unit_off_factor, terms->other_unit_near_pct);
  if (!meant) return false;
  list.add(of_laboratory ? DataQualityKind::unit_doubted : DataQualityKind::unit, {list.id(reading)},
           fmt::format("{} {:.4g} {} on {} is {:.3g} times the usual {:.4g}, and near it in {}: told in another unit?",
                       list.measure(reading).title, reading.value, word_of(series.unit), list.date(reading.effective),
                       reading.value / usual, usual, unit_word(list.measure(reading), *meant)),
           unit_action(list, reading, *meant,
                       of_laboratory ? "Counted as told: a doubt of the unit holds no laboratory value back."
                                     : "Left out of the judgement."));
  return true;
}

/// A held reading that is about two or three times what is usual: the sum of the trials where their best was asked.
bool tell_sum(QualityList& list, const SetAsideReading& aside) {
  const auto& terms = list.walk().rulebook().pathway->terms().quality;
  if (!terms) return false;
  const LevelBook& levels = list.walk().strength().levels(aside.stream);
  std::vector<double> before;
  for (const LevelPoint& point : levels.points()) {
    if (point.reading == aside.reading) break;
    if (point.valid) before.push_back(point.value);
  }
  const auto wanted = static_cast<std::size_t>(terms->usual_sessions);
  if (before.size() > wanted) before.erase(before.begin(), before.end() - static_cast<std::ptrdiff_t>(wanted));
  if (before.size() < static_cast<std::size_t>(terms->usual_sessions_min)) return false;
  const Reading& reading = list.reading(aside.reading);
  const double ratio = reading.value / median_of(before);
  for (int trials = terms->summed_trials_max; trials >= 2; --trials) {
    if (100 * std::abs(std::log(ratio / trials)) > terms->summed_trials_near_pct) continue;
    const Series& series = list.series(reading);
    list.add(DataQualityKind::summed_trials, {list.id(reading)},
             fmt::format("{} {:.4g} {} on {} is about {} times what is usual: the sum of {} trials?",
                         stream_name(aside.stream), reading.value, word_of(series.unit), list.date(reading.effective),
                         trials, trials),
             fmt::format("Left out of the judgement. If it is a sum: {}. If the value is right, repeat the test.",
                         list.correct(reading, reading.told_value / trials,
                                      unit_word(list.measure(reading), reading.told_unit), "sum of trials")));
    return true;
  }
  return false;
}

void tell_held(QualityList& list, const SetAsideReading& aside) {
  const Reading& reading = list.reading(aside.reading);
  list.add(DataQualityKind::held, {list.id(reading)},
           fmt::format("{} {:.4g} on {} is far from what was expected.", stream_name(aside.stream), reading.value,
                       list.date(reading.effective)),
           fmt::format("Held: it is not believed alone. Three in a row would be taken as a step. If it is wrong: {}",
                       list.retract(list.id(reading), "mistyped")));
}

void tell_soft_range(QualityList& list, const Reading& reading) {
  const Series& series = list.series(reading);
  const auto meant = unit_in_doubt(list.catalogue(), series, reading);
  const bool no_draw = list.measure(reading).code == "ck" && meant &&
                       reading.value < list.catalogue().form(series.measure, series.unit)->soft->low;
  const std::string text =
      fmt::format("{} {:.4g} {} is unusual", list.measure(reading).title, reading.value, word_of(series.unit));
  if (!meant) {
    list.add(DataQualityKind::outside_soft_range, {list.id(reading)}, text + ".", "Kept. Please confirm it.");
    return;
  }
  list.add(no_draw ? DataQualityKind::unit : DataQualityKind::outside_soft_range, {list.id(reading)},
           fmt::format("{}, and not in {}: told in another unit?", text, unit_word(list.measure(reading), *meant)),
           unit_action(list, reading, *meant, no_draw ? "Left out of the judgement." : "Kept. Please confirm it."));
}

}  // namespace

void doubt_units(QualityList& list) {
  std::vector<bool> told(list.picture().readings.size(), false);
  for (const SetAsideReading& aside : list.walk().strength().set_aside()) {
    if (aside.why == SetAsideReading::Why::unit) tell_suspected(list, aside);
    if (aside.why == SetAsideReading::Why::hard_range) tell_hard_range(list, list.reading(aside.reading));
    if (aside.why == SetAsideReading::Why::held && !tell_sum(list, aside)) tell_held(list, aside);
    told[aside.reading] = true;
  }
  std::vector<std::vector<double>> usual(list.picture().history->series.size());
  for (std::uint32_t i = 0; i < list.picture().readings.size(); ++i) {
    const Reading& reading = list.reading(i);
    if (reading.effective > list.walk().now() || reading.could_not()) continue;
    const Series& series = list.series(reading);
    const MeasureForm* form = list.catalogue().form(series.measure, series.unit);
    auto& before = usual[reading.series];
    if (told[i] || form == nullptr) {
      // Said already.
    } else if (form->hard && !form->hard->holds(reading.value)) {
      tell_hard_range(list, reading);
    } else if (tell_by_usual(list, reading, before)) {
      // What is doubted is no part of what is usual.
    } else if (form->soft && !form->soft->holds(reading.value)) {
      tell_soft_range(list, reading);
    } else {
      before.push_back(reading.value);
    }
    if (list.measure(reading).positive_magnitude && reading.told_value < 0)
      list.add(DataQualityKind::sign_of_pressure, {list.id(reading)},
               fmt::format("{} was told as a negative number.", list.measure(reading).title),
               "Taken as its magnitude.");
  }
}

}  // namespace myotrend::pathway
