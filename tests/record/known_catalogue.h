#pragma once

#include <string>
#include <string_view>

#include "myotrend/record/entry.h"

namespace myotrend::test {

/// The text of a file of the project, by its path from the root.
std::string project_text(std::string_view path);

/// The catalogue that ships with the program.
const Catalogue& known_catalogue();

MeasureCode measure(std::string_view code);
SignCode sign(std::string_view code);

/// Midday of 2026-01-15 in UTC: the now of these tests.
Instant test_now();
/// The instant of an ISO text with offset.
Instant at(std::string_view iso);

/// What was told, ready to be changed: a grip of the left hand, 32 kg, on 2026-01-10.
Told told_grip();
Told told(std::string_view code, std::string_view value, std::string_view unit = "");

/// The entry, or a failed test with the refusal.
Entry accepted(const Told& words, const Zone& zone = Zone());
/// The refusal's sentence, or a failed test.
std::string refused(const Told& words, const Zone& zone = Zone());

}  // namespace myotrend::test
