#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "pathway/findings.h"
#include "pathway/silence.h"

// What is needed to tell, when an answer can be expected, and what was never measured or looked for.

namespace myotrend::pathway {

using trend::Stream;

namespace {

/// How the patient tests the hands: days between sessions and readings of a session.
struct Pace {
  double days = 0, readings = 0;
  bool own = false;  // else as advised
};

/// Two sessions of both hands a week are enough; more each day tell nothing new [P].
constexpr int sessions_a_week = 2, hands = 2, week_days = 7;

Pace pace_of(const Walk& walk) {
  const Pace advised{static_cast<double>(week_days) / sessions_a_week, hands, false};
  std::vector<Day> test_days;
  std::size_t readings = 0;
  for (const Stream hand : {Stream::right_grip, Stream::left_grip}) {
    for (const LevelPoint& point : walk.strength().levels(hand).points()) {
      test_days.push_back(walk.patient().zone.day_of(point.at));
      ++readings;
    }
  }
  std::sort(test_days.begin(), test_days.end());
  test_days.erase(std::unique(test_days.begin(), test_days.end()), test_days.end());
  const auto sessions = test_days.size();
  if (sessions < 3) return advised;  // two gaps at least
  std::vector<double> gaps;
  for (std::size_t i = 1; i < sessions; ++i)
    gaps.push_back(static_cast<double>((test_days[i] - test_days[i - 1]).count()));
  return {median_of(std::move(gaps)), static_cast<double>(readings) / static_cast<double>(sessions), true};
}

std::string pace_words(const Pace& pace) {
  if (!pace.own) return "at two tests a week";
  if (pace.days <= 1) return "at the pace so far, a test a day";
  return fmt::format("at the pace so far, a test every {:.0f} days", pace.days);
}

std::string number_words(int count) {
  constexpr std::array<const char*, 10> words{"no",   "one", "two",   "three", "four",
                                              "five", "six", "seven", "eight", "nine"};
  if (count >= 0 && count < static_cast<int>(words.size())) return words[static_cast<std::size_t>(count)];
  return fmt::format("{}", count);
}

/// `Three more grip tests of both hands, about 9 days at two tests a week.`
void tell_wait(const Walk& walk, Missing& missing, int tests, double days_needed, const Pace& pace) {
  missing.tests_needed = tests;
  missing.days_until_answer = std::ceil(days_needed);
  missing.answer_expected = walk.today() + days{static_cast<int>(std::ceil(days_needed))};
  std::string number = number_words(tests);
  number[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(number[0])));
  const auto whole = static_cast<int>(std::ceil(days_needed));
  missing.text += fmt::format(" {} more grip test{} of both hands, about {} day{} {}.", number, tests == 1 ? "" : "s",
                              whole, whole == 1 ? "" : "s", pace_words(pace));
}

std::string scope_sentence(std::string_view why) {
  if (why == "under 18") return "Not judged: the patient is under 18, and this pathway was made for adults.";
  return fmt::format("Not judged: {}. This pathway was not made for it.", why);
}

Missing missing_strength(const Walk& walk) {
  const StrengthBook& strength = walk.strength();
  const Terms& terms = walk.rulebook().pathway->terms();
  const Pace pace = pace_of(walk);
  if (strength.kept() == 0) {
    Missing none{
        "grip",
        "No strength measured. Two grip tests a week on each hand for four weeks are enough for a first answer.",
        std::nullopt, walk.today() + days{static_cast<int>(terms.record_days)}};
    none.tests_needed = static_cast<int>(std::ceil(terms.record_days / pace.days)) + 1;
    none.days_until_answer = terms.record_days;
    return none;
  }
  const double age = days_between(*strength.newest_kept(), walk.now());
  const double span = days_between(*strength.first_kept(), *strength.newest_kept());
  const int readings_short = std::max(0, terms.record_readings - strength.kept());
  const double days_short = std::max(0.0, terms.record_days - span);
  Missing out{"grip", "", age, std::nullopt};
  // The next test is due a pace after the last one; who is late can test today.
  const double next = std::max(0.0, pace.days - age);
  int tests = std::max(1, static_cast<int>(std::ceil(readings_short / std::max(pace.readings, 1.0))));
  const double span_short = days_short - age - next;  // still, after the next test
  if (span_short > 0) tests = std::max(tests, 1 + static_cast<int>(std::ceil(span_short / pace.days)));
  double wait = next + pace.days * (tests - 1);
  if (readings_short > 0 || days_short > 0) {
    out.text =
        fmt::format("{} strength reading{} over {:.0f} days so far; at least {} over {:.0f} days are needed.",
                    strength.kept(), strength.kept() == 1 ? "" : "s", span, terms.record_readings, terms.record_days);
  } else if (age > terms.stale_after_days) {
    out.text = fmt::format("The last strength test was {:.0f} days ago. A new one is needed to tell.", age);
    tests = 1;
    wait = 0;
  } else {
    out.text =
        "Every strength reading of the last weeks was in doubt (unit, device?). A test with the usual device is "
        "needed.";
    tests = 1;
  }
  tell_wait(walk, out, tests, wait, pace);
  return out;
}

void missing_examinations(const Walk& walk, std::vector<Missing>& out) {
  const Catalogue& catalogue = *walk.rulebook().catalogue;
  struct Asked {
    const char* what;
    const char* text;
    std::initializer_list<const char*> signs;
  };
  for (const Asked& asked : {Asked{"reflexes",
                                   "Reflexes and tone were never examined.",
                                   {"hyperreflexia", "reduced-reflex", "absent-reflex", "babinski", "spasticity"}},
                             Asked{"swallowing-and-speech",
                                   "Speech and swallowing were never examined.",
                                   {"dysarthria", "dysphagia", "choking"}},
                             Asked{"legs",
                                   "Legs were never examined: foot drop and falls are not seen by a grip test.",
                                   {"foot-drop", "falls"}},
                             Asked{"muscle-bulk", "Muscle wasting was never looked for.", {"atrophy", "split-hand"}}}) {
    const bool looked = std::any_of(asked.signs.begin(), asked.signs.end(), [&](const char* code) {
      const auto sign = catalogue.sign(code);
      return sign && walk.signs().looked_for_by_clinician().test(sign->index());
    });
    if (!looked) out.push_back({asked.what, asked.text, std::nullopt, std::nullopt});
  }
  if (walk.strength().levels(Stream::mip).points().empty()) {
    out.push_back({"mip", "Inspiratory pressure was never measured: breathing muscles can weaken before the hands.",
                   std::nullopt, std::nullopt});
  }
}

}  // namespace

std::vector<Missing> missing(const Walk& walk) {
  std::vector<Missing> out;
  if (const std::string why = walk.out_of_scope(); !why.empty()) {
    out.push_back({"scope", scope_sentence(why), std::nullopt, std::nullopt});
    return out;
  }
  if (walk.too_little()) out.push_back(missing_strength(walk));
  for (const SilenceWords& words : words_of(walk, silences(walk))) {
    std::string text = fmt::format("{} (one is due every {:.0f} days).", words.text, words.due_every_days);
    if (!out.empty() && out.front().what == words.measure) {
      out.front().text = text + ' ' + out.front().text;  // the summary goes on with it: "Cannot tell: no grip ..."
    } else {
      text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
      out.push_back({words.measure, text, days_between(words.newest, walk.now()), std::nullopt});
    }
  }
  missing_examinations(walk, out);
  return out;
}

}  // namespace myotrend::pathway
