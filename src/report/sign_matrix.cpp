#include "report/sign_matrix.h"

#include <algorithm>
#include <array>

namespace myotrend::report {

namespace {

constexpr std::array<Region, 5> regions{Region::bulbar, Region::cervical, Region::thoracic, Region::lumbosacral,
                                        Region::none};
constexpr std::array<MotorNeuron, 3> neurons{MotorNeuron::lower, MotorNeuron::upper, MotorNeuron::neither};

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void see(SignMatrixCell& cell, const SignCell& seen, const std::string& name) {
  if (seen.clinician) add_once(seen.clinician->present ? cell.found : cell.absent, name);
  if (seen.patient) add_once(seen.patient->present ? cell.reported : cell.denied, name);
}

bool any(const SignMatrixRow& row) { return row.right.told() || row.left.told() || row.unsided.told(); }

}  // namespace

std::vector<SignMatrixRow> sign_matrix(const ClinicalPicture& picture) {
  std::vector<SignMatrixRow> rows;
  for (const Region region : regions) {
    for (const MotorNeuron neuron : neurons) {
      SignMatrixRow row{region, neuron, {}, {}, {}};
      for (const auto& sign : picture.signs) {
        if (sign.region != region || sign.neuron != neuron) continue;
        const std::string name = sign.muscle.empty() ? sign.title : sign.title + ", " + sign.muscle;
        see(row.right, sign.right, name);
        see(row.left, sign.left, name);
        see(row.unsided, sign.unsided, name);
      }
      const bool always = region != Region::none && neuron != MotorNeuron::neither;
      if (always || any(row)) rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::string_view neuron_row_words(MotorNeuron neuron) {
  switch (neuron) {
    case MotorNeuron::lower: return "Lower";
    case MotorNeuron::upper: return "Upper";
    case MotorNeuron::neither: return "Other";
  }
  return {};
}

}  // namespace myotrend::report
