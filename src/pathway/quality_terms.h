#pragma once

#include <nlohmann/json_fwd.hpp>

#include "myotrend/pathway/pathway.h"

namespace myotrend::pathway {

/// `terms/data_quality`, `terms/other_measures` and `terms/power` of a pathway; a Fault names the place and what is
/// missing or wrong.
QualityTerms quality_terms_in(const nlohmann::json& object);
OtherMeasureTerms other_measure_terms_in(const nlohmann::json& object);
PowerTerms power_terms_in(const nlohmann::json& object);

}  // namespace myotrend::pathway
