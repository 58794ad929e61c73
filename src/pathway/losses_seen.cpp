#include "pathway/losses_seen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "myotrend/trend/power.h"

namespace myotrend::pathway {

namespace {

constexpr std::size_t gaps_looked_at = 8;
constexpr int decimals_of_a_probability = 2;

/// Days between the newest tests of a stream; 0: it is measured no more, or was never often enough to tell.
double gap_of(const Walk& walk, trend::Stream stream) {
  const auto& points = walk.strength().levels(stream).points();
  std::vector<double> gaps;
  for (std::size_t i = points.size(); i-- > 1 && gaps.size() < gaps_looked_at;) {
    const double gap = days_between(points[i - 1].at, points[i].at);
    if (gap > 0) gaps.push_back(gap);
  }
  if (gaps.size() < 2) return 0;
  const double usual = median_of(std::move(gaps));
  const double stale = std::max(walk.rulebook().pathway->terms().stale_after_days, 2 * usual);
  return days_between(points.back().at, walk.now()) > stale ? 0 : usual;
}

/// The least E on which a referral rests at this operating point.
std::optional<double> referral_threshold(const Walk& walk) {
  std::optional<double> least;
  for (const Rule& rule : walk.rulebook().pathway->rules(walk.rulebook().point)) {
    if (rule.level < Disposition::refer_routine) continue;
    for (const Line& line : rule.lines) {
      const auto* evidence = std::get_if<EvidenceReached>(&line.when.front().what);
      if (evidence && line.when.size() == 1) least = std::min(least.value_or(evidence->at_least), evidence->at_least);
    }
  }
  return least;
}

const char* words_of(trend::Loss loss) {
  return loss == trend::Loss::breathing ? "of breathing strength" : "in one hand";
}

}  // namespace

std::vector<LossSeen> losses_seen(const Walk& walk) {
  const auto& terms = walk.rulebook().pathway->terms().power;
  const auto threshold = referral_threshold(walk);
  if (!terms || !threshold || !walk.strength().started()) return {};
  trend::PowerQuestion question;
  question.days_ahead = terms->within_days;
  question.threshold = *threshold;
  for (const trend::Stream stream : trend::all_streams)
    question.cadence[trend::index_of(stream)] = gap_of(walk, stream);
  std::vector<LossSeen> out;
  const double today = walk.strength().last_look().day;
  const double month = walk.rulebook().pathway->detector().month;
  for (const trend::Loss loss : {trend::Loss::one_hand, trend::Loss::breathing}) {
    question.loss = loss;
    const auto rate = trend::Power(walk.strength().detector(), today, question).rate_seen_with(terms->probability);
    if (!rate) continue;
    out.push_back(
        {loss == trend::Loss::breathing ? "breathing" : "one_hand", *rate, terms->within_days, terms->probability,
         fmt::format("A loss of {:.1f} % a month {} that begins today would be seen within {:.0f} months with "
                     "probability {:.{}g}, at the present pace of testing.",
                     *rate, words_of(loss), terms->within_days / month, terms->probability,
                     decimals_of_a_probability)});
  }
  return out;
}

}  // namespace myotrend::pathway
