#include "report/safe_text.h"

#include <catch2/catch.hpp>

using namespace myotrend::report;

TEST_CASE("markup in a told text is shown, not obeyed") {
  CHECK(html_text("<script>alert('x')</script> & \"q\"") ==
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;");
  CHECK(html_text("a\nb\tc") == "a b c");
  CHECK(html_text("\x1b[31mred") == "\xEF\xBF\xBD[31mred");
  CHECK(html_told("שלום") == "<bdi>שלום</bdi>");
}

TEST_CASE("what is no UTF-8 becomes the replacement character") {
  CHECK(html_text("a\xFFz") == "a\xEF\xBF\xBDz");
  CHECK(html_text("\xC0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD");        // overlong
  CHECK(html_text("\xED\xA0\x80").size() == 9);                      // a surrogate, byte by byte
  CHECK(html_text("end\xE2\x82") == "end\xEF\xBF\xBD\xEF\xBF\xBD");  // cut short
}

TEST_CASE("no told text can steer a terminal") {
  CHECK(plain_line("a\x1b]0;title\x07z").find('\x1b') == std::string::npos);
  CHECK(plain_line("a\r\nb") == "a  b");
  CHECK(plain_line("x\u202Eevil\u202C") == "xevil");
  CHECK(plain_line("Größe, 手, 🙂") == "Größe, 手, 🙂");
}

TEST_CASE("width is what a terminal shows") {
  CHECK(display_width("grip") == 4);
  CHECK(display_width("Größe") == 5);
  CHECK(display_width("手の力") == 6);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("🙂") == 2);
  CHECK(padded("手", 4) == "手  ");
}

TEST_CASE("lines break at blanks, and a word that is too long is cut") {
  CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("", 7) == std::vector<std::string>{""});
  CHECK(wrapped("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
  for (const auto& line : wrapped("手手手手手 aaaa 手手手", 5)) CHECK(display_width(line) <= 5);
  CHECK(wrapped("手", 1).front() == "手");  // nothing narrower exists
}

TEST_CASE("a shortened text says that it goes on") {
  CHECK(shortened("abcdef", 6, true) == "abcdef");
  CHECK(shortened("abcdefg", 6, true) == "abcde…");
  CHECK(shortened("abcdefg", 6, false) == "abc...");
}
