#pragma once

#include <string>
#include <vector>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// Something recorded that can weaken muscle by itself, or that points elsewhere; for clinicians alone.
struct Considered {
  std::string text;    // one sentence
  std::string source;  // `G; ...` or `P; ...`
};

/// What else to consider, by `schema/also_consider.json`: medicines and illnesses told as events, signs present, flags
/// met, and what is never seen here. Empty where nothing of it is recorded and no re-examination is suggested. No rule
/// rests on it, and it lowers nothing.
std::vector<Considered> also_consider(const Assessment& assessment, const ClinicalPicture& picture);

}  // namespace myotrend::report
