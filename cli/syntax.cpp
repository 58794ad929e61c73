#include "syntax.h"

#include <fmt/format.h>

namespace myotrend::cli {

CommandSyntax& CommandSyntax::takes(std::string names, Argument::Target target, std::string what_it_does) {
  Argument argument;
  argument.names = std::move(names);
  argument.does = std::move(what_it_does);
  argument.target = target;
  if (std::holds_alternative<unsigned*>(target)) argument.value = Value::number;
  arguments.push_back(std::move(argument));
  return *this;
}

CommandSyntax& CommandSyntax::required() {
  arguments.back().required = true;
  return *this;
}

CommandSyntax& CommandSyntax::only_one() {
  arguments.back().only_one = true;
  return *this;
}

CommandSyntax& CommandSyntax::of(Value value, std::string shown) {
  arguments.back().value = value;
  arguments.back().shown = std::move(shown);
  return *this;
}

CommandSyntax& CommandSyntax::one_of(std::vector<std::string> choices) {
  arguments.back().choices = std::move(choices);
  return *this;
}

CommandSyntax& CommandSyntax::within(unsigned least, unsigned most) {
  arguments.back().least = least;
  arguments.back().most = most;
  return *this;
}

CommandSyntax& CommandSyntax::says_something() {
  arguments.back().says_something = true;
  return *this;
}

CommandSyntax& CommandSyntax::writes() {
  no_as_of = "writes; --as-of only shows the past";
  return *this;
}

CommandSyntax& CommandSyntax::of_the_present() {
  no_as_of = "tells of the present alone; it takes no --as-of";
  return *this;
}

CommandSyntax& CommandSyntax::with(CommandSyntax inner_command) {
  inner.push_back(std::move(inner_command));
  return *this;
}

CommandSyntax& CommandSyntax::runs(int (*command)(Session&, std::ostream&, std::ostream&)) {
  run = command;
  return *this;
}

std::string value_shown(const Argument& argument) {
  if (!argument.shown.empty()) return argument.shown;
  if (!argument.choices.empty()) return fmt::format("{}", fmt::join(argument.choices, "|"));
  switch (argument.value) {
    case Value::text: return "TEXT";
    case Value::file: return "FILE";
    case Value::folder: return "DIR";
    case Value::time: return "TIME";
    case Value::date: return "DATE";
    case Value::number: return "N";
    case Value::patient:
    case Value::alert: return "ID";
    case Value::measure: return "MEASURE";
    case Value::sign: return "SIGN";
    case Value::event: break;
  }
  return "KIND";
}

}  // namespace myotrend::cli
