#pragma once

#include <cstdint>
#include <string>

namespace myotrend::csv {

/// A row that was not taken, as it stands in its file.
struct RejectedRow {
  std::string file;         // as named by the user
  std::string header;       // the file's first line
  std::size_t columns = 0;  // that it names
  std::uint64_t line = 0;   // on which the row begins
  std::string text;
  bool in_columns = false;  // the row has a field for each column
  std::string reason;
};

/// `readings.csv:17: unit "stone" is not known for grip; use kg, lb or N`.
std::string refusal_text(const RejectedRow& row);

/// Rejected rows as CSV: the columns of their file, then `line` and `reason`. Mended, it can be imported as it is.
class RejectsText {
 public:
  /// Appends the row to `out`, after a header where it is the first of its kind. A row that has not a field for each
  /// column stands whole in the first one.
  void add(const RejectedRow& row, std::string& out);

 private:
  std::string header_;
};

}  // namespace myotrend::csv
