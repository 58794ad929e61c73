#include "replay_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "each_patient.h"
#include "myotrend/monitor/built_in.h"

namespace myotrend::cli {

Rerun::Rerun(std::vector<PatientId> ids, const pathway::Rulebook& rules, replay::Options options, Decider decider,
             bool validated, std::optional<Instant> as_of)
    : ids_(std::move(ids)),
      rules_(rules),
      options_(options),
      decider_(decider),
      validated_(validated),
      as_of_(as_of),
      replayed_(ids_.size()),
      runs_(validated ? ids_.size() : 0) {
  // Who is erased before the walk comes by keeps the run of somebody without facts.
  for (std::size_t index = 0; index < runs_.size(); ++index) runs_[index].patient = ids_[index];
}

void Rerun::run(Store& store, unsigned jobs, const std::function<void(std::size_t)>& progress) {
  each_patient(
      store, ids_, jobs,
      [this](std::size_t index, const History& history) {
        if (as_of_)
          replay_one(index, replay::history_as_of(history, *as_of_));
        else
          replay_one(index, history);
      },
      progress);
}

void Rerun::replay_one(std::size_t index, const History& history) {
  const replay::BaselineParameters& parameters = replay::built_in_baselines();
  Replayed& out = replayed_[index];
  out.has_facts = !history.readings.empty() || !history.signs.empty() || !history.events.empty();
  out.recorded_on_import = out.has_facts && replay::recorded_on_import(history);
  const bool by_pathway = decider_.detector == replay::Detector::ramp;
  if (validated_) {
    runs_[index] = replay::run_of(rules_, parameters, history, options_);
    if (by_pathway) out.decisions = runs_[index].course.decisions;
  } else if (by_pathway) {
    out.decisions = replay::decisions(rules_, history, options_);
  }
  if (by_pathway) return;
  const double cut_off = decider_.cut_off.value_or(parameters.cut_off(decider_.detector));
  out.decisions = replay::decisions(
      validated_ ? runs_[index].baselines : replay::baseline_course(rules_, parameters, history, options_),
      decider_.detector, cut_off, history);
}

Attempt<pathway::Pathway> with_evidence_cut_off(const pathway::Pathway& pathway, double cut_off,
                                                const Catalogue& catalogue) {
  using Json = nlohmann::ordered_json;
  Json document = Json::parse(pathway.text());
  bool changed = false;
  for (Json& rule : document.at("rules")) {
    const auto level = disposition_named(rule.value("level", ""));
    if (!level || *level < Disposition::refer_routine) continue;
    for (Json& line : rule.at("lines")) {
      if (line.at("when").size() != 1 || !line.at("when").front().contains("evidence")) continue;
      Json& evidence = line.at("when").front().at("evidence");
      if (evidence.contains("loss_pct_at_least")) continue;
      evidence["at_least"] = cut_off;
      changed = true;
    }
  }
  if (!changed) return Failure{refused, "--threshold: no rule of this pathway rests on the evidence ratio alone"};
  auto parsed = pathway::Pathway::parse(document.dump(), built_in_texts().detector, catalogue);
  if (!parsed) return Failure{refused, fmt::format("--threshold {}: {}", cut_off, parsed.refusal().text)};
  return std::move(parsed).value();
}

}  // namespace myotrend::cli
