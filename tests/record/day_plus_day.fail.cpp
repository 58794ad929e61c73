// Two dates have a distance; they have no sum.
#include "myotrend/record/time.h"

auto read(myotrend::Day onset, myotrend::Day today) {
#ifdef WRITTEN_RIGHT
  return today - onset;
#else
  return today + onset;
#endif
}
