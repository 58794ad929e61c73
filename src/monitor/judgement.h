#pragma once

#include <functional>
#include <string>
#include <vector>

#include "myotrend/alert/alert.h"
#include "myotrend/pathway/standpoint.h"
#include "myotrend/store/store.h"

namespace myotrend {

/// A judgement of a patient, ready to be kept.
struct Judgement {
  Assessment assessment;
  std::string json;
  pathway::Standpoint standpoint;
  bool can_be_gone_on_from = false;  // every fact of the patient was known
};

/// Of the facts that were known at `now`.
Judgement judgement_of(const pathway::Rulebook& rulebook, const History& history, Instant now);

/// Of the last kept judgement.
struct LastJudgement {
  std::string stamp;
  Instant at{};
};

/// Moves the alerts of the patient to `judgement` and keeps both, with what is to be told of it and where it stands.
/// `last` is asked for only when it matters.
std::vector<AlertStep> keep_judgement(Transaction& transaction, const pathway::Rulebook& rulebook,
                                      const Judgement& judgement, Instant now,
                                      const std::function<LastJudgement()>& last);

/// What a kept standpoint has to be stamped with to be gone on from.
std::string standpoint_stamp(const pathway::Rulebook& rulebook);

/// The newest recorded time of any fact; `now` if none is newer.
Instant newest_recorded(const History& history, Instant now);

}  // namespace myotrend
