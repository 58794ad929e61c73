#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "myotrend/pathway/condition.h"
#include "myotrend/record/catalogue.h"

namespace myotrend::pathway {

/// Turns the grounds of a pathway document into conditions, for one operating point at a time.
class ConditionReader {
 public:
  ConditionReader(const nlohmann::json& document, const Catalogue& catalogue)
      : document_(document), catalogue_(catalogue) {}

  /// Figures that differ by operating point are taken for this one; latches are counted anew.
  void begin_point(const std::string& point);
  /// A rule that later ones may name.
  void add_rule(const std::string& id) { rule_ids_.push_back(id); }

  Condition read(const nlohmann::json& condition, const std::string& place);
  void add_signs(SignSet& set, const nlohmann::json& words, const std::string& place);
  MeasureCode measure_in(const std::string& word, const std::string& place) const;
  EventKind event_in(const std::string& word, const std::string& place) const;

  const std::vector<std::string>& rule_ids() const { return rule_ids_; }
  const std::vector<std::string>& sets_used() const { return sets_used_; }
  std::size_t latches() const { return latches_; }

 private:
  Condition read_trend_condition(const std::string& kind, const nlohmann::json& body, const std::string& place);
  Condition read_symptom_condition(const std::string& kind, const nlohmann::json& body, const std::string& place);
  SignStands read_sign(const nlohmann::json& condition, const std::string& place);
  EvidenceReached read_evidence(const nlohmann::json& body, const std::string& place);
  LevelLow read_level(const nlohmann::json& body, const std::string& place);
  CkHigh read_ck(const nlohmann::json& body, const std::string& place);
  SignSet signs_in(const nlohmann::json& words, const std::string& place);
  double by_point(const nlohmann::json& value, const std::string& place) const;
  double evidence_by_point(const nlohmann::json& body, const std::string& place) const;

  const nlohmann::json& document_;
  const Catalogue& catalogue_;
  std::string point_;
  std::size_t latches_ = 0;
  int depth_ = 0;
  std::vector<std::string> sets_used_, rule_ids_;
};

}  // namespace myotrend::pathway
