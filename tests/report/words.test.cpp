#include "report/words.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <cmath>

#include "myotrend/report/worklist.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

/// Everything that this room writes about a patient.
std::vector<std::string> every_text(const SamplePatient& sample) {
  const auto input = sample.input();
  const auto picture = clinical_picture(input);
  std::vector<std::string> texts{html_report(input), text_report(input), json_report(input),
                                 terminal_assessment(sample.assessment, {})};
  for (const auto& panel : picture.panels) {
    for (const auto& series : panel.series) {
      texts.push_back(terminal_trend(picture, panel, series, sample.assessment.zone, {}));
    }
  }
  texts.push_back(terminal_worklist(std::vector{worklist_row(sample.assessment, 3.0, {})}, {}));
  return texts;
}

}  // namespace

TEST_CASE("no page says what must never be said") {
  const std::vector<std::string> never{
      "not als",   "amyotrophic",  "rules out",        "ruled out", "unlikely to be",
      "benign",    "normal",       "no need to worry", "all clear", "stable",
      "monitored", "healthy",      "probability of",   "harmless",  "motor neuron disease",
      "red flag",  "nothing wrong"};
  std::vector<SamplePatient> samples;
  for (const auto disposition : dispositions) samples.push_back(judged_patient(disposition));
  samples.push_back(empty_patient());
  for (const auto& sample : samples) {
    auto said = sample.assessment;
    // A source may name a disease or quote a guideline's title; the pages' own words may not.
    for (auto& flag : said.flags) flag.source.clear();
    SamplePatient shown{std::make_unique<History>(*sample.history), sample.picture, said, sample.fitted};
    shown.picture.history = shown.history.get();
    for (const auto& text : every_text(shown)) {
      for (const auto& words : never) {
        INFO(word_of(said.disposition) << ": " << words);
        CHECK(lower(text).find(words) == std::string::npos);
      }
    }
  }
}

TEST_CASE("every page ends with what it is not") {
  for (const auto disposition : dispositions) {
    const auto sample = judged_patient(disposition);
    const std::string line(closing_line());
    CHECK(
        line ==
        "Research use. Supports and does not replace clinical judgement. This does not exclude neuromuscular disease.");
    CHECK(html_report(sample.input()).find(line) != std::string::npos);
    CHECK(json_report(sample.input()).find(line) != std::string::npos);
    CHECK(text_report(sample.input()).find("This does not\nexclude neuromuscular disease.") != std::string::npos);
  }
}

TEST_CASE("the disposition in one sentence: what, by when, since when") {
  const auto sentence = [](Disposition disposition) {
    return disposition_sentence(judged_patient(disposition).assessment);
  };
  CHECK(sentence(Disposition::refer_routine) ==
        "Suggests neurology referral within 28 days, by 30 July 2025, which was 135 days ago. A criterion for this has "
        "been met since 2 July 2025.");
  CHECK(sentence(Disposition::insufficient_data) ==
        "Too little data to judge on 12 December 2025; this has been so since 2 July 2025.");
  CHECK(sentence(Disposition::continue_care) ==
        "No referral criterion met on data up to 12 December 2025; this has been so since 2 July 2025. This does not "
        "exclude neuromuscular disease.");
  const auto emergency = sentence(Disposition::emergency);
  CHECK(emergency.starts_with("Arrange emergency assessment now. This program calls nobody."));
}

TEST_CASE("a day to come is told without a count, today is not late") {
  auto sample = judged_patient(Disposition::refer_urgent);
  const auto met_from = [&](const char* day) {
    for (auto& rule : sample.assessment.rules) rule.since = at(day);
    sample.assessment.since = at(day);
  };
  sample.assessment.rules[0].act_within_days = 14;
  met_from("2025-12-01T10:00");
  CHECK(timing_sentence(sample.assessment) ==
        "Within 14 days, by 15 December 2025. A criterion for this has been met since 1 December 2025.");
  met_from("2025-11-28T10:00");
  CHECK(timing_sentence(sample.assessment).starts_with("Within 14 days, by 12 December 2025. "));
  met_from("2025-11-27T10:00");
  CHECK(timing_sentence(sample.assessment).starts_with("Within 14 days, by 11 December 2025, which was 1 day ago. "));
  // The level was covered by a higher one for a week: its day to act does not move.
  sample.assessment.since = at("2025-12-04T10:00");
  CHECK(timing_sentence(sample.assessment).starts_with("Within 14 days, by 11 December 2025, which was 1 day ago. "));
}

TEST_CASE("a rate in words") {
  Rate rate{-0.9, {-1.3, -0.5}, -3, {-4.2, -1.8}, 31, true};
  CHECK(motion_words(rate, Unit::kilogram_force) ==
        "falls by 0.9 kg a month (95 % 0.5 to 1.3; 3.0 % a month, 1.8 to 4.2)");
  CHECK(loss_words(rate) == "31 % lost since the most probable onset");
  rate.established = false;
  CHECK(
      motion_words(rate, Unit::kilogram_force).starts_with("no fall is established; if there is one, 0.9 kg a month"));
  CHECK(loss_words(rate).empty());
  CHECK(motion_words(Rate{0.1, {-0.2, 0.4}, 1, {-2, 4}, 0, true}, Unit::cm_water) ==
        "no clear change: between a fall of 0.2 cmH2O a month and a rise of 0.4 cmH2O a month (95 %)");
  CHECK(motion_words(Rate{0.5, {0.2, 0.8}, 2, {0.8, 3.2}, 0, true}, Unit::score) ==
        "rises by 0.50 a month (95 % 0.20 to 0.80; 2.0 % a month, 0.8 to 3.2)");
  CHECK(motion_words(Rate{0, {-0.01, 0.02}, 0, {-0.1, 0.1}, 0, true}, Unit::kilogram_force) ==
        "no clear change: less than 0.1 kg a month either way (95 %)");
  CHECK(motion_words(Rate{0, {-0.1, 0}, 0, {-0.7, 0}, 0, true}, Unit::count) ==
        "no clear change: between a fall of 0.10 a month and a rise of 0.00 a month (95 %)");
  CHECK(motion_words(NoRate{}, Unit::score).empty());
}

TEST_CASE("too little data is said as such, with what is there and what is needed") {
  CHECK(motion_words(TooLittleData{3, 10, 12, 28, false}, Unit::kilogram_force) ==
        "too little data to say how it moves: 3 readings over 12 days, and 10 readings over 28 days are needed");
  CHECK(motion_words(TooLittleData{1, 8, 7, 56, true}, Unit::score) ==
        "too little data to say how it moves: 1 week with readings over 7 days, and 8 weeks with readings over 56 days "
        "are needed");
}

TEST_CASE("a diary item is told by its first and last weeks") {
  DiaryChange change;
  change.direction = trend::OrdinalDirection::better;
  change.first_mean = 6.14;
  change.last_mean = 3.9;
  CHECK(motion_words(change, Unit::score) == "better: mean 6.1 in the first four weeks, 3.9 in the last four");
}

TEST_CASE("the weight of the evidence is never a probability") {
  Assessment said;
  said.disposition = Disposition::refer_routine;
  said.log_evidence_ratio = std::log(14.2);
  CHECK(evidence_words(said).starts_with("The readings and signs are 14 times better explained by a decline"));
  said.log_evidence_ratio = 40;
  CHECK(evidence_words(said).find("more than a million times") != std::string::npos);
  said.log_evidence_ratio = -1;
  CHECK(evidence_words(said) == "So far a decline explains the readings and signs no better than none does.");
  CHECK(onset_words(said).empty());
  said.disposition = Disposition::insufficient_data;
  CHECK(evidence_words(said).empty());
}

TEST_CASE("a kind of remark that occurs often is told a few times and counted") {
  Assessment said;
  for (int i = 0; i < 7; ++i) said.data_quality.push_back({DataQualityKind::duplicate_slot, {}, "two", ""});
  said.data_quality.push_back({DataQualityKind::held, {}, "one", ""});
  const auto groups = quality_groups(said, 3);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].told.size() == 3);
  CHECK(groups[0].more == 4);
  CHECK(groups[1].more == 0);
  CHECK(more_words(groups[0]) == "and 4 more of this kind; the report in JSON has them all");
}

TEST_CASE("flag and event codes become words") {
  CHECK(flag_words("progressive-weakness") == "progressive weakness");
  CHECK(flag_words("emergency-ck") == "emergency: CK");
  CHECK(flag_words("persistent-ck") == "persistent CK");
  CHECK(event_words(EventKind::im_injection) == "Intramuscular injection");
  CHECK(event_words(EventKind::neurology_seen) == "Neurology seen");
}
