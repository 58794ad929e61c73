#pragma once

#include <string>

namespace myotrend::report {

/// Sentences, words and syllables of a text; what stands in a line of its own is a sentence.
struct TextMeasure {
  double sentences = 0, words = 0, syllables = 0;
};
/// `language`: en, de or es; the vowels of its writing make the syllables.
TextMeasure measured(const std::string& text, const std::string& language);

/// School years that a reader of English needs (Kincaid 1975); age 12 is year 7.
double flesch_kincaid_grade(const TextMeasure& text);
/// Reading ease of German (Amstad 1978), 0 to 100; 70 and more is easy, for readers from 11 years on.
double amstad_ease(const TextMeasure& text);
/// Reading ease of Spanish (Fernandez Huerta 1959), 0 to 100; 70 and more is easy, for readers from 11 years on.
double fernandez_huerta_ease(const TextMeasure& text);

}  // namespace myotrend::report
