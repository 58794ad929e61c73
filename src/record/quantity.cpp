#include "myotrend/record/quantity.h"

#include <array>
#include <cassert>

namespace myotrend {
namespace {

/// One row per unit. The factor to the dimension's base unit is kept as a fraction, so that exact definitions stay
/// exact.
struct UnitRow {
  Unit unit;
  Dimension dimension;
  double times;
  double over;
  std::string_view ucum;
  std::string_view word;
};

constexpr std::size_t unit_count = static_cast<std::size_t>(Unit::last) + 1;

// 1 cmH2O = 98.0665 Pa and 1 mmHg = 133.322387415 Pa (conventional); 1 lb = 0.45359237 kg (exact, 1959).
constexpr std::array<UnitRow, unit_count> unit_rows{{
    {Unit::none, Dimension::none, 1, 1, "", ""},
    {Unit::score, Dimension::score, 1, 1, "{score}", "score"},
    {Unit::count, Dimension::count, 1, 1, "{count}", "count"},
    {Unit::per_day, Dimension::rate, 1, 1, "/d", "/d"},
    {Unit::per_week, Dimension::rate, 1, 7, "/wk", "/wk"},
    {Unit::percent, Dimension::ratio, 1, 1, "%", "%"},
    {Unit::kilogram_force, Dimension::force, 1, 1, "kgf", "kg"},
    {Unit::pound_force, Dimension::force, 0.45359237, 1, "[lbf_av]", "lb"},
    {Unit::newton, Dimension::force, 1, 9.80665, "N", "N"},
    {Unit::cm_water, Dimension::pressure, 1, 1, "cm[H2O]", "cmH2O"},
    {Unit::kilopascal, Dimension::pressure, 1000, 98.0665, "kPa", "kPa"},
    {Unit::mm_mercury, Dimension::pressure, 133.322387415, 98.0665, "mm[Hg]", "mmHg"},
    {Unit::millibar, Dimension::pressure, 100, 98.0665, "mbar", "mbar"},
    {Unit::hectopascal, Dimension::pressure, 100, 98.0665, "hPa", "hPa"},
    {Unit::litre, Dimension::volume, 1, 1, "L", "L"},
    {Unit::kilogram, Dimension::mass, 1, 1, "kg", "kg"},
    {Unit::pound, Dimension::mass, 0.45359237, 1, "[lb_av]", "lb"},
    {Unit::unit_per_litre, Dimension::catalytic, 1, 1, "U/L", "U/L"},
    {Unit::microkatal_per_litre, Dimension::catalytic, 60, 1, "ukat/L", "ukat/L"},
    {Unit::milligram_per_litre, Dimension::mass_concentration, 1, 1, "mg/L", "mg/L"},
    {Unit::milligram_per_decilitre, Dimension::mass_concentration, 10, 1, "mg/dL", "mg/dL"},
    {Unit::microgram_per_litre, Dimension::mass_concentration, 1, 1000, "ug/L", "ug/L"},
    {Unit::nanogram_per_millilitre, Dimension::mass_concentration, 1, 1000, "ng/mL", "ng/mL"},
    {Unit::beats_per_minute, Dimension::frequency, 1, 1, "/min", "beats/min"},
    {Unit::millisecond, Dimension::duration, 1, 1, "ms", "ms"},
    {Unit::score_total_of_nine, Dimension::score, 1, 9, "{total}", "total"},
}};

constexpr bool rows_in_order() {
  for (std::size_t i = 0; i < unit_count; ++i)
    if (static_cast<std::size_t>(unit_rows[i].unit) != i) return false;
  return true;
}
static_assert(rows_in_order(), "one row per unit, in the order of the enum");

const UnitRow& row_of(Unit unit) { return unit_rows[static_cast<std::size_t>(unit)]; }

}  // namespace

Dimension dimension_of(Unit unit) { return row_of(unit).dimension; }
double factor_to_base(Unit unit) { return row_of(unit).times / row_of(unit).over; }
std::string_view ucum_of(Unit unit) { return row_of(unit).ucum; }
std::string_view word_of(Unit unit) { return row_of(unit).word; }

double Quantity::in(Unit unit) const {
  assert(convertible_to(unit));
  if (unit == unit_) return value_;
  const UnitRow& from = row_of(unit_);
  const UnitRow& to = row_of(unit);
  return value_ * (from.times * to.over) / (from.over * to.times);
}

}  // namespace myotrend
