#pragma once

#include <string>
#include <vector>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// What was found on one side of a region; all empty: neither examined nor asked.
struct SignMatrixCell {
  std::vector<std::string> found;     // by a clinician, present
  std::vector<std::string> reported;  // by the patient, present
  std::vector<std::string> absent;    // looked for by a clinician, and not there
  std::vector<std::string> denied;    // asked, and not noticed by the patient: that is no examination
  bool told() const { return !found.empty() || !reported.empty() || !absent.empty() || !denied.empty(); }
};

/// Upper, lower or other signs of one region.
struct SignMatrixRow {
  Region region = Region::none;
  MotorNeuron neuron = MotorNeuron::neither;
  SignMatrixCell right, left, unsided;
};

/// Bulbar to lumbosacral, each with its lower and its upper signs, looked for or not; other signs and those told
/// without a region only where there are any.
std::vector<SignMatrixRow> sign_matrix(const ClinicalPicture& picture);

/// `Lower`, `Upper` or `Other`.
std::string_view neuron_row_words(MotorNeuron neuron);

}  // namespace myotrend::report
