#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/fact.h"

namespace myotrend {

/// A measurement or sign as told in words (a command line, a CSV row, a tracker's export), before it is a fact.
/// Empty text: not told.
struct Told {
  std::string code;   // measure or sign
  std::string value;  // `32`, `present`, `could-not`, `4+`
  std::vector<std::string> trials;
  std::string unit, side, region, muscle, grade, source, device, method, upper_limit;
  std::string effective, recorded;  // times as told; `recorded` empty: now
  std::string author, note, external_id;
  bool recorded_as_effective = false;
};

/// A fact ready to be stored: either a reading with its series, or a sign with its site.
struct Entry {
  std::variant<Series, SignSite> where;
  Instant effective{}, recorded{};
  double value = 0;  // series' unit, or 1 present / 0 absent; NaN: could not
  double told_value = 0;
  Unit told_unit = Unit::none;
  double upper_limit = std::numeric_limits<double>::quiet_NaN();
  Details details;
  std::vector<std::string> warnings;  // soft range, sign taken as magnitude, held out because of the unit...
  /// Outside the hard range, but another unit of the measure would explain it (see Catalogue): stored, never counted.
  bool held_out = false;
};

/// Turns words into a fact, or says what is wrong: unknown measure (with the nearest), unit, side, impossible value, a
/// sign from a laboratory, a time in the future, recorded before effective... `now` bounds both times.
Result<Entry> entry_told(const Told& told, const Catalogue& catalogue, const Zone& zone, Instant now);

/// True when `value` of `series` lies outside its hard range (it is then held out wherever it is judged).
bool outside_hard_range(const Catalogue& catalogue, const Series& series, double value);

/// The unit that would explain a value outside its hard range (its number as told in that unit lies in the soft range).
std::optional<Unit> unit_that_explains(const Catalogue& catalogue, const Series& series, double told_value,
                                       Unit told_unit);

/// The unit in which a reading was probably meant: as told it lies outside the soft range, and its number in another
/// unit of the measure lies inside (8 cmH2O of inspiratory pressure: kPa; 3 U/L of creatine kinase: ukat/L).
std::optional<Unit> unit_in_doubt(const Catalogue& catalogue, const Series& series, const Reading& reading);

/// The unit in which a reading was probably meant, by what is usual for the person: as told it is off by more than
/// `off_factor`, and its number in another unit of the measure is within `near_pct` (100 ln) of `usual`.
std::optional<Unit> unit_nearer(const Catalogue& catalogue, const Series& series, const Reading& reading, double usual,
                                double off_factor, double near_pct);

/// What the times of a person's facts are held against.
struct Lifetime {
  Instant born{}, adult{};  // the first that is possible, and the first that is certain
  explicit Lifetime(const Patient& patient)
      : born(patient.zone.start_of(patient.earliest_birth())), adult(patient.zone.start_of(patient.grown_up())) {}
};
/// Why a fact cannot have held then: the patient was not born. `what` begins the sentence (`grip`, `injury`).
std::optional<Refusal> impossible_in(const Lifetime& life, const Zone& zone, Instant held, std::string_view what);
/// What to ask about a fact of an adult that is dated in childhood; none when nothing is odd about it.
std::optional<std::string> odd_in(const Lifetime& life, const Zone& zone, Instant held, Instant now,
                                  std::string_view what);

/// How the trials of one session become its value.
double combined(Combine rule, const std::vector<double>& trials);

}  // namespace myotrend
