// The only file that includes CLI11, which takes seconds to compile.
#include "command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <sstream>
#include <utility>

#include "exit_code.h"
#include "myotrend/record/catalogue.h"
#include "syntax.h"
#include "version.h"

namespace myotrend::cli {
namespace {

// CLI11 takes -60 for an option. A negative number is marked before it looks, and the mark taken off again.
constexpr char number_mark = '\x01';

bool is_negative_number(std::string_view word) {
  return word.size() > 1 && word[0] == '-' && (word[1] == '.' || (word[1] >= '0' && word[1] <= '9'));
}

std::string without_mark(std::string word) {
  if (!word.empty() && word.front() == number_mark) word.erase(0, 1);
  return word;
}

/// An option told with nothing behind it is a slip, as of a script's empty variable. `reason`: blanks are none.
CLI::Validator not_empty(bool reason) {
  return {[reason](std::string& told) -> std::string {
            if (told.empty()) return "is empty";
            if (reason && told.find_first_not_of(" \t\r\n") == std::string::npos)
              return "is empty; say why in a few words";
            return {};
          },
          ""};
}

CLI::Option* added(CLI::App& app, const Argument& argument) {
  if (bool* const* flag = std::get_if<bool*>(&argument.target))
    return app.add_flag(argument.names, **flag, argument.does);
  if (unsigned* const* number = std::get_if<unsigned*>(&argument.target))
    return app.add_option(argument.names, **number, argument.does);
  if (std::string* const* text = std::get_if<std::string*>(&argument.target))
    return app.add_option(argument.names, **text, argument.does);
  return app.add_option(argument.names, *std::get<std::vector<std::string>*>(argument.target), argument.does);
}

void add(CLI::App& app, const Argument& argument) {
  CLI::Option* option = added(app, argument);
  option->required(argument.required);
  if (argument.is_flag()) return;
  if (argument.is_option()) option->type_name(argument.choices.empty() ? value_shown(argument) : "WORD");
  if (argument.only_one) option->expected(1);
  if (argument.most > 0) option->check(CLI::Range(argument.least, argument.most));
  if (!argument.choices.empty()) option->transform(CLI::IsMember(argument.choices, CLI::ignore_case));
  if (argument.is_option()) option->check(not_empty(argument.says_something));
  option->transform(without_mark);
}

void add(CLI::App& app, const CommandSyntax& syntax, CommandLine& line) {
  for (const Argument& argument : syntax.arguments) add(app, argument);
  for (const CommandSyntax& inner : syntax.inner) {
    CLI::App* command = app.add_subcommand(inner.name, inner.does);
    if (!inner.example.empty()) command->footer(fmt::format("Example:\n  {}", inner.example));
    add(*command, inner, line);
  }
  if (!syntax.inner.empty()) app.require_subcommand(syntax.run ? 0 : 1, 1);
  if (!syntax.run) return;
  app.final_callback([&line, run = syntax.run, name = syntax.name, no_as_of = syntax.no_as_of] {
    if (line.run) return;  // an inner command was meant
    line.name = name;
    line.no_as_of = no_as_of;
    line.run = run;
  });
}

/// The command that was reached, with the words that lead there.
std::pair<CLI::App*, std::string> innermost(CLI::App* app) {
  std::string path = app->get_name();
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    path += ' ' + app->get_name();
  }
  return {app, path};
}

/// The words that could have stood where `word` stands.
std::string nearest_known(const CLI::App& root, const CLI::App& command, const std::string& word) {
  std::vector<std::string> known;
  for (const CLI::App* app : {&root, &command}) {
    if (word.starts_with('-')) {
      for (const CLI::Option* option : app->get_options())
        for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    } else if (app == &command) {
      for (const CLI::App* inner : app->get_subcommands({})) known.push_back(inner->get_name());
    }
  }
  const std::vector<std::string_view> words(known.begin(), known.end());
  return nearest_word(word.substr(0, word.find('=')), words);
}

std::string slip_text(CLI::App& app, const CLI::ParseError& error) {
  const auto [command, path] = innermost(&app);
  std::string sentence = error.what();
  if (sentence == "A subcommand is required") sentence = "say which command";
  if (const auto surplus = app.remaining(true); !surplus.empty()) {
    const std::string word = without_mark(surplus.front());
    const bool names_command =
        !word.starts_with('-') && !command->get_subcommands([](const CLI::App*) { return true; }).empty();
    const std::string what = word.starts_with('-') ? "option" : names_command ? "command" : "argument";
    sentence = fmt::format("{} \"{}\" is not known", what, word);
    if (const std::string nearest = nearest_known(app, *command, word); !nearest.empty())
      sentence += fmt::format("; did you mean {}?", nearest);
  }
  return fmt::format("myotrend: {}\nSee: {} --help\n", sentence, path);
}

}  // namespace

CommandLine parsed(int count, const char* const* words) {
  CommandLine line;
  const CommandSyntax program = program_syntax(line.global);
  CLI::App app{program.does, program.name};
  app.set_version_flag("--version", std::string("myotrend ") + program_version);
  app.fallthrough();
  app.footer(fmt::format("Example:\n  {}\n{}", program.example, exit_status_text));
  add(app, program, line);
  app.require_subcommand(1);
  std::vector<std::string> reversed;  // as CLI11 takes them
  for (int index = count - 1; index > 0; --index) {
    const std::string word = words[index];
    reversed.push_back(is_negative_number(word) ? number_mark + word : word);
  }
  try {
    app.parse(reversed);
  } catch (const CLI::Success& asked) {  // --help, --version
    std::ostringstream out, err;
    app.exit(asked, out, err);
    line.run = nullptr;
    line.answer = out.str();
    line.answer_exit = done;
  } catch (const CLI::ParseError& error) {
    line.run = nullptr;
    line.answer_on_err = slip_text(app, error);
    line.answer_exit = usage;
  }
  return line;
}

}  // namespace myotrend::cli
