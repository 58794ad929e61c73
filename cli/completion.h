#pragma once

#include <string>

#include "syntax.h"

namespace myotrend::cli {

// A script each for the shell, made from what the commands say of themselves. Ids of patients and alerts are not
// offered: they are nobody's business who looks over a shoulder.
std::string bash_completion(const CommandSyntax& program);
std::string zsh_completion(const CommandSyntax& program);
std::string fish_completion(const CommandSyntax& program);

/// The words that can stand for such a value: measures, signs or kinds of event; else none.
std::vector<std::string> words_for(Value value);
/// The names of an option, one by one: `-o`, `--output`.
std::vector<std::string> names_of(const Argument& option);

/// A command with the words that lead to it: `alerts ack`; the program itself: empty.
struct CommandPath {
  std::string words;
  const CommandSyntax* command;
};
/// The program and all that is inside, outer ones first.
std::vector<CommandPath> all_commands(const CommandSyntax& program);

}  // namespace myotrend::cli
