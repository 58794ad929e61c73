// Whatever is told as a time: an instant that is written and read back as the same, or a refusal that says something.
#include <cstdlib>
#include <string_view>

#include "myotrend/record/time.h"

using namespace myotrend;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  static const Zone zones[] = {Zone(), *Zone::named("Europe/London"), *Zone::named("Australia/Lord_Howe"),
                               *Zone::named("-03:30")};
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (const Zone& zone : zones) {
    const auto time = time_told(text, zone);
    if (!time) {
      if (time.refusal().text.empty()) std::abort();
      continue;
    }
    const auto again = time_told(iso_text(time->at, zone), zone);
    // The first minutes of 1900 and the last of 2037 may be written with a year that is no longer read.
    if (again && again->at != time->at) std::abort();
    if (!(zone.start_of(zone.day_of(time->at)) <= time->at && time->at <= zone.end_of(zone.day_of(time->at))))
      std::abort();
  }
  static_cast<void>(as_of_told(text, zones[1]));
  static_cast<void>(day_told(text));
  return 0;
}
