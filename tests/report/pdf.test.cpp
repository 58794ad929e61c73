#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "myotrend/report/pages.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string said_by(const std::string& command) {
  std::string said;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return said;
  std::array<char, 4096> part{};
  while (std::fgets(part.data(), part.size(), pipe)) said += part.data();
  pclose(pipe);
  return said;
}

/// A PDF in a file that goes with the test.
class PdfFile {
 public:
  explicit PdfFile(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() / ("myotrend-pdf-" + std::to_string(getpid()) + ".pdf")) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~PdfFile() { std::filesystem::remove(path_); }
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;
  std::string text() const { return said_by("pdftotext -layout '" + path_.string() + "' - 2>&1"); }
  std::string facts() const { return said_by("pdfinfo '" + path_.string() + "' 2>&1"); }
  std::string fonts() const { return said_by("pdffonts '" + path_.string() + "' 2>&1"); }

 private:
  std::filesystem::path path_;
};

bool poppler_is_there() {
  const bool there = has(said_by("pdftotext -v 2>&1"), "pdftotext version");
  if (!there) std::cout << "pdftotext is not installed (poppler-utils): the PDF's text was not read\n";
  return there;
}

}  // namespace

TEST_CASE("the PDF is one or two pages for everybody, and the same bytes each time") {
  std::vector<SamplePatient> samples;
  for (int i = 0; i < 6; ++i) samples.push_back(judged_patient(static_cast<Disposition>(i)));
  samples.push_back(empty_patient());
  samples.push_back(daily_for_two_years());
  auto long_winded = declining_patient();
  for (int i = 0; i < 60; ++i) {
    long_winded.assessment.flags[0].evidence.push_back(long_winded.assessment.flags[0].evidence[0]);
    long_winded.assessment.missing.push_back({"mip", std::string(400, 'x') + " and more", 3.0, {}});
    long_winded.assessment.set_aside.push_back({"ck", std::string(10'000, 'y'), {}});
  }
  samples.push_back(std::move(long_winded));
  for (const auto& sample : samples) {
    const auto bytes = pdf_report(sample.input());
    CHECK(bytes.substr(0, 5) == "%PDF-");
    CHECK(bytes == pdf_report(sample.input()));
    if (!poppler_is_there()) continue;
    const auto facts = PdfFile(bytes).facts();
    INFO(facts);
    const bool few = has(facts, "Pages:           1\n") || has(facts, "Pages:           2\n");
    CHECK(few);
    CHECK(has(facts, "(A4)"));
    CHECK(has(facts, "Tagged:          yes"));
  }
}

TEST_CASE("the PDF's text can be taken out, its fonts are embedded, its date is that of the data") {
  if (!poppler_is_there()) return;
  const PdfFile file(pdf_report(declining_patient().input()));
  const auto text = file.text();
  CHECK(has(text, "Suggests neurology referral"));
  CHECK(has(text, "Progressive weakness"));
  CHECK(has(text, "falls by 1.1 kg a month (95 % 0.9 to 1.3"));
  CHECK(has(text, "Jan 2024"));  // of a chart
  CHECK(has(text, "not examined"));
  CHECK(has(text, std::string(64, 'a')));
  CHECK(has(file.facts(), "CreationDate:    Fri Dec 12 18:00:00 2025"));
  const auto fonts = file.fonts();
  CHECK(has(fonts, "yes yes"));
  CHECK_FALSE(has(fonts, " no  no"));
}

TEST_CASE("letter and patient's page come as PDF too") {
  const auto sample = declining_patient();
  for (const auto& bytes :
       {referral_letter(sample.input(), PageFormat::pdf), patient_page(sample.input(), "de", PageFormat::pdf)}) {
    CHECK(bytes.substr(0, 5) == "%PDF-");
  }
  if (!poppler_is_there()) return;
  CHECK(has(PdfFile(referral_letter(sample.input(), PageFormat::pdf)).text(), "The question"));
  CHECK(has(PdfFile(patient_page(sample.input(), "de", PageFormat::pdf)).text(), "Zwei Tests der Hand in der Woche"));
}

TEST_CASE("two years of twelve daily series are printed within a second of CPU") {
  const auto sample = daily_for_two_years();
  const auto begin = std::clock();
  const auto bytes = pdf_report(sample.input());
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::cout << "two years of 12 daily series as PDF: " << bytes.size() << " bytes, " << seconds << " s of CPU\n";
  CHECK(bytes.size() < 1'500'000);
  CHECK(seconds < 1);
}

TEST_CASE("then and now come as PDF too, with the lines of the page and a mark on what differs") {
  const auto now = judged_patient(Disposition::refer_urgent);
  auto then = judged_patient(Disposition::continue_care);
  then.assessment.as_of = then.picture.as_of = at("2025-01-31T23:59");
  then.picture = known_at(*then.history, then.picture.as_of);
  const auto bytes = pdf_comparison(then.input(), now.input());
  CHECK(bytes == pdf_comparison(then.input(), now.input()));
  if (!poppler_is_there()) return;
  const auto text = PdfFile(bytes).text();
  CHECK(has(text, "Then: 31 January 2025"));
  CHECK(has(text, "● Suggests urgent neurology referral"));
  CHECK(has(text, "R1, progressive weakness"));
  CHECK(has(text, "does not hold"));
  CHECK(has(text, "Grip strength, kg: then"));
}
