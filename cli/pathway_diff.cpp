#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "myotrend/monitor/built_in.h"
#include "pathway_verbs.h"
#include "session.h"

namespace myotrend::cli {
namespace {

using Json = nlohmann::ordered_json;

struct DiffArguments {
  std::vector<std::string> files;
};

/// A place in a pathway at which two differ. Null: there is nothing on that side.
struct Difference {
  std::string place;
  Json before, after;
};

/// Objects of a list are the same thing if they have the same id; else if they stand at the same place.
std::string name_in_list(const Json& item, std::size_t index) {
  return item.is_object() && item.contains("id") ? item["id"].get<std::string>() : fmt::format("{}", index + 1);
}

const Json* named(const Json& list, const std::string& name) {
  for (std::size_t index = 0; index < list.size(); ++index)
    if (name_in_list(list[index], index) == name) return &list[index];
  return nullptr;
}

void compare(const std::string& place, const Json& before, const Json& after, std::vector<Difference>& found);

void compare_lists(const std::string& place, const Json& before, const Json& after, std::vector<Difference>& found) {
  const bool of_words =
      std::all_of(before.begin(), before.end(), [](const Json& item) { return item.is_primitive(); }) &&
      std::all_of(after.begin(), after.end(), [](const Json& item) { return item.is_primitive(); });
  if (of_words) {  // a set of codes: what has gone, what has come
    for (const Json& item : before)
      if (std::find(after.begin(), after.end(), item) == after.end()) found.push_back({place, item, {}});
    for (const Json& item : after)
      if (std::find(before.begin(), before.end(), item) == before.end()) found.push_back({place, {}, item});
    return;
  }
  for (std::size_t index = 0; index < before.size(); ++index) {
    const std::string name = name_in_list(before[index], index);
    const Json* other = named(after, name);
    compare(fmt::format("{} {}", place, name), before[index], other ? *other : Json(), found);
  }
  for (std::size_t index = 0; index < after.size(); ++index) {
    const std::string name = name_in_list(after[index], index);
    if (!named(before, name)) found.push_back({fmt::format("{} {}", place, name), {}, after[index]});
  }
}

void compare(const std::string& place, const Json& before, const Json& after, std::vector<Difference>& found) {
  if (before == after) return;
  if (before.is_array() && after.is_array()) return compare_lists(place, before, after, found);
  if (!before.is_object() || !after.is_object()) {
    found.push_back({place, before, after});
    return;
  }
  const auto inside = [&place](const std::string& key) { return place.empty() ? key : place + ' ' + key; };
  for (const auto& [key, value] : before.items())
    compare(inside(key), value, after.contains(key) ? after[key] : Json(), found);
  for (const auto& [key, value] : after.items())
    if (!before.contains(key)) found.push_back({inside(key), {}, value});
}

/// The document of a sound pathway; `built-in` names the program's own.
Attempt<Json> document_of(const std::string& name, Session& session) {
  if (name == "built-in") return Json::parse(built_in_texts().pathway);
  const auto text = text_of_file(name);
  if (!text) return text.failure();
  const auto parsed = pathway_in(*text, session.catalogue());
  if (!parsed.ok()) return Failure{refused, fmt::format("{}: {}", name, parsed.refusal().text)};
  return Json::parse(*text);
}

std::string shown(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

int run_diff(const DiffArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  if (arguments.files.size() != 2) return failed(err, Failure{usage, "pathway diff takes two pathways"});
  const auto before = document_of(arguments.files[0], session);
  if (!before) return failed(err, before.failure());
  const auto after = document_of(arguments.files[1], session);
  if (!after) return failed(err, after.failure());
  std::vector<Difference> found;
  compare("", *before, *after, found);
  if (session.json()) {
    Json document = {{"schema", "myotrend.pathway-diff/1"}, {"differences", Json::array()}};
    for (const Difference& difference : found)
      document["differences"].push_back(
          {{"place", difference.place}, {"before", difference.before}, {"after", difference.after}});
    out << document.dump() << '\n';
    return done;
  }
  for (const Difference& difference : found) {
    out << difference.place << '\n';
    if (!difference.before.is_null()) out << fmt::format("  - {}\n", shown(difference.before));
    if (!difference.after.is_null()) out << fmt::format("  + {}\n", shown(difference.after));
  }
  if (found.empty()) out << "The two say the same.\n";
  return done;
}

}  // namespace

CommandSyntax pathway_diff_syntax() {
  auto told = std::make_shared<DiffArguments>();
  CommandSyntax diff("diff", "In what two pathways differ; built-in names the program's own",
                     "myotrend pathway diff built-in mine.json");
  diff.of_the_present().runs(told, run_diff);
  diff.takes("PATHWAY", &told->files, "Two of them, the older one first").required().of(Value::file);
  return diff;
}

}  // namespace myotrend::cli
