#pragma once

#include "pathway/walk.h"

namespace myotrend::pathway {

/// What was seen and rightly not counted. Only meant while no rule above `reassess` holds.
/// `measures`: how what never enters the evidence moves (see other_measures.h).
std::vector<SetAside> set_aside(const Walk& walk, const Picture& picture, const std::vector<MeasureJudged>& measures);
/// What is needed to decide, or was never measured or examined.
/// When an answer can be expected: at the patient's own pace, else at two tests a week.
std::vector<Missing> missing(const Walk& walk);
std::vector<DataQuality> data_quality(const Walk& walk, const Picture& picture);
std::vector<RegionSigns> region_signs(const Walk& walk);
/// `Symptoms have eased: Muscle weakness 1.1 in the first four weeks, 0.1 in the last`; empty when there is nothing to
/// say.
std::string symptom_sentence(const Walk& walk);

}  // namespace myotrend::pathway
