#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pathway/explanation.h"

namespace myotrend::pathway {

using trend::Stream;

namespace {

double probability_within(double share) { return std::clamp(share, 0.0, 1.0); }

}  // namespace

std::string ratio_words(double ratio) {
  constexpr double figures_end = 1e6;
  if (ratio >= figures_end) return "more than a million";
  if (ratio < 100) {
    const std::string words = fmt::format("{:.2g}", ratio);
    return words.find('e') == std::string::npos ? words : "100";  // 99.7 is no 1e+02
  }
  std::string digits = fmt::format("{:.0f}", std::stod(fmt::format("{:.3g}", ratio)));
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

Day day_since_origin(const Walk& walk, double day) {
  return walk.strength().origin_day() + days{static_cast<int>(std::lround(day))};
}

std::string stream_name(Stream stream) {
  switch (stream) {
    case Stream::right_grip: return "Right grip";
    case Stream::left_grip: return "Left grip";
    case Stream::mip: return "Maximal inspiratory pressure";
    case Stream::snip: return "Sniff pressure";
    case Stream::fvc: return "Vital capacity";
  }
  return {};
}

std::string decline_sentence(const Walk& walk) {
  if (!strength_speaks(walk)) return {};
  const auto& posterior = walk.strength().posterior();
  if (!posterior) return {};
  const Stream stream = posterior->most_affected;
  const auto& most = posterior->of(stream);
  std::string text =
      fmt::format("{} down {:.0f} % since {} ({:.1f} %/month, 95 % {:.1f} to {:.1f})", stream_name(stream),
                  100 * most.loss_mean, plain_text(day_since_origin(walk, posterior->onset_most_probable)),
                  most.rate_mean, most.rate_95.low, most.rate_95.high);
  if (!trend::is_grip(stream)) return text;
  const Stream other = stream == Stream::right_grip ? Stream::left_grip : Stream::right_grip;
  const auto& hand = posterior->of(other);
  if (walk.strength().levels(other).points().empty()) return text;
  const std::string name = other == Stream::right_grip ? "right" : "left";
  if (hand.declining >= 0.5) {
    text += fmt::format(", {} down {:.0f} %", name, 100 * hand.loss_mean);
  } else {
    text += fmt::format(", {} without clear decline", name);
  }
  return text;
}

bool strength_speaks(const Walk& walk) {
  const Look& look = walk.strength().last_look();
  const double floor = std::log(walk.rulebook().evidence_worth_saying);
  return walk.strength().started() && std::min(look.log_e, look.log_e_strength) >= floor && walk.strength().posterior();
}

std::vector<StreamTrend> stream_trends(const Walk& walk) {
  std::vector<StreamTrend> out;
  const auto& strength = walk.strength();
  if (!strength_speaks(walk)) return out;
  for (const Stream stream : trend::all_streams) {
    const auto& of = strength.posterior()->of(stream);
    if (strength.levels(stream).points().empty()) continue;
    StreamTrend line;
    line.measure = trend::measure_code_of(stream);
    line.side = stream == Stream::right_grip ? Side::right : stream == Stream::left_grip ? Side::left : Side::none;
    line.unit = strength.unit_of(stream);
    line.method = strength.method_of(stream);
    line.level_now = strength.expected(stream);
    line.slope_pct_per_month = -of.rate_mean;
    line.interval_95_pct_per_month = {-of.rate_95.high, -of.rate_95.low};
    line.slope_per_month = line.slope_pct_per_month * line.level_now / 100;
    line.interval_95_per_month = {line.interval_95_pct_per_month.first * line.level_now / 100,
                                  line.interval_95_pct_per_month.second * line.level_now / 100};
    line.loss_pct = 100 * of.loss_mean;
    line.probability = probability_within(of.declining * of.faster_than_1);
    line.readings = static_cast<int>(strength.levels(stream).points().size());
    out.push_back(line);
  }
  return out;
}

}  // namespace myotrend::pathway
