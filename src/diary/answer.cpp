#include <algorithm>

#include "myotrend/diary/diary.h"

namespace myotrend::diary {
namespace {

/// Without blanks around it, ASCII letters small.
std::string plain(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  std::string text(line.substr(first, line.find_last_not_of(" \t\r\n") - first + 1));
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return text;
}

bool one_of(const std::vector<std::string>& words, const std::string& text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t;", begin), text.size());
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("+-.,0123456789") == std::string_view::npos &&
         word.find_first_of("0123456789") != std::string_view::npos;
}

/// `30 32 31`, `30 32 31 lb`, `7`: up to the first word that is no number, which is the unit and the last.
std::optional<Told> numbers_told(const Question& question, std::string_view line) {
  Told told;
  auto words = parted(line);
  told.unit = question.unit;
  if (words.size() > 1 && !is_number(words.back())) {
    told.unit = words.back();
    words.pop_back();
  }
  if (words.empty() || !std::all_of(words.begin(), words.end(), is_number)) return std::nullopt;
  if (words.size() == 1) {
    told.value = words.front();
  } else {
    told.trials = words;
  }
  return told;
}

}  // namespace

Answer understood(const Question& question, const Language& language, const Catalogue& catalogue,
                  std::string_view line) {
  const std::string text = plain(line);
  if (one_of(language.stop, text)) return {Answer::Kind::stopped, {}};
  Answer answer;
  answer.told.source = "patient";
  if (question.sign) {
    answer.told.code = catalogue[*question.sign].code;
    if (one_of(language.yes, text)) answer.told.value = "present";
    if (one_of(language.no, text)) answer.told.value = "absent";
    if (!answer.told.value.empty()) answer.kind = Answer::Kind::told;
  } else {
    auto told = one_of(language.could_not, text) ? std::optional<Told>(Told{}) : numbers_told(question, line);
    if (told) {
      if (told->value.empty() && told->trials.empty()) told->value = "could-not";
      told->code = catalogue[*question.measure].code;
      told->side = question.side == Side::none ? std::string() : std::string(word_of(question.side));
      told->source = "patient";
      answer = {Answer::Kind::told, *told};
    }
  }
  // A word of yes or no may be a word for skipping in the same language: the answer goes first.
  if (answer.kind == Answer::Kind::not_understood && (text.empty() || one_of(language.skip, text)))
    answer.kind = Answer::Kind::skipped;
  return answer;
}

}  // namespace myotrend::diary
