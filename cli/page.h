#pragma once

#include "myotrend/pathway/judge.h"
#include "myotrend/report/clinical_picture.h"

namespace myotrend::cli {

/// What a page is made of: the assessment of a picture, and the fitted lines of its series. Both arguments outlive it.
class Page {
 public:
  Page(const pathway::Rulebook& rules, const Picture& picture);
  const Assessment& assessment() const { return assessment_; }
  report::ReportInput input() const;

 private:
  const pathway::Rulebook& rules_;
  const Picture& picture_;
  Assessment assessment_;
};

}  // namespace myotrend::cli
