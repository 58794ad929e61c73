#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "exchange/text_bytes.h"

namespace myotrend::test {

namespace {

/// All rows in one line each: `3 a|b|c`, `4 bad: reason`, `5 broken: reason`.
std::vector<std::string> rows_of(const std::string& text, std::size_t piece = 1 << 16) {
  csv::Reader reader(bytes_of(text, piece));
  std::vector<std::string> rows;
  while (true) {
    const csv::Got got = reader.next();
    if (got == csv::Got::end) return rows;
    std::string row = std::to_string(reader.line()) + ' ';
    if (got == csv::Got::bad_row) row += "bad: " + reader.reason();
    if (got == csv::Got::broken) row += "broken: " + reader.reason();
    for (std::size_t at = 0; at < reader.fields().size(); ++at) {
      if (at > 0) row += '|';
      row += reader.fields()[at];
    }
    rows.push_back(row);
  }
}

using Rows = std::vector<std::string>;

constexpr const char* text_after = "bad: text after a closing quote; double the quotes inside a quoted field";
constexpr const char* quote_inside =
    "bad: a quote inside an unquoted field; quote the whole field and double the quotes in it";
constexpr const char* lone_return =
    "bad: a carriage return without a line feed; save the file with LF or CRLF line ends";
constexpr const char* never_closed = "broken: a quote opened here is never closed; nothing after it was read";
constexpr const char* too_long =
    "broken: a row is longer than 4 MiB; is a closing quote missing, or is this no CSV file?";

}  // namespace

TEST_CASE("rows come out as RFC 4180 has them, whatever the size of the pieces read") {
  struct Case {
    std::string text;
    Rows rows;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {"\n", {}},
      {"\r\n\r\n", {}},
      {"a", {"1 a"}},
      {"a\n", {"1 a"}},
      {"a\r\n", {"1 a"}},
      {"a,b\nc,d\n", {"1 a|b", "2 c|d"}},
      {"a,b\r\nc,d", {"1 a|b", "2 c|d"}},
      {"a,,\n,,\n", {"1 a||", "2 ||"}},
      {"a\n\n\nb\n", {"1 a", "4 b"}},
      {"\xEF\xBB\xBF"
       "a,b\n",
       {"1 a|b"}},
      {"\xEF\xBB\xBF\"a\",b\n", {"1 a|b"}},
      {"\"a\",\"b\"\n", {"1 a|b"}},
      {"\"\"\n", {"1 "}},
      {"\"a,b\",c\n", {"1 a,b|c"}},
      {"\"a\"\"b\",\"\"\"\"\n", {"1 a\"b|\""}},
      {"\"a\nb\r\nc\",d\r\ne,f\r\n", {"1 a\nb\r\nc|d", "4 e|f"}},
      {"a,\"b\"", {"1 a|b"}},
      {"a,\"b\",", {"1 a|b|"}},
      {" a , b \n", {"1  a | b "}},
      {"\xC3\xA9,\xE2\x82\xAC,\xF0\x9F\x98\x80\n", {"1 \xC3\xA9|\xE2\x82\xAC|\xF0\x9F\x98\x80"}},
  };
  for (const Case& one : cases)
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{1} << 16}) {
      INFO(one.text << " in pieces of " << piece);
      CHECK(rows_of(one.text, piece) == one.rows);
    }
}

TEST_CASE("a bad row says why, and the rows after it are read") {
  struct Case {
    std::string text;
    Rows rows;
  };
  const std::string nul("a\0b,c\nd\n", 8);
  const std::vector<Case> cases = {
      {"\"a\"b,c\nd\n", {std::string("1 ") + text_after, "2 d"}},
      {"\"a\" ,c\nd\n", {std::string("1 ") + text_after, "2 d"}},
      {"x,\"a\nb\"c\nd\n", {std::string("1 ") + text_after, "3 d"}},
      {"a\"b,c\nd\n", {std::string("1 ") + quote_inside, "2 d"}},
      {"a, \"b\"\nd\n", {std::string("1 ") + quote_inside, "2 d"}},
      {"a\rb\nd\n", {std::string("1 ") + lone_return, "2 d"}},
      {"a\r\r\nd\n", {std::string("1 ") + lone_return, "2 d"}},
      {"\"a\",b\rc\nd\n", {std::string("1 ") + lone_return, "2 d"}},
      {"\"a\"\rb\nd\n", {std::string("1 ") + text_after, "2 d"}},
      {nul, {"1 bad: a NUL byte; is this a text file?", "2 d"}},
      {"a\n\xE4,b\nd\n", {"1 a", "2 bad: byte 0xE4 is not UTF-8; save the file as UTF-8", "3 d"}},
      {"\xC0\x80\n", {"1 bad: byte 0xC0 is not UTF-8; save the file as UTF-8"}},
      {"\xED\xA0\x80\n", {"1 bad: byte 0xED is not UTF-8; save the file as UTF-8"}},
      {"\xF4\x90\x80\x80\n", {"1 bad: byte 0xF4 is not UTF-8; save the file as UTF-8"}},
      {"\"a\xE4\"\n", {"1 bad: byte 0xE4 is not UTF-8; save the file as UTF-8"}},
      {"a,b\nc,\"d\n\ne,f\n", {"1 a|b", std::string("2 ") + never_closed}},
      {"a\n\"x\ny\",\"z\nw", {"1 a", std::string("3 ") + never_closed}},
      {"\"", {std::string("1 ") + never_closed}},
      {"\"a\"\"", {std::string("1 ") + never_closed}},
      {"\xFF\xFE"
       "a,b\n",
       {"1 broken: the file is UTF-16; save it as UTF-8"}},
  };
  for (const Case& one : cases)
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{1} << 16}) {
      INFO(one.text << " in pieces of " << piece);
      CHECK(rows_of(one.text, piece) == one.rows);
    }
}

TEST_CASE("limits are kept, and said") {
  const std::string longest(csv::field_bytes_max, 'x');
  CHECK(rows_of(longest + ",b\n") == Rows{"1 " + longest + "|b"});
  CHECK(rows_of(longest + "x,b\nc\n") == Rows{"1 bad: a field is longer than 1 MiB", "2 c"});
  CHECK(rows_of("\"" + longest + "x\",b\nc\n") == Rows{"1 bad: a field is longer than 1 MiB", "2 c"});
  const std::string row(csv::row_bytes_max + 1, 'x');
  for (const std::size_t piece : {std::size_t{4096}, std::size_t{8} << 20}) {
    CHECK(rows_of("a\n" + row + "\nb\n", piece) == Rows{"1 a", std::string("2 ") + too_long});
    CHECK(rows_of("a\n\"" + row + "\n\"\nb\n", piece) == Rows{"1 a", std::string("2 ") + too_long});
    CHECK(rows_of("a\n\"" + row, piece) == Rows{"1 a", std::string("2 ") + too_long});
  }
  std::string commas(csv::fields_max, ',');
  CHECK(rows_of(commas + "\nc\n") == Rows{"1 bad: more than 1000 fields", "2 c"});
}

TEST_CASE("the text of a row is as it stands in the file") {
  csv::Reader reader(bytes_of("a,\"b\"\"c\"\r\n\"x\"y\nlast"));
  REQUIRE(reader.next() == csv::Got::row);
  CHECK(reader.text() == "a,\"b\"\"c\"");
  REQUIRE(reader.next() == csv::Got::bad_row);
  CHECK(reader.text() == "\"x\"y");
  REQUIRE(reader.next() == csv::Got::row);
  CHECK(reader.text() == "last");
  CHECK(reader.bytes_passed() == 19);
}

TEST_CASE("what is no text is shown as such") {
  CHECK(csv::readable("plain \xC3\xA9") == "plain \xC3\xA9");
  CHECK(csv::readable("") == "");
  CHECK(csv::readable("a\xE9,\xFF") == "a\xEF\xBF\xBD,\xEF\xBF\xBD");
  CHECK(csv::readable(std::string_view("\0b\xC3", 3)) ==
        "\xEF\xBF\xBD"
        "b\xEF\xBF\xBD");
}

}  // namespace myotrend::test
