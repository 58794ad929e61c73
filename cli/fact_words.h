#pragma once

#include <string>

#include "myotrend/record/history.h"

namespace myotrend::cli {

/// A fact in one line as it was told: `grip left 32 kg, 1 Mar 2025 09:00`.
std::string fact_line(const History& history, const FactKey& key, const Catalogue& catalogue);

/// The same, and what it was corrected to.
std::string present_line(const History& history, const FactKey& key, const Catalogue& catalogue);

/// A value as a person writes it: at most 6 significant digits.
std::string number_text(double value);

/// `1 Mar 2025 09:00` in the zone.
std::string time_line(Instant at, const Zone& zone);

/// The word under which the measure of a series accepts `unit`; empty for scores.
std::string unit_word(const Catalogue& catalogue, MeasureCode measure, Unit unit);

}  // namespace myotrend::cli
