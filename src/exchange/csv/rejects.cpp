#include "myotrend/exchange/rejects.h"

#include <fmt/format.h>

#include "myotrend/exchange/csv.h"

namespace myotrend::csv {

std::string refusal_text(const RejectedRow& row) { return fmt::format("{}:{}: {}", row.file, row.line, row.reason); }

void RejectsText::add(const RejectedRow& row, std::string& out) {
  if (row.header != header_) {
    header_ = row.header;
    out += header_ + ",line,reason\n";
  }
  Writer writer(out);
  if (row.in_columns) {
    out += row.text + ',';
  } else {
    writer.field(row.text);
    for (std::size_t column = 1; column < row.columns; ++column) writer.field({});
  }
  writer.field(fmt::format("{}", row.line)).field(row.reason);
  writer.end_row();
}

}  // namespace myotrend::csv
