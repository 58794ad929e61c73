#include "report_batch.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "each_patient.h"
#include "output_place.h"

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

/// `[####......] 412 of 1000 reports`, drawn over itself.
void tell_progress(std::size_t finished, std::size_t of, std::ostream& err) {
  constexpr std::size_t width = 30;
  const std::size_t full = of ? width * finished / of : width;
  err << fmt::format("\r[{}{}] {} of {} reports", std::string(full, '#'), std::string(width - full, '.'), finished, of)
      << std::flush;
}

}  // namespace

int write_all_pages(const PageWanted& wanted, const std::string& folder, unsigned jobs, Session& session,
                    std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  if (fault) return failed(err, Failure{Exit::refused, fmt::format("{} cannot be made: {}", folder, fault.message())});
  if (const auto as_of = session.as_of(Zone()); !as_of) return failed(err, as_of.failure());
  const auto ids = session.store().patient_ids();
  const bool bar = isatty(STDERR_FILENO) != 0 && !session.quiet();
  std::vector<std::optional<std::string>> faults(ids.size());
  std::atomic<std::size_t> written{0};
  std::mutex clock;
  each_patient(
      session.store(), ids, jobs,
      [&](std::size_t index, const History& history) {
        const auto as_of = [&] {
          const std::lock_guard lock(clock);
          return session.as_of(history.patient.zone);
        }();
        if (!as_of) {
          faults[index] = as_of.failure().text;
          return;
        }
        const auto bytes = page_bytes(wanted, **rules, Shown{history, *as_of});
        const std::string file = (std::filesystem::path(folder) / file_name_of(ids[index], wanted.ending)).string();
        auto failure = refused_as_output(session, file);
        if (!failure) failure = bytes ? write_file(file, *bytes) : std::optional(bytes.failure());
        if (failure)
          faults[index] = ids[index].text + ": " + failure->text;
        else
          ++written;
      },
      [&](std::size_t finished) {
        if (bar) tell_progress(finished, ids.size(), err);
      },
      Depth::everything);
  if (bar) err << "\r\x1b[K";
  std::vector<std::string> failures;
  for (const auto& fault_told : faults)
    if (fault_told) failures.push_back(*fault_told);
  for (const auto& one : failures) err << "myotrend: " << one << '\n';
  if (session.json()) {
    out << nlohmann::ordered_json{{"schema", "myotrend.written/1"}, {"folder", folder}, {"reports", written.load()}}
               .dump()
        << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("wrote {} report{} to {}\n", written.load(), written == 1 ? "" : "s", folder);
  }
  return failures.empty() ? done : written > 0 ? partly : refused;
}

}  // namespace myotrend::cli
