#include "myotrend/exchange/visible.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

namespace myotrend {

namespace {

// A name without blanks, case and punctuation, so that a padded or retyped name is the same one: `brain-fog`.
std::string plain_form(std::string_view name) {
  std::string plain;
  bool gap = false;
  for (const char letter : name) {
    const bool upper = letter >= 'A' && letter <= 'Z';
    if (upper || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
      if (gap && !plain.empty()) plain += '-';
      gap = false;
      plain += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    } else {
      gap = true;
    }
  }
  return plain;
}

// The word of the unit in which the measure is stored: the app tells none.
std::string unit_word(const Measure& measure) {
  for (const UnitWord& word : measure.forms.front().units)
    if (word.unit == measure.forms.front().stored) return word.word;
  return {};
}

}  // namespace

Result<VisibleMap> VisibleMap::parse(std::string_view json, const Catalogue& catalogue) {
  const nlohmann::json document = nlohmann::json::parse(json, nullptr, false);
  if (!document.is_object() || !document.contains("items"))
    return Refusal{"the map of Visible's trackers is not JSON with a list of items"};
  VisibleMap map;
  const auto add = [&map](const std::string& name, const Tracker& tracker) -> std::optional<Refusal> {
    const std::string plain = plain_form(name);
    if (plain.empty() || !map.trackers_.emplace(plain, tracker).second)
      return Refusal{fmt::format("Visible's tracker \"{}\" is mapped twice or has no name", name)};
    map.names_.emplace(plain, name);
    return std::nullopt;
  };
  for (const nlohmann::json& item : document.at("items")) {
    const std::string code = item.value("measure", "");
    const auto measure = catalogue.measure(code);
    if (!measure) return Refusal{fmt::format("measure \"{}\" of a Visible tracker is not in the catalogue", code)};
    // What the app measures itself, pulse and heart rate variability, is not the person's own word.
    const std::string source = item.value("source", item.value("category", "") == "Measurement" ? "device" : "patient");
    const Tracker tracker{code, unit_word(catalogue[*measure]), source, source == "device" ? "Visible" : ""};
    if (const auto refusal = add(item.value("tracker", ""), tracker)) return *refusal;
  }
  if (!document.contains("aliases")) return map;
  for (const nlohmann::json& alias : document.at("aliases")) {
    const std::string name = alias.value("tracker", ""), code = alias.value("measure", "");
    const auto same = std::find_if(map.trackers_.begin(), map.trackers_.end(),
                                   [&code](const auto& named) { return named.second.measure == code; });
    if (same == map.trackers_.end())
      return Refusal{fmt::format("Visible's alias \"{}\" is of an unknown tracker", name)};
    if (const auto refusal = add(name, Tracker(same->second))) return *refusal;
  }
  return map;
}

const VisibleMap::Tracker* VisibleMap::tracker(std::string_view name) const {
  const auto found = trackers_.find(plain_form(name));
  return found == trackers_.end() ? nullptr : &found->second;
}

std::string VisibleMap::nearest(std::string_view name) const {
  std::vector<std::string_view> known;
  for (const auto& [plain, tracker] : trackers_) known.push_back(plain);
  const std::string near = nearest_word(plain_form(name), known);
  return near.empty() ? near : names_.find(near)->second;
}

namespace csv {

std::optional<Refusal> tell_visible(const Columns& columns, Fields fields, const VisibleMap& map,
                                    bool recorded_as_effective, Told& told) {
  const std::string_view name = columns.word(fields, VisibleColumn::tracker_name);
  if (name.empty()) return Refusal{"tracker_name is empty"};
  const VisibleMap::Tracker* tracker = map.tracker(name);
  if (tracker == nullptr) {
    const std::string near = map.nearest(name);
    return Refusal{
        fmt::format("tracker_name \"{}\" is not known{}", name, near.empty() ? "" : "; did you mean " + near + "?")};
  }
  told = Told();
  told.code = tracker->measure;
  told.unit = tracker->unit;
  told.source = tracker->source;
  told.device = tracker->device;
  told.value = columns.word(fields, VisibleColumn::observation_value);
  if (told.value.empty()) return Refusal{"observation_value is empty"};
  told.effective = columns.word(fields, VisibleColumn::observation_date);
  if (told.effective.empty()) return Refusal{"observation_date is empty"};
  told.recorded_as_effective = recorded_as_effective;
  return std::nullopt;
}

}  // namespace csv

}  // namespace myotrend
