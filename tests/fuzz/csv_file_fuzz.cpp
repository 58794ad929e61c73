#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "myotrend/exchange/csv.h"
#include "myotrend/exchange/rows.h"

namespace {

using namespace myotrend;

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const Catalogue& catalogue() {
  static const Catalogue parsed = Catalogue::parse(text_of(MYOTREND_SOURCE_DIR "/schema/measures.json"),
                                                   text_of(MYOTREND_SOURCE_DIR "/schema/signs.json"))
                                      .value();
  return parsed;
}

csv::Bytes bytes_of(std::string_view text, std::size_t piece) {
  return [text, piece, at = std::size_t{0}](char* to, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, text.size() - at});
    std::memcpy(to, text.data() + at, count);
    at += count;
    return count;
  };
}

void must(bool holds) {
  if (!holds) std::abort();
}

// A row that was read is written and read again as the same fields.
void check_round_trip(csv::Fields fields) {
  std::string text;
  csv::Writer writer(text);
  for (const std::string_view field : fields) writer.field(field);
  writer.end_row();
  if (text.starts_with("\xEF\xBB\xBF")) return;
  csv::Reader again(bytes_of(text, 1));
  must(again.next() == csv::Got::row);
  must(std::equal(fields.begin(), fields.end(), again.fields().begin(), again.fields().end()));
  must(again.next() == csv::Got::end);
}

void read_as_its_kind(const csv::Columns& columns, csv::Fields fields) {
  const Instant now{std::chrono::seconds{1'768'478'400}};
  switch (columns.kind()) {
    case csv::FileKind::patients: (void)csv::patient_of_row(columns, fields, now); break;
    case csv::FileKind::events: (void)csv::event_of_row(columns, fields, Zone(), now, false); break;
    case csv::FileKind::measurements: {
      Told told;
      csv::Fate fate;
      if (!csv::tell_measurement(columns, fields, false, told, fate))
        (void)csv::entry_of_row(told, catalogue(), Zone(), now);
      break;
    }
    case csv::FileKind::visible: break;
  }
}

}  // namespace

// The first byte is the size of the pieces in which the file comes; its rows must not depend on that.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  csv::Reader whole(bytes_of(text, text.size() + 1)), pieces(bytes_of(text, std::size_t{data[0]} + 1));
  std::optional<csv::Columns> columns;
  for (bool header = true;; header = false) {
    const csv::Got got = whole.next();
    must(pieces.next() == got);
    if (got == csv::Got::end) break;
    must(whole.line() == pieces.line() && whole.text() == pieces.text());
    if (got != csv::Got::row) {
      must(whole.reason() == pieces.reason());
      continue;
    }
    check_round_trip(whole.fields());
    if (header) {
      const auto named = csv::Columns::named(whole.fields());
      if (named) columns = *named;
    } else if (columns && whole.fields().size() == columns->count()) {
      read_as_its_kind(*columns, whole.fields());
    }
  }
  return 0;
}
