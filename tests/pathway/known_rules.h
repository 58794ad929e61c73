#pragma once

#include <string>

#include "myotrend/pathway/judge.h"

namespace myotrend::test {

/// The texts of the pathway and of the detector that ship with the program.
const std::string& pathway_text();
const std::string& detector_text();

/// The rules that ship with the program, at the point `clinic`.
const pathway::Rulebook& known_rules();
const pathway::Rulebook& population_rules();

/// Rules of a changed text.
class OwnRules {
 public:
  explicit OwnRules(const std::string& text);
  const pathway::Rulebook& operator*() const { return rulebook_; }

 private:
  pathway::Pathway pathway_;
  pathway::Rulebook rulebook_;
};

/// The refusal of a pathway's text, or a failed test.
std::string pathway_refused(const std::string& text);

}  // namespace myotrend::test
