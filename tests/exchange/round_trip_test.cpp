#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "exchange/text_bytes.h"

namespace myotrend::test {

namespace {

using Table = std::vector<std::vector<std::string>>;

rc::Gen<std::string> field_text() {
  return rc::gen::apply(
      [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& piece : pieces) text += piece;
        return text;
      },
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "a", "B7", ",", "\"", "\n", "\r\n", "\r", " ", ";", "=1+1", "\xC3\xA9", "\xF0\x9F\x98\x80",
          "\xD7\xA9\xD7\x9C", "\xE2\x80\xAE", "-", "\t", "\xEF\xBB\xBF")));
}

}  // namespace

TEST_CASE("what is written reads back as it was, in whatever pieces") {
  CHECK(rc::check("writer then reader", [] {
    const auto rows = *rc::gen::inRange(0, 12);
    Table table;
    std::string text;
    csv::Writer writer(text);
    for (int row = 0; row < rows; ++row) {
      const auto fields = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(field_text()));
      for (const std::string& field : fields) writer.field(field);
      writer.end_row();
      table.push_back(fields);
    }
    // A byte order mark at the very beginning is the file's, not the first field's.
    RC_PRE(!text.starts_with("\xEF\xBB\xBF"));
    const auto piece = *rc::gen::inRange<std::size_t>(1, 40);
    csv::Reader reader(bytes_of(text, piece));
    Table read;
    while (reader.next() == csv::Got::row) read.emplace_back(reader.fields().begin(), reader.fields().end());
    RC_ASSERT(read == table);
  }));
}

TEST_CASE("any bytes are read to the end, and every byte is passed once") {
  CHECK(rc::check("arbitrary bytes", [](const std::vector<std::uint8_t>& bytes) {
    static constexpr char alphabet[] = {'a', ',', '"', '\n', '\r', '\0', '\xC3', '\xA9'};
    std::string text;
    for (const std::uint8_t byte : bytes) text += alphabet[byte % sizeof alphabet];
    csv::Reader whole(bytes_of(text)), pieces(bytes_of(text, 1));
    while (true) {
      const csv::Got got = whole.next();
      RC_ASSERT(pieces.next() == got);
      if (got == csv::Got::end) break;
      RC_ASSERT(whole.line() == pieces.line());
      RC_ASSERT(whole.text() == pieces.text());
      if (got != csv::Got::row) RC_ASSERT(whole.reason() == pieces.reason());
    }
    RC_ASSERT(whole.bytes_passed() == text.size());
  }));
}

TEST_CASE("quotes stand only where they are needed") {
  std::string text;
  csv::Writer writer(text);
  writer.field("plain").field(" blank ").field("=1+1").field("a,b").field("say \"no\"").field("two\nlines").field("");
  writer.end_row();
  writer.field("").end_row();
  CHECK(text == "plain, blank ,=1+1,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\n\"\"\n");
}

}  // namespace myotrend::test
