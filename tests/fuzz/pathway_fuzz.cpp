// Whatever text comes as a pathway or as its cases: rules and outcomes, or a refusal that says something. The first
// byte chooses between both.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "myotrend/pathway/cases.h"

using namespace myotrend;

namespace {

std::string text_of(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

const Catalogue& catalogue() {
  static const Catalogue known = Catalogue::parse(text_of(MYOTREND_SOURCE_DIR "/schema/measures.json"),
                                                  text_of(MYOTREND_SOURCE_DIR "/schema/signs.json"))
                                     .value();
  return known;
}

const std::string& detector() {
  static const std::string text = text_of(MYOTREND_SOURCE_DIR "/schema/detector.json");
  return text;
}

const pathway::Rulebook& shipped() {
  static const pathway::Pathway rules =
      pathway::Pathway::parse(text_of(MYOTREND_SOURCE_DIR "/schema/pathways/post-covid-neuromuscular.json"), detector(),
                              catalogue())
          .value();
  static const pathway::Rulebook rulebook(rules, catalogue(), rules.point("").value());
  return rulebook;
}

/// A patient with a fact of each kind: rules that parse can be asked about him.
constexpr std::string_view one_patient = R"({"rule": "continue", "cases": [{"name": "n", "facts": [
  {"measure": "grip", "side": "both", "value": 30, "unit": "kg", "every_days": 3, "from_day": 0, "to_day": 40},
  {"measure": "mip", "value": 50, "unit": "cmH2O", "every_days": 6, "from_day": 0, "to_day": 40},
  {"measure": "ck", "value": 900, "unit": "U/L", "by": "lab", "day": 20},
  {"measure": "fatigue", "value": 6, "every_days": 1, "from_day": 0, "to_day": 40},
  {"sign": "weakness", "by": "clinician", "day": 22}, {"sign": "choking", "day": 23},
  {"event": "treatment-start", "day": 5}], "as_of_day": 41, "expect": {"disposition": "continue"}}]})";

void judge_by(std::string_view text) {
  const auto rules = pathway::Pathway::parse(text, detector(), catalogue());
  if (!rules) {
    if (rules.refusal().text.empty()) std::abort();
    return;
  }
  const pathway::Rulebook rulebook(*rules, catalogue(), 0);
  if (!pathway::run_cases(rulebook, one_patient)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  if (bytes[0] % 2 == 0) {
    judge_by(text);
    return 0;
  }
  const auto outcomes = pathway::run_cases(shipped(), text);
  if (outcomes ? outcomes->empty() : outcomes.refusal().text.empty()) std::abort();
  return 0;
}
