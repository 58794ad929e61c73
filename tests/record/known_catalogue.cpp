#include "record/known_catalogue.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

namespace myotrend::test {

std::string project_text(std::string_view path) {
  std::ifstream file(std::string(MYOTREND_SOURCE_DIR "/").append(path), std::ios::binary);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const Catalogue& known_catalogue() {
  static const Catalogue catalogue = [] {
    auto parsed = Catalogue::parse(project_text("schema/measures.json"), project_text("schema/signs.json"));
    if (!parsed) FAIL(parsed.refusal().text);
    return std::move(parsed).value();
  }();
  return catalogue;
}

MeasureCode measure(std::string_view code) {
  const auto found = known_catalogue().measure(code);
  REQUIRE(found);
  return *found;
}

SignCode sign(std::string_view code) {
  const auto found = known_catalogue().sign(code);
  REQUIRE(found);
  return *found;
}

Instant at(std::string_view iso) {
  const auto time = time_told(iso, Zone());
  if (!time) FAIL(time.refusal().text);
  return time->at;
}

Instant test_now() { return at("2026-01-15T12:00Z"); }

Told told(std::string_view code, std::string_view value, std::string_view unit) {
  Told words;
  words.code = code;
  words.value = value;
  words.unit = unit;
  words.effective = "2026-01-10T09:00";
  return words;
}

Told told_grip() {
  Told words = told("grip", "32", "kg");
  words.side = "left";
  return words;
}

Entry accepted(const Told& words, const Zone& zone) {
  auto entry = entry_told(words, known_catalogue(), zone, test_now());
  if (!entry) FAIL(entry.refusal().text);
  return std::move(entry).value();
}

std::string refused(const Told& words, const Zone& zone) {
  const auto entry = entry_told(words, known_catalogue(), zone, test_now());
  if (entry.ok()) FAIL("not refused: " << words.code << " " << words.value << " " << words.unit);
  return entry.refusal().text;
}

}  // namespace myotrend::test
