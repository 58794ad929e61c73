#include "architecture/rooms.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>

namespace myotrend::architecture {

namespace {

struct Room {
  std::string_view name;
  int floor;  // a room sees the floors below its own, and nobody on its own floor
};
constexpr std::array<Room, 13> rooms{{{"record", 0},
                                      {"trend", 1},
                                      {"pathway", 2},
                                      {"alert", 3},
                                      {"store", 4},
                                      {"deliver", 4},
                                      {"diary", 4},
                                      {"report", 4},
                                      {"exchange", 4},
                                      {"replay", 4},
                                      {"monitor", 5},
                                      {"web", 6},
                                      {"cli", 7}}};

const Room* room_named(std::string_view name) {
  const auto found = std::find_if(rooms.begin(), rooms.end(), [&](const Room& room) { return room.name == name; });
  return found == rooms.end() ? nullptr : &*found;
}

bool pure(std::string_view room) { return room_named(room) && room_named(room)->floor <= 3; }

/// Rooms whose sub-folders are back ends, chosen in one place.
bool of_back_ends(std::string_view room) { return room == "store" || room == "deliver"; }

std::string below_the_root(std::string_view path) {
  for (const std::string_view root : {"include/myotrend/", "src/"}) {
    if (path.starts_with(root)) return std::string(path.substr(root.size()));
  }
  return {};
}

std::string seen_by(const Room& room) {
  std::string names;
  for (const auto& other : rooms) {
    if (other.floor < room.floor) names += (names.empty() ? "" : ", ") + std::string(other.name);
  }
  return names.empty() ? "nothing else" : "only " + names;
}

struct Forbidden {
  std::string_view pattern;
  std::string_view why;
};
constexpr std::array<Forbidden, 4> forbidden_in_the_core{{
    {R"(#\s*include\s*<(fstream|iostream|cstdio|filesystem|random|ctime|thread|future|unistd\.h|sys/[a-z]+\.h|sqlite3\.h|SQLiteCpp/.*|curl/.*)>)",
     "no file, socket, clock, thread or chance in the clinical core"},
    {R"((system_clock|steady_clock|high_resolution_clock)\s*::\s*now)", "time comes in as an argument"},
    {R"(\b(getenv|std::rand|srand|std::time|gettimeofday|clock_gettime)\s*\()",
     "time, chance and surroundings come in as arguments"},
    {R"(^\s*(static|thread_local)\s+(?!const|constexpr|_assert|inline|cast)[A-Za-z_:<>, ]+\s+[a-z_]+(\{.*\}|\s*=.*)?;)",
     "no state that outlives a call in the clinical core"},
}};

std::vector<std::string> impurities_of(const SourceFile& file, const std::vector<std::string>& code) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (const auto& rule : forbidden_in_the_core) {
      if (std::regex_search(code[i], std::regex(std::string(rule.pattern)))) {
        found.push_back(file.path + ":" + std::to_string(i + 1) + ": " + std::string(rule.why) + ": " + code[i]);
      }
    }
  }
  return found;
}

std::string resolved(const SourceFile& file, const std::string& name, const std::vector<std::string>& known) {
  namespace fs = std::filesystem;
  for (const auto& base :
       {fs::path(file.path).parent_path(), fs::path("include"), fs::path("src"), fs::path("cli"), fs::path("tests")}) {
    const std::string candidate = (base / name).lexically_normal().generic_string();
    if (std::find(known.begin(), known.end(), candidate) != known.end()) return candidate;
  }
  return {};
}

}  // namespace

std::string room_of(std::string_view path) {
  if (path.starts_with("cli/")) return "cli";
  const std::string below = below_the_root(path);
  const std::string first = below.substr(0, below.find_first_of("/."));
  return room_named(first) ? first : std::string{};
}

std::string technology_of(std::string_view path) {
  const std::string below = below_the_root(path);
  const auto first = below.find('/');
  if (first == std::string::npos) return {};
  const auto second = below.find('/', first + 1);
  if (second != std::string::npos) return below.substr(first + 1, second - first - 1);
  // A back end's public door has no folder of its own: include/myotrend/store/sqlite.h.
  const std::string stem = below.substr(first + 1, below.find('.', first) - first - 1);
  static const std::array<std::string_view, 7> technologies{"sqlite", "postgres", "console",     "file",
                                                            "smtp",   "webhook",  "alertmanager"};
  return std::find(technologies.begin(), technologies.end(), stem) == technologies.end() ? std::string{} : stem;
}

std::string refusal_of(std::string_view path, std::string_view included) {
  const std::string from = room_of(path), to = room_of(included);
  if (from.empty() || to.empty()) return {};
  const std::string what = std::string(path) + " may not include " + std::string(included) + ": ";
  const Room& here = *room_named(from);
  if (from != to && room_named(to)->floor >= here.floor) return what + from + " sees " + seen_by(here);
  const std::string technology = technology_of(included);
  if (technology.empty() || technology == technology_of(path) || !of_back_ends(to)) return {};
  if (from == "cli" && path.starts_with("cli/open_")) return {};
  return what + to + "/" + technology + " is seen by cli/open_" + to + ".cpp and its like alone";
}

std::vector<std::string> trespasses_of(const SourceFile& file, const std::vector<std::string>& known) {
  std::vector<std::string> found;
  const auto lines = lines_of(file.text);
  const auto code = lines_of(code_only(file.text));
  static const std::regex quoted(R"(^\s*#\s*include\s*["<]([^">]+)[">])");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::smatch match;
    if (!std::regex_search(lines[i], match, quoted)) continue;
    const std::string included = resolved(file, match[1], known);
    if (included.empty()) {
      if (match[1].str().starts_with("myotrend/"))
        found.push_back(file.path + " includes " + match[1].str() + ", which is not there");
      continue;
    }
    if (const auto why = refusal_of(file.path, included); !why.empty()) found.push_back(why);
  }
  if (pure(room_of(file.path))) {
    const auto impure = impurities_of(file, code);
    found.insert(found.end(), impure.begin(), impure.end());
  }
  return found;
}

}  // namespace myotrend::architecture
