#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "exit_code.h"
#include "global_arguments.h"
#include "myotrend/monitor.h"
#include "myotrend/pathway/judge.h"
#include "myotrend/report/terminal.h"

namespace myotrend::cli {

/// Why a command ends before its work: what the shell gets, and a sentence for a person.
struct Failure {
  Exit exit = Exit::refused;
  std::string text;
};

/// Writes the sentence and gives the exit status.
int failed(std::ostream& err, const Failure& failure);
int failed(std::ostream& err, const Refusal& refusal);

/// A value, or the failure that ends the command.
template <class T>
class [[nodiscard]] Attempt {
 public:
  Attempt(T value) : outcome_(std::move(value)) {}            // NOLINT(*-explicit-*)
  Attempt(Failure failure) : outcome_(std::move(failure)) {}  // NOLINT(*-explicit-*)
  explicit operator bool() const { return outcome_.index() == 0; }
  T&& value() && { return std::get<0>(std::move(outcome_)); }
  const T& operator*() const { return std::get<0>(outcome_); }
  const T* operator->() const { return &std::get<0>(outcome_); }
  const Failure& failure() const { return std::get<1>(outcome_); }

 private:
  std::variant<T, Failure> outcome_;
};

/// Of the patient a reading command is about: everything known at the instant it shows.
struct Shown {
  History history;
  Instant as_of{};
};

/// What a command that records facts needs first.
struct Recording {
  const pathway::Rulebook* rules = nullptr;
  Patient patient;
  Instant now{};
};

/// What the commands share: the store, the rules, the clock, the patient meant. Each is found when first asked for.
class Session {
 public:
  explicit Session(GlobalArguments arguments) : arguments_(std::move(arguments)) {}

  const GlobalArguments& arguments() const { return arguments_; }
  bool json() const { return arguments_.format == "json"; }
  bool quiet() const { return arguments_.quiet; }
  /// Colour and width only for a terminal; elsewhere the same bytes everywhere.
  report::TerminalStyle style() const;

  /// Opened, and made if there is none.
  Store& store();
  std::string store_place() const;
  const Catalogue& catalogue() const;
  Attempt<const pathway::Pathway*> pathway();
  Attempt<const pathway::Rulebook*> rulebook();
  /// Of the detector in use: the built-in one, or the file that --pathway names.
  Attempt<std::string> detector_text() const;
  /// The clock, or --now; refused when earlier than the newest entered fact.
  Attempt<Instant> now();
  /// The same without a store.
  Attempt<Instant> clock() const;
  /// --as-of, or now. A bare date is the end of that day in `zone`.
  Attempt<Instant> as_of(const Zone& zone);
  /// --patient, MYOTREND_PATIENT, or the only patient.
  Attempt<Patient> patient();
  Attempt<Patient> patient(std::string_view id);
  /// Rules, patient and clock; or the first of them that is at fault.
  Attempt<Recording> recording();
  /// The fact with that printed id; of the named patient, if one was named.
  Attempt<NamedFact> fact(std::string_view id);
  /// True when a patient was named, by option or surroundings.
  bool patient_named() const;
  Attempt<Shown> shown();
  /// --by, MYOTREND_USER, or the login name.
  std::string who(const std::string& by) const;

 private:
  Attempt<const pathway::Pathway*> read_pathway();

  GlobalArguments arguments_;
  std::unique_ptr<Store> store_;
  std::optional<pathway::Pathway> own_pathway_;
  std::optional<pathway::Rulebook> rulebook_;
};

/// The pathway of a file's text. A detector file (`pathway calibrate -o`) is the built-in pathway with other numbers.
Result<pathway::Pathway> pathway_in(std::string_view text, const Catalogue& catalogue);

/// A variable of the surroundings; empty if it is not set.
std::string variable(const char* name);
/// The text of a file, or why it cannot be read.
Attempt<std::string> text_of_file(const std::string& file);
/// Writes a file whole or not at all.
std::optional<Failure> write_file(const std::string& file, std::string_view text);

}  // namespace myotrend::cli
