#include "architecture/wording.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "architecture/source_text.h"

using namespace myotrend::architecture;

namespace {

/// Every text of a JSON document but citations, which quote others.
void texts_of(const nlohmann::json& node, const std::string& path,
              std::vector<std::pair<std::string, std::string>>& out) {
  if (node.is_string()) out.emplace_back(path, node.get<std::string>());
  if (node.is_array()) {
    for (const auto& one : node) texts_of(one, path, out);
  }
  if (node.is_object()) {
    for (const auto& [key, value] : node.items()) {
      if (key == "source" || key == "sources" || key == "pattern" || key == "never") continue;
      texts_of(value, path + "/" + key, out);
    }
  }
}

}  // namespace

TEST_CASE("words that are never said are found") {
  CHECK(unsayable_in("This is NOT ALS.").size() == 1);
  CHECK(unsayable_in("Your grip is normal").size() == 1);
  CHECK(unsayable_in("stable since May").size() == 1);
  CHECK(unsayable_in("You are being monitored.").size() == 1);
  CHECK(unsayable_in("please exercise daily").size() == 1);
  CHECK(unsayable_in(
            "No referral criterion was met on data up to 3 Oct 2025. This does not exclude neuromuscular disease.")
            .empty());
  CHECK(unsayable_in("above the upper limit of normal").empty());
  CHECK(unsayable_in("log-normal reference change value").empty());
}

TEST_CASE("literals are read as the compiler joins them") {
  const auto found = literals_of("f(\"not \"\n  \"ALS\", 'x', R\"(raw \"text\")\"); // \"no\"\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].text == "not ALS");
  CHECK(found[1].text == "(raw text)");
}

TEST_CASE("no text of the program says what must not be said") {
  std::string said;
  for (const auto& file : files_below({"src", "cli", "include"}, {".cpp", ".h"})) {
    for (const auto& literal : literals_of(file.text)) {
      for (const auto& one : unsayable_in(literal.text))
        said += file.path + ":" + std::to_string(literal.line) + ": " + one + "\n";
    }
  }
  CHECK(said == "");
}

TEST_CASE("no text of the catalogue or a pathway says what must not be said") {
  std::string said;
  for (const auto& file : files_below({"schema"}, {".json"})) {
    if (file.path.ends_with(".schema.json")) continue;
    std::vector<std::pair<std::string, std::string>> texts;
    texts_of(nlohmann::json::parse(file.text), {}, texts);
    for (const auto& [path, text] : texts) {
      for (const auto& one : unsayable_in(text)) said += file.path + path + ": " + one + "\n";
    }
  }
  CHECK(said == "");
}
