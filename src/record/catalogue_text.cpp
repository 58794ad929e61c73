#include "record/catalogue_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace myotrend {
namespace {

using nlohmann::json;

/// Carries a sentence from deep inside a text up to measures_in and signs_in, and never further.
struct WrongText : std::runtime_error {
  using std::runtime_error::runtime_error;
};

template <class Value>
using Words = std::initializer_list<std::pair<std::string_view, Value>>;

template <class Value>
Value one_of(Words<Value> words, const std::string& word, std::string_view what) {
  for (const auto& [known, value] : words)
    if (known == word) return value;
  throw WrongText(fmt::format("{} \"{}\" is not known", what, word));
}

Unit unit_of(const std::string& ucum) {
  for (std::size_t i = 1; i <= static_cast<std::size_t>(Unit::last); ++i)
    if (ucum_of(static_cast<Unit>(i)) == ucum) return static_cast<Unit>(i);
  throw WrongText(fmt::format("unit \"{}\" is not known", ucum));
}

/// Remembers the source of a figure once for the whole measure.
void keep_source(std::vector<std::string>& sources, const json& figure) {
  std::string source = figure.at("source").get<std::string>();
  if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(std::move(source));
}

std::optional<Range> range_of(const json& form, const char* name, std::vector<std::string>& sources) {
  if (!form.contains(name)) return std::nullopt;
  const json& range = form.at(name);
  keep_source(sources, range);
  const Range read{range.at("low").get<double>(), range.at("high").get<double>()};
  if (!(read.low < read.high)) throw WrongText(fmt::format("the {} range is empty", name));
  return read;
}

std::optional<double> figure_of(const json& measure, const char* name, std::vector<std::string>& sources) {
  if (!measure.contains(name)) return std::nullopt;
  keep_source(sources, measure.at(name));
  return measure.at(name).at("value").get<double>();
}

/// The units of a form, their factors held against those the program converts with.
void read_units(const json& form, MeasureForm& read) {
  for (const json& unit : form.at("units")) {
    const Unit known = unit_of(unit.at("ucum").get<std::string>());
    if (dimension_of(known) != dimension_of(read.stored))
      throw WrongText(fmt::format("unit {} does not convert to {}", ucum_of(known), ucum_of(read.stored)));
    const double factor = unit.at("factor").get<double>();
    const double exact = Quantity(1, known).in(read.stored);
    if (std::abs(factor - exact) > 1e-9 * exact)
      throw WrongText(fmt::format("factor {} of unit {} should be {}", factor, ucum_of(known), exact));
    for (const json& word : unit.at("words")) read.units.push_back({word.get<std::string>(), known});
  }
}

MeasureForm form_of(const json& form, std::vector<std::string>& sources) {
  MeasureForm read;
  read.stored = unit_of(form.at("stored").get<std::string>());
  read.soft = range_of(form, "soft", sources);
  read.hard = range_of(form, "hard", sources);
  if (read.soft && read.hard && !(read.hard->holds(read.soft->low) && read.hard->holds(read.soft->high)))
    throw WrongText("the soft range is not inside the hard range");
  read_units(form, read);
  if (form.contains("when_untold")) read.when_untold = unit_of(form.at("when_untold").get<std::string>());
  const auto is_stored = [&](const UnitWord& word) { return word.unit == read.stored; };
  if (std::none_of(read.units.begin(), read.units.end(), is_stored)) throw WrongText("no word for the stored unit");
  return read;
}

std::vector<Code> codes_of(const json& entry, std::vector<std::string>& sources) {
  std::vector<Code> codes;
  if (!entry.contains("codes")) return codes;
  for (const json& code : entry.at("codes")) {
    keep_source(sources, code);
    codes.push_back({code.at("system").get<std::string>(), code.at("code").get<std::string>(),
                     code.at("display").get<std::string>(), code.value("side", std::string())});
  }
  return codes;
}

void read_grades(const json& entry, Measure& measure) {
  if (!entry.contains("grades")) return;
  for (const json& grade : entry.at("grades")) {
    measure.grades.push_back(grade.at("word").get<std::string>());
    measure.grade_values.push_back(grade.at("value").get<double>());
  }
  if (!std::is_sorted(measure.grade_values.begin(), measure.grade_values.end()))
    throw WrongText("grades are not in order");
}

void read_upper_limits(const json& entry, Measure& measure) {
  if (!entry.contains("upper_limits")) return;
  for (const json& limit : entry.at("upper_limits")) {
    keep_source(measure.sources, limit);
    UpperLimit read{"", limit.value("age_from", 0), std::nullopt, limit.at("value").get<double>(),
                    limit.at("source").get<std::string>()};
    if (limit.contains("age_below")) read.age_below = limit.at("age_below").get<int>();
    for (const json& sex : limit.at("sex")) {
      read.sex = sex.get<std::string>();
      measure.upper_limits.push_back(read);
    }
  }
}

void read_kinds(const json& entry, Measure& measure) {
  measure.worse = one_of<Worse>({{"up", Worse::up}, {"down", Worse::down}, {"neither", Worse::neither}},
                                entry.at("worse").get<std::string>(), "direction");
  measure.scale =
      one_of<ScaleKind>({{"ratio", ScaleKind::ratio}, {"ordinal", ScaleKind::ordinal}, {"count", ScaleKind::count}},
                        entry.at("scale").get<std::string>(), "scale");
  measure.combine = one_of<Combine>({{"highest", Combine::highest},
                                     {"lowest", Combine::lowest},
                                     {"mean", Combine::mean},
                                     {"median", Combine::median},
                                     {"last", Combine::last}},
                                    entry.at("combine").get<std::string>(), "rule");
  measure.role = one_of<Role>({{"context", Role::context},
                               {"strength", Role::strength},
                               {"lab", Role::lab},
                               {"symptom", Role::symptom},
                               {"twitch", Role::twitch},
                               {"function", Role::function}},
                              entry.at("role").get<std::string>(), "role");
}

/// Entries are read whatever the case of their letters, so `L` and `l` would be one word.
std::string lower_case(std::string word) {
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return word;
}

Measure measure_of(const json& entry) {
  Measure measure;
  measure.code = entry.at("code").get<std::string>();
  measure.title = entry.at("title").get<std::string>();
  measure.plain = entry.at("plain").get<std::string>();
  for (const json& form : entry.at("forms")) measure.forms.push_back(form_of(form, measure.sources));
  if (measure.forms.empty()) throw WrongText("no form");
  measure.sided = entry.value("sided", false);
  measure.of_muscle = entry.value("of_muscle", false);
  measure.placed = entry.value("placed", false);
  measure.positive_magnitude = entry.value("positive_magnitude", false);
  measure.whole = entry.value("whole", false);
  measure.daily = entry.value("daily", false);
  read_grades(entry, measure);
  read_kinds(entry, measure);
  measure.important_change = figure_of(entry, "important_change", measure.sources);
  measure.noise_sem = figure_of(entry, "noise_sem", measure.sources);
  measure.cv_within_pct = figure_of(entry, "cv_within_pct", measure.sources);
  measure.cv_analytical_pct = figure_of(entry, "cv_analytical_pct", measure.sources);
  measure.interval_days = figure_of(entry, "interval_days", measure.sources);
  read_upper_limits(entry, measure);
  measure.codes = codes_of(entry, measure.sources);
  std::vector<std::string> words;
  for (const MeasureForm& form : measure.forms)
    for (const UnitWord& unit : form.units) words.push_back(lower_case(unit.word));
  std::sort(words.begin(), words.end());
  const auto twice = std::adjacent_find(words.begin(), words.end());
  if (twice != words.end()) throw WrongText(fmt::format("unit word \"{}\" stands twice", *twice));
  return measure;
}

Region region_of(const std::string& word) {
  const auto region = region_named(word);
  if (!region || *region == Region::none) throw WrongText(fmt::format("region \"{}\" is not known", word));
  return *region;
}

Sign sign_of(const json& entry) {
  Sign sign;
  sign.code = entry.at("code").get<std::string>();
  sign.title = entry.at("title").get<std::string>();
  sign.plain = entry.at("plain").get<std::string>();
  sign.neuron = one_of<MotorNeuron>(
      {{"neither", MotorNeuron::neither}, {"lower", MotorNeuron::lower}, {"upper", MotorNeuron::upper}},
      entry.at("neuron").get<std::string>(), "motor neuron");
  sign.group = one_of<SignGroup>({{"weakness", SignGroup::weakness},
                                  {"atrophy", SignGroup::atrophy},
                                  {"upper-motor-neuron", SignGroup::upper_motor_neuron},
                                  {"dysphagia", SignGroup::dysphagia},
                                  {"dysarthria", SignGroup::dysarthria},
                                  {"none", SignGroup::none}},
                                 entry.at("group").get<std::string>(), "group");
  for (const json& region : entry.at("regions")) sign.regions.push_back(region_of(region.get<std::string>()));
  if (entry.contains("fixed_region")) sign.fixed_region = region_of(entry.at("fixed_region").get<std::string>());
  if (sign.fixed_region != Region::none && (sign.regions.size() != 1 || sign.regions[0] != sign.fixed_region))
    throw WrongText("the fixed region is not the only one");
  sign.sided = entry.at("sided").get<bool>();
  sign.codes = codes_of(entry, sign.sources);
  keep_source(sign.sources, entry);
  return sign;
}

/// One text: its version, and each of its entries read by `entry_of`; a fault names the entry it stands in.
template <class Entry>
Result<std::pair<std::string, std::vector<Entry>>> entries_in(std::string_view text, const char* list,
                                                              Entry (*entry_of)(const json&)) {
  std::string place = list;
  try {
    const json document = json::parse(text);
    std::pair<std::string, std::vector<Entry>> read{document.at("version").get<std::string>(), {}};
    for (const json& entry : document.at(list)) {
      place = fmt::format("{} \"{}\"", list, entry.at("code").get<std::string>());
      read.second.push_back(entry_of(entry));
    }
    return read;
  } catch (const WrongText& wrong) {
    return Refusal{fmt::format("{}: {}", place, wrong.what())};
  } catch (const json::exception& wrong) {
    return Refusal{fmt::format("{}: {}", place, wrong.what())};
  }
}

}  // namespace

Result<MeasuresText> measures_in(std::string_view text) {
  auto read = entries_in<Measure>(text, "measures", &measure_of);
  if (!read) return read.refusal();
  auto [version, measures] = std::move(read).value();
  return MeasuresText{std::move(version), std::move(measures)};
}

Result<SignsText> signs_in(std::string_view text) {
  auto read = entries_in<Sign>(text, "signs", &sign_of);
  if (!read) return read.refusal();
  auto [version, signs] = std::move(read).value();
  return SignsText{std::move(version), std::move(signs)};
}

}  // namespace myotrend
