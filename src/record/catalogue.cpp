#include "myotrend/record/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/catalogue_text.h"
#include "record/sha256.h"

namespace myotrend {
namespace {

using Index = std::vector<std::pair<std::string, std::uint16_t>>;

/// FNV-1a: short, and the same on every machine.
std::uint32_t key_of_word(std::string_view word) {
  std::uint32_t key = 2166136261U;
  for (const char c : word) key = (key ^ static_cast<unsigned char>(c)) * 16777619U;
  return key;
}

std::optional<std::uint16_t> found_in(const Index& index, std::string_view word) {
  const auto at = std::lower_bound(index.begin(), index.end(), word,
                                   [](const auto& entry, std::string_view sought) { return entry.first < sought; });
  if (at == index.end() || at->first != word) return std::nullopt;
  return at->second;
}

template <class Entries>
void index_entries(const Entries& entries, Index& index, std::vector<std::uint32_t>& keys) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    index.emplace_back(entries[i].code, static_cast<std::uint16_t>(i));
    keys.push_back(key_of_word(entries[i].code));
  }
  std::sort(index.begin(), index.end());
}

/// Measures and signs share one name space (a sign is a row of the measurements file), so no word and no key may stand
/// twice.
std::optional<Refusal> word_twice(const Index& measures, const Index& signs) {
  Index all = measures;
  all.insert(all.end(), signs.begin(), signs.end());
  std::vector<std::pair<std::uint32_t, std::string>> keys;
  for (const auto& [word, place] : all) keys.emplace_back(key_of_word(word), word);
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1; i < keys.size(); ++i)
    if (keys[i].first == keys[i - 1].first)
      return Refusal{fmt::format("codes \"{}\" and \"{}\" cannot be told apart", keys[i - 1].second, keys[i].second)};
  return std::nullopt;
}

}  // namespace

Result<Catalogue> Catalogue::parse(std::string_view measures_json, std::string_view signs_json) {
  auto measures = measures_in(measures_json);
  if (!measures) return Refusal{"measures.json: " + measures.refusal().text};
  auto signs = signs_in(signs_json);
  if (!signs) return Refusal{"signs.json: " + signs.refusal().text};
  Catalogue catalogue;
  catalogue.version_ = measures->version;
  if (signs->version != catalogue.version_) catalogue.version_ += "/" + signs->version;
  catalogue.measures_ = std::move(measures).value().measures;
  catalogue.signs_ = std::move(signs).value().signs;
  index_entries(catalogue.measures_, catalogue.measure_index_, catalogue.measure_keys_);
  index_entries(catalogue.signs_, catalogue.sign_index_, catalogue.sign_keys_);
  if (auto twice = word_twice(catalogue.measure_index_, catalogue.sign_index_)) return *twice;
  // The length in between keeps a byte from moving over from one text to the other unseen.
  catalogue.sha256_ = hex_text(sha256_of(fmt::format("{}\n{}{}", measures_json.size(), measures_json, signs_json)));
  return catalogue;
}

std::optional<MeasureCode> Catalogue::measure(std::string_view code) const {
  const auto index = found_in(measure_index_, code);
  if (!index) return std::nullopt;
  return measure_at(*index);
}

std::optional<SignCode> Catalogue::sign(std::string_view code) const {
  const auto index = found_in(sign_index_, code);
  if (!index) return std::nullopt;
  return sign_at(*index);
}

const MeasureForm* Catalogue::form(MeasureCode measure, Unit unit) const {
  for (const MeasureForm& form : measures_[measure.index()].forms)
    if (form.stored == unit) return &form;
  return nullptr;
}

std::string Catalogue::nearest(std::string_view word) const {
  std::vector<std::string_view> words;
  words.reserve(measures_.size() + signs_.size());
  for (const Measure& measure : measures_) words.push_back(measure.code);
  for (const Sign& sign : signs_) words.push_back(sign.code);
  return nearest_word(word, words);
}

std::string_view grade_word(const Measure& measure, double value) {
  for (std::size_t i = 0; i < measure.grade_values.size(); ++i)
    if (measure.grade_values[i] == value) return measure.grades[i];
  return "";
}

}  // namespace myotrend
