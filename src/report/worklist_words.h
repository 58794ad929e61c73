#pragma once

#include <string>

#include "myotrend/report/worklist.h"

namespace myotrend::report {

/// `today`, `12 d`, `never`.
std::string age_words(const std::optional<double>& days);
/// The same of a row, with `late` where data have stopped.
std::string strength_words(const WorklistRow& row);
/// `2 new, 1 seen`; `-` where none stands.
std::string alert_words(const WorklistRow& row);
/// Days left until the day by which to act: `now`, `in 12 d`, `9 d ago`.
std::string due_words(const WorklistRow& row);

}  // namespace myotrend::report
