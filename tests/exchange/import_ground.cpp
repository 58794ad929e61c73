#include "exchange/import_ground.h"

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "myotrend/store/sqlite.h"

namespace myotrend::test {

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  INFO(file.string());
  REQUIRE(stream);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

const Catalogue& catalogue() {
  static const Catalogue parsed = [] {
    auto result = Catalogue::parse(text_of(MYOTREND_SOURCE_DIR "/schema/measures.json"),
                                   text_of(MYOTREND_SOURCE_DIR "/schema/signs.json"));
    if (!result) FAIL(result.refusal().text);
    return std::move(result).value();
  }();
  return parsed;
}

const VisibleMap& visible_map() {
  static const VisibleMap parsed = [] {
    auto result = VisibleMap::parse(text_of(MYOTREND_SOURCE_DIR "/schema/visible.json"), catalogue());
    if (!result) FAIL(result.refusal().text);
    return std::move(result).value();
  }();
  return parsed;
}

Instant instant(std::string_view text) {
  const auto told = time_told(text, Zone());
  if (!told) FAIL(told.refusal().text);
  return told->at;
}

ImportGround::ImportGround() {
  std::string name = (fs::temp_directory_path() / "myotrend-import-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  folder_ = name;
  start_anew();
}

ImportGround::~ImportGround() {
  store_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void ImportGround::start_anew() {
  const fs::path path = folder_ / ("store-" + std::to_string(++stores_) + ".db");
  store_ = open_sqlite(path.string(), OpenMode::create_or_open, catalogue());
}

std::string ImportGround::file(const std::string& name, const std::string& text) const {
  std::ofstream stream(folder_ / name, std::ios::binary);
  stream << text;
  REQUIRE(stream);
  return name;
}

std::variant<ImportSummary, ImportRefusal> ImportGround::import(ImportOptions options) {
  for (std::string& name : options.files) name = (folder_ / name).string();
  if (options.now == Instant{}) options.now = instant("2026-01-15T12:00Z");
  rejects_.clear();
  rejected_.clear();
  const auto outcome = import_files(store(), catalogue(), visible_map(), options, [this](const csv::RejectedRow& row) {
    rejected_.push_back(row);
    csv::RejectedRow named = row;
    named.file = fs::path(row.file).filename().string();
    rejects_.push_back(csv::refusal_text(named));
  });
  if (const auto* refusal = std::get_if<ImportRefusal>(&outcome)) {
    std::string text = refusal->text;
    if (text.starts_with(folder_.string())) text.erase(0, folder_.string().size() + 1);
    return ImportRefusal{refusal->kind, text};
  }
  return outcome;
}

ImportSummary ImportGround::imported(ImportOptions options) {
  const auto outcome = import(std::move(options));
  if (const auto* refusal = std::get_if<ImportRefusal>(&outcome)) FAIL(refusal->text);
  return std::get<ImportSummary>(outcome);
}

ImportSummary ImportGround::imported(std::vector<std::string> files) {
  ImportOptions options;
  options.files = std::move(files);
  return imported(std::move(options));
}

ImportGround::Export ImportGround::exported(std::optional<Instant> as_of) {
  const fs::path folder = folder_ / "out";
  const auto summary = export_csv(store(), catalogue(), {folder.string(), {}, as_of});
  if (!summary) FAIL(summary.refusal().text);
  return {text_of(folder / "patients.csv"), text_of(folder / "measurements.csv"), text_of(folder / "events.csv")};
}

}  // namespace myotrend::test
