#pragma once

#include <vector>

#include "pathway/walk.h"

namespace myotrend::pathway {

/// How each measure moves that never enters the evidence, judged by what suits its scale: grades and counts by
/// Mann-Kendall with ties on weekly means (Hamed and Rao 1998), ratios by Theil-Sen, laboratory values by the reference
/// change value of rested comparable draws (Fokkema 2006). The direction of worsening is the catalogue's. By code.
std::vector<MeasureJudged> other_measures(const Walk& walk, const Picture& picture);

}  // namespace myotrend::pathway
