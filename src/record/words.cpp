#include <array>

#include "myotrend/record/fact.h"

namespace myotrend {
namespace {

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char lower = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] - 'A' + 'a') : a[i];
    if (lower != b[i]) return false;
  }
  return true;
}

/// The enumerator whose place in `words` (all lower case) holds `word`.
template <class Enum, std::size_t n>
std::optional<Enum> named_in(const std::array<std::string_view, n>& words, std::string_view word) {
  for (std::size_t i = 0; i < n; ++i)
    if (same_word(word, words[i])) return static_cast<Enum>(i);
  return std::nullopt;
}

template <class Enum, std::size_t n>
std::string_view word_in(const std::array<std::string_view, n>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

constexpr std::array<std::string_view, 3> side_words{"", "left", "right"};
constexpr std::array<std::string_view, 5> region_words{"", "bulbar", "cervical", "thoracic", "lumbosacral"};
constexpr std::array<std::string_view, 4> source_words{"patient", "clinician", "lab", "device"};
constexpr std::array<std::string_view, 3> sex_words{"unknown", "female", "male"};
constexpr std::array<std::string_view, 4> hand_words{"unknown", "right", "left", "both"};
constexpr std::array<std::string_view, static_cast<std::size_t>(EventKind::last) + 1> event_words{
    "infection",    "treatment-start", "treatment-stop", "injury",    "device-change", "ventilation-start",
    "im-injection", "hard-exercise",   "admission",      "medicine",  "pregnancy",     "known-neuromuscular-disease",
    "tracheostomy", "referral-made",   "neurology-seen", "discharge", "death",         "withdrew",
    "other"};

}  // namespace

std::string_view word_of(Side side) { return word_in(side_words, side); }
std::optional<Side> side_named(std::string_view word) {
  if (same_word(word, "l")) return Side::left;
  if (same_word(word, "r")) return Side::right;
  return named_in<Side>(side_words, word);
}

std::string_view word_of(Region region) { return word_in(region_words, region); }
std::optional<Region> region_named(std::string_view word) { return named_in<Region>(region_words, word); }

std::string_view word_of(Source source) { return word_in(source_words, source); }
std::optional<Source> source_named(std::string_view word) {
  if (same_word(word, "clinic")) return Source::clinician;
  return named_in<Source>(source_words, word);
}

std::string_view word_of(Sex sex) { return word_in(sex_words, sex); }
std::optional<Sex> sex_named(std::string_view word) { return named_in<Sex>(sex_words, word); }

std::string_view word_of(Hand hand) { return word_in(hand_words, hand); }
std::optional<Hand> hand_named(std::string_view word) { return named_in<Hand>(hand_words, word); }

std::string_view word_of(EventKind kind) { return word_in(event_words, kind); }
std::optional<EventKind> event_kind_named(std::string_view word) { return named_in<EventKind>(event_words, word); }

}  // namespace myotrend
