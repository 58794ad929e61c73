#include "report/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace myotrend::report {

namespace {

/// A flag's source is a list of `RULE: sentence; sentence [MARK]`. A part that begins with a small letter goes on with
/// the sentence before it.
std::vector<std::string> parts_of(const std::string& source) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t end = std::min(source.find("; ", at), source.size());
    const std::string part = source.substr(at, end - at);
    const bool goes_on = !parts.empty() && !part.empty() && std::islower(static_cast<unsigned char>(part[0]));
    if (goes_on) {
      parts.back() += "; " + part;
    } else {
      parts.push_back(part);
    }
    at = end + 2;
  }
  return parts;
}

/// Takes `R1: ` from the beginning of a part; empty if it has none.
std::string taken_rule(std::string& part) {
  const std::size_t colon = part.find(": ");
  constexpr std::size_t rule_length_max = 4;
  if (colon == std::string::npos || colon > rule_length_max) return {};
  const bool is_rule = std::all_of(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(colon),
                                   [](unsigned char c) { return std::isupper(c) || std::isdigit(c); });
  if (!is_rule) return {};
  std::string rule = part.substr(0, colon);
  part.erase(0, colon + 2);
  return rule;
}

/// Takes ` [A]` from the end of a part.
std::string taken_mark(std::string& part) {
  if (part.size() < 4 || part.back() != ']' || part[part.size() - 3] != '[') return {};
  std::string mark(1, part[part.size() - 2]);
  part.erase(part.size() - 4);
  return mark;
}

std::size_t number_of(std::vector<std::string>& sources, const std::string& sentence) {
  const auto found = std::find(sources.begin(), sources.end(), sentence);
  if (found != sources.end()) return static_cast<std::size_t>(found - sources.begin()) + 1;
  sources.push_back(sentence);
  return sources.size();
}

}  // namespace

References references_of(const Assessment& assessment) {
  References all;
  for (const auto& flag : assessment.flags) {
    if (flag.source.empty()) continue;
    FlagReference one{flag.title, {}};
    for (std::string part : parts_of(flag.source)) {
      const std::string rule = taken_rule(part);
      if (!rule.empty() || one.rules.empty()) one.rules.push_back({rule, "", {}});
      if (const std::string mark = taken_mark(part); !mark.empty()) one.rules.back().mark = mark;
      one.rules.back().numbers.push_back(number_of(all.sources, part));
    }
    all.flags.push_back(std::move(one));
  }
  return all;
}

std::string reference_words(const FlagReference& flag) {
  std::string words;
  for (const auto& rule : flag.rules) {
    words += fmt::format("{}{}{}[{}{}]", words.empty() ? "" : ", ", rule.rule, rule.rule.empty() ? "" : " ",
                         fmt::join(rule.numbers, ", "), rule.mark.empty() ? "" : "; " + rule.mark);
  }
  return words;
}

std::string_view marks_words() {
  return "A: the source article; G: a guideline or fact sheet; P: a proposal that awaits a clinician's signature.";
}

}  // namespace myotrend::report
