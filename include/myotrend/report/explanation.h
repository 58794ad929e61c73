#pragma once

#include <string>
#include <string_view>

#include "myotrend/pathway/judge.h"
#include "myotrend/report/clinical_picture.h"
#include "myotrend/report/terminal.h"

namespace myotrend::report {

/// How a flag came to be what it is, step by step: on each day with a fact that it may rest on, the readings (as told,
/// as used, what was done with them), the evidence ratio after them, and which rules began or ended. Each step is
/// judged again from what is known now, as if the record had ended with that day. `flag`: an id of the pathway.
std::string terminal_explanation(const pathway::Rulebook& rulebook, const ReportInput& input, std::string_view flag,
                                 const TerminalStyle& style);

/// The same as one document, `"schema": "myotrend.explanation/1"`.
std::string json_explanation(const pathway::Rulebook& rulebook, const ReportInput& input, std::string_view flag);

}  // namespace myotrend::report
