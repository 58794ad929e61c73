#pragma once

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "myotrend/record/catalogue.h"
#include "myotrend/record/history.h"
#include "myotrend/record/result.h"

namespace myotrend::pathway {

/// The patient of a test case: facts told by days since the case's first day, entered when they happened (or on their
/// `known_day`). `shared` is what all cases of the file have in common (`every_case`); a case that is `alone` keeps its
/// patient and leaves out its facts. A refusal names the fact.
Result<History> case_history(const nlohmann::json& test, const nlohmann::json& shared, const Catalogue& catalogue);

/// The first day of a case; all its days count from it.
Result<Day> case_begin(const nlohmann::json& test);

/// The day of a case under that key, counted from its first one; refused when it lies decades away.
Result<double> case_day(const nlohmann::json& object, const char* key);

/// Refused when `object` is no object or has a key that is not known: a slip must not make a case pass.
std::optional<Refusal> unknown_key(const nlohmann::json& object, std::initializer_list<std::string_view> known);

}  // namespace myotrend::pathway
