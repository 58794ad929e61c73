#include <algorithm>

#include "myotrend/record/catalogue.h"

namespace myotrend {
namespace {

constexpr std::size_t word_length_max = 64;

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest_word(std::string_view word, std::span<const std::string_view> words) {
  if (word.empty() || word.size() > word_length_max) return "";
  const std::string told = lower_case(word);
  std::size_t nearest = std::max<std::size_t>(1, told.size() / 3) + 1;
  std::string_view found;
  for (const std::string_view candidate : words) {
    const std::size_t longer = std::max(candidate.size(), told.size());
    if (longer - std::min(candidate.size(), told.size()) >= nearest) continue;
    const std::size_t distance = edit_distance(told, lower_case(candidate));
    if (distance >= nearest || distance >= longer) continue;
    nearest = distance;
    found = candidate;
  }
  return std::string(found);
}

}  // namespace myotrend
