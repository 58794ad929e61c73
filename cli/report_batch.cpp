#include "report_batch.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

namespace myotrend::cli {
namespace {

/// A name that is a file's on every system: other characters are told by their numbers.
std::string file_name_of(const PatientId& id, const std::string& ending) {
  std::string name;
  for (const char c : id.text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    name += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return name + ending;
}

/// Hands out patients one at a time; the store is read by one thread at a time, pages are made by all.
class Batch {
 public:
  Batch(const PageWanted& wanted, const std::string& folder, Session& session, const pathway::Rulebook& rules,
        std::ostream& err)
      : wanted_(wanted),
        folder_(folder),
        session_(session),
        rules_(rules),
        err_(err),
        ids_(session.store().patient_ids()),
        bar_(isatty(STDERR_FILENO) && !session.quiet()) {}

  void run(unsigned jobs) {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    const unsigned threads =
        std::min<unsigned>(jobs > 0 ? jobs : cores, static_cast<unsigned>(std::max<std::size_t>(ids_.size(), 1)));
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < threads; ++i) workers.emplace_back([this] { work(); });
    work();
    for (auto& worker : workers) worker.join();
    if (fault_) std::rethrow_exception(fault_);
    if (bar_) err_ << "\r\x1b[K";
  }
  std::size_t written() const { return written_; }
  const std::vector<std::string>& failures() const { return failures_; }

 private:
  void work() {
    try {
      while (auto shown = next()) make(*shown);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!fault_) fault_ = std::current_exception();
      at_ = ids_.size();
    }
  }

  std::optional<Shown> next() {
    const std::lock_guard lock(mutex_);
    while (at_ < ids_.size()) {
      const PatientId id = ids_[at_++];
      const auto patient = session_.store().patient(id);
      if (!patient) continue;
      const auto as_of = session_.as_of(patient->zone);
      if (!as_of) {
        failures_.push_back(as_of.failure().text);
        at_ = ids_.size();
        return std::nullopt;
      }
      return Shown{session_.store().history_of(id, Depth::everything), *as_of};
    }
    return std::nullopt;
  }

  void make(const Shown& shown) {
    const PatientId& id = shown.history.patient.id;
    const auto bytes = page_bytes(wanted_, rules_, shown);
    std::optional<Failure> failure;
    if (!bytes) {
      failure = bytes.failure();
    } else {
      failure = write_file((std::filesystem::path(folder_) / file_name_of(id, wanted_.ending)).string(), *bytes);
    }
    const std::lock_guard lock(mutex_);
    if (failure) {
      failures_.push_back(id.text + ": " + failure->text);
    } else {
      ++written_;
    }
    tell_progress();
  }

  void tell_progress() {
    const std::size_t done_now = written_ + failures_.size();
    if (!bar_ || ids_.empty()) return;
    constexpr std::size_t width = 30;
    const std::size_t full = width * done_now / ids_.size();
    err_ << fmt::format("\r[{}{}] {} of {} reports", std::string(full, '#'), std::string(width - full, '.'), done_now,
                        ids_.size())
         << std::flush;
  }

  const PageWanted& wanted_;
  const std::string& folder_;
  Session& session_;
  const pathway::Rulebook& rules_;
  std::ostream& err_;
  std::vector<PatientId> ids_;
  bool bar_;
  std::mutex mutex_;
  std::size_t at_ = 0, written_ = 0;
  std::vector<std::string> failures_;
  std::exception_ptr fault_;
};

}  // namespace

int write_all_pages(const PageWanted& wanted, const std::string& folder, unsigned jobs, Session& session,
                    std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  if (fault) return failed(err, Failure{Exit::refused, fmt::format("{} cannot be made: {}", folder, fault.message())});
  Batch batch(wanted, folder, session, **rules, err);
  batch.run(jobs);
  std::vector<std::string> failures = batch.failures();
  std::sort(failures.begin(), failures.end());
  for (const auto& failure : failures) err << "myotrend: " << failure << '\n';
  if (session.json()) {
    out << nlohmann::ordered_json{{"schema", "myotrend.written/1"}, {"folder", folder}, {"reports", batch.written()}}
               .dump()
        << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("wrote {} report{} to {}\n", batch.written(), batch.written() == 1 ? "" : "s", folder);
  }
  return failures.empty() ? done : batch.written() > 0 ? partly : refused;
}

}  // namespace myotrend::cli
