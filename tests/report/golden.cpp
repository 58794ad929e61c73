#include "report/golden.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace myotrend::report {

std::string golden(const std::string& name, const std::string& found) {
  const std::string path = MYOTREND_SOURCE_DIR "/tests/report/golden/" + name;
  if (std::getenv("MYOTREND_WRITE_GOLDEN")) std::ofstream(path) << found;
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace myotrend::report
