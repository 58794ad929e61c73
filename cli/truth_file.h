#pragma once

#include <string>

#include "myotrend/replay/truth.h"
#include "session.h"

namespace myotrend::cli {

/// The truth of a cohort as it was told, and the fingerprint of the file.
struct TruthFile {
  replay::Truths truths;
  std::string sha256;
};

/// Reads `truth.csv`: patient_id, truth_class, progressive (1 or 0), onset_date, enrolment_date, followup_end; other
/// columns are passed over. A row that cannot be understood is refused with its line.
Attempt<TruthFile> truth_of_file(const std::string& file);

}  // namespace myotrend::cli
