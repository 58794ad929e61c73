#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace myotrend {

/// Units a value may be told or stored in. Words are per measure (`kg` of grip is kilogram_force): see Catalogue.
enum class Unit : std::uint8_t {
  none,  // a sign, an event
  score,
  count,
  per_day,
  per_week,
  percent,
  kilogram_force,
  pound_force,
  newton,
  cm_water,
  kilopascal,
  mm_mercury,
  millibar,
  hectopascal,
  litre,
  kilogram,
  pound,
  unit_per_litre,
  microkatal_per_litre,
  milligram_per_litre,
  milligram_per_decilitre,
  microgram_per_litre,
  nanogram_per_millilitre,
  beats_per_minute,
  millisecond,
  score_total_of_nine,  // a sum of nine items whose mean is the score (FSS)
  last = score_total_of_nine
};

/// What a unit measures; only units of one dimension convert.
enum class Dimension : std::uint8_t {
  none,
  score,
  count,
  rate,
  ratio,
  force,
  pressure,
  volume,
  mass,
  catalytic,
  mass_concentration,
  frequency,
  duration
};

/// Dimension of `unit`, and the exact factor to the dimension's base unit (kgf, cmH2O, U/L, mg/L...).
Dimension dimension_of(Unit unit);
double factor_to_base(Unit unit);
/// The UCUM code of a unit: `kgf`, `[lbf_av]`, `cm[H2O]`...
std::string_view ucum_of(Unit unit);
/// The word people write: `kg`, `lb`, `cmH2O`...
std::string_view word_of(Unit unit);

/// A number with its unit. There is no way to the number without naming the unit again.
class Quantity {
 public:
  constexpr Quantity(double value, Unit unit) : value_(value), unit_(unit) {}
  constexpr Unit unit() const { return unit_; }
  /// The number in `unit`. Precondition: same dimension (asserted; see convertible_to).
  double in(Unit unit) const;
  bool convertible_to(Unit unit) const { return dimension_of(unit_) == dimension_of(unit); }

 private:
  double value_;
  Unit unit_;
};

}  // namespace myotrend
