#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace myotrend::report {

/// An element as it was opened.
struct Element {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string attribute(std::string_view key) const;
};

struct Markup {
  std::vector<Element> elements;
  std::vector<std::string> faults;  // unclosed, wrongly closed, unquoted, a stray < or &
  std::string text;                 // what a reader sees, without `<style>`
};

/// Reads HTML as strictly as XML: every element closed, every attribute quoted, every character reference known.
Markup markup_of(std::string_view html);

}  // namespace myotrend::report
