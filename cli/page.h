#pragma once

#include <optional>

#include "myotrend/pathway/judge.h"
#include "myotrend/report/clinical_picture.h"

namespace myotrend::cli {

/// What a page is made of: the assessment of a picture, and what of it is drawn. Both arguments outlive it.
class Page {
 public:
  /// `since`: readings before it are judged as ever, and not drawn.
  Page(const pathway::Rulebook& rules, const Picture& picture, std::optional<Instant> since = std::nullopt);
  const Assessment& assessment() const { return assessment_; }
  report::ReportInput input() const;

 private:
  const pathway::Rulebook& rules_;
  const Picture& picture_;
  std::optional<Instant> since_;
  Assessment assessment_;
};

}  // namespace myotrend::cli
