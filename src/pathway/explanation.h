#pragma once

#include <string>
#include <vector>

#include "pathway/walk.h"

namespace myotrend::pathway {

/// Why a line of a rule holds: one piece of evidence for each of its conditions.
std::vector<Evidence> explain(const Walk& walk, const Picture& picture, const Line& line);

/// Where and since when a sign stands, by whoever found it.
std::vector<Evidence> explain_sign(const Walk& walk, const Picture& picture, std::string_view code);

/// What the posterior says of each stream that declines; empty below the evidence at which it is worth saying.
std::vector<StreamTrend> stream_trends(const Walk& walk);

/// Whether strength itself, without signs, speaks for a decline: only then is one told in figures.
bool strength_speaks(const Walk& walk);

/// `Right grip down 31 % since 6 May 2025 (3.6 %/month, 95 % 2.9 to 4.3), left unchanged`; empty unless strength itself
/// speaks.
std::string decline_sentence(const Walk& walk);

/// How many times better, as a person reads it: `4.2`, `35`, `1,050`, `772,000`, `more than a million`.
std::string ratio_words(double ratio);

/// The civil day that lies so many days after the first strength reading.
Day day_since_origin(const Walk& walk, double day);

/// `right grip`, `maximal inspiratory pressure`.
std::string stream_name(trend::Stream stream);

}  // namespace myotrend::pathway
