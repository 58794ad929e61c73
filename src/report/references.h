#pragma once

#include <string>
#include <vector>

#include "myotrend/pathway/assessment.h"

namespace myotrend::report {

/// A rule and the numbers of its sources in the list.
struct RuleReference {
  std::string rule, mark;  // `R1`; `A`, `G` or `P`
  std::vector<std::size_t> numbers;
};

struct FlagReference {
  std::string flag;  // title
  std::vector<RuleReference> rules;
};

/// Every source once, numbered from 1 in the order in which flags name them.
struct References {
  std::vector<std::string> sources;
  std::vector<FlagReference> flags;
};

References references_of(const Assessment& assessment);
/// `U2 [1, 2; A], R1 [1; P]`
std::string reference_words(const FlagReference& flag);
/// What the marks stand for.
std::string_view marks_words();

}  // namespace myotrend::report
