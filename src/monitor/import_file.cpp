#include "monitor/import_file.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace myotrend {

namespace {

Refusal cannot_read(const std::string& name, const char* why) {
  return {fmt::format("{}: cannot be read: {}", name, why)};
}

}  // namespace

ImportFile::ImportFile(std::string name, std::FILE* file)
    : name_(std::move(name)), file_(file), reader_([this](char* to, std::size_t size) {
        const std::size_t got = std::fread(to, 1, size, file_.get());
        if (got == 0 && std::ferror(file_.get()) != 0)
          throw std::runtime_error(fmt::format("{}: cannot be read on: {}", name_, std::strerror(errno)));
        return got;
      }) {}

Result<std::unique_ptr<ImportFile>> ImportFile::open(const std::string& name) {
  const bool standard_input = name == "-";
  std::FILE* const opened = standard_input ? fdopen(dup(STDIN_FILENO), "rbe") : std::fopen(name.c_str(), "rbe");
  if (opened == nullptr) return cannot_read(name, std::strerror(errno));
  std::unique_ptr<ImportFile> file(new ImportFile(name, opened));
  struct stat status {};
  if (fstat(fileno(opened), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return cannot_read(name, "it is a folder");
    file->regular_ = S_ISREG(status.st_mode) && !standard_input;
    if (file->regular_) file->bytes_total_ = static_cast<std::uint64_t>(status.st_size);
  }
  std::setvbuf(opened, nullptr, _IONBF, 0);
  csv::Reader& reader = file->reader_;
  const csv::Got got = reader.next();
  if (got == csv::Got::end)
    return Refusal{fmt::format("{}:1: the file is empty; its first line has to name the columns", name)};
  const auto line = static_cast<std::uint64_t>(reader.line());
  if (got != csv::Got::row) return Refusal{fmt::format("{}:{}: {}", name, line, reader.reason())};
  const auto columns = csv::Columns::named(reader.fields());
  if (!columns) return Refusal{fmt::format("{}:{}: {}", name, line, columns.refusal().text)};
  file->columns_ = *columns;
  file->header_ = reader.text();
  if (columns->mended()) {
    file->header_.clear();
    csv::Writer writer(file->header_);
    for (const std::string_view field : reader.fields().first(columns->count() - 2)) writer.field(field);
  }
  return file;
}

csv::RejectedRow ImportFile::rejected(std::string reason) const {
  const std::size_t columns = columns_->count() - (columns_->mended() ? 2 : 0);
  csv::RejectedRow row{name_, header_,          columns, reader_.line(), csv::readable(reader_.text()),
                       false, std::move(reason)};
  row.in_columns = reader_.fields().size() == columns_->count();
  if (columns_->mended() && row.in_columns) {
    row.text.clear();
    csv::Writer writer(row.text);
    for (const std::string_view field : reader_.fields().first(columns)) writer.field(field);
  }
  return row;
}

std::string wrong_count(std::size_t fields, std::size_t columns) {
  return fmt::format("{} {}, but the header names {} columns", fields, fields == 1 ? "field" : "fields", columns);
}

}  // namespace myotrend
