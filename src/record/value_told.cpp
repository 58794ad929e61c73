#include "record/value_told.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

namespace myotrend {
namespace {

constexpr std::size_t trials_max = 100;

/// A number as told, together with how to say it back.
std::string told_text(double value, Unit unit) {
  if (unit == Unit::percent) return fmt::format("{} %", value);
  return fmt::format("{} {}", value, word_of(unit));
}

std::string range_text(const Range& range, Unit unit) {
  return fmt::format("{} to {} {}", range.low, range.high, word_of(unit));
}

Result<double> number_told(std::string_view text, std::string_view what) {
  text = trimmed(text);
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault == std::errc() && end == text.data() + text.size() && std::isfinite(number)) return number;
  std::string with_point(text);
  std::replace(with_point.begin(), with_point.end(), ',', '.');
  const auto [point_end, point_fault] =
      std::from_chars(with_point.data(), with_point.data() + with_point.size(), number);
  if (with_point != text && point_fault == std::errc() && point_end == with_point.data() + with_point.size())
    return Refusal{fmt::format("{} \"{}\" is not a number; write it with a point: {}", what, text, with_point)};
  return Refusal{fmt::format("{} \"{}\" is not a number; write it as 32 or 31.5", what, text)};
}

/// The words to name in a message: the first one of each unit.
std::vector<std::string_view> unit_words(const Measure& measure) {
  std::vector<std::string_view> words;
  for (const MeasureForm& form : measure.forms) {
    std::vector<Unit> named;
    for (const UnitWord& unit : form.units) {
      if (std::find(named.begin(), named.end(), unit.unit) != named.end()) continue;
      named.push_back(unit.unit);
      words.push_back(unit.word);
    }
  }
  return words;
}

struct UnitOfForm {
  const MeasureForm* form = nullptr;
  Unit unit = Unit::none;
};

Result<UnitOfForm> unit_told(std::string_view text, const Measure& measure) {
  const std::string_view word = trimmed(text);
  const auto accepted = unit_words(measure);
  if (word.empty()) {
    for (const MeasureForm& form : measure.forms)
      if (form.when_untold != Unit::none) return UnitOfForm{&form, form.when_untold};
    return Refusal{fmt::format("{} needs a unit; use {}", measure.code, list_text(accepted))};
  }
  std::vector<std::string_view> known;
  for (const MeasureForm& form : measure.forms)
    for (const UnitWord& unit : form.units) {
      if (same_letters(word, unit.word) || same_letters(word, ucum_of(unit.unit))) return UnitOfForm{&form, unit.unit};
      known.push_back(unit.word);
    }
  const std::string near = nearest_word(word, known);
  return Refusal{fmt::format("unit \"{}\" is not known for {}; use {}{}", word, measure.code, list_text(accepted),
                             near.empty() || accepted.size() == 1 ? "" : fmt::format(" (did you mean {}?)", near))};
}

Result<double> grade_told(std::string_view text, const Measure& measure) {
  const std::string_view word = trimmed(text);
  for (std::size_t i = 0; i < measure.grades.size(); ++i)
    if (measure.grades[i] == word) return measure.grade_values[i];
  const std::vector<std::string_view> words(measure.grades.begin(), measure.grades.end());
  return Refusal{fmt::format("grade \"{}\" of {} is not known; use {}", word, measure.code, list_text(words))};
}

/// One value or trial in its told unit, checked against what can be.
class TrialReader {
 public:
  TrialReader(const Catalogue& catalogue, MeasureCode code, UnitOfForm unit)
      : catalogue_(catalogue), measure_(catalogue[code]), unit_(unit), series_{code, unit.form->stored,
                                                                               {},   {},
                                                                               {},   {},
                                                                               {},   {}} {}

  Result<double> read(std::string_view text, std::vector<std::string>& warnings) const {
    if (!measure_.grades.empty()) return grade_told(text, measure_);
    const auto number = number_told(text, "value");
    if (!number) return Refusal{fmt::format("{}: {}", measure_.code, number.refusal().text)};
    double value = *number;
    if (measure_.positive_magnitude && value < 0) {
      value = -value;
      warnings.push_back(fmt::format("{} {} was told as suction below zero: taken as {}", measure_.code,
                                     told_text(-value, unit_.unit), told_text(value, unit_.unit)));
    }
    if ((measure_.whole || unit_.unit == Unit::score_total_of_nine) && value != std::floor(value))
      return Refusal{fmt::format("{} {} is impossible; only whole numbers are", measure_.code, value)};
    if (outside(value) && !unit_that_explains(catalogue_, series_, value, unit_.unit))
      return Refusal{
          fmt::format("{} {} is impossible; accepted is {}", measure_.code, told_text(value, unit_.unit), limits())};
    return value;
  }
  bool outside(double told) const { return outside_hard_range(catalogue_, series_, stored(told)); }
  double stored(double told) const { return Quantity(told, unit_.unit).in(series_.unit); }

  /// What to ask about a value that was accepted.
  std::optional<std::string> doubt(double told) const {
    if (outside(told)) {
      const Unit other = *unit_that_explains(catalogue_, series_, told, unit_.unit);
      return fmt::format("{} {} lies outside {}: kept, but not counted; was it {}?", measure_.code,
                         told_text(told, unit_.unit), limits(), told_text(told, other));
    }
    const auto& soft = unit_.form->soft;
    if (soft && !soft->holds(stored(told)))
      return fmt::format("{} {} is unusual (mostly {}): please check value and unit", measure_.code,
                         told_text(told, unit_.unit), range_text(*soft, series_.unit));
    return std::nullopt;
  }

 private:
  std::string limits() const { return range_text(*unit_.form->hard, series_.unit); }

  const Catalogue& catalogue_;
  const Measure& measure_;
  UnitOfForm unit_;
  Series series_;
};

std::string_view word_of_rule(Combine rule) {
  switch (rule) {
    case Combine::highest: return "highest";
    case Combine::lowest: return "lowest";
    case Combine::mean: return "mean";
    case Combine::median: return "median";
    case Combine::last: return "last";
  }
  return "";
}

/// The told value beside its trials: each is read, and a value that is told with them stands as told.
Result<ToldValue> trials_told(const Told& told, const Measure& measure, const TrialReader& reader, ToldValue read) {
  if (told.trials.size() > trials_max)
    return Refusal{fmt::format("{} has {} trials; at most {} belong to one session", measure.code, told.trials.size(),
                               trials_max)};
  for (const std::string& trial : told.trials) {
    const auto value = reader.read(trial, read.warnings);
    if (!value) return value.refusal();
    read.trials.push_back(*value);
  }
  if (!read.trials.empty()) read.told_value = combined(measure.combine, read.trials);
  if (trimmed(told.value).empty()) {
    if (read.trials.empty()) return Refusal{fmt::format("{} needs a value", measure.code)};
  } else {
    const auto value = reader.read(told.value, read.warnings);
    if (!value) return value.refusal();
    if (!read.trials.empty() && *value != read.told_value)
      read.warnings.push_back(fmt::format("{} {} is not the {} of its trials ({}): kept as told", measure.code, *value,
                                          word_of_rule(measure.combine), read.told_value));
    read.told_value = *value;
  }
  return read;
}

Result<double> upper_limit_told(const Told& told, const Measure& measure, Unit told_unit, Unit stored) {
  if (trimmed(told.upper_limit).empty()) return std::numeric_limits<double>::quiet_NaN();
  if (measure.role != Role::lab)
    return Refusal{fmt::format("an upper limit belongs to a laboratory value; {} has none", measure.code)};
  const auto limit = number_told(told.upper_limit, "upper limit");
  if (!limit) return limit.refusal();
  if (*limit <= 0)
    return Refusal{fmt::format("upper limit {} of {} is impossible; it is above 0", *limit, measure.code)};
  return Quantity(*limit, told_unit).in(stored);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string list_text(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

double combined(Combine rule, const std::vector<double>& trials) {
  if (trials.empty()) return std::numeric_limits<double>::quiet_NaN();
  switch (rule) {
    case Combine::highest: return *std::max_element(trials.begin(), trials.end());
    case Combine::lowest: return *std::min_element(trials.begin(), trials.end());
    case Combine::mean: return std::accumulate(trials.begin(), trials.end(), 0.0) / static_cast<double>(trials.size());
    case Combine::median: {
      std::vector<double> sorted = trials;
      std::sort(sorted.begin(), sorted.end());
      const std::size_t half = sorted.size() / 2;
      return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
    case Combine::last: return trials.back();
  }
  return std::numeric_limits<double>::quiet_NaN();
}

bool outside_hard_range(const Catalogue& catalogue, const Series& series, double value) {
  const MeasureForm* form = catalogue.form(series.measure, series.unit);
  return form != nullptr && form->hard && !std::isnan(value) && !form->hard->holds(value);
}

std::optional<Unit> unit_that_explains(const Catalogue& catalogue, const Series& series, double told_value,
                                       Unit told_unit) {
  for (const MeasureForm& form : catalogue[series.measure].forms)
    for (const UnitWord& unit : form.units) {
      if (unit.unit == told_unit) continue;
      const std::optional<Range>& range = form.soft ? form.soft : form.hard;
      if (range && range->holds(Quantity(told_value, unit.unit).in(form.stored))) return unit.unit;
    }
  return std::nullopt;
}

std::optional<Unit> unit_in_doubt(const Catalogue& catalogue, const Series& series, const Reading& reading) {
  const MeasureForm* form = catalogue.form(series.measure, series.unit);
  if (reading.could_not() || form == nullptr || !form->soft || form->soft->holds(reading.value)) return std::nullopt;
  return unit_that_explains(catalogue, series, std::abs(reading.told_value), reading.told_unit);
}

std::optional<Unit> unit_nearer(const Catalogue& catalogue, const Series& series, const Reading& reading, double usual,
                                double off_factor, double near_pct) {
  if (reading.could_not() || reading.value <= 0 || usual <= 0) return std::nullopt;
  if (std::abs(std::log(reading.value / usual)) < std::log(off_factor)) return std::nullopt;
  const MeasureForm* form = catalogue.form(series.measure, series.unit);
  if (form == nullptr) return std::nullopt;
  for (const UnitWord& unit : form->units) {
    if (unit.unit == reading.told_unit) continue;
    const double meant = Quantity(std::abs(reading.told_value), unit.unit).in(series.unit);
    if (meant > 0 && 100 * std::abs(std::log(meant / usual)) <= near_pct) return unit.unit;
  }
  return std::nullopt;
}

Result<ToldValue> value_told(const Told& told, const Catalogue& catalogue, MeasureCode code) {
  const Measure& measure = catalogue[code];
  const bool could_not = same_letters(trimmed(told.value), "could-not");
  Result<UnitOfForm> unit = could_not && trimmed(told.unit).empty()
                                ? Result<UnitOfForm>(UnitOfForm{&measure.forms.front(), measure.forms.front().stored})
                                : unit_told(told.unit, measure);
  if (!unit) return unit.refusal();
  ToldValue read;
  read.stored = unit->form->stored;
  read.told_unit = unit->unit;
  if (could_not) {
    if (!told.trials.empty()) return Refusal{fmt::format("could-not of {} stands alone, without trials", measure.code)};
    read.value = read.told_value = std::numeric_limits<double>::quiet_NaN();
    return read;
  }
  const TrialReader reader(catalogue, code, *unit);
  auto with_trials = trials_told(told, measure, reader, std::move(read));
  if (!with_trials) return with_trials;
  read = std::move(with_trials).value();
  read.value = reader.stored(read.told_value);
  read.held_out = reader.outside(read.told_value);
  read.grade = grade_word(measure, read.told_value);
  if (auto doubt = reader.doubt(read.told_value)) read.warnings.push_back(std::move(*doubt));
  const auto limit = upper_limit_told(told, measure, unit->unit, read.stored);
  if (!limit) return limit.refusal();
  read.upper_limit = *limit;
  return read;
}

}  // namespace myotrend
