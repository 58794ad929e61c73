#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/record/catalogue.h"
#include "myotrend/record/entry.h"
#include "myotrend/record/history.h"

namespace myotrend::diary {

/// Something a person can be asked: a measurement, or a sign as yes or no.
struct Question {
  std::string id;
  std::optional<MeasureCode> measure;
  std::optional<SignCode> sign;
  Side side = Side::none;
  std::string unit;
  int every_days = 1;
  bool for_own_device = false;                          // asked only of somebody who has measured it at home before
  std::map<std::string, std::string, std::less<>> ask;  // by language
};

/// What a person may type in one language, and what is said to them.
struct Language {
  std::vector<std::string> yes, no, could_not, skip, stop;
  std::string hello, nothing, thanks, later, yes_or_no, numbers;
};

/// The questions of the check-in, from `schema/diary.json`. Immutable.
class Diary {
 public:
  /// A refusal names the question that is at fault: an unknown code, a question without words in some language.
  static Result<Diary> parse(std::string_view json, const Catalogue& catalogue);

  std::span<const Question> questions() const { return questions_; }
  const Question* question(std::string_view id) const;
  /// The language of a tag such as `de`, `de_AT.UTF-8` or `es-MX`; English for one that is not known.
  std::string_view language_of(std::string_view tag) const;
  const Language& language(std::string_view code) const { return languages_.find(code)->second; }
  /// The codes of all languages, sorted.
  std::vector<std::string> languages() const;

 private:
  Diary() = default;
  std::vector<Question> questions_;
  std::map<std::string, Language, std::less<>> languages_;
};

/// What a person is due to measure or to be asked.
struct Due {
  const Question* question = nullptr;  // null: a measure that the check-in does not ask for
  std::optional<MeasureCode> measure;  // of the question, or by itself
  Side side = Side::none;
  bool at_clinic = false;   // the last one was taken by a clinician or laboratory
  std::optional<Day> last;  // the newest entry; a `could not` counts, a suspected one too
  Day due{};                // from this day on; not earlier: more would tell nothing new
  int every_days = 1;
  bool now(Day today) const { return due <= today; }
};

/// All that will be due, soonest first, then in the order of the diary and the catalogue: the questions, and what else
/// the person has measured before and the catalogue gives an interval for. `today`: the person's civil day.
std::vector<Due> due(const Diary& diary, const Catalogue& catalogue, const Picture& picture, Day today);

/// What a person meant by a line that answers a question.
struct Answer {
  enum class Kind : std::uint8_t { told, skipped, stopped, not_understood };
  Kind kind = Kind::not_understood;
  Told told;  // of Kind::told: code, value or trials, unit, side
};
Answer understood(const Question& question, const Language& language, const Catalogue& catalogue,
                  std::string_view line);

}  // namespace myotrend::diary
