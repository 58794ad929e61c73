#include "architecture/wording.h"

#include <array>
#include <regex>

namespace myotrend::architecture {

namespace {

struct Phrase {
  std::string_view pattern;  // in lower case
  std::string_view why;
};
constexpr std::array<Phrase, 14> phrases{{
    {R"(\bnot als\b)", "never says that a disease is absent"},
    {R"(\brules? out\b)", "never rules out"},
    {R"(\bunlikely to be\b)", "never weighs a disease"},
    {R"(\bbenign\b)", "never calls a finding harmless"},
    {R"(\bno need to worry\b)", "never reassures"},
    {R"(\ball clear\b)", "never reassures"},
    {R"(\bstable\b)", "data may be missing or stale: name what was measured, and when"},
    {R"(\b(is|are|was|were|you're|seems|looks|within) normal\b)", "a person is never called this"},
    {R"(\bmonitored\b)", "nobody is watching"},
    {R"(\b(you have|patient has|has|have) (als|motor neuron disease|mnd)\b)", "never says that a disease is present"},
    {R"(\bprobability of (als|disease|motor neuron disease|mnd)\b)",
     "the evidence ratio is no probability of a disease"},
    {R"(\b(should|please|try to|do not|don't) (exercise|rest more|train)\b)", "no advice on exercise"},
    {R"(\b(start|stop|increase|reduce|double) (taking|the dose|your dose|the drug|your medicine)\b)",
     "no advice on drugs or doses"},
    {R"(\bno (disease|illness) (was|is) (found|present)\b)", "never says that a disease is absent"},
}};

}  // namespace

std::vector<std::string> unsayable_in(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::vector<std::string> found;
  for (const auto& phrase : phrases) {
    std::smatch match;
    if (std::regex_search(lower, match, std::regex(std::string(phrase.pattern)))) {
      found.push_back("\"" + match[0].str() + "\": " + std::string(phrase.why));
    }
  }
  return found;
}

}  // namespace myotrend::architecture
