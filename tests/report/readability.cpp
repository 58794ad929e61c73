#include "report/readability.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

#include "report/safe_text.h"

namespace myotrend::report {

namespace {

/// One letter per character, accents folded: `ü` is u with a mark that keeps it apart from its neighbours.
std::vector<char32_t> letters_of(const std::string& text) {
  std::vector<char32_t> letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = character_at(text, at);
    letters.push_back(character.code < 0x80 ? static_cast<char32_t>(std::tolower(static_cast<int>(character.code)))
                                            : character.code);
    at += character.bytes;
  }
  return letters;
}

bool is_vowel(char32_t letter, const std::string& language) {
  static const std::u32string plain = U"aeiouáéíóúüäöÄÖÜÁÉÍÓÚ";
  return plain.find(letter) != std::u32string::npos || (letter == U'y' && language != "es");
}

bool is_letter(char32_t letter) {
  return (letter >= U'a' && letter <= U'z') || (letter >= 0xC0 && letter < 0x250) || letter == U'\'';
}

/// Vowels that stand together make one syllable, but for those that a language always parts.
int syllables_of(const std::vector<char32_t>& word, const std::string& language) {
  int count = 0;
  bool before = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool vowel = is_vowel(word[i], language);
    const bool parted = language == "es" && vowel && before &&
                        std::u32string(U"aeoáéíóú").find(word[i]) != std::u32string::npos &&
                        std::u32string(U"aeoáéíóú").find(word[i - 1]) != std::u32string::npos;
    if (vowel && (!before || parted)) ++count;
    before = vowel;
  }
  const bool silent =
      language == "en" && word.size() > 2 && word.back() == U'e' && !is_vowel(word[word.size() - 2], language);
  if (silent && count > 1 && word[word.size() - 2] != U'l') --count;
  return std::max(1, count);
}

}  // namespace

TextMeasure measured(const std::string& text, const std::string& language) {
  TextMeasure found;
  std::vector<char32_t> word;
  bool open = false;
  const auto end_word = [&] {
    if (word.empty()) return;
    ++found.words;
    found.syllables += syllables_of(word, language);
    word.clear();
    open = true;
  };
  const auto letters = letters_of(text);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t letter = letters[i];
    if (is_letter(letter)) {
      word.push_back(letter);
      continue;
    }
    end_word();
    const bool ends =
        letter == U'\n' || letter == U'!' || letter == U'?' || letter == U':' ||
        (letter == U'.' && (i + 1 == letters.size() || letters[i + 1] == U' ' || letters[i + 1] == U'\n'));
    if (ends && open) {
      ++found.sentences;
      open = false;
    }
  }
  end_word();
  if (open) ++found.sentences;
  return found;
}

double flesch_kincaid_grade(const TextMeasure& text) {
  return 0.39 * text.words / text.sentences + 11.8 * text.syllables / text.words - 15.59;
}
double amstad_ease(const TextMeasure& text) {
  return 180 - text.words / text.sentences - 58.5 * text.syllables / text.words;
}
double fernandez_huerta_ease(const TextMeasure& text) {
  return 206.84 - 60 * text.syllables / text.words - 1.02 * text.words / text.sentences;
}

}  // namespace myotrend::report
