#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace myotrend::cli {

class Session;
struct GlobalArguments;

/// What the shell can offer for a value, and what the help calls it.
enum class Value : std::uint8_t { text, file, folder, time, date, number, patient, measure, sign, event, alert };

/// One argument of a command: an option if its names begin with '-', else a word at its place.
struct Argument {
  using Target = std::variant<bool*, unsigned*, std::string*, std::vector<std::string>*>;

  std::string names;  // `VALUE`, `--side`, `-o,--output`
  std::string does;
  Target target;
  Value value = Value::text;
  std::string shown;                 // how the help calls the value; empty: by its kind
  std::vector<std::string> choices;  // the only words it takes; empty: any
  unsigned least = 0, most = 0;      // of a number
  bool required = false;
  bool only_one = false;        // of a list of words
  bool says_something = false;  // blanks are refused

  bool is_option() const { return names.starts_with('-'); }
  bool is_flag() const { return std::holds_alternative<bool*>(target); }
};

/// What a command takes, does and says of itself: the one source of parsing, --help, completion and the manual page.
class CommandSyntax {
 public:
  using Run = std::function<int(Session&, std::ostream& out, std::ostream& err)>;

  CommandSyntax(std::string command_name, std::string what_it_does, std::string an_example)
      : name(std::move(command_name)), does(std::move(what_it_does)), example(std::move(an_example)) {}

  /// The next argument. What follows (`required`, `of`, ...) is said of it.
  CommandSyntax& takes(std::string names, Argument::Target target, std::string what_it_does);
  CommandSyntax& required();
  CommandSyntax& only_one();
  CommandSyntax& of(Value value, std::string shown = "");
  CommandSyntax& one_of(std::vector<std::string> choices);
  CommandSyntax& within(unsigned least, unsigned most);
  CommandSyntax& says_something();

  /// Changes the store, so it refuses --as-of.
  CommandSyntax& writes();
  /// Tells of what is now, so it refuses --as-of.
  CommandSyntax& of_the_present();
  CommandSyntax& with(CommandSyntax inner_command);
  /// Runs by itself too when it has inner commands.
  template <class Arguments>
  CommandSyntax& runs(std::shared_ptr<Arguments> told,
                      int (*command)(const Arguments&, Session&, std::ostream&, std::ostream&)) {
    run = [told, command](Session& session, std::ostream& out, std::ostream& err) {
      return command(*told, session, out, err);
    };
    return *this;
  }
  CommandSyntax& runs(int (*command)(Session&, std::ostream&, std::ostream&));

  std::string name, does, example;
  std::string no_as_of;  // why it refuses --as-of; empty: it does not
  Run run;               // none: an inner command has to be named
  std::vector<Argument> arguments;
  std::vector<CommandSyntax> inner;
};

/// What the help calls the value of an option: TIME, FILE, N...
std::string value_shown(const Argument& argument);

/// The variables of the surroundings that the program reads, and what each does.
std::vector<std::pair<std::string, std::string>> environment_words();

/// The program itself: its global options and every command.
CommandSyntax program_syntax(GlobalArguments& global);

}  // namespace myotrend::cli
