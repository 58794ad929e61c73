// A number from a patient is nothing without its unit.
#include "myotrend/record/quantity.h"

double force_kg(const myotrend::Quantity& force) { return force.in(myotrend::Unit::kilogram_force); }

double read() {
#ifdef WRITTEN_RIGHT
  return force_kg({32.0, myotrend::Unit::kilogram_force});
#else
  return force_kg(32.0);
#endif
}
