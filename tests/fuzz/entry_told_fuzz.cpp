// Whatever words are told: a fact within its limits, or a refusal that says something. The fields are parted by zero
// bytes.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "myotrend/record/entry.h"

using namespace myotrend;

namespace {

std::string text_of(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

Told told_of(std::string_view bytes) {
  Told told;
  std::string* const fields[] = {&told.code,     &told.value,  &told.unit,   &told.side,        &told.effective,
                                 &told.recorded, &told.source, &told.region, &told.muscle,      &told.grade,
                                 &told.device,   &told.method, &told.note,   &told.upper_limit, &told.external_id};
  for (std::string* field : fields) {
    const auto end = bytes.find('\0');
    *field = bytes.substr(0, end);
    if (end == std::string_view::npos) return told;
    bytes.remove_prefix(end + 1);
  }
  told.trials.emplace_back(bytes);
  return told;
}

void check(const Entry& entry, const Catalogue& catalogue, Instant now) {
  if (entry.effective > entry.recorded || entry.recorded > now) std::abort();
  const auto* series = std::get_if<Series>(&entry.where);
  if (series == nullptr) {
    if (entry.value != 0 && entry.value != 1) std::abort();
    return;
  }
  if (std::isnan(entry.value) != std::isnan(entry.told_value)) std::abort();
  if (outside_hard_range(catalogue, *series, entry.value) != entry.held_out) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  static const Catalogue catalogue = Catalogue::parse(text_of(MYOTREND_SOURCE_DIR "/schema/measures.json"),
                                                      text_of(MYOTREND_SOURCE_DIR "/schema/signs.json"))
                                         .value();
  static const Zone zone = *Zone::named("Europe/London");
  static const Instant now = time_told("2026-01-15T12:00Z", Zone())->at;
  const auto entry = entry_told(told_of({reinterpret_cast<const char*>(bytes), size}), catalogue, zone, now);
  if (entry) check(*entry, catalogue, now);
  if (!entry && entry.refusal().text.empty()) std::abort();
  return 0;
}
