#pragma once

#include <string>
#include <vector>

namespace myotrend::test {

/// A file of test cases that a clinician can read.
struct CaseFile {
  std::string name, text;
};

/// All of tests/pathway/*.json, by name.
std::vector<CaseFile> case_files();

}  // namespace myotrend::test
