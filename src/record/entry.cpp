#include "myotrend/record/entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "record/value_told.h"

namespace myotrend {

namespace d = date;

namespace {

constexpr std::size_t name_bytes_max = 200;    // device, method, muscle...: what tells series apart
constexpr std::size_t text_bytes_max = 10000;  // note

/// Bytes of the UTF-8 sequence that begins with `lead`; 0 if none does. Overlong forms and surrogates are left to
/// `follows`.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = sequence_length(lead);
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F))
      return false;
    i += length;
  }
  return true;
}

bool has_control_character(std::string_view text, bool lines_allowed) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && !(lines_allowed && (c == '\n' || c == '\t' || c == '\r'))) || byte == 0x7F;
  });
}

/// Words that are kept as they were told: readable text of a bounded length.
std::optional<Refusal> unreadable_text(const Told& told) {
  struct Field {
    const char* name;
    const std::string& text;
    bool prose = false;
  };
  const std::array<Field, 16> fields{{{"measure", told.code},
                                      {"value", told.value},
                                      {"unit", told.unit},
                                      {"side", told.side},
                                      {"region", told.region},
                                      {"muscle", told.muscle},
                                      {"grade", told.grade},
                                      {"source", told.source},
                                      {"device", told.device},
                                      {"method", told.method},
                                      {"author", told.author},
                                      {"external_id", told.external_id},
                                      {"effective_time", told.effective},
                                      {"recorded_time", told.recorded},
                                      {"upper_limit", told.upper_limit},
                                      {"note", told.note, true}}};
  for (const std::string& trial : told.trials)
    if (!valid_utf8(trial) || has_control_character(trial, false))
      return Refusal{"a trial is not readable text (UTF-8)"};
  for (const Field& field : fields) {
    if (!valid_utf8(field.text)) return Refusal{fmt::format("{} is not readable text (UTF-8)", field.name)};
    if (has_control_character(field.text, field.prose))
      return Refusal{fmt::format("{} has a control character", field.name)};
    const std::size_t bytes_max = field.prose ? text_bytes_max : name_bytes_max;
    if (field.text.size() > bytes_max)
      return Refusal{fmt::format("{} has {} bytes; at most {} are kept", field.name, field.text.size(), bytes_max)};
  }
  return std::nullopt;
}

bool is_outcome(std::string_view value) { return same_letters(value, "present") || same_letters(value, "absent"); }

Refusal unknown_code(const Told& told, const Catalogue& catalogue) {
  const std::string_view code = trimmed(told.code);
  const bool of_sign = is_outcome(trimmed(told.value));
  const std::string_view kind = of_sign ? "sign" : "measure";
  if (code.empty()) return {fmt::format("{} is missing", kind)};
  std::vector<std::string_view> signs;
  for (const Sign& sign : catalogue.signs()) signs.push_back(sign.code);
  const std::string near = of_sign ? nearest_word(code, signs) : catalogue.nearest(code);
  if (!near.empty()) return {fmt::format("{} \"{}\" is not known; did you mean {}?", kind, code, near)};
  std::vector<std::string_view> measures;
  for (const Measure& measure : catalogue.measures())
    if (!measure.code.starts_with("visible-")) measures.push_back(measure.code);
  return {fmt::format("{} \"{}\" is not known; use {}", kind, code, list_text(of_sign ? signs : measures))};
}

Result<Side> side_told(std::string_view text) {
  const auto side = side_named(trimmed(text));
  if (!side) return Refusal{fmt::format("side \"{}\" is not known; use left or right", trimmed(text))};
  return *side;
}

Result<Region> region_told(std::string_view text) {
  const std::string_view word = trimmed(text);
  const auto region = region_named(word);
  if (region) return *region;
  static constexpr std::array<std::string_view, 4> words{"bulbar", "cervical", "thoracic", "lumbosacral"};
  const std::string near = nearest_word(word, words);
  return Refusal{fmt::format("region \"{}\" is not known; use {}{}", word, list_text(words),
                             near.empty() ? "" : fmt::format(" (did you mean {}?)", near))};
}

std::string muscle_told(std::string_view text) {
  std::string muscle(trimmed(text));
  for (char& c : muscle)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');  // `Deltoid` and `deltoid` are one series
  return muscle;
}

struct Observer {
  Source source = Source::patient;
  std::string device;
};

Result<Observer> observer_told(const Told& told) {
  const std::string_view word = trimmed(told.source);
  Observer observer{Source::patient, std::string(trimmed(told.device))};
  if (word.empty()) return observer;
  const bool at_home =
      word.size() >= 4 && same_letters(word.substr(0, 4), "home") && (word.size() == 4 || word[4] == ':');
  if (at_home) {
    observer.source = Source::device;
    const std::string_view named = word.size() > 5 ? trimmed(word.substr(5)) : std::string_view();
    if (!named.empty() && !observer.device.empty() && observer.device != named)
      return Refusal{fmt::format("source \"{}\" and device \"{}\" name two devices", word, observer.device)};
    if (!named.empty()) observer.device = named;
    return observer;
  }
  const auto source = source_named(word);
  if (!source) {
    static constexpr std::array<std::string_view, 4> words{"patient", "clinician", "lab", "device"};
    const std::string near = nearest_word(word, words);
    return Refusal{fmt::format("source \"{}\" is not known; use {}{}", word, list_text(words),
                               near.empty() ? "" : fmt::format(" (did you mean {}?)", near))};
  }
  observer.source = *source;
  return observer;
}

/// Reads both times and holds them against each other and against now.
std::optional<Refusal> read_times(const Told& told, const Zone& zone, Instant now, Entry& entry) {
  const std::string_view effective = trimmed(told.effective);
  const std::string_view recorded = trimmed(told.recorded);
  ToldTime held{now, std::nullopt, false};
  if (!effective.empty()) {
    const auto read = time_told(effective, zone);
    if (!read) return read.refusal();
    held = *read;
  }
  entry.effective = held.at;
  entry.details.told_offset = held.offset;
  if (held.at > now)
    return Refusal{fmt::format("time {} is in the future; it is {} now", iso_text(held.at, zone), iso_text(now, zone))};
  entry.recorded = told.recorded_as_effective ? held.at : now;
  if (recorded.empty()) return std::nullopt;
  // The civil day of a row with an offset is in that offset, for both of its times.
  const Zone row_zone = held.offset ? Zone::fixed(*held.offset) : zone;
  const auto read = time_told(recorded, row_zone);
  if (!read) return read.refusal();
  entry.recorded = read->at;
  if (read->date_only && row_zone.day_of(held.at) == row_zone.day_of(read->at)) entry.recorded = held.at;
  if (entry.recorded > now)
    return Refusal{fmt::format("recorded time {} is in the future; it is {} now", recorded, iso_text(now, zone))};
  if (entry.recorded < entry.effective)
    return Refusal{fmt::format("recorded time {} is earlier than effective time {}", recorded,
                               effective.empty() ? iso_text(now, zone) : std::string(effective))};
  return std::nullopt;
}

/// Side, region and muscle where the measure has them; told where it has none, they would split its series unseen.
Result<Series> series_told(const Told& told, const Catalogue& catalogue, MeasureCode code) {
  const Measure& measure = catalogue[code];
  Series series{code, Unit::none, {}, {}, {}, {}, {}, {}};
  const auto side = side_told(told.side);
  if (!side) return side.refusal();
  const auto region = region_told(told.region);
  if (!region) return region.refusal();
  series.side = *side;
  series.region = *region;
  series.muscle = muscle_told(told.muscle);
  if (measure.sided && series.side == Side::none)
    return Refusal{fmt::format("{} needs a side; use left or right", measure.code)};
  if (measure.of_muscle && series.muscle.empty()) return Refusal{fmt::format("{} needs a muscle", measure.code)};
  if (!measure.sided && !measure.placed && series.side != Side::none)
    return Refusal{fmt::format("{} has no side; leave \"{}\" out", measure.code, trimmed(told.side))};
  if (!measure.placed && series.region != Region::none)
    return Refusal{fmt::format("{} has no region; leave \"{}\" out", measure.code, trimmed(told.region))};
  if (!measure.of_muscle && !measure.placed && !series.muscle.empty())
    return Refusal{fmt::format("{} has no muscle; leave \"{}\" out", measure.code, trimmed(told.muscle))};
  return series;
}

std::optional<Refusal> read_measurement(const Told& told, const Catalogue& catalogue, MeasureCode code, Entry& entry) {
  auto series = series_told(told, catalogue, code);
  if (!series) return series.refusal();
  auto value = value_told(told, catalogue, code);
  if (!value) return value.refusal();
  auto observer = observer_told(told);
  if (!observer) return observer.refusal();
  Series where = std::move(series).value();
  where.unit = value->stored;
  where.source = observer->source;
  where.device = observer->device;
  where.method = trimmed(told.method);
  entry.where = std::move(where);
  entry.value = value->value;
  entry.told_value = value->told_value;
  entry.told_unit = value->told_unit;
  entry.upper_limit = value->upper_limit;
  entry.held_out = value->held_out;
  entry.warnings = value->warnings;
  entry.details.trials = value->trials;
  entry.details.grade = value->grade.empty() ? std::string(trimmed(told.grade)) : value->grade;
  return std::nullopt;
}

/// Where the sign was looked for: a fixed region stands whatever is told.
Result<SignSite> site_told(const Told& told, const Catalogue& catalogue, SignCode code,
                           std::vector<std::string>& warnings) {
  const Sign& sign = catalogue[code];
  SignSite site{code, {}, {}, muscle_told(told.muscle), {}};
  const auto side = side_told(told.side);
  if (!side) return side.refusal();
  const auto region = region_told(told.region);
  if (!region) return region.refusal();
  if (*side != Side::none && !sign.sided)
    return Refusal{fmt::format("{} has no side; leave \"{}\" out", sign.code, trimmed(told.side))};
  site.side = *side;
  site.region = *region;
  if (sign.fixed_region != Region::none) {
    if (site.region != Region::none && site.region != sign.fixed_region)
      warnings.push_back(fmt::format("{} is always {}: region {} was not taken", sign.code, word_of(sign.fixed_region),
                                     word_of(site.region)));
    site.region = sign.fixed_region;
  } else if (site.region != Region::none &&
             std::find(sign.regions.begin(), sign.regions.end(), site.region) == sign.regions.end()) {
    std::vector<std::string_view> words;
    for (const Region known : sign.regions) words.push_back(word_of(known));
    return Refusal{words.empty() ? fmt::format("{} has no region; leave \"{}\" out", sign.code, word_of(site.region))
                                 : fmt::format("region \"{}\" is not known for {}; use {}", word_of(site.region),
                                               sign.code, list_text(words))};
  }
  return site;
}

/// How marked a sign is, as clinicians write it: `4-`, `1+`, `3`, `5 beats`, `mild`, `extensor`.
std::optional<Refusal> wrong_grade(std::string_view grade, const Sign& sign) {
  static constexpr std::array<std::string_view, 9> words{"mild",  "moderate", "severe",    "spastic", "flaccid",
                                                         "mixed", "flexor",   "equivocal", "extensor"};
  if (grade.empty() || std::any_of(words.begin(), words.end(), [&](auto word) { return same_letters(word, grade); }))
    return std::nullopt;
  std::string_view rest = grade;
  std::size_t digits = 0;
  while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1), ++digits;
  const bool number = digits == 1 || digits == 2;
  if (number && (rest.empty() || rest == "+" || rest == "-" || rest == "/5" || trimmed(rest) == "beats"))
    return std::nullopt;
  return Refusal{fmt::format("grade \"{}\" of {} is not known; use a number (4, 4-, 1+, 5 beats) or {}", grade,
                             sign.code, list_text(words))};
}

std::optional<Refusal> read_sign(const Told& told, const Catalogue& catalogue, SignCode code, Entry& entry) {
  const Sign& sign = catalogue[code];
  const std::string_view outcome = trimmed(told.value);
  if (!is_outcome(outcome))
    return Refusal{outcome.empty()
                       ? fmt::format("{} needs a finding; use present or absent", sign.code)
                       : fmt::format("finding \"{}\" of {} is not known; use present or absent", outcome, sign.code)};
  if (!trimmed(told.unit).empty())
    return Refusal{fmt::format("{} is a sign and has no unit; leave \"{}\" out", sign.code, trimmed(told.unit))};
  if (!told.trials.empty()) return Refusal{fmt::format("{} is a sign and has no trials", sign.code)};
  if (!trimmed(told.upper_limit).empty()) return Refusal{fmt::format("{} is a sign and has no upper limit", sign.code)};
  auto site = site_told(told, catalogue, code, entry.warnings);
  if (!site) return site.refusal();
  auto observer = observer_told(told);
  if (!observer) return observer.refusal();
  if (observer->source == Source::lab || observer->source == Source::device)
    return Refusal{fmt::format("source \"{}\" cannot find a sign; use patient or clinician", trimmed(told.source))};
  SignSite where = std::move(site).value();
  where.source = observer->source;
  entry.where = std::move(where);
  entry.value = entry.told_value = same_letters(outcome, "present") ? 1 : 0;
  if (auto grade = wrong_grade(trimmed(told.grade), sign)) return grade;
  entry.details.grade = trimmed(told.grade);
  return std::nullopt;
}

Entry empty_entry(const Catalogue& catalogue) {
  return Entry{SignSite{catalogue.sign_at(0), {}, {}, {}, {}}, {}, {}, 0,    0, Unit::none,
               std::numeric_limits<double>::quiet_NaN(),       {}, {}, false};
}

}  // namespace

std::optional<Refusal> impossible_in(const Lifetime& life, const Zone& zone, Instant held, std::string_view what) {
  if (held >= life.born) return std::nullopt;
  return Refusal{fmt::format("{} on {} is impossible: the patient was not born before {}", what,
                             iso_text(zone.day_of(held)), iso_text(zone.day_of(life.born)))};
}

std::optional<std::string> odd_in(const Lifetime& life, const Zone& zone, Instant held, Instant now,
                                  std::string_view what) {
  if (held >= life.adult || now < life.adult) return std::nullopt;
  return fmt::format(
      "{} is dated {}, in childhood: kept, but no strength or laboratory value of then is judged; is the "
      "year right?",
      what, iso_text(zone.day_of(held)));
}

Result<Entry> entry_told(const Told& told, const Catalogue& catalogue, const Zone& zone, Instant now) {
  if (auto unreadable = unreadable_text(told)) return *unreadable;
  const std::string_view code = trimmed(told.code);
  const auto measure = catalogue.measure(code);
  const auto sign = catalogue.sign(code);
  if (!measure && !sign) return unknown_code(told, catalogue);
  Entry entry = empty_entry(catalogue);
  const auto refused =
      measure ? read_measurement(told, catalogue, *measure, entry) : read_sign(told, catalogue, *sign, entry);
  if (refused) return *refused;
  if (auto wrong_time = read_times(told, zone, now, entry)) return *wrong_time;
  entry.details.entered = now;
  entry.details.author = told.author;
  entry.details.note = told.note;
  entry.details.external_id = trimmed(told.external_id);
  entry.details.recorded_as_effective = told.recorded_as_effective;
  return entry;
}

}  // namespace myotrend
