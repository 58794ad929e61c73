#include <fmt/format.h>

#include <ostream>

#include "commands.h"
#include "completion.h"
#include "exit_code.h"
#include "global_arguments.h"
#include "version.h"

namespace myotrend::cli {
namespace {

/// Text as roff takes it: no line is a request, no dash a hyphen.
std::string roff(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '\\') {
      safe += "\\e";
    } else if (letter == '-') {
      safe += "\\-";
    } else if ((letter == '.' || letter == '\'') && (safe.empty() || safe.back() == '\n')) {
      safe += "\\&";
      safe += letter;
    } else {
      safe += letter;
    }
  }
  return safe;
}

std::string synopsis(const CommandPath& path) {
  std::string line = fmt::format(".B myotrend{}\n", path.words.empty() ? "" : ' ' + roff(path.words));
  for (const Argument& argument : path.command->arguments) {
    const bool many = std::holds_alternative<std::vector<std::string>*>(argument.target) && !argument.only_one;
    std::string word = argument.is_option() ? fmt::format("\\fB{}\\fR", roff(names_of(argument).back()))
                                            : fmt::format("\\fI{}\\fR", roff(argument.names));
    if (argument.is_option() && !argument.is_flag()) word += fmt::format(" \\fI{}\\fR", roff(value_shown(argument)));
    if (many) word += "...";
    line += argument.required ? word + '\n' : fmt::format("[{}]\n", word);
  }
  return line;
}

std::string described(const Argument& argument) {
  std::string names;
  for (const std::string& name : names_of(argument))
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", roff(name));
  if (argument.is_option() && !argument.is_flag()) names += fmt::format(" \\fI{}\\fR", roff(value_shown(argument)));
  return fmt::format(".TP\n{}\n{}\n", names, roff(argument.does));
}

int run_manual(Session&, std::ostream& out, std::ostream&) {
  GlobalArguments unused;
  const CommandSyntax program = program_syntax(unused);
  out << fmt::format(".TH MYOTREND 1 \"\" \"myotrend {}\" \"User Commands\"\n", roff(program_version))
      << ".SH NAME\nmyotrend \\- tells progression from recovery in repeated neuromuscular measurements\n"
      << ".SH SYNOPSIS\n.B myotrend\n[\\fIoptions\\fR]\n.I COMMAND\n[\\fIarguments\\fR]\n"
      << ".SH DESCRIPTION\n"
      << roff(program.does) << "\n.SH OPTIONS\nThey may stand before or after the command.\n";
  for (const Argument& argument : program.arguments) out << described(argument);
  out << ".SH COMMANDS\n";
  for (const CommandPath& path : all_commands(program)) {
    if (path.words.empty()) continue;
    out << fmt::format(".SS {}\n", roff(path.words));
    if (path.command->run) out << synopsis(path) << ".PP\n";
    out << roff(path.command->does) << ".\n";
    for (const Argument& argument : path.command->arguments) out << described(argument);
    if (path.command->run) out << fmt::format(".PP\nExample:\n.PP\n.nf\n    {}\n.fi\n", roff(path.command->example));
  }
  out << ".SH EXIT STATUS\n"
      << roff(exit_status_text.substr(exit_status_text.find(':') + 2)) << '\n'
      << ".SH ENVIRONMENT\n";
  for (const auto& [name, does] : environment_words()) out << fmt::format(".TP\n.B {}\n{}\n", roff(name), roff(does));
  return done;
}

}  // namespace

CommandSyntax manual_syntax() {
  CommandSyntax manual("manual", "The manual page, for man", "myotrend manual > myotrend.1");
  manual.of_the_present().runs(run_manual);
  return manual;
}

}  // namespace myotrend::cli
