#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "myotrend/record/history.h"
#include "record/sha256.h"

namespace myotrend {

Sha256 sha256_of(std::string_view bytes) {
  Sha256 hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

std::string hex_text(const Sha256& hash) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(hash.size() * 2);
  for (const unsigned char byte : hash) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

namespace {

constexpr std::size_t tag_length = 6;
constexpr std::size_t fact_length = 10;

/// Numbers and words in a row, each with a fixed or a told length, so that two different contents never read alike.
class Bytes {
 public:
  explicit Bytes(std::size_t expected) { text_.reserve(expected); }
  void number(std::uint64_t value, int width) {
    char bytes[8];
    for (int i = 0; i < width; ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xff);
    text_.append(bytes, static_cast<std::size_t>(width));
  }
  /// A number that is mostly small, in as few bytes as it needs (LEB128, the sign in the lowest bit).
  void step(std::int64_t value) {
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; rest >= 0x80; rest >>= 7) text_ += static_cast<char>(0x80 | (rest & 0x7f));
    text_ += static_cast<char>(rest);
  }
  void small(std::uint64_t value) { number(value, 1); }
  void time(Instant at) { number(static_cast<std::uint64_t>(at.time_since_epoch().count()), 8); }
  void day(Day value) { number(static_cast<std::uint64_t>(value.time_since_epoch().count()), 4); }
  void real(double value) {
    if (value == 0) value = 0;  // not -0
    const auto bits = std::isnan(value) ? ~std::uint64_t{0} : std::bit_cast<std::uint64_t>(value);
    number(bits, 8);
  }
  void word(std::string_view value) {
    number(value.size(), 4);
    text_ += value;
  }
  template <class T, class Write>
  void maybe(const std::optional<T>& value, Write write) {
    small(value ? 1 : 0);
    if (value) write(*value);
  }
  Sha256 hash() const { return sha256_of(text_); }

 private:
  std::string text_;
};

/// Unit and event kind by their words: printed ids outlive the order of an enum.
void write_series(Bytes& bytes, const Series& series) {
  bytes.number(series.measure.key(), 4);
  bytes.word(ucum_of(series.unit));
  bytes.small(static_cast<std::uint64_t>(series.side));
  bytes.small(static_cast<std::uint64_t>(series.region));
  bytes.small(static_cast<std::uint64_t>(series.source));
  bytes.word(series.muscle);
  bytes.word(series.device);
  bytes.word(series.method);
}

void write_site(Bytes& bytes, const SignSite& site) {
  bytes.number(site.sign.key(), 4);
  bytes.small(static_cast<std::uint64_t>(site.side));
  bytes.small(static_cast<std::uint64_t>(site.region));
  bytes.small(static_cast<std::uint64_t>(site.source));
  bytes.word(site.muscle);
}

/// 32 letters and digits that nobody mistakes for one another on paper: no i, l, o, u.
std::string printable(const Sha256& hash, std::size_t length) {
  static constexpr char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (std::size_t i = 0; text.size() < length; ++i) {
    bits = (bits << 8) | hash[i];
    held += 8;
    for (; held >= 5 && text.size() < length; held -= 5) text += alphabet[(bits >> (held - 5)) & 31];
    bits &= (1U << held) - 1;
  }
  return text;
}

char letter_of(FactKind kind) { return kind == FactKind::reading ? 'r' : kind == FactKind::sign ? 's' : 'e'; }

std::string id_with_tag(const History& history, const FactKey& key, std::string_view tag) {
  Bytes bytes(160);
  bytes.word(history.patient.id.text);
  bytes.small(static_cast<std::uint64_t>(key.kind));
  if (key.kind == FactKind::reading) write_series(bytes, history.series.at(key.where));
  if (key.kind == FactKind::sign) write_site(bytes, history.sites.at(key.where));
  if (key.kind == FactKind::event) bytes.word(word_of(static_cast<EventKind>(key.where)));
  bytes.time(key.effective);
  bytes.number(key.ordinal, 4);
  std::string id(1, letter_of(key.kind));
  id += tag;
  id += printable(bytes.hash(), fact_length);
  return id;
}

template <class Facts>
std::optional<FactKey> fact_among(const Facts& facts, const History& history, std::string_view id,
                                  std::string_view tag) {
  for (const auto& fact : facts)
    if (id_with_tag(history, key_of(fact), tag) == id) return key_of(fact);
  return std::nullopt;
}

void write_patient(Bytes& bytes, const Patient& patient) {
  const auto small = [&](unsigned value) { bytes.small(value); };
  const auto real = [&](double value) { bytes.real(value); };
  const auto day = [&](Day value) { bytes.day(value); };
  bytes.word(patient.id.text);
  bytes.small(static_cast<std::uint64_t>(patient.sex));
  bytes.number(static_cast<std::uint64_t>(patient.birth_year), 4);
  bytes.maybe(patient.birth_month, small);
  bytes.maybe(patient.birth_day, small);
  bytes.maybe(patient.height_cm, real);
  bytes.maybe(patient.weight_kg, real);
  bytes.small(static_cast<std::uint64_t>(patient.dominant_hand));
  bytes.maybe(patient.covid_date, day);
  bytes.maybe(patient.enrolment, day);
  bytes.maybe(patient.followup_end, day);
  bytes.word(patient.zone.name());
}

/// What the facts of a picture refer to (series, sites), told once each by content and numbered by its place among
/// them.
template <class Content, class Write>
std::vector<std::uint32_t> write_contents(Bytes& bytes, const std::vector<Content>& list, const std::vector<bool>& used,
                                          Write write) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < list.size(); ++i)
    if (used[i]) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return list[a] < list[b]; });
  std::vector<std::uint32_t> places(list.size(), 0);
  bytes.number(order.size(), 4);
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    places[order[i]] = i;
    write(bytes, list[order[i]]);
  }
  return places;
}

/// Times are told as steps from the fact before: a country's facts are hashed each night, and most steps are short.
class Times {
 public:
  template <class Fact>
  void write(Bytes& bytes, const Fact& fact) {
    bytes.step((fact.effective - effective_).count());
    bytes.step((fact.recorded - fact.effective).count());
    bytes.step((fact.day - day_).count());
    effective_ = fact.effective;
    day_ = fact.day;
  }

 private:
  Instant effective_{};
  Day day_{};
};

/// The ordinal is left out: it tells the order of entry, which no judgement may depend on.
void write_reading(Bytes& bytes, Times& times, const Reading& reading, const Series& series, std::uint32_t place) {
  const bool told_as_stored = reading.told_unit == series.unit && reading.told_value == reading.value;
  const bool has_limit = !std::isnan(reading.upper_limit);
  // Most values are read off to a tenth, and then the number of tenths says all.
  const double tenths = std::nearbyint(reading.value * 10);
  const bool in_tenths = tenths / 10 == reading.value && std::abs(tenths) < 1e15;
  bytes.small((told_as_stored ? 1U : 0U) | (has_limit ? 2U : 0U) | (in_tenths ? 4U : 0U));
  bytes.step(place);
  times.write(bytes, reading);
  if (in_tenths) {
    bytes.step(static_cast<std::int64_t>(tenths));
  } else {
    bytes.real(reading.value);
  }
  if (!told_as_stored) {
    bytes.real(reading.told_value);
    bytes.word(ucum_of(reading.told_unit));
  }
  if (has_limit) bytes.real(reading.upper_limit);
}

void write_finding(Bytes& bytes, Times& times, const SignFinding& finding, std::uint32_t place) {
  bytes.step(place);
  times.write(bytes, finding);
  bytes.small(finding.present ? 1 : 0);
}

void write_event(Bytes& bytes, const Event& event) {
  const auto time = [&](Instant at) { bytes.time(at); };
  bytes.small(static_cast<std::uint64_t>(event.kind));
  bytes.time(event.start);
  bytes.time(event.recorded);
  bytes.day(event.day);
  bytes.maybe(event.end, time);
  bytes.maybe(event.end_recorded, time);
}

void write_readings(Bytes& bytes, const Picture& picture) {
  const History& history = *picture.history;
  std::vector<bool> used(history.series.size());
  for (const Reading& reading : picture.readings) used[reading.series] = true;
  for (const Shadowed& repeated : picture.repeated) used[repeated.reading.series] = true;
  const auto places = write_contents(bytes, history.series, used, write_series);
  bytes.number(picture.readings.size(), 4);
  Times times;
  for (const Reading& reading : picture.readings)
    write_reading(bytes, times, reading, history.series[reading.series], places[reading.series]);
  bytes.number(picture.shadowed.size(), 4);
  for (const Shadowed& shadowed : picture.shadowed) {
    const std::uint32_t series = shadowed.counted.series;  // of the same content, whatever number it was told under
    write_reading(bytes, times, shadowed.reading, history.series[series], places[series]);
  }
  // Few patients have any: their hash alone knows of it.
  for (const Shadowed& repeated : picture.repeated)
    write_reading(bytes, times, repeated.reading, history.series[repeated.reading.series],
                  places[repeated.reading.series]);
}

void write_signs(Bytes& bytes, const Picture& picture) {
  const History& history = *picture.history;
  std::vector<bool> used(history.sites.size());
  for (const SignFinding& finding : picture.signs) used[finding.site] = true;
  const auto places = write_contents(bytes, history.sites, used, write_site);
  bytes.number(picture.signs.size(), 4);
  Times times;
  for (const SignFinding& finding : picture.signs) write_finding(bytes, times, finding, places[finding.site]);
  bytes.number(picture.shadowed_signs.size(), 4);
  for (const ShadowedSign& shadowed : picture.shadowed_signs)
    write_finding(bytes, times, shadowed.finding, places[shadowed.counted.site]);
}

}  // namespace

std::string patient_tag(const PatientId& id) { return printable(sha256_of(id.text), tag_length); }

std::string fact_id(const History& history, const FactKey& key) {
  return id_with_tag(history, key, patient_tag(history.patient.id));
}

std::optional<FactKey> fact_with_id(const History& history, std::string_view id) {
  if (id.size() != 1 + tag_length + fact_length) return std::nullopt;
  const std::string tag = patient_tag(history.patient.id);
  if (id.substr(1, tag_length) != tag) return std::nullopt;
  if (id[0] == 'r') return fact_among(history.readings, history, id, tag);
  if (id[0] == 's') return fact_among(history.signs, history, id, tag);
  if (id[0] == 'e') return fact_among(history.events, history, id, tag);
  return std::nullopt;
}

std::string input_sha256(const Picture& picture) {
  constexpr std::size_t bytes_per_reading = 16;  // mostly 11; it grows where this is too little
  Bytes bytes(1024 + (picture.readings.size() + picture.shadowed.size()) * bytes_per_reading +
              (picture.signs.size() + picture.shadowed_signs.size()) * 25 + picture.events.size() * 48);
  write_patient(bytes, picture.history->patient);
  write_readings(bytes, picture);
  write_signs(bytes, picture);
  bytes.number(picture.events.size(), 4);
  for (const Event& event : picture.events) write_event(bytes, event);
  bytes.number(picture.resolved.size(), 4);
  for (const AlertResolved& resolved : picture.resolved) {
    bytes.word(resolved.flag);
    bytes.time(resolved.at);
  }
  return hex_text(bytes.hash());
}

}  // namespace myotrend
