#include "pathway/case_files.h"

#include <algorithm>
#include <filesystem>

#include "record/known_catalogue.h"

namespace myotrend::test {

std::vector<CaseFile> case_files() {
  std::vector<CaseFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(MYOTREND_SOURCE_DIR "/tests/pathway")) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = entry.path().filename().string();
    files.push_back({name, project_text("tests/pathway/" + name)});
  }
  std::sort(files.begin(), files.end(), [](const CaseFile& a, const CaseFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace myotrend::test
