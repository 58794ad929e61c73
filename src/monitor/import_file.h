#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "myotrend/exchange/columns.h"
#include "myotrend/exchange/csv.h"
#include "myotrend/exchange/rejects.h"

namespace myotrend {

/// A file that is being imported: open, its header read.
class ImportFile {
 public:
  /// Refuses what cannot be read or has no sound header, naming the file. `-` is the standard input.
  static Result<std::unique_ptr<ImportFile>> open(const std::string& name);

  const std::string& name() const { return name_; }
  const csv::Columns& columns() const { return *columns_; }
  csv::Reader& reader() { return reader_; }
  std::uint64_t bytes_total() const { return bytes_total_; }
  /// A file on disk, which can be read a second time.
  bool regular() const { return regular_; }
  /// The row the reader stands on, with the reason why it is not taken.
  csv::RejectedRow rejected(std::string reason) const;
  /// The next row; a bad one is told to `reject`. False at the end.
  template <class Reject>
  bool next_row(std::int64_t& rows, Reject reject);

 private:
  struct Closed {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  ImportFile(std::string name, std::FILE* file);

  std::string name_;
  std::unique_ptr<std::FILE, Closed> file_;
  csv::Reader reader_;
  std::optional<csv::Columns> columns_;
  std::string header_;
  std::uint64_t bytes_total_ = 0;
  bool regular_ = false;
};

/// `7 fields, but the header names 8 columns`.
std::string wrong_count(std::size_t fields, std::size_t columns);

template <class Reject>
bool ImportFile::next_row(std::int64_t& rows, Reject reject) {
  while (true) {
    const csv::Got got = reader_.next();
    if (got == csv::Got::end) return false;
    ++rows;
    if (got == csv::Got::row && reader_.fields().size() == columns_->count()) return true;
    reject(rejected(got == csv::Got::row ? wrong_count(reader_.fields().size(), columns_->count()) : reader_.reason()));
  }
}

}  // namespace myotrend
