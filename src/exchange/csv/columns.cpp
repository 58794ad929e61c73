#include "myotrend/exchange/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "myotrend/record/catalogue.h"

namespace myotrend::csv {

namespace {

constexpr std::array<std::string_view, 12> patient_columns = {
    "patient_id",    "sex",        "birth_year",      "birth_date", "height_cm",      "weight_kg",
    "dominant_hand", "covid_date", "treatment_start", "time_zone",  "enrolment_date", "followup_end"};
constexpr std::array<std::string_view, 13> event_columns = {
    "patient_id",    "kind",         "start_time", "end_time",          "note",
    "recorded_time", "author",       "event_id",   "end_recorded_time", "retracted_time",
    "reason",        "retracted_by", "provenance"};
constexpr std::array<std::string_view, 24> measurement_columns = {
    "patient_id", "effective_time", "measure",        "value",  "unit",         "recorded_time",
    "body_site",  "region",         "muscle",         "grade",  "source",       "device",
    "method",     "trials",         "upper_limit",    "author", "note",         "external_id",
    "reading_id", "corrects",       "retracted_time", "reason", "retracted_by", "provenance"};
constexpr std::array<std::string_view, 4> visible_columns = {"observation_date", "tracker_name", "tracker_category",
                                                             "observation_value"};

// The first columns of each kind, without which a row says nothing; the patient may also be named beside the file.
std::span<const std::string_view> needed_columns(FileKind kind) {
  static constexpr std::array<std::string_view, 2> patients = {"patient_id", "sex"};
  static constexpr std::array<std::string_view, 2> events = {"kind", "start_time"};
  static constexpr std::array<std::string_view, 4> measurements = {"effective_time", "measure", "value", "unit"};
  static constexpr std::array<std::string_view, 3> visible = {"observation_date", "tracker_name", "observation_value"};
  switch (kind) {
    case FileKind::patients: return patients;
    case FileKind::events: return events;
    case FileKind::measurements: return measurements;
    case FileKind::visible: break;
  }
  return visible;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return lower;
}

std::optional<FileKind> kind_of(std::span<const std::string> names) {
  const auto has = [names](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (has("tracker_name")) return FileKind::visible;
  if (has("measure")) return FileKind::measurements;
  if (has("kind")) return FileKind::events;
  if (has("sex")) return FileKind::patients;
  return std::nullopt;
}

Refusal no_kind(std::span<const std::string> names) {
  if (names.size() == 1 && names[0].find_first_of(";\t|") != std::string::npos)
    return {"the columns are not separated by commas; save the file as CSV with commas"};
  return {
      "no column tells what the file holds; use sex (patients), measure (measurements), kind (events) or tracker_name "
      "(an export of the Visible app)"};
}

Refusal unknown_column(const std::string& name, FileKind kind) {
  const std::span<const std::string_view> known = column_names(kind);
  const std::string nearest = nearest_word(name, known);
  return {fmt::format("column \"{}\" is not known in {}; use {}", name, word_of(kind),
                      nearest.empty() ? fmt::format("{}", fmt::join(known, ", ")) : nearest)};
}

Refusal missing_column(std::string_view name, FileKind kind) {
  std::string needed = kind == FileKind::patients || kind == FileKind::visible ? "" : "patient_id, ";
  needed += fmt::format("{}", fmt::join(needed_columns(kind), ", "));
  if (kind == FileKind::patients) needed += " and birth_year or birth_date";
  return {fmt::format("column \"{}\" is missing; {} need {}", name, word_of(kind), needed)};
}

}  // namespace

std::string_view word_of(FileKind kind) {
  switch (kind) {
    case FileKind::patients: return "patients";
    case FileKind::events: return "events";
    case FileKind::measurements: return "measurements";
    case FileKind::visible: break;
  }
  return "exports of the Visible app";
}

std::span<const std::string_view> column_names(FileKind kind) {
  switch (kind) {
    case FileKind::patients: return patient_columns;
    case FileKind::events: return event_columns;
    case FileKind::measurements: return measurement_columns;
    case FileKind::visible: break;
  }
  return visible_columns;
}

std::string_view Columns::without_blanks(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

Result<Columns> Columns::named(std::span<const std::string_view> names) {
  std::vector<std::string> found;
  for (const std::string_view name : names) found.push_back(lower_case(without_blanks(name)));
  const std::size_t count = found.size();
  const bool mended = count > 2 && found[count - 2] == "line" && found[count - 1] == "reason";
  if (mended) found.resize(count - 2);
  const std::optional<FileKind> kind = kind_of(found);
  if (!kind) return no_kind(found);
  Columns columns;
  columns.kind_ = *kind;
  columns.count_ = count;
  columns.mended_ = mended;
  const std::span<const std::string_view> known = column_names(*kind);
  columns.place_.assign(known.size(), -1);
  for (std::size_t at = 0; at < found.size(); ++at) {
    if (found[at].empty()) return Refusal{fmt::format("column {} has no name; name it or take it out", at + 1)};
    const auto column = std::find(known.begin(), known.end(), found[at]);
    if (column == known.end()) return unknown_column(found[at], *kind);
    int& place = columns.place_[static_cast<std::size_t>(column - known.begin())];
    if (place >= 0) return Refusal{fmt::format("column \"{}\" stands twice in the header; keep one", found[at])};
    place = static_cast<int>(at);
  }
  for (const std::string_view name : needed_columns(*kind))
    if (std::find(found.begin(), found.end(), name) == found.end()) return missing_column(name, *kind);
  if (*kind == FileKind::patients && !columns.has(PatientColumn::birth_year) && !columns.has(PatientColumn::birth_date))
    return missing_column("birth_year", *kind);
  return columns;
}

}  // namespace myotrend::csv
