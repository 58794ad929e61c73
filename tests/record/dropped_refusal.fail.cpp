// A refusal that nobody looks at would be a fact that nobody knows is missing.
#pragma GCC diagnostic error "-Wunused-result"
#include "myotrend/record/time.h"

void read() {
#ifdef WRITTEN_RIGHT
  const auto day = myotrend::day_told("2025-03-30");
  static_cast<void>(day);
#else
  myotrend::day_told("2025-03-30");
#endif
}
