#include "report/also_consider.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "report/figures.h"
#include "report/safe_text.h"
#include "report_texts.h"

namespace myotrend::report {

namespace {

struct Entry {
  std::vector<std::string> medicines, signs, flags;
  Considered said;
};

struct Entries {
  std::vector<Entry> all;
  Considered always;
};

const Entries& entries() {
  static const Entries told = [] {
    const auto document = nlohmann::json::parse(texts::also_consider);
    const auto list = [](const nlohmann::json& of, const char* name) {
      return of.contains(name) ? of[name].get<std::vector<std::string>>() : std::vector<std::string>();
    };
    Entries read;
    for (const auto& one : document.at("entries")) {
      read.all.push_back({list(one, "medicines"),
                          list(one, "signs"),
                          list(one, "flags"),
                          {one.at("words").get<std::string>(), one.at("source").get<std::string>()}});
    }
    const auto& always = document.at("always");
    read.always = {always.at("words").get<std::string>(), always.at("source").get<std::string>()};
    return read;
  }();
  return told;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether `words` holds one of `known` as a whole word: nystatin is no statin.
bool names_one_of(std::string_view words, const std::vector<std::string>& known) {
  std::string word;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && is_letter(words[i])) {
      word += static_cast<char>(words[i] | 0x20);
      continue;
    }
    if (!word.empty() && std::find(known.begin(), known.end(), word) != known.end()) return true;
    word.clear();
  }
  return false;
}

const SignSeen* present_in(const SignCell& cell) {
  if (cell.clinician) return cell.clinician->present ? &*cell.clinician : nullptr;
  return cell.patient && cell.patient->present ? &*cell.patient : nullptr;
}

std::optional<std::string> ground_of(const Entry& entry, const Assessment& assessment, const ClinicalPicture& picture) {
  for (const auto& event : picture.events) {
    if (!names_one_of(event.note, entry.medicines)) continue;
    const std::string when = event.to ? day_span(event.from, *event.to) : "since " + plain_text(event.from);
    return fmt::format("{} \"{}\", {}", event.title, shortened(event.note, 60, true), when);
  }
  for (const auto& row : picture.signs) {
    if (std::find(entry.signs.begin(), entry.signs.end(), row.code) == entry.signs.end()) continue;
    for (const SignCell* cell : {&row.right, &row.left, &row.unsided}) {
      if (const auto* seen = present_in(*cell))
        return fmt::format("{} {} on {}", row.title, cell->clinician ? "found" : "reported", plain_text(seen->day));
    }
  }
  for (const auto& flag : assessment.flags) {
    const bool named = std::find(entry.flags.begin(), entry.flags.end(), flag.id) != entry.flags.end();
    if (named && flag.state == FlagState::met) return flag.title;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Considered> also_consider(const Assessment& assessment, const ClinicalPicture& picture) {
  std::vector<Considered> found;
  for (const auto& entry : entries().all) {
    if (const auto ground = ground_of(entry, assessment, picture))
      found.push_back(
          {capitalised(*ground) + ": " + (entry.medicines.empty() ? "also consider " : "") + entry.said.text + ".",
           entry.said.source});
  }
  if (!found.empty() || assessment.disposition >= Disposition::reassess) found.push_back(entries().always);
  return found;
}

}  // namespace myotrend::report
