#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "myotrend/exchange/visible.h"
#include "myotrend/monitor/export.h"
#include "myotrend/monitor/import.h"

namespace myotrend::test {

namespace fs = std::filesystem;

const Catalogue& catalogue();
const VisibleMap& visible_map();
/// The text of a file, byte for byte.
std::string text_of(const fs::path& file);
Instant instant(std::string_view text);

/// A folder with a store and the files of one test; gone afterwards.
class ImportGround {
 public:
  ImportGround();
  ~ImportGround();
  ImportGround(const ImportGround&) = delete;
  ImportGround& operator=(const ImportGround&) = delete;

  const fs::path& folder() const { return folder_; }
  Store& store() { return *store_; }
  /// Puts a new store in the place of the present one.
  void start_anew();
  /// Writes a file and gives its name.
  std::string file(const std::string& name, const std::string& text) const;

  /// Imports files of this folder; what was rejected is in rejects() as `name:line: reason`.
  std::variant<ImportSummary, ImportRefusal> import(ImportOptions options);
  /// The same, for files that are not refused.
  ImportSummary imported(std::vector<std::string> files);
  ImportSummary imported(ImportOptions options);
  const std::vector<std::string>& rejects() const { return rejects_; }
  const std::vector<csv::RejectedRow>& rejected_rows() const { return rejected_; }

  struct Export {
    std::string patients, measurements, events;
    bool operator==(const Export&) const = default;
  };
  Export exported(std::optional<Instant> as_of = {});

 private:
  fs::path folder_;
  std::unique_ptr<Store> store_;
  int stores_ = 0;
  std::vector<std::string> rejects_;
  std::vector<csv::RejectedRow> rejected_;
};

}  // namespace myotrend::test
