#pragma once

#include <optional>
#include <string>
#include <vector>

#include "myotrend/report/explanation.h"

namespace myotrend::report {

/// A reading or a finding that a flag may rest on.
struct ExplainedFact {
  std::string id, what;  // `grip, right`
  Instant at{};
  std::string told, used;  // with units; `used` is empty for a sign
  std::string done;        // `counted`, `held, not counted: ...`
};

struct ExplainedStep {
  Day day{};
  std::vector<ExplainedFact> facts;
  double evidence_ratio = 1;
  std::optional<double> loss_pct;         // of the stream that lost most, given a decline
  std::vector<std::string> began, ended;  // ids of rules of this flag
};

struct ExplainedRule {
  std::string id, mark;
  std::vector<std::string> conditions;  // one of each line of this flag
  std::optional<Instant> since;         // holds since; empty: does not hold
};

struct ExplainedFlag {
  const Flag* flag = nullptr;
  std::vector<ExplainedRule> rules;
  std::vector<ExplainedStep> steps;
};

ExplainedFlag explained(const pathway::Rulebook& rulebook, const ReportInput& input, std::string_view flag);

}  // namespace myotrend::report
