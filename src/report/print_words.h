#pragma once

#include <string>

#include "myotrend/report/clinical_picture.h"
#include "report/sign_matrix.h"

namespace myotrend::report {

/// All that is said of a panel beside its chart, in one paragraph: how it moves, its own level, the limit.
std::string moves_of(const ChartPanel& panel);
/// A cell of the sign matrix in words: `● PRESENT: Muscle weakness; ○ absent: Muscle atrophy`.
std::string cell_text(const SignMatrixCell& cell);

}  // namespace myotrend::report
