#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "myotrend/replay/validation.h"
#include "session.h"

namespace myotrend::cli {

/// Who decides in this replay, and where its cut-off lies if it was told.
struct Decider {
  replay::Detector detector = replay::Detector::ramp;
  std::optional<double> cut_off;
};

struct Replayed {
  std::vector<replay::Decision> decisions;
  bool has_facts = false, recorded_on_import = false;
};

/// Replays each patient by itself, in parallel; the result does not depend on the number of jobs.
class Rerun {
 public:
  /// `validated`: with everything that a report asks, which costs more. `as_of`: as a replay then would have done.
  Rerun(std::vector<PatientId> ids, const pathway::Rulebook& rules, replay::Options options, Decider decider,
        bool validated, std::optional<Instant> as_of);

  /// `progress` is told how many patients are done, from any thread, one at a time.
  void run(Store& store, unsigned jobs, const std::function<void(std::size_t)>& progress);

  const std::vector<PatientId>& ids() const { return ids_; }
  const std::vector<Replayed>& replayed() const { return replayed_; }
  /// Empty unless asked for.
  const std::vector<replay::PatientRun>& runs() const { return runs_; }

 private:
  void replay_one(std::size_t index, const History& history);

  std::vector<PatientId> ids_;
  const pathway::Rulebook& rules_;
  replay::Options options_;
  Decider decider_;
  bool validated_;
  std::optional<Instant> as_of_;
  std::vector<Replayed> replayed_;
  std::vector<replay::PatientRun> runs_;
};

/// The pathway with another cut-off of the evidence ratio in the rules that rest on it alone.
Attempt<pathway::Pathway> with_evidence_cut_off(const pathway::Pathway& pathway, double cut_off,
                                                const Catalogue& catalogue);

}  // namespace myotrend::cli
