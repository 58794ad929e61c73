#include <catch2/catch.hpp>

#include <algorithm>

#include "architecture/rooms.h"

using namespace myotrend::architecture;

namespace {

std::vector<std::string> every_header() {
  std::vector<std::string> paths;
  for (const auto& file : files_below({"include", "src", "cli", "tests"}, {".h", ".hpp", ".inc"}))
    paths.push_back(file.path);
  return paths;
}

}  // namespace

TEST_CASE("a path tells its room") {
  CHECK(room_of("include/myotrend/trend/filter.h") == "trend");
  CHECK(room_of("src/store/sqlite/open.cpp") == "store");
  CHECK(room_of("src/monitor.cpp") == "monitor");
  CHECK(room_of("include/myotrend/monitor.h") == "monitor");
  CHECK(room_of("cli/log.cpp") == "cli");
  CHECK(room_of("tests/trend/filter.test.cpp").empty());
  CHECK(technology_of("src/store/sqlite/open.cpp") == "sqlite");
  CHECK(technology_of("src/store/memory.cpp").empty());
}

TEST_CASE("a room sees only the rooms before it, and the refusal says so") {
  CHECK(refusal_of("src/trend/theil_sen.cpp", "include/myotrend/store/store.h") ==
        "src/trend/theil_sen.cpp may not include include/myotrend/store/store.h: trend sees only record");
  CHECK(refusal_of("src/record/time.cpp", "include/myotrend/alert/alert.h") ==
        "src/record/time.cpp may not include include/myotrend/alert/alert.h: record sees nothing else");
  CHECK(refusal_of("src/pathway/rules.cpp", "include/myotrend/trend/trend.h").empty());
  CHECK(refusal_of("src/monitor.cpp", "include/myotrend/store/store.h").empty());
}

TEST_CASE("rooms of one floor do not see each other") {
  CHECK_FALSE(refusal_of("src/report/html.cpp", "include/myotrend/store/store.h").empty());
  CHECK_FALSE(refusal_of("src/exchange/csv/read.cpp", "include/myotrend/replay/replay.h").empty());
  CHECK(refusal_of("src/exchange/csv/read.cpp", "include/myotrend/record/entry.h").empty());
}

TEST_CASE("a back end is chosen in one place") {
  CHECK_FALSE(refusal_of("cli/scan.cpp", "src/store/sqlite/sqlite_store.h").empty());
  CHECK_FALSE(refusal_of("src/monitor.cpp", "include/myotrend/store/sqlite/sqlite_store.h").empty());
  CHECK_FALSE(refusal_of("cli/scan.cpp", "include/myotrend/store/sqlite.h").empty());
  CHECK(refusal_of("cli/open_store.cpp", "include/myotrend/store/sqlite.h").empty());
  CHECK(refusal_of("cli/open_store.cpp", "src/store/sqlite/sqlite_store.h").empty());
  CHECK(refusal_of("src/store/sqlite/rows.cpp", "src/store/sqlite/sqlite_store.h").empty());
}

TEST_CASE("the clinical core has no clock, file or chance") {
  const auto found = [](const std::string& text) { return trespasses_of({"src/trend/x.cpp", text}, {}); };
  CHECK(found("#include <fstream>\n").size() == 1);
  CHECK(found("#include <random>\n").size() == 1);
  CHECK(found("auto t = std::chrono::system_clock::now();\n").size() == 1);
  CHECK(found("  static int calls = 0;\n").size() == 1);
  CHECK(found("  static constexpr int calls = 0;\n").empty());
  CHECK(found("// system_clock::now() is not for this room\n").empty());
  CHECK(found("#include <chrono>\n#include <vector>\n").empty());
  CHECK(trespasses_of({"src/store/sqlite/x.cpp", "#include <filesystem>\n"}, {}).empty());
}

TEST_CASE("every include of the project goes one way") {
  const auto known = every_header();
  std::string trespasses;
  for (const auto& file : files_below({"include", "src", "cli"}, {".h", ".hpp", ".cpp", ".inc"})) {
    for (const auto& one : trespasses_of(file, known)) trespasses += one + "\n";
  }
  CHECK(trespasses == "");
}

TEST_CASE("public headers include public headers only") {
  const auto known = every_header();
  for (const auto& file : files_below({"include"}, {".h"})) {
    for (const auto& line : lines_of(file.text)) {
      if (!line.starts_with("#include \"")) continue;
      INFO(file.path << ": " << line);
      CHECK(line.starts_with("#include \"myotrend/"));
    }
  }
}

TEST_CASE("costly libraries stay behind one door") {
  const auto sources = files_below({"include", "src", "cli"}, {".h", ".cpp"});
  const auto count = [&](const std::string& include) {
    return std::count_if(sources.begin(), sources.end(), [&](const SourceFile& file) {
      return file.text.find("#include <" + include) != std::string::npos;
    });
  };
  CHECK(count("CLI/CLI.hpp") <= 1);
  CHECK(count("valijson/") <= 1);
  for (const auto& file : sources) {
    INFO(file.path);
    if (file.path.ends_with(".h")) CHECK(file.text.find("#include <nlohmann/json.hpp>") == std::string::npos);
    if (!file.path.starts_with("src/store/sqlite/")) CHECK(file.text.find("#include <SQLiteCpp/") == std::string::npos);
  }
}
