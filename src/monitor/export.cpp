#include "myotrend/monitor/export.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "myotrend/exchange/history_csv.h"

namespace myotrend {

namespace {

namespace fs = std::filesystem;

/// A file that appears under its name once it is whole.
class WholeFile {
 public:
  WholeFile(const fs::path& folder, const std::string& name)
      : path_(folder / name), beside_(folder / fmt::format(".{}.{}", name, getpid())) {
    descriptor_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    opened_errno_ = descriptor_ < 0 ? errno : 0;
  }
  ~WholeFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!in_place_) ::unlink(beside_.c_str());
  }
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  /// Why it could not be opened; null: it is.
  const char* fault() const { return opened_errno_ == 0 ? nullptr : std::strerror(opened_errno_); }
  std::string& text() { return text_; }
  void write_if_large() {
    if (text_.size() >= std::size_t{1} << 20) write();
  }
  /// The bytes are on disk, still beside.
  void finish() {
    write();
    if (::fsync(descriptor_) != 0) fail();
  }
  void put_in_place() {
    if (std::rename(beside_.c_str(), path_.c_str()) != 0) fail();
    in_place_ = true;
  }

 private:
  void write() {
    for (std::string_view rest = text_; !rest.empty();) {
      const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail();
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    text_.clear();
  }
  [[noreturn]] void fail() const {
    throw std::runtime_error(fmt::format("{}: cannot be written: {}", path_.string(), std::strerror(errno)));
  }

  fs::path path_, beside_;
  std::string text_;
  int descriptor_ = -1, opened_errno_ = 0;
  bool in_place_ = false;
};

}  // namespace

Result<ExportSummary> export_csv(Store& store, const Catalogue& catalogue, const ExportOptions& options,
                                 const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const fs::path folder = options.folder;
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (!fs::is_directory(folder, fault))
    return Refusal{fmt::format("{}: cannot be made or is not a folder", options.folder)};
  WholeFile patients(folder, "patients.csv"), measurements(folder, "measurements.csv"), events(folder, "events.csv");
  for (const WholeFile* file : {&patients, &measurements, &events})
    if (file->fault() != nullptr)
      return Refusal{fmt::format("{}: cannot be written: {}", options.folder, file->fault())};
  csv::write_header(csv::FileKind::patients, patients.text());
  csv::write_header(csv::FileKind::measurements, measurements.text());
  csv::write_header(csv::FileKind::events, events.text());
  const std::vector<PatientId> ids = options.patient ? std::vector<PatientId>{*options.patient} : store.patient_ids();
  ExportSummary summary;
  for (const PatientId& id : ids) {
    History history = store.history_of(id, Depth::everything);
    if (options.as_of) history = recorded_by(std::move(history), *options.as_of);
    csv::write_patient(history.patient, patients.text());
    csv::write_measurements(history, catalogue, options.as_of, measurements.text());
    csv::write_events(history, options.as_of, events.text());
    for (WholeFile* file : {&patients, &measurements, &events}) file->write_if_large();
    ++summary.patients;
    summary.readings += static_cast<std::int64_t>(history.readings.size());
    summary.signs += static_cast<std::int64_t>(history.signs.size());
    summary.events += static_cast<std::int64_t>(history.events.size());
    if (progress) progress(summary.patients, static_cast<std::int64_t>(ids.size()));
  }
  for (WholeFile* file : {&patients, &measurements, &events}) file->finish();
  for (WholeFile* file : {&patients, &measurements, &events}) file->put_in_place();
  return summary;
}

}  // namespace myotrend
