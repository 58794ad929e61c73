#pragma once

#include <optional>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// The limit that a chart of `measure` in `unit` shows for such a person, by `schema/reference_limits.json`, or the
/// catalogue's upper limit of a laboratory value; none where nothing is known. Throws if the file of the program is
/// broken.
std::optional<ReferenceLimit> reference_limit(const Measure& measure, Unit unit, const Patient& patient, Day day);

}  // namespace myotrend::report
