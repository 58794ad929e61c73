#include <catch2/catch.hpp>
#include <cctype>

#include "myotrend/report/pages.h"
#include "report/markup.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string letter_of(const SamplePatient& sample) { return referral_letter(sample.input(), PageFormat::text); }

std::string on_one_line(std::string text) {
  for (auto& c : text) c = c == '\n' ? ' ' : c;
  for (auto at = text.find("  "); at != std::string::npos; at = text.find("  ", at)) text.erase(at, 1);
  return text;
}

}  // namespace

TEST_CASE(
    "the letter tells findings, onset, tempo, distribution, signs, tests, treatment, what argues against, and asks") {
  const auto text = letter_of(declining_patient());
  std::size_t at = 0;
  for (const char* heading : {"What was found", "Onset", "Tempo", "Distribution", "Signs", "Tests", "Treatment so far",
                              "What argues against", "Not known", "The question"}) {
    INFO(heading);
    const auto found = text.find(std::string("\n") + heading);
    REQUIRE(found != std::string::npos);
    CHECK(found > at);
    at = found;
  }
  const auto line = on_one_line(text);
  CHECK(has(line, "Most probable onset 10 February 2025"));
  CHECK(has(line, "COVID-19 on 20 November 2023."));
  CHECK(has(line, "Grip strength, right: falls by 1.1 kg a month (95 % 0.9 to 1.3;"));
  CHECK(has(line, "Present on examination: Muscle weakness, right cervical (14 August 2025)."));
  CHECK(has(line, "Reported by the patient: Limb fasciculation, right cervical (30 July 2025)."));
  CHECK(has(line, "Creatine kinase: 260 U/L on 2 October 2025 (the laboratory's upper limit: 308 U/L)."));
  CHECK(has(line, "Treatment start, since 20 April 2024: low-dose <naltrexone> & \"pacing\"."));
  CHECK(has(line, "CK was set aside: 610 U/L on 20 Jun 2024"));
  CHECK(has(line, "Swallowing and speech were never examined by a clinician."));
}

TEST_CASE("the letter names no disease and gives no probability of one") {
  for (int i = 0; i < 6; ++i) {
    std::string text = letter_of(judged_patient(static_cast<Disposition>(i)));
    for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const char* word : {"sclerosis", " als", "motor neuron disease", "myasthenia", "probability", "diagnos",
                             "normal", "rules out", "stable"}) {
      INFO(word);
      CHECK_FALSE(has(text, word));
    }
  }
  CHECK(has(letter_of(judged_patient(Disposition::continue_care)), "No referral criterion is met"));
}

TEST_CASE("the letter in a browser is a draft that can be edited, and whatever is told comes out as text") {
  auto sample = declining_patient();
  sample.assessment.patient.text = "<script>alert(1)</script>";
  const auto html = referral_letter(sample.input(), PageFormat::html);
  CHECK(markup_of(html).faults == std::vector<std::string>{});
  CHECK(has(html, "contenteditable=\"true\""));
  CHECK(has(html, "&lt;naltrexone&gt;"));
  CHECK_FALSE(has(html, "<script"));
}
