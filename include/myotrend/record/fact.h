#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/catalogue.h"
#include "myotrend/record/time.h"

namespace myotrend {

/// A patient's identifier as the clinic writes it: 1 to 64 characters, no blanks or control characters.
struct PatientId {
  std::string text;
  auto operator<=>(const PatientId&) const = default;
};

enum class Sex : std::uint8_t { unknown, female, male };
enum class Hand : std::uint8_t { unknown, right, left, both };
enum class Source : std::uint8_t { patient, clinician, lab, device };

/// Master data: always visible, whatever `--as-of` says.
struct Patient {
  PatientId id;
  Sex sex = Sex::unknown;
  int birth_year = 0;
  std::optional<unsigned> birth_month, birth_day;
  std::optional<double> height_cm, weight_kg;
  Hand dominant_hand = Hand::unknown;
  std::optional<Day> covid_date, enrolment, followup_end;
  Zone zone;
  /// Whole years on `day`; with only a year known, the age that is certain (not yet reached this year counts as reached
  /// at its end).
  int age_on(Day day) const;
  /// The first day on which the patient can have been born, as far as the birth is known.
  Day earliest_birth() const;
  /// The first day on which the patient surely is an adult: limits and norms of the catalogue are of adults.
  Day grown_up() const;
  bool adult_on(Day day) const { return age_on(day) >= adult_age; }
  static constexpr int adult_age = 18;
};

enum class EventKind : std::uint8_t {
  infection,
  treatment_start,
  treatment_stop,
  injury,
  device_change,
  ventilation_start,
  im_injection,
  hard_exercise,
  admission,
  medicine,
  pregnancy,
  known_neuromuscular_disease,
  tracheostomy,
  referral_made,
  neurology_seen,
  discharge,
  death,
  withdrew,
  other,
  last = other
};
std::string_view word_of(EventKind kind);
std::optional<EventKind> event_kind_named(std::string_view word);
std::string_view word_of(Source source);
std::optional<Source> source_named(std::string_view word);
std::string_view word_of(Sex sex);
std::optional<Sex> sex_named(std::string_view word);
std::string_view word_of(Hand hand);
std::optional<Hand> hand_named(std::string_view word);

/// The catalogue's upper limit of normal for a person of that sex and age, in the measure's first unit; none where it
/// has none.
std::optional<double> fallback_upper_limit(const Measure& measure, Sex sex, int age);

/// What readings of one series share. Readings are comparable within a series only.
struct Series {
  MeasureCode measure;
  Unit unit = Unit::none;  // the stored unit of its form
  Side side = Side::none;
  Region region = Region::none;
  std::string muscle;
  Source source = Source::patient;
  std::string device;
  std::string method;
  auto operator<=>(const Series&) const = default;
};

/// Where a sign was looked for, and by whom.
struct SignSite {
  SignCode sign;
  Side side = Side::none;
  Region region = Region::none;
  std::string muscle;
  Source source = Source::patient;
  auto operator<=>(const SignSite&) const = default;
};

constexpr std::uint32_t no_details = 0xffffffff;

/// Kept beside a fact for people and for exchange; a judgement never reads it.
struct Details {
  Instant entered{};                                // the store's own time
  std::optional<std::chrono::minutes> told_offset;  // offset given with the effective time
  std::string author, note, external_id, grade;
  std::vector<double> trials;          // in the told unit, all of them
  bool recorded_as_effective = false;  // import --recorded-as-effective
};

struct Reading {
  std::uint32_t series = 0;   // index in History::series
  std::uint32_t ordinal = 0;  // 0 for the first reading of its series at its instant, in order of recording
  Instant effective{}, recorded{};
  Day day{};  // civil day of `effective`: in the told offset, else in the patient's zone
  double value = std::numeric_limits<double>::quiet_NaN();       // in the series' unit; not a number: could not
  double told_value = std::numeric_limits<double>::quiet_NaN();  // as told
  Unit told_unit = Unit::none;
  double upper_limit =
      std::numeric_limits<double>::quiet_NaN();  // the laboratory's own, in the series' unit; NaN: none told
  std::uint32_t details = no_details;            // index in History::details
  bool could_not() const { return std::isnan(value); }
};

struct SignFinding {
  std::uint32_t site = 0;  // index in History::sites
  std::uint32_t ordinal = 0;
  Instant effective{}, recorded{};
  Day day{};
  bool present = false;
  std::uint32_t details = no_details;
};

struct Event {
  EventKind kind = EventKind::other;
  std::uint32_t ordinal = 0;
  Instant start{}, recorded{};
  Day day{};
  std::optional<Instant> end;           // still open when empty
  std::optional<Instant> end_recorded;  // when the end became known; later than `recorded` if closed later
  std::uint32_t details = no_details;
  std::uint32_t end_details = no_details;  // of the end: who told it, and when
};

enum class FactKind : std::uint8_t { reading, sign, event };

/// Which fact is meant: stable in a store, the same in every store that holds the fact.
struct FactKey {
  FactKind kind = FactKind::reading;
  std::uint32_t where = 0;  // index in History::series, ::sites, or the EventKind
  Instant effective{};
  std::uint32_t ordinal = 0;
  auto operator<=>(const FactKey&) const = default;
};

/// A later value of a reading. The old one stays readable.
struct Correction {
  FactKey target;
  double value = 0;  // in the series' unit
  double told_value = 0;
  Unit told_unit = Unit::none;
  Instant recorded{};
  std::string why;
  std::uint32_t details = no_details;
};

/// Takes a fact back from `recorded` on.
struct Retraction {
  FactKey target;
  Instant recorded{};
  std::string why;
  std::uint32_t details = no_details;
};

}  // namespace myotrend
