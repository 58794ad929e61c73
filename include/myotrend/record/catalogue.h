#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/quantity.h"
#include "myotrend/record/result.h"

namespace myotrend {

/// A measure of the catalogue (`grip`, `mip`...): an index that only a Catalogue hands out.
class MeasureCode {
 public:
  constexpr auto operator<=>(const MeasureCode&) const = default;
  constexpr std::uint16_t index() const { return index_; }
  /// Made of the word alone: the same in every catalogue, whatever the index is there. Printed ids and hashes rest on
  /// it.
  constexpr std::uint32_t key() const { return key_; }

 private:
  friend class Catalogue;
  constexpr MeasureCode(std::uint16_t index, std::uint32_t key) : index_(index), key_(key) {}
  std::uint16_t index_;
  std::uint32_t key_;
};

/// A neurological or general sign of the catalogue (`weakness`, `babinski`...).
class SignCode {
 public:
  constexpr auto operator<=>(const SignCode&) const = default;
  constexpr std::uint16_t index() const { return index_; }
  /// Made of the word alone: the same in every catalogue, whatever the index is there. Printed ids and hashes rest on
  /// it.
  constexpr std::uint32_t key() const { return key_; }

 private:
  friend class Catalogue;
  constexpr SignCode(std::uint16_t index, std::uint32_t key) : index_(index), key_(key) {}
  std::uint16_t index_;
  std::uint32_t key_;
};

enum class Side : std::uint8_t { none, left, right };
enum class Region : std::uint8_t { none, bulbar, cervical, thoracic, lumbosacral };
enum class Worse : std::uint8_t { neither, up, down };
enum class ScaleKind : std::uint8_t { ratio, ordinal, count };
/// How the trials of one session become its value.
enum class Combine : std::uint8_t { highest, lowest, mean, median, last };
/// The part a measure plays in a judgement.
enum class Role : std::uint8_t { context, strength, lab, symptom, twitch, function };
/// Groups of signs that enter the evidence ratio, each once.
enum class SignGroup : std::uint8_t { weakness, atrophy, upper_motor_neuron, dysphagia, dysarthria, none };
enum class MotorNeuron : std::uint8_t { neither, lower, upper };

struct Range {
  double low = 0;
  double high = 0;
  bool holds(double value) const { return value >= low && value <= high; }
};

/// A unit that a measure accepts: `lb` of grip.
struct UnitWord {
  std::string word;
  Unit unit = Unit::none;
};

/// A measure is stored in one unit per form; `fvc` has two forms (litres, per cent of predicted), two series.
struct MeasureForm {
  Unit stored = Unit::none;
  std::optional<Range> soft;      // outside: kept, with a warning
  std::optional<Range> hard;      // outside: refused, or held out when another unit explains it
  std::vector<UnitWord> units;    // the first word of each unit is the one that messages name
  Unit when_untold = Unit::none;  // taken when no unit is told; none: it must be told
};

/// An upper limit of normal to fall back on when the laboratory told none.
struct UpperLimit {
  std::string sex;   // as word_of(Sex)
  int age_from = 0;  // whole years
  std::optional<int> age_below;
  double value = 0;  // in the first form's unit
  std::string source;
};

struct Code {
  std::string system;  // `loinc`, `snomed`
  std::string code;
  std::string display;
  std::string side;  // `left`, `right` or empty
};

struct Measure {
  std::string code;
  std::string title;  // for clinicians: `Grip strength`
  std::string plain;  // for patients: `grip`
  std::vector<MeasureForm> forms;
  bool sided = false;               // left or right must be told
  bool of_muscle = false;           // a muscle must be told
  bool placed = false;              // side, region and muscle may be told (cramps in the left calf)
  bool positive_magnitude = false;  // a negative entry is taken as its magnitude, and noted
  bool whole = false;               // only whole numbers
  std::vector<std::string> grades;  // told as words: `4-`, `4`, `4+`
  std::vector<double> grade_values;
  Worse worse = Worse::neither;
  ScaleKind scale = ScaleKind::ratio;
  Combine combine = Combine::last;
  Role role = Role::context;
  bool daily = false;                       // diary item, logged daily
  std::optional<double> important_change;   // in the first form's unit
  std::optional<double> noise_sem;          // in the first form's unit
  std::optional<double> cv_within_pct;      // CVI of a laboratory value
  std::optional<double> cv_analytical_pct;  // CVA
  std::optional<double> interval_days;      // suggested sampling interval
  std::vector<UpperLimit> upper_limits;     // laboratory values only; may be empty
  std::vector<Code> codes;
  std::vector<std::string> sources;
};

struct Sign {
  std::string code;
  std::string title;
  std::string plain;
  MotorNeuron neuron = MotorNeuron::neither;
  SignGroup group = SignGroup::none;
  Region fixed_region = Region::none;  // tongue signs are bulbar whatever is told
  std::vector<Region> regions;         // where it can be found
  bool sided = false;                  // a side may be told
  std::vector<Code> codes;
  std::vector<std::string> sources;
};

/// The measures and signs the program knows, from `schema/measures.json` and `schema/signs.json`.
/// Immutable after parse; may be shared between threads.
class Catalogue {
 public:
  /// Parses and cross-checks both texts (unit words against dimensions, ranges, unique codes).
  static Result<Catalogue> parse(std::string_view measures_json, std::string_view signs_json);

  std::optional<MeasureCode> measure(std::string_view code) const;
  std::optional<SignCode> sign(std::string_view code) const;
  const Measure& operator[](MeasureCode code) const { return measures_[code.index()]; }
  const Sign& operator[](SignCode code) const { return signs_[code.index()]; }
  std::span<const Measure> measures() const { return measures_; }
  std::span<const Sign> signs() const { return signs_; }
  MeasureCode measure_at(std::size_t index) const {
    return MeasureCode(static_cast<std::uint16_t>(index), measure_keys_[index]);
  }
  SignCode sign_at(std::size_t index) const { return SignCode(static_cast<std::uint16_t>(index), sign_keys_[index]); }

  /// The form of `measure` that stores `unit`, or null.
  const MeasureForm* form(MeasureCode measure, Unit unit) const;
  /// The nearest known measure or sign to a misspelt word (`gripp` -> `grip`); empty if none is near.
  std::string nearest(std::string_view word) const;
  /// SHA-256 (hex) of both texts.
  const std::string& sha256() const { return sha256_; }
  const std::string& version() const { return version_; }

 private:
  Catalogue() = default;
  std::vector<Measure> measures_;
  std::vector<Sign> signs_;
  std::vector<std::uint32_t> measure_keys_, sign_keys_;
  std::vector<std::pair<std::string, std::uint16_t>> measure_index_, sign_index_;  // sorted by word
  std::string sha256_, version_;
};

/// The word of a grade (`4-` for 3.67 of mrc); empty where the measure has no grades or none of that value.
std::string_view grade_word(const Measure& measure, double value);

std::string_view word_of(Side side);
std::string_view word_of(Region region);
std::optional<Side> side_named(std::string_view word);  // left, right (l, r); empty word: none
std::optional<Region> region_named(std::string_view word);
/// The word of `words` nearest to `word` by edit distance, if within a third of its length; else empty.
std::string nearest_word(std::string_view word, std::span<const std::string_view> words);

}  // namespace myotrend
