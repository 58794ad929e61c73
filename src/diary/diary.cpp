#include "myotrend/diary/diary.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace myotrend::diary {
namespace {

using nlohmann::json;

std::optional<Refusal> read_code(const json& told, const Catalogue& catalogue, Question& question) {
  if (told.contains("measure") == told.contains("sign"))
    return Refusal{fmt::format("question \"{}\" needs a measure or a sign, and one of them only", question.id)};
  const bool of_measure = told.contains("measure");
  const std::string code = told.at(of_measure ? "measure" : "sign").get<std::string>();
  if (of_measure) {
    question.measure = catalogue.measure(code);
  } else {
    question.sign = catalogue.sign(code);
  }
  if (question.measure || question.sign) return std::nullopt;
  return Refusal{fmt::format("question \"{}\": {} \"{}\" is not in the catalogue", question.id,
                             of_measure ? "measure" : "sign", code)};
}

std::optional<Refusal> read_question(const json& told, const Catalogue& catalogue, Question& question) {
  question.id = told.at("id").get<std::string>();
  if (auto refusal = read_code(told, catalogue, question)) return refusal;
  question.unit = told.value("unit", "");
  question.for_own_device = told.value("for_own_device", false);
  question.every_days = told.at("every_days").at("value").get<int>();
  if (question.every_days < 1) return Refusal{fmt::format("question \"{}\": every_days is below 1", question.id)};
  if (const auto side = told.find("side"); side != told.end()) {
    const auto named = side_named(side->get<std::string>());
    if (!named) return Refusal{fmt::format("question \"{}\": side is left or right", question.id)};
    question.side = *named;
  }
  const bool sided = question.measure && catalogue[*question.measure].sided;
  if (sided != (question.side != Side::none))
    return Refusal{
        fmt::format("question \"{}\": a side has to be told of what has one, and of nothing else", question.id)};
  for (const auto& [language, text] : told.at("ask").items()) question.ask[language] = text.get<std::string>();
  return std::nullopt;
}

Language language_from(const json& told) {
  Language language;
  language.yes = told.at("yes");
  language.no = told.at("no");
  language.could_not = told.at("could_not");
  language.skip = told.at("skip");
  language.stop = told.at("stop");
  language.hello = told.at("hello");
  language.nothing = told.at("nothing");
  language.thanks = told.at("thanks");
  language.later = told.at("later");
  language.yes_or_no = told.at("yes_or_no");
  language.numbers = told.at("numbers");
  return language;
}

}  // namespace

Result<Diary> Diary::parse(std::string_view text, const Catalogue& catalogue) {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return Refusal{"the diary is not JSON"};
  Diary diary;
  try {
    for (const auto& [code, told] : document.at("languages").items()) diary.languages_[code] = language_from(told);
    if (!diary.languages_.contains("en")) return Refusal{"the diary has no English, which stands in for the others"};
    std::set<std::string> ids;
    for (const json& told : document.at("questions")) {
      Question& question = diary.questions_.emplace_back();
      if (const auto refusal = read_question(told, catalogue, question)) return *refusal;
      if (!ids.insert(question.id).second) return Refusal{fmt::format("question \"{}\" is there twice", question.id)};
      for (const auto& [language, words] : diary.languages_)
        if (!question.ask.contains(language))
          return Refusal{fmt::format("question \"{}\" has no words in language \"{}\"", question.id, language)};
    }
  } catch (const json::exception& error) {
    return Refusal{fmt::format("the diary: {}", error.what())};
  }
  return diary;
}

const Question* Diary::question(std::string_view id) const {
  const auto found =
      std::find_if(questions_.begin(), questions_.end(), [id](const Question& question) { return question.id == id; });
  return found == questions_.end() ? nullptr : &*found;
}

std::string_view Diary::language_of(std::string_view tag) const {
  const auto found = languages_.find(tag.substr(0, tag.find_first_of("_-.@")));
  return found == languages_.end() ? std::string_view("en") : std::string_view(found->first);
}

std::vector<std::string> Diary::languages() const {
  std::vector<std::string> codes;
  for (const auto& [code, language] : languages_) codes.push_back(code);
  return codes;
}

}  // namespace myotrend::diary
