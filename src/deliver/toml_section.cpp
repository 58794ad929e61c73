#include "deliver/toml_section.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "myotrend/record/catalogue.h"

namespace myotrend::deliver {

namespace {

std::string nearest_of(std::string_view word, const std::vector<std::string>& words) {
  const std::vector<std::string_view> views(words.begin(), words.end());
  return nearest_word(word, views);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& words) {
  const std::string near = nearest_of(word, words);
  if (!near.empty()) return fmt::format("did you mean \"{}\"?", near);
  return words.empty() ? "there is none" : fmt::format("use {}", fmt::join(words, ", "));
}

/// A word that looks like a secret's, wherever it stands.
bool names_a_secret(std::string_view key) {
  return key.find("password") != key.npos || key.find("secret") != key.npos || key.find("token") != key.npos;
}

}  // namespace

void Problems::add(const toml::source_region& place, std::string_view text) {
  found_.push_back({place.begin.line, fmt::format("{}:{}: {}", file_, place.begin.line, text)});
}

Refusal Problems::refusal() const {
  auto sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  std::string text;
  for (const auto& problem : sorted) text += (text.empty() ? "" : "\n") + problem.text;
  return {text};
}

std::optional<std::chrono::seconds> duration_told(std::string_view text) {
  if (text.size() < 2 || text.size() > 7) return std::nullopt;
  int count = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size() - 1, count);
  if (fault != std::errc() || end != text.data() + text.size() - 1 || count < 0) return std::nullopt;
  switch (text.back()) {
    case 's': return std::chrono::seconds{count};
    case 'm': return std::chrono::minutes{count};
    case 'h': return std::chrono::hours{count};
    case 'd': return std::chrono::hours{24} * count;
    default: return std::nullopt;
  }
}

std::string Section::called(std::string_view key) const {
  return name_.empty() ? std::string(key) : fmt::format("{} of {}", key, name_);
}

void Section::problem(std::string_view key, std::string_view text) {
  const toml::node* node = table_.get(key);
  problems_.add(node ? node->source() : table_.source(), text);
}

void Section::problem(std::string_view text) { problems_.add(table_.source(), text); }

const toml::node* Section::asked(std::string_view key) {
  known_.emplace_back(key);
  return table_.get(key);
}

std::string Section::text(std::string_view key) {
  const toml::node* node = asked(key);
  if (!node) return "";
  const auto value = node->value_exact<std::string>();
  if (!value) problem(key, fmt::format("{} is no text; write it in quotes", called(key)));
  if (value && value->empty()) problem(key, fmt::format("{} is empty", called(key)));
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (value && std::any_of(value->begin(), value->end(), control)) {
    problem(key, fmt::format("{} holds a line end or another control character", called(key)));
    return "";
  }
  return value.value_or("");
}

std::string Section::required_text(std::string_view key) {
  if (!table_.contains(key)) {
    known_.emplace_back(key);
    problem(fmt::format("{} lacks {}", name_.empty() ? "the config" : name_, key));
    return "";
  }
  return text(key);
}

std::vector<std::string> Section::texts(std::string_view key) {
  const toml::node* node = asked(key);
  if (!node) return {};
  std::vector<std::string> found;
  const toml::array* list = node->as_array();
  for (std::size_t i = 0; list && i < list->size(); ++i)
    if (const auto one = (*list)[i].value_exact<std::string>(); one && !one->empty()) found.push_back(*one);
  if (!list || list->empty() || found.size() != list->size())
    problem(key, fmt::format("{} is no list of words; write [\"one\", \"other\"]", called(key)));
  return found;
}

bool Section::yes(std::string_view key) {
  const toml::node* node = asked(key);
  if (!node) return false;
  const auto value = node->value_exact<bool>();
  if (!value) problem(key, fmt::format("{} is neither true nor false", called(key)));
  return value.value_or(false);
}

std::optional<int> Section::number(std::string_view key, int low, int high) {
  const toml::node* node = asked(key);
  if (!node) return std::nullopt;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= low && *value <= high) return static_cast<int>(*value);
  problem(key, fmt::format("{} is no whole number from {} to {}", called(key), low, high));
  return std::nullopt;
}

std::optional<std::chrono::seconds> Section::duration(std::string_view key, std::chrono::seconds low,
                                                      std::chrono::seconds high) {
  const toml::node* node = asked(key);
  if (!node) return std::nullopt;
  const auto told = node->value_exact<std::string>();
  const auto value = told ? duration_told(*told) : std::nullopt;
  if (value && *value >= low && *value <= high) return value;
  problem(key, fmt::format("{} is no duration from {} s to {} s; write it as \"30s\", \"15m\", \"4h\" or \"2d\"",
                           called(key), low.count(), high.count()));
  return std::nullopt;
}

std::optional<SecretPlace> Section::secret(std::string_view key) {
  const std::string file_key = fmt::format("{}_file", key), variable_key = fmt::format("{}_env", key);
  secrets_.emplace_back(key);
  const std::string file = text(file_key), variable = text(variable_key);
  if (!file.empty() && !variable.empty())
    problem(variable_key, fmt::format("{} and {} are both told; keep one", called(file_key), called(variable_key)));
  if (!file.empty()) return SecretPlace{SecretPlace::Kind::file, file};
  if (!variable.empty()) return SecretPlace{SecretPlace::Kind::variable, variable};
  return std::nullopt;
}

std::optional<std::size_t> Section::one_of(std::string_view key, const std::vector<std::string_view>& words) {
  const std::string told = text(key);
  if (told.empty()) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), told);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::string near = nearest_word(told, words);
  problem(key, fmt::format("{} \"{}\" is not known; use {}{}", called(key), told, fmt::join(words, ", "),
                           near.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", near)));
  return std::nullopt;
}

void Section::each_of(std::string_view key, std::string_view what, const std::vector<std::string>& told,
                      const std::vector<std::string>& words) {
  for (const auto& word : told) {
    if (std::find(words.begin(), words.end(), word) == words.end())
      problem(key, fmt::format("{}: {} \"{}\" is not known; {}", called(key), what, word, did_you_mean(word, words)));
  }
}

void Section::each_table(std::string_view key, const std::function<void(const std::string&, Section&)>& read) {
  const toml::node* node = asked(key);
  if (!node) return;
  const toml::table* tables = node->as_table();
  if (!tables) return problem(key, fmt::format("{} is no table; write [{}.NAME]", called(key), key));
  for (const auto& [name, value] : *tables) {
    const toml::table* table = value.as_table();
    if (!table) {
      problems_.add(value.source(), fmt::format("{}.{} is no table; write [{}.NAME]", key, name.str(), key));
      continue;
    }
    Section section(*table, fmt::format("{}.{}", key, name.str()), problems_);
    read(std::string(name.str()), section);
    section.end();
  }
}

void Section::in_table(std::string_view key, const std::function<void(Section&)>& read) {
  const toml::node* node = asked(key);
  if (!node) return;
  const toml::table* table = node->as_table();
  if (!table) return problem(key, fmt::format("{} is no table; write [{}]", called(key), key));
  Section section(*table, std::string(key), problems_);
  read(section);
  section.end();
}

void Section::each_in_list(std::string_view key, const std::function<void(Section&)>& read) {
  const toml::node* node = asked(key);
  if (!node) return;
  const toml::array* list = node->as_array();
  if (!list || !list->is_homogeneous<toml::table>())
    return problem(key, fmt::format("{} is no list of tables", called(key)));
  int count = 0;
  for (const toml::node& one : *list) {
    Section section(*one.as_table(), fmt::format("{} {}", name_.empty() ? key : called(key), ++count), problems_);
    read(section);
    section.end();
  }
}

void Section::end() {
  for (const auto& [key, value] : table_) {
    const std::string told(key.str());
    if (std::find(known_.begin(), known_.end(), told) != known_.end()) continue;
    if (std::find(secrets_.begin(), secrets_.end(), told) != secrets_.end()) {
      problems_.add(key.source(), fmt::format("{} would hold a secret in plain; keep it in a file or a variable and "
                                              "write {}_file or {}_env",
                                              called(told), told, told));
      continue;
    }
    problems_.add(key.source(), fmt::format("{} is not known{}; {}", called(told),
                                            names_a_secret(told) ? ", and no secret may stand here in plain" : "",
                                            did_you_mean(told, known_)));
  }
}

}  // namespace myotrend::deliver
