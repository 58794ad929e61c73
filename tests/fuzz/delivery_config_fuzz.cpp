#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "myotrend/deliver/routing.h"

using namespace myotrend;

// Any text is a config or a refusal that says something; and a config leaves no alert without a destination.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const deliver::ConfigWords words{{"progressive-weakness", "bulbar", "no-data"}, {"grip", "mip"}};
  const auto config = deliver::config_told(text, "fuzz.toml", words);
  if (!config.ok()) {
    if (config.refusal().text.empty()) std::abort();
    return 0;
  }
  Notice notice;
  notice.patient = PatientId{"P1"};
  notice.flag = "bulbar";
  const Instant now{std::chrono::hours{24 * 365 * 55}};
  const auto destinations = deliver::destinations_of(notice, *config, {}, now);
  if (destinations.empty()) std::abort();
  for (const auto& to : destinations)
    if (to.not_before < now || !config->channel(to.channel)) std::abort();
  return 0;
}
