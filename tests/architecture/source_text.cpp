#include "architecture/source_text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace myotrend::architecture {

namespace fs = std::filesystem;

std::vector<SourceFile> files_below(const std::vector<std::string>& folders, const std::vector<std::string>& endings) {
  const fs::path root = MYOTREND_SOURCE_DIR;
  std::vector<SourceFile> found;
  for (const auto& folder : folders) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string path = fs::relative(entry.path(), root).generic_string();
      const bool wanted = std::any_of(endings.begin(), endings.end(),
                                      [&](const std::string& ending) { return path.ends_with(ending); });
      if (!entry.is_regular_file() || !wanted) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      found.push_back({path, {std::istreambuf_iterator<char>(in), {}}});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return found;
}

namespace {

enum class Within { code, line_comment, block_comment, text, character, raw_text };

/// Walks over C++ source and tells for each character what it is part of.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  bool done() const { return at_ >= text_.size(); }
  std::size_t at() const { return at_; }
  Within within() const { return within_; }

  /// Takes the next character; `within` then tells what it belongs to, delimiters included.
  char next() {
    const char c = text_[at_];
    if (leave_after_) {
      within_ = Within::code;
      leave_after_ = false;
    }
    switch (within_) {
      case Within::code: enter(c); break;
      case Within::line_comment: leave_after_ = at_ + 1 < text_.size() && text_[at_ + 1] == '\n'; break;
      case Within::block_comment: leave_after_ = c == '/' && at_ > begin_ + 2 && text_[at_ - 1] == '*'; break;
      case Within::text:
      case Within::character: leave_literal(c); break;
      case Within::raw_text: leave_after_ = text_.substr(0, at_ + 1).ends_with(raw_end_); break;
    }
    ++at_;
    return c;
  }

 private:
  void enter(char c) {
    const std::string_view rest = text_.substr(at_);
    begin_ = at_;
    escaped_ = false;
    if (rest.starts_with("//")) {
      within_ = Within::line_comment;
      leave_after_ = rest.starts_with("//\n");
    } else if (rest.starts_with("/*")) {
      within_ = Within::block_comment;
    } else if (c == '"' && at_ > 0 && text_[at_ - 1] == 'R') {
      within_ = Within::raw_text;
      raw_end_ = ")" + std::string(rest.substr(1, rest.find('(') - 1)) + "\"";
    } else if (c == '"') {
      within_ = Within::text;
    } else if (c == '\'' && !(at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])))) {
      within_ = Within::character;
    }
  }

  void leave_literal(char c) {
    const char end = within_ == Within::text ? '"' : '\'';
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else {
      leave_after_ = c == end;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0, begin_ = 0;
  Within within_ = Within::code;
  bool leave_after_ = false, escaped_ = false;
  std::string raw_end_;
};

}  // namespace

std::string code_only(std::string_view text) {
  std::string code;
  code.reserve(text.size());
  for (Walk walk(text); !walk.done();) {
    const char c = walk.next();
    code += walk.within() == Within::code || c == '\n' ? c : ' ';
  }
  return code;
}

std::vector<Literal> literals_of(std::string_view text) {
  std::vector<Literal> found;
  std::size_t line = 1;
  bool inside = false;      // of a literal
  bool only_blank = false;  // since the last one: the next is joined to it
  for (Walk walk(text); !walk.done();) {
    const char c = walk.next();
    if (c == '\n') ++line;
    const bool literal = walk.within() == Within::text || walk.within() == Within::raw_text;
    if (literal && !inside) {
      if (!only_blank) found.push_back({line, {}});
    } else if (literal) {
      found.back().text += c;
    } else if (inside) {
      only_blank = true;
    }
    if (!literal && walk.within() == Within::code && !std::isspace(static_cast<unsigned char>(c))) only_blank = false;
    if (literal && inside) only_blank = false;
    inside = literal;
  }
  for (auto& one : found) std::erase(one.text, '"');
  return found;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

}  // namespace myotrend::architecture
