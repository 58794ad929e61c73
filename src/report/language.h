#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "myotrend/record/time.h"

namespace myotrend::report {

/// The words of the patient's page in one language, from `schema/language/*.json`.
class Language {
 public:
  using Values = std::vector<std::pair<std::string_view, std::string>>;

  /// Of the codes of `page_languages()`. Throws if a file of the program is broken.
  static const Language& of(std::string_view code);
  static std::vector<std::string> codes();

  const std::string& code() const { return code_; }
  /// The sentence of that name with `{day}` and the like filled in; a value named with a capital begins with one.
  std::string sentence(std::string_view name, const Values& values = {}) const;
  const std::vector<std::string>& list(std::string_view name) const;
  /// `your right hand` of `grip-right`; empty if this language does not speak of it.
  std::string stream(std::string_view name) const;
  /// `6 May 2025`
  std::string day(Day day) const;
  /// `May 2025`
  std::string month(Day day) const;
  const std::vector<std::string>& months_short() const { return months_short_; }
  const std::string& right() const { return right_; }
  const std::string& left() const { return left_; }

 private:
  explicit Language(std::string_view json);
  std::string date_by(const std::string& pattern, Day day) const;

  std::string code_, day_, month_, right_, left_;
  std::vector<std::string> months_, months_short_;
  std::map<std::string, std::string, std::less<>> streams_, sentences_;
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;
};

}  // namespace myotrend::report
