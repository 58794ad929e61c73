#include "myotrend/exchange/csv.h"

namespace myotrend::csv {

Writer& Writer::field(std::string_view text) {
  if (fields_++ == 0)
    row_begin_ = out_.size();
  else
    out_ += ',';
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += text;
    return *this;
  }
  out_ += '"';
  for (const char letter : text) {
    if (letter == '"') out_ += '"';
    out_ += letter;
  }
  out_ += '"';
  return *this;
}

void Writer::end_row() {
  // A row of one empty field would read as an empty line.
  if (fields_ == 1 && out_.size() == row_begin_) out_ += "\"\"";
  out_ += '\n';
  fields_ = 0;
}

}  // namespace myotrend::csv
