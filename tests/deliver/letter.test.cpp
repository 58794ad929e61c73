#include "deliver/smtp/letter.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "deliver/sample_notice.h"
#include "deliver/smtp/mime.h"
#include "myotrend/deliver/test_notice.h"

using namespace myotrend;
using namespace myotrend::deliver;
using testing::at;

namespace {

SmtpSettings to_ward() {
  SmtpSettings settings;
  settings.server.from = "myotrend@example.org";
  settings.to = "ward@example.org";
  return settings;
}

std::vector<std::string> header_names(const std::string& mail) {
  std::vector<std::string> names;
  std::size_t begin = 0;
  for (;;) {
    const auto end = mail.find("\r\n", begin);
    const std::string line = mail.substr(begin, end - begin);
    if (line.empty()) return names;
    if (line.front() != ' ') names.push_back(line.substr(0, line.find(':')));
    begin = end + 2;
  }
}

}  // namespace

TEST_CASE("nothing that a person told begins a header of its own, or breaks a line") {
  const Notice plain = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  const auto expected = header_names(mail_of(plain, testing::first_attempt(plain), to_ward()));
  REQUIRE(expected.size() == 11);
  rc::check([&] {
    const auto text = [] {
      return *rc::gen::container<std::string>(
          rc::gen::oneOf(rc::gen::elementOf(std::string("\r\n: <>=?.\0é", 12)), rc::gen::arbitrary<char>()));
    };
    Notice notice = plain;
    notice.patient = PatientId{text()};
    notice.title = text();
    notice.reason = text();
    notice.by = text();
    notice.key = text();
    notice.alert = text();
    notice.excerpt.summary = text();
    notice.excerpt.evidence = {text(), text()};
    Attempt attempt = testing::first_attempt(notice);
    attempt.key = notice.key;
    SmtpSettings settings = to_ward();
    settings.subject = SubjectTells::patient;
    const std::string mail = mail_of(notice, attempt, settings);
    RC_ASSERT(header_names(mail) == expected);
    for (std::size_t i = 0; i < mail.size(); ++i) {
      const auto byte = static_cast<unsigned char>(mail[i]);
      RC_ASSERT(byte < 0x7f);
      RC_ASSERT(byte >= ' ' || byte == '\r' || byte == '\n');
      if (mail[i] == '\n') RC_ASSERT(i > 0 && mail[i - 1] == '\r');
      if (mail[i] == '\r') RC_ASSERT(i + 1 < mail.size() && mail[i + 1] == '\n');
    }
  });
}

TEST_CASE("the subject tells no more than the config allows") {
  const Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  Attempt attempt = testing::first_attempt(notice);
  CHECK(subject_of(notice, attempt, SubjectTells::notice) == "myotrend: a notice");
  CHECK(subject_of(notice, attempt, SubjectTells::level) == "myotrend: Suggests urgent neurology referral");
  CHECK(subject_of(notice, attempt, SubjectTells::patient) ==
        "myotrend: Suggests urgent neurology referral (patient N-17)");
  attempt.step = 1;
  CHECK(subject_of(notice, attempt, SubjectTells::notice) == "myotrend, not yet acknowledged: a notice");
  const Notice test = test_notice(at("2026-01-15T12:00:00Z"), Zone());
  CHECK(subject_of(test, testing::first_attempt(test), SubjectTells::level)
            .starts_with("myotrend TEST: TEST, about nobody"));
}

TEST_CASE("retries of a mail have one Message-ID, and an escalation has its own") {
  const Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  Attempt attempt = testing::first_attempt(notice);
  CHECK_THAT(mail_of(notice, attempt, to_ward()),
             Catch::Contains("\r\nMessage-ID: <n0123456789abcdef@example.org>\r\n"));
  attempt.number = 4;
  attempt.now += std::chrono::hours{5};
  CHECK_THAT(mail_of(notice, attempt, to_ward()),
             Catch::Contains("\r\nMessage-ID: <n0123456789abcdef@example.org>\r\n"));
  attempt.key = "n0123456789abcdef-2";
  CHECK_THAT(mail_of(notice, attempt, to_ward()),
             Catch::Contains("\r\nMessage-ID: <n0123456789abcdef-2@example.org>\r\n"));
}

TEST_CASE("an emergency begins with the action, and every mail says that this program calls nobody") {
  Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  notice.level = Disposition::emergency;
  notice.excerpt.act_within_days = 0;
  const std::string mail = mail_of(notice, testing::first_attempt(notice), to_ward());
  const auto body = mail.substr(mail.find("text/plain"));
  CHECK_THAT(body, Catch::Contains("\r\n\r\nArrange emergency assessment now.\r\n"));
  CHECK_THAT(body, Catch::Contains("This program calls nobody"));
  CHECK_THAT(body, Catch::Contains("To be acted on now."));
}

TEST_CASE("HTML of a mail holds what was told as text") {
  CHECK(html_text("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
  Notice notice = testing::sample_notice(at("2026-01-15T12:00:00Z"));
  notice.reason = "<script>alert(1)</script>";
  const std::string mail = mail_of(notice, testing::first_attempt(notice), to_ward());
  CHECK(mail.substr(mail.find("text/html")).find("<script") == std::string::npos);
}

TEST_CASE("quoted-printable as the standard has it") {
  CHECK(quoted_printable("a=b") == "a=3Db\r\n");
  CHECK(quoted_printable("é\n") == "=C3=A9\r\n");
  CHECK(quoted_printable("end \nnext") == "end=20\r\nnext\r\n");
  CHECK(quoted_printable("a\r\nb\n") == "a\r\nb\r\n");
  const std::string long_line = quoted_printable(std::string(200, 'x'));
  std::size_t begin = 0;
  for (auto end = long_line.find("\r\n"); end != std::string::npos; end = long_line.find("\r\n", begin = end + 2))
    CHECK(end - begin <= 76);
}

TEST_CASE("encoded words hold whole characters and stay short") {
  CHECK(header_value("plain text") == "plain text");
  CHECK(header_value("Zoë") == "=?UTF-8?B?Wm/Dqw==?=");
  CHECK(header_value("=?UTF-8?B?x?=").starts_with("=?UTF-8?B?"));
  std::string greek;
  for (int i = 0; i < 100; ++i) greek += "λ";
  const std::string value = header_value(greek);
  CHECK(value.find("\r\n =?UTF-8?B?") != std::string::npos);
  std::size_t begin = 0;
  for (auto end = value.find("\r\n"); end != std::string::npos; end = value.find("\r\n", begin = end + 2))
    CHECK(end - begin <= 76);
}
