#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "myotrend/pathway/judge.h"
#include "myotrend/record/result.h"

namespace myotrend::pathway {

/// One case of a rule, as it came out.
struct CaseOutcome {
  std::string rule, name;
  /// What was expected and not found, one sentence each; empty: passed.
  std::vector<std::string> faults;
  bool passed() const { return faults.empty(); }
};

/// Runs the test cases of one document (`tests/pathway/*.json`): patients in a few lines, with the disposition and the
/// rules that must and must not hold. A refusal names the place: an unknown rule, measure or sign, a case that expects
/// nothing, no case at all.
Result<std::vector<CaseOutcome>> run_cases(const Rulebook& rulebook, std::string_view json);

}  // namespace myotrend::pathway
