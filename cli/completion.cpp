#include "completion.h"

#include <fmt/format.h>

#include <ostream>

#include "commands.h"
#include "exit_code.h"
#include "global_arguments.h"
#include "myotrend/monitor/built_in.h"

namespace myotrend::cli {

std::vector<std::string> words_for(Value value) {
  std::vector<std::string> words;
  const Catalogue& catalogue = built_in_catalogue();
  if (value == Value::measure)
    for (const Measure& measure : catalogue.measures()) words.push_back(measure.code);
  if (value == Value::sign)
    for (const Sign& sign : catalogue.signs()) words.push_back(sign.code);
  if (value == Value::event)
    for (int kind = 0; kind <= static_cast<int>(EventKind::last); ++kind)
      words.emplace_back(word_of(static_cast<EventKind>(kind)));
  return words;
}

std::vector<std::string> names_of(const Argument& option) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= option.names.size();) {
    const std::size_t end = std::min(option.names.find(',', begin), option.names.size());
    names.push_back(option.names.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

namespace {

void collect(const CommandSyntax& command, const std::string& words, std::vector<CommandPath>& all) {
  all.push_back({words, &command});
  for (const CommandSyntax& inner : command.inner)
    collect(inner, words.empty() ? inner.name : words + ' ' + inner.name, all);
}

struct CompletionArguments {
  std::string shell;
};

int run_completion(const CompletionArguments& arguments, Session&, std::ostream& out, std::ostream&) {
  GlobalArguments unused;
  const CommandSyntax program = program_syntax(unused);
  out << (arguments.shell == "bash"  ? bash_completion(program)
          : arguments.shell == "zsh" ? zsh_completion(program)
                                     : fish_completion(program));
  return done;
}

}  // namespace

std::vector<CommandPath> all_commands(const CommandSyntax& program) {
  std::vector<CommandPath> all;
  collect(program, "", all);
  return all;
}

CommandSyntax completion_syntax() {
  auto told = std::make_shared<CompletionArguments>();
  CommandSyntax completion("completion", "A script with which the shell completes commands and options",
                           "source <(myotrend completion bash)");
  completion.of_the_present().runs(told, run_completion);
  completion.takes("SHELL", &told->shell, "bash, zsh or fish").required().one_of({"bash", "zsh", "fish"});
  return completion;
}

}  // namespace myotrend::cli
