#pragma once

#include "pathway/walk.h"

namespace myotrend::pathway {

/// Asks whether conditions hold at the present instant of a walk.
class Evaluation {
 public:
  Evaluation(const Walk& walk, const SignSet& used) : walk_(walk), used_(used) {}

  Ground of(const Condition& condition);
  /// All of the line's conditions; the ground is the newest of them.
  Ground of(const Line& line);
  /// Whether the evidence condition holds now, whatever was reached before.
  Ground reached_now(const EvidenceReached& condition) const;
  Ground reached_now(const SecondStep& condition) const;

  /// Signs on which the conditions asked so far rest.
  const SignSet& signs() const { return signs_; }

 private:
  Ground holds(const SignStands& condition);
  Ground holds(const EvidenceReached& condition);
  Ground holds(const RegionsReached& condition);
  Ground holds(const RespiratoryEvidence& condition);
  Ground holds(const LevelLow& condition);
  Ground holds(const BothHandsLow& condition);
  Ground holds(const CkHigh& condition);
  Ground holds(const SymptomAtLeast& condition);
  Ground holds(const EventOpen& condition);
  Ground holds(const MrcFall& condition);
  Ground holds(const SymptomsWorse& condition);
  Ground holds(const WorseOnTreatment& condition);
  Ground holds(const NoRecovery& condition);
  Ground holds(const AbruptStep& condition);
  Ground holds(const SecondStep& condition);
  Ground holds(const CouldNot& condition);
  Ground holds(const Unanswered& condition);
  Ground holds(const Negation& condition);
  Ground holds(const AnyOf& condition);
  Ground of_evidence() const;
  bool symptoms_within(int weeks) const;
  bool sign_counts(const SignStands& condition, const StandingSign& sign) const;

  const Walk& walk_;
  const SignSet& used_;
  SignSet signs_;
  std::size_t flag_ = 0;
  friend class Walk;
};

}  // namespace myotrend::pathway
