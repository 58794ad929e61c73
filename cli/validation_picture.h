#pragma once

#include "myotrend/replay/validation.h"
#include "myotrend/report/validation.h"

namespace myotrend::cli {

// What replay reckons, in the words of report: the two rooms do not see each other.
report::PracticeShown shown(const replay::Practice& practice);
report::ValidationShown shown(const replay::Validation& validation);
/// The rules that refer, with their sources.
std::vector<report::ValidationInput::RuleText> rule_texts(const pathway::Rulebook& rules);

}  // namespace myotrend::cli
