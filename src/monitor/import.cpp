#include "myotrend/monitor/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <thread>

#include "monitor/import_hand_over.h"
#include "monitor/import_writer.h"

namespace myotrend {

namespace {

using Files = std::vector<std::unique_ptr<ImportFile>>;
constexpr std::size_t batches_ahead = 2;
constexpr std::int64_t rows_per_commit = 4'096;  // of patients and events

Result<Files> open_all(const std::vector<std::string>& names) {
  Files files;
  for (const std::string& name : names) {
    auto file = ImportFile::open(name);
    if (!file) return file.refusal();
    files.push_back(std::move(file).value());
  }
  std::stable_sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
    return static_cast<int>(a->columns().kind()) < static_cast<int>(b->columns().kind());
  });
  return files;
}

bool names_patients(const csv::Columns& columns) {
  switch (columns.kind()) {
    case csv::FileKind::patients: return true;
    case csv::FileKind::events: return columns.has(csv::EventColumn::patient_id);
    case csv::FileKind::measurements: return columns.has(csv::MeasurementColumn::patient_id);
    case csv::FileKind::visible: break;
  }
  return false;
}

// What can be told before anything is written.
std::optional<ImportRefusal> refused(Store& store, const Files& files, const ImportOptions& options) {
  const bool patients_come = std::any_of(
      files.begin(), files.end(), [](const auto& file) { return file->columns().kind() == csv::FileKind::patients; });
  if (options.patient && !patients_come && !store.patient(*options.patient))
    return ImportRefusal{ImportRefusal::Kind::no_such_patient, fmt::format("no patient \"{}\"", options.patient->text)};
  for (const auto& file : files) {
    if (names_patients(file->columns()) || options.patient || options.one_patient) continue;
    return ImportRefusal{ImportRefusal::Kind::usage,
                         fmt::format("{}: its rows do not name the patient; use --patient ID", file->name())};
  }
  return std::nullopt;
}

/// One import: its files, one after the other, into the writer.
class Import {
 public:
  Import(Store& store, const Catalogue& catalogue, const VisibleMap& visible, const ImportOptions& options,
         const std::function<void(const csv::RejectedRow&)>& rejected,
         const std::function<void(const ImportProgress&)>& progress)
      : store_(store),
        catalogue_(catalogue),
        visible_(visible),
        options_(options),
        progress_(progress),
        writer_(store, catalogue, options, rejected),
        patients_(store) {}

  ImportSummary run(Files& files) {
    for (const auto& file : files) progress_now_.bytes_total += file->bytes_total();
    for (auto& file : files) {
      progress_now_.file = file->name();
      switch (file->columns().kind()) {
        case csv::FileKind::patients: import_patients(*file); break;
        case csv::FileKind::events: import_events(*file); break;
        case csv::FileKind::measurements:
        case csv::FileKind::visible: import_facts(*file); break;
      }
      writer_.finish_file();
      bytes_before_ += file->reader().bytes_passed();
      file.reset();
    }
    return writer_.finish();
  }

 private:
  void tell_progress(std::uint64_t bytes_passed, std::int64_t rows) {
    progress_now_.bytes = bytes_before_ + bytes_passed;
    progress_now_.rows += rows;
    if (progress_) progress_(progress_now_);
  }

  // Takes each sound row to `take`, which may refuse it, and commits now and then.
  template <class Take>
  void import_rows(ImportFile& file, Take take) {
    std::int64_t rows = 0, counted = 0;
    const auto count = [&] {
      writer_.count_rows(rows - counted);
      tell_progress(file.reader().bytes_passed(), rows - counted);
      counted = rows;
    };
    while (file.next_row(rows, [this](csv::RejectedRow row) { writer_.reject(std::move(row)); })) {
      if (const std::optional<Refusal> refusal = take(file.reader().fields()))
        writer_.reject(file.rejected(refusal->text));
      if (rows - counted < rows_per_commit) continue;
      writer_.end_batch();
      count();
    }
    count();
  }

  void import_patients(ImportFile& file) {
    import_rows(file, [&](csv::Fields fields) -> std::optional<Refusal> {
      const auto row = csv::patient_of_row(file.columns(), fields, options_.now);
      if (!row) return row.refusal();
      bool added = false;
      if (const auto refusal = writer_.write(*row, added)) return refusal;
      // What is not committed yet is not seen by the connection that checks the rows of facts.
      if (added && (options_.strict || options_.dry_run)) patients_.add(row->patient);
      return std::nullopt;
    });
  }

  void import_events(ImportFile& file) {
    import_rows(file, [&](csv::Fields fields) -> std::optional<Refusal> {
      std::optional<std::string_view> id;
      if (names_patients(file.columns())) id = file.columns().word(fields, csv::EventColumn::patient_id);
      const auto patient = patient_told(id, patients_, options_);
      if (!patient) return patient.refusal();
      const auto row =
          csv::event_of_row(file.columns(), fields, (*patient)->zone, options_.now, options_.recorded_as_effective);
      if (!row) return row.refusal();
      if (auto refusal = impossible_in((*patient)->life, (*patient)->zone, row->start, word_of(row->kind)))
        return *refusal;
      return writer_.write(**patient, *row);
    });
  }

  // Rows are read and checked in one thread and written in this one; what comes of them does not depend on that.
  void import_facts(ImportFile& file) {
    const std::unique_ptr<Store> reading = store_.reader();
    patients_.look_in(*reading);
    FactReader reader(file, patients_, catalogue_, visible_, options_);
    HandOver<std::unique_ptr<FactBatch>> batches(batches_ahead);
    std::exception_ptr fault;
    std::thread thread([&] {
      try {
        while (auto batch = reader.next())
          if (!batches.give(std::move(batch))) break;
      } catch (...) {
        fault = std::current_exception();
      }
      batches.close();
    });
    try {
      while (auto batch = batches.take()) {
        writer_.write(**batch, file.name());
        tell_progress((*batch)->bytes_passed, (*batch)->rows);
      }
    } catch (...) {
      batches.close();
      thread.join();
      throw;
    }
    thread.join();
    patients_.look_in(store_);
    if (fault) std::rethrow_exception(fault);
  }

  Store& store_;
  const Catalogue& catalogue_;
  const VisibleMap& visible_;
  const ImportOptions& options_;
  const std::function<void(const ImportProgress&)>& progress_;
  ImportWriter writer_;
  PatientsKnown patients_;
  ImportProgress progress_now_;
  std::uint64_t bytes_before_ = 0;
};

}  // namespace

std::variant<ImportSummary, ImportRefusal> import_files(Store& store, const Catalogue& catalogue,
                                                        const VisibleMap& visible, const ImportOptions& options,
                                                        const std::function<void(const csv::RejectedRow&)>& rejected,
                                                        const std::function<void(const ImportProgress&)>& progress) {
  Result<Files> opened = open_all(options.files);
  if (!opened) return ImportRefusal{ImportRefusal::Kind::datum, opened.refusal().text};
  Files files = std::move(opened).value();
  if (auto refusal = refused(store, files, options)) return *refusal;
  return Import(store, catalogue, visible, options, rejected, progress).run(files);
}

}  // namespace myotrend
