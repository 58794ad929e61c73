#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "myotrend/record/catalogue.h"
#include "myotrend/record/history.h"
#include "myotrend/record/result.h"

namespace myotrend::pathway {

/// The patient of a test case: facts told by days since the case's first day, entered when they happened.
/// A refusal names the fact.
Result<History> case_history(const nlohmann::json& test, const Catalogue& catalogue);

/// The first day of a case; all its days count from it.
Result<Day> case_begin(const nlohmann::json& test);

}  // namespace myotrend::pathway
