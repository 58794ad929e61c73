#pragma once

#include <optional>
#include <string>

#include "session.h"

namespace myotrend::cli {

/// What a page is to be; the same for one patient and for all.
struct PageWanted {
  std::string ending;    // `.html`, `.pdf`, `.txt`, `.json`
  std::string reader;    // `clinician` or `patient`
  std::string language;  // of the patient's page
  bool letter = false;
  std::string since, compare;  // days, or empty
};

/// Refuses what does not go together, such as a letter in JSON.
std::optional<Failure> doubtful(const PageWanted& wanted);

/// The page of a patient as the bytes of a file. Touches no store; safe for many threads at once.
Attempt<std::string> page_bytes(const PageWanted& wanted, const pathway::Rulebook& rules, const Shown& shown);

}  // namespace myotrend::cli
