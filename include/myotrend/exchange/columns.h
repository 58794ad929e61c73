#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "myotrend/record/result.h"

namespace myotrend::csv {

/// In the order in which the files of one command are read.
enum class FileKind : std::uint8_t { patients, events, measurements, visible };
std::string_view word_of(FileKind kind);

enum class PatientColumn : std::uint8_t {
  patient_id,
  sex,
  birth_year,
  birth_date,
  height_cm,
  weight_kg,
  dominant_hand,
  covid_date,
  treatment_start,
  time_zone,
  enrolment_date,
  followup_end
};
enum class EventColumn : std::uint8_t {
  patient_id,
  kind,
  start_time,
  end_time,
  note,
  recorded_time,
  author,
  event_id,
  end_recorded_time,
  retracted_time,
  reason,
  retracted_by,
  provenance
};
enum class MeasurementColumn : std::uint8_t {
  patient_id,
  effective_time,
  measure,
  value,
  unit,
  recorded_time,
  body_site,
  region,
  muscle,
  grade,
  source,
  device,
  method,
  trials,
  upper_limit,
  author,
  note,
  external_id,
  reading_id,
  corrects,
  retracted_time,
  reason,
  retracted_by,
  provenance
};
enum class VisibleColumn : std::uint8_t { observation_date, tracker_name, tracker_category, observation_value };

/// The names of a kind's columns, as an export writes them.
std::span<const std::string_view> column_names(FileKind kind);

/// Which column of a file holds what. The header tells the kind: `sex` patients, `measure` measurements, `kind` events,
/// `tracker_name` an export of the Visible app.
class Columns {
 public:
  /// Refuses unknown columns, columns named twice and missing ones. Blanks around a name and its case do not matter.
  /// A rejects file's own last two columns (`line`, `reason`) are passed over, so that it can be mended and imported.
  static Result<Columns> named(std::span<const std::string_view> names);

  FileKind kind() const { return kind_; }
  std::size_t count() const { return count_; }
  /// A rejects file that comes back: its last two columns are not the row's own.
  bool mended() const { return mended_; }
  /// Whether the file has this column.
  template <class Column>
  bool has(Column column) const {
    return place_[static_cast<std::size_t>(column)] >= 0;
  }
  /// The text of a column in a row of count() fields; empty when the file has no such column.
  template <class Column>
  std::string_view text(std::span<const std::string_view> fields, Column column) const {
    const int place = place_[static_cast<std::size_t>(column)];
    return place < 0 ? std::string_view() : fields[static_cast<std::size_t>(place)];
  }
  /// The same without the blanks around it.
  template <class Column>
  std::string_view word(std::span<const std::string_view> fields, Column column) const {
    return without_blanks(text(fields, column));
  }
  static std::string_view without_blanks(std::string_view text);

 private:
  FileKind kind_ = FileKind::patients;
  std::size_t count_ = 0;
  bool mended_ = false;
  std::vector<int> place_;  // by column of the kind; -1: not in this file
};

}  // namespace myotrend::csv
