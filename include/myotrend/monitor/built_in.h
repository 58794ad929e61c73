#pragma once

#include <string_view>

#include "myotrend/diary/diary.h"
#include "myotrend/pathway/pathway.h"
#include "myotrend/record/catalogue.h"

namespace myotrend {

/// The texts of `schema/` as they were when the program was built.
struct BuiltInTexts {
  std::string_view measures, signs, visible, detector, pathway, cohort, diary;
};
const BuiltInTexts& built_in_texts();

/// Parsed once, on first use; a fault in them is a fault of the program and throws.
const Catalogue& built_in_catalogue();
const pathway::Pathway& built_in_pathway();
const diary::Diary& built_in_diary();

}  // namespace myotrend
