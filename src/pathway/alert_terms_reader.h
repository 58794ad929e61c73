#pragma once

#include <nlohmann/json_fwd.hpp>

#include "myotrend/pathway/pathway.h"

namespace myotrend::pathway {

/// `terms/silence` and `alerts` of a pathway; a Fault names the place and what is missing or wrong.
SilenceTerms silence_terms_in(const nlohmann::json& object);
AlertTerms alert_terms_in(const nlohmann::json& object);

}  // namespace myotrend::pathway
