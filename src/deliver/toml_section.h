#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "myotrend/deliver/config.h"

namespace myotrend::deliver {

/// What is wrong with a config, in the order of the lines.
class Problems {
 public:
  explicit Problems(std::string_view file) : file_(file) {}
  void add(const toml::source_region& place, std::string_view text);
  bool none() const { return found_.empty(); }
  /// One line for each, `file:line: text`.
  Refusal refusal() const;

 private:
  struct Problem {
    unsigned line;
    std::string text;
  };
  std::string file_;
  std::vector<Problem> found_;
};

/// A table of the config. Whatever is asked for is known; what nobody asked for is a problem, found by `end()`.
class Section {
 public:
  Section(const toml::table& table, std::string name, Problems& problems)
      : table_(table), name_(std::move(name)), problems_(problems) {}

  std::string text(std::string_view key);                // empty if it is not there
  std::string required_text(std::string_view key);       // a problem if it is not there
  std::vector<std::string> texts(std::string_view key);  // a list of strings
  bool yes(std::string_view key);                        // false if it is not there
  std::optional<int> number(std::string_view key, int low, int high);
  std::optional<std::chrono::seconds> duration(std::string_view key, std::chrono::seconds low,
                                               std::chrono::seconds high);
  /// `KEY_file` or `KEY_env`; `KEY` itself is refused as a secret in plain.
  std::optional<SecretPlace> secret(std::string_view key);
  /// A word of `words`, as its position.
  std::optional<std::size_t> one_of(std::string_view key, const std::vector<std::string_view>& words);
  /// Refuses each of `told` that is not in `words`.
  void each_of(std::string_view key, std::string_view what, const std::vector<std::string>& told,
               const std::vector<std::string>& words);
  /// Tables of a table (`[channels.NAME]`) or of a list (`[[routes]]`).
  void each_table(std::string_view key, const std::function<void(const std::string&, Section&)>& read);
  /// The table at `key` itself (`[heartbeat]`), if it is there.
  void in_table(std::string_view key, const std::function<void(Section&)>& read);
  void each_in_list(std::string_view key, const std::function<void(Section&)>& read);

  bool has(std::string_view key) const { return table_.contains(key); }
  const std::string& name() const { return name_; }
  /// A problem of the value at `key`, or of the table.
  void problem(std::string_view key, std::string_view text);
  void problem(std::string_view text);
  /// Names what was not asked for.
  void end();

 private:
  const toml::node* asked(std::string_view key);
  std::string called(std::string_view key) const;

  const toml::table& table_;
  std::string name_;
  Problems& problems_;
  std::vector<std::string> known_;
  std::vector<std::string> secrets_;
};

}  // namespace myotrend::deliver
