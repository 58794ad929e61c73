#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "completion.h"

namespace myotrend::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
  return fmt::format("{}", fmt::join(words, between));
}

/// Inside single quotes of a shell.
std::string quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) {
    if (letter == '\'') {
      quoted += "'\\''";
    } else {
      quoted += letter;
    }
  }
  return quoted + '\'';
}

std::vector<std::string> offered(const Argument& argument) {
  return argument.choices.empty() ? words_for(argument.value) : argument.choices;
}

/// What bash runs to complete a value.
std::string bash_words(const Argument& argument) {
  if (argument.value == Value::file) return "compgen -f -- \"$cur\"";
  if (argument.value == Value::folder) return "compgen -d -- \"$cur\"";
  return fmt::format("compgen -W {} -- \"$cur\"", quoted(joined(offered(argument))));
}

std::vector<std::string> option_names(const CommandSyntax& command) {
  std::vector<std::string> names;
  for (const Argument& argument : command.arguments)
    if (argument.is_option())
      for (const std::string& name : names_of(argument)) names.push_back(name);
  return names;
}

const Argument* first_word(const CommandSyntax& command) {
  for (const Argument& argument : command.arguments)
    if (!argument.is_option()) return &argument;
  return nullptr;
}

std::vector<std::string> inner_names(const CommandSyntax& command) {
  std::vector<std::string> names;
  for (const CommandSyntax& inner : command.inner) names.push_back(inner.name);
  return names;
}

/// A description inside zsh's brackets.
std::string bracketed(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') safe += '\\';
    safe += letter == '\n' ? ' ' : letter;
  }
  return safe;
}

std::string zsh_action(const Argument& argument) {
  if (argument.value == Value::file) return "_files";
  if (argument.value == Value::folder) return "_files -/";
  const auto words = offered(argument);
  return words.empty() ? " " : fmt::format("({})", joined(words));
}

void zsh_options(const CommandSyntax& command, std::string& script) {
  for (const Argument& argument : command.arguments) {
    if (!argument.is_option()) continue;
    const auto names = names_of(argument);
    for (const std::string& name : names) {
      std::string spec = names.size() > 1 ? fmt::format("({})", joined(names)) : "";
      spec += fmt::format("{}[{}]", name, bracketed(argument.does));
      if (!argument.is_flag()) spec += fmt::format(":{}:{}", bracketed(argument.does), zsh_action(argument));
      script += fmt::format("    {} \\\n", quoted(spec));
    }
  }
}

std::string function_name(std::string_view words) {
  std::string name = "_myotrend";
  for (const char letter : words.empty() ? std::string() : ' ' + std::string(words))
    name += letter == ' ' ? '_' : letter;
  return name;
}

void zsh_function(const CommandPath& path, const CommandSyntax& program, std::string& script) {
  const CommandSyntax& command = *path.command;
  script += fmt::format("{}() {{\n", function_name(path.words));
  if (!command.inner.empty()) script += "  local state line\n  typeset -A opt_args\n";
  script += fmt::format("  _arguments {}\\\n", command.inner.empty() ? "" : "-C ");
  zsh_options(command, script);
  if (&command != &program) zsh_options(program, script);
  script += "    '--help[Says how]'";
  if (command.inner.empty()) {
    for (const Argument& argument : command.arguments)
      if (!argument.is_option())
        script += fmt::format(
            " \\\n    {}",
            quoted(fmt::format("{}:{}:{}",
                               argument.only_one || std::holds_alternative<std::string*>(argument.target) ? "" : "*",
                               bracketed(argument.names), zsh_action(argument))));
    script += "\n}\n\n";
    return;
  }
  script +=
      " \\\n    '1: :->command' \\\n    '*:: :->argument'\n  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandSyntax& inner : command.inner)
    script += fmt::format("        {}\n", quoted(inner.name + ':' + bracketed(inner.does)));
  script += "      )\n      _describe command commands ;;\n    argument)\n      case $line[1] in\n";
  for (const CommandSyntax& inner : command.inner) {
    const std::string words = path.words.empty() ? inner.name : path.words + ' ' + inner.name;
    script += fmt::format("        {}) {} ;;\n", inner.name, function_name(words));
  }
  script += "      esac ;;\n  esac\n}\n\n";
}

/// `alerts ack` as `/alerts/ack`.
std::string slashed(std::string_view words) {
  std::string path = words.empty() ? std::string() : '/' + std::string(words);
  std::replace(path.begin(), path.end(), ' ', '/');
  return path;
}

/// The options behind which a value comes.
std::string with_value(const std::vector<CommandPath>& all) {
  std::set<std::string> names;
  for (const CommandPath& path : all)
    for (const Argument& argument : path.command->arguments)
      if (argument.is_option() && !argument.is_flag())
        for (const std::string& name : names_of(argument)) names.insert(name);
  return joined({names.begin(), names.end()}, "|");
}

std::string inner_paths(const std::vector<CommandPath>& all) {
  std::vector<std::string> paths;
  for (const CommandPath& path : all)
    if (!path.words.empty()) paths.push_back(slashed(path.words));
  return joined(paths, "|");
}

/// What can stand behind an option.
void bash_values(const CommandPath& path, std::string& script) {
  for (const Argument& argument : path.command->arguments)
    if (argument.is_option() && !argument.is_flag())
      for (const std::string& name : names_of(argument))
        script += fmt::format("    {}:{}) mapfile -t COMPREPLY < <({}); return ;;\n",
                              path.words.empty() ? "*" : slashed(path.words), name, bash_words(argument));
}

/// What can stand elsewhere: options, inner commands, the first word.
void bash_words_of(const CommandPath& path, const CommandSyntax& program, std::string& script) {
  auto options = option_names(*path.command);
  if (path.command != &program)
    for (const std::string& name : option_names(program)) options.push_back(name);
  options.emplace_back("--help");
  script +=
      fmt::format("    {})\n      if [[ $cur == -* ]]; then mapfile -t COMPREPLY < <(compgen -W {} -- \"$cur\")\n",
                  path.words.empty() ? "''" : slashed(path.words), quoted(joined(options)));
  const Argument* word = first_word(*path.command);
  if (!path.command->inner.empty()) {
    script += fmt::format("      else mapfile -t COMPREPLY < <(compgen -W {} -- \"$cur\")\n",
                          quoted(joined(inner_names(*path.command))));
  } else if (word && (word->value == Value::file || word->value == Value::folder)) {
    script += fmt::format("      else mapfile -t COMPREPLY < <({})\n", bash_words(*word));
  } else if (word && !offered(*word).empty()) {
    script += fmt::format("      elif ((words == 0)); then mapfile -t COMPREPLY < <({})\n", bash_words(*word));
  }
  script += "      fi ;;\n";
}

}  // namespace

std::string bash_completion(const CommandSyntax& program) {
  const auto all = all_commands(program);
  std::string script =
      "# bash completion for myotrend\n_myotrend() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path='' words=0 skip='' word i\n"
      "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
      "    word=${COMP_WORDS[i]}\n"
      "    if [[ $skip ]]; then skip=''; continue; fi\n"
      "    case $word in\n";
  script += fmt::format("      {}) skip=1; continue ;;\n      -*) continue ;;\n    esac\n", with_value(all));
  script += fmt::format(
      "    case $path/$word in\n      {}) path=$path/$word ;;\n      *) words=$((words + 1)) ;;\n    esac\n"
      "  done\n  COMPREPLY=()\n  case $path:$prev in\n",
      inner_paths(all));
  for (const CommandPath& path : all) bash_values(path, script);
  script += "  esac\n  case $path in\n";
  for (const CommandPath& path : all) bash_words_of(path, program, script);
  return script + "  esac\n}\ncomplete -F _myotrend myotrend\n";
}

std::string zsh_completion(const CommandSyntax& program) {
  std::string script = "#compdef myotrend\n# zsh completion for myotrend\n\n";
  for (const CommandPath& path : all_commands(program)) zsh_function(path, program, script);
  // Sourced, or found in $fpath.
  return script +
         "if [[ $funcstack[1] == _myotrend ]]; then\n  _myotrend \"$@\"\nelse\n  compdef _myotrend myotrend\nfi\n";
}

std::string fish_completion(const CommandSyntax& program) {
  std::string script = "# fish completion for myotrend\ncomplete -c myotrend -f\n";
  const auto option = [&script](const std::string& when, const Argument& argument) {
    script += "complete -c myotrend" + when;
    for (const std::string& name : names_of(argument))
      script += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
    if (!argument.is_flag())
      script += argument.value == Value::file || argument.value == Value::folder ? " -r -F" : " -x";
    if (const auto words = offered(argument); !words.empty()) script += fmt::format(" -a {}", quoted(joined(words)));
    script += fmt::format(" -d {}\n", quoted(argument.does));
  };
  for (const Argument& argument : program.arguments) option("", argument);
  for (const CommandPath& path : all_commands(program)) {
    std::string seen;
    for (std::size_t begin = 0; begin < path.words.size();) {
      const std::size_t end = std::min(path.words.find(' ', begin), path.words.size());
      seen += fmt::format("{}__fish_seen_subcommand_from {}", seen.empty() ? "" : "; and ",
                          path.words.substr(begin, end - begin));
      begin = end + 1;
    }
    if (!path.command->inner.empty()) {
      const std::string names = joined(inner_names(*path.command));
      const std::string when = path.words.empty()
                                   ? "__fish_use_subcommand"
                                   : fmt::format("{}; and not __fish_seen_subcommand_from {}", seen, names);
      for (const CommandSyntax& inner : path.command->inner)
        script += fmt::format("complete -c myotrend -n {} -a {} -d {}\n", quoted(when), inner.name, quoted(inner.does));
    }
    if (path.words.empty()) continue;
    const std::string when = fmt::format(" -n {}", quoted(seen));
    for (const Argument& argument : path.command->arguments) {
      if (argument.is_option()) {
        option(when, argument);
      } else if (argument.value == Value::file || argument.value == Value::folder) {
        script += fmt::format("complete -c myotrend{} -F\n", when);
      } else if (const auto words = offered(argument); !words.empty()) {
        script += fmt::format("complete -c myotrend{} -a {}\n", when, quoted(joined(words)));
      }
    }
  }
  return script;
}

}  // namespace myotrend::cli
