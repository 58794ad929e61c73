#include "report/language.h"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "myotrend/report/pages.h"
#include "report_texts.h"

namespace myotrend::report {

namespace {

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

/// The first letter of a word of these languages is one byte in all the words that begin a sentence here.
std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string capital_name(std::string_view name) { return with_capital(std::string(name)); }

}  // namespace

Language::Language(std::string_view text) {
  const auto json = nlohmann::json::parse(text);
  code_ = json.at("language");
  day_ = json.at("day");
  month_ = json.at("month_of_year");
  right_ = json.at("right");
  left_ = json.at("left");
  months_ = json.at("months").get<std::vector<std::string>>();
  months_short_ = json.at("months_short").get<std::vector<std::string>>();
  for (const auto& [name, words] : json.at("streams").items()) streams_[name] = words;
  for (const auto& [name, words] : json.at("sentences").items()) {
    if (words.is_array()) {
      lists_[name] = words.get<std::vector<std::string>>();
    } else {
      sentences_[name] = words;
    }
  }
}

const Language& Language::of(std::string_view code) {
  static const std::array<Language, 3> all{Language(texts::language_de), Language(texts::language_en),
                                           Language(texts::language_es)};
  for (const auto& language : all) {
    if (language.code_ == code) return language;
  }
  throw std::logic_error("no such language: " + std::string(code));
}

std::vector<std::string> Language::codes() { return {"de", "en", "es"}; }

std::string Language::sentence(std::string_view name, const Values& values) const {
  const auto found = sentences_.find(name);
  if (found == sentences_.end()) throw std::logic_error("no such sentence: " + std::string(name));
  std::string text = found->second;
  for (const auto& [key, value] : values) {
    replace_all(text, "{" + std::string(key) + "}", value);
    replace_all(text, "{" + capital_name(key) + "}", with_capital(value));
  }
  return text;
}

const std::vector<std::string>& Language::list(std::string_view name) const {
  const auto found = lists_.find(name);
  if (found == lists_.end()) throw std::logic_error("no such list: " + std::string(name));
  return found->second;
}

std::string Language::stream(std::string_view name) const {
  const auto found = streams_.find(name);
  return found == streams_.end() ? std::string() : found->second;
}

std::string Language::date_by(const std::string& pattern, Day day) const {
  const date::year_month_day civil{day};
  std::string text = pattern;
  replace_all(text, "{day}", std::to_string(static_cast<unsigned>(civil.day())));
  replace_all(text, "{month}", months_[static_cast<unsigned>(civil.month()) - 1]);
  replace_all(text, "{year}", std::to_string(static_cast<int>(civil.year())));
  return text;
}

std::string Language::day(Day day) const { return date_by(day_, day); }
std::string Language::month(Day day) const { return date_by(month_, day); }

std::vector<std::string> page_languages() { return Language::codes(); }

}  // namespace myotrend::report
