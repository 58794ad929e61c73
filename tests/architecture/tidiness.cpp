#include "architecture/tidiness.h"

#include <algorithm>
#include <array>
#include <regex>

namespace myotrend::architecture {

namespace {

enum class Scope { outer, function, other };

Scope scope_opened_by(const std::string& head, bool in_function) {
  static const std::regex type_head(R"(\b(namespace|class|struct|enum|union|extern)\b)");
  static const std::regex only_blank(R"(^\s*$)");
  if (in_function) return Scope::other;
  if (head.find('(') == std::string::npos) {
    if (std::regex_search(head, type_head)) return Scope::outer;
    // The body after a list of member initialisers follows a closing brace.
    return std::regex_match(head, only_blank) ? Scope::function : Scope::other;
  }
  const auto last = head.find_last_not_of(" \t\n");
  return last != std::string::npos && head[last] == '=' ? Scope::other : Scope::function;
}

struct Rule {
  std::string_view pattern;
  std::string_view instead;
};
constexpr std::array<Rule, 3> banned_names{{
    {R"(\b[A-Za-z]*(Manager|Helper|Impl|Util|Utils)\b)", "name what it does"},
    {R"(\b(util|utils|helper|helpers|misc)(::|\b *\{))", "a thing without a home has not found its name yet"},
    {R"(using namespace (std|date|std::chrono);)", "name the thing, or an alias of the namespace"},
}};
// Spelled in two parts, so that no search of the project finds them here.
constexpr std::array<std::string_view, 8> left_behind{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X",
    "HA"
    "CK",
    "place"
    "holder",
    "stub"
    "bed",
    "not imple"
    "mented",
    "simplified ver"
    "sion"};

std::size_t lines_of_text(const std::vector<Literal>& literals, std::size_t first, std::size_t last) {
  std::size_t lines = 0;
  for (const auto& literal : literals) {
    if (literal.line >= first && literal.line <= last) {
      lines += static_cast<std::size_t>(std::count(literal.text.begin(), literal.text.end(), '\n'));
    }
  }
  return lines;
}

std::string place(const SourceFile& file, std::size_t line) { return file.path + ":" + std::to_string(line) + ": "; }

void look_at_lines(const SourceFile& file, std::vector<std::string>& found) {
  const auto lines = lines_of(file.text);
  const auto code = lines_of(code_only(file.text));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto width = static_cast<std::size_t>(std::count_if(
        lines[i].begin(), lines[i].end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    if (width > line_width_max) found.push_back(place(file, i + 1) + "wider than 120");
    if (lines[i].find('\t') != std::string::npos) found.push_back(place(file, i + 1) + "a tab; two blanks indent");
    if (!lines[i].empty() && lines[i].back() == ' ')
      found.push_back(place(file, i + 1) + "blanks at the end of the line");
    for (const auto& word : left_behind) {
      if (std::regex_search(lines[i], std::regex("\\b" + std::string(word) + "\\b"))) {
        found.push_back(place(file, i + 1) + "work left behind: " + std::string(word));
      }
    }
    for (const auto& rule : banned_names) {
      if (std::regex_search(code[i], std::regex(std::string(rule.pattern)))) {
        found.push_back(place(file, i + 1) + std::string(rule.instead) + ": " + lines[i]);
      }
    }
  }
}

}  // namespace

std::vector<Function> functions_of(const std::string& text) {
  struct Open {
    Scope scope;
    std::size_t first_line;
  };
  std::vector<Open> open;
  std::vector<Function> found;
  const auto literals = literals_of(text);
  std::string head;
  std::size_t line = 1, head_line = 1;
  bool in_function = false, directive = false;
  for (const char c : code_only(text)) {
    if (c == '\n') {
      ++line;
      directive = false;
    }
    if (c == '#') directive = true;
    if (directive) continue;
    if (c == '{') {
      const Scope scope = scope_opened_by(head, in_function);
      open.push_back({scope, head.find_first_not_of(" \n") == std::string::npos ? line : head_line});
      in_function = in_function || scope == Scope::function;
      head.clear();
    } else if (c == '}') {
      if (!open.empty() && open.back().scope == Scope::function) {
        found.push_back({open.back().first_line, line, lines_of_text(literals, open.back().first_line, line)});
        in_function = false;
      }
      if (!open.empty()) open.pop_back();
      head.clear();
    } else if (c == ';') {
      head.clear();
    } else {
      if (head.find_first_not_of(" \n") == std::string::npos) head_line = line;
      head += c;
    }
  }
  return found;
}

std::vector<std::string> untidiness_of(const SourceFile& file) {
  std::vector<std::string> found;
  static const std::regex drawer(R"((^|/)(util|utils|common|helper|helpers|misc)[/._])");
  if (std::regex_search(file.path, drawer)) found.push_back(file.path + ": a drawer; say what is in it");
  if (const auto lines = lines_of(file.text).size(); lines > file_lines_max) {
    found.push_back(file.path + ": " + std::to_string(lines) + " lines; 400 at most");
  }
  if (file.path.ends_with(".h") && !file.text.starts_with("#pragma once\n"))
    found.push_back(file.path + ": begins with #pragma once");
  for (const auto& function : functions_of(file.text)) {
    if (function.lines() > function_lines_max) {
      found.push_back(place(file, function.first_line) + "a function of " + std::to_string(function.lines()) +
                      " lines; 70 at most");
    }
  }
  look_at_lines(file, found);
  return found;
}

std::vector<std::string> clinical_numbers_of(const SourceFile& file) {
  static const std::regex number(R"((^|[^A-Za-z_0-9.])([0-9]+\.[0-9]*(e[-+]?[0-9]+)?|[0-9]+e[-+]?[0-9]+))");
  // Arithmetic, days in a year and microseconds in a day; tolerances and ranges of floating point lie beyond any figure
  // of a patient.
  static const std::array<double, 7> plain{0, 0.5, 1, 2, 100, 365.25, 86400e6};
  const auto numeric = [](double value) { return value < 1e-6 || value >= 1e6; };
  std::vector<std::string> found;
  const auto code = lines_of(code_only(file.text));
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (std::sregex_iterator it(code[i].begin(), code[i].end(), number), end; it != end; ++it) {
      const double value = std::stod((*it)[2]);
      if (!numeric(value) && std::find(plain.begin(), plain.end(), value) == plain.end())
        found.push_back(place(file, i + 1) + (*it)[2].str());
    }
  }
  return found;
}

}  // namespace myotrend::architecture
