#include "output_place.h"

#include <fmt/format.h>

#include <filesystem>

namespace myotrend::cli {

namespace fs = std::filesystem;

bool same_file(const std::string& one, const std::string& other) {
  if (one.empty() || other.empty()) return false;
  std::error_code fault;
  if (fs::equivalent(one, other, fault) && !fault) return true;
  std::error_code one_fault, other_fault;
  const fs::path a = fs::weakly_canonical(one, one_fault), b = fs::weakly_canonical(other, other_fault);
  return !one_fault && !other_fault && a == b;
}

std::optional<Failure> refused_as_output(const Session& session, const std::string& file) {
  const std::string store = session.store_place();
  if (same_file(file, store)) return Failure{refused, fmt::format("{} is the store itself; give another path", file)};
  for (const char* ending : {"-wal", "-shm", "-journal"})
    if (same_file(file, store + ending))
      return Failure{refused, fmt::format("{} belongs to the store; give another path", file)};
  // A file is written under this name, and renamed when it is whole.
  if (same_file(file + ".part", store))
    return Failure{refused, fmt::format("{}.part is the store itself; give another path", file)};
  return std::nullopt;
}

std::optional<Failure> refused_as_output(const Session& session, std::initializer_list<std::string> files) {
  for (const std::string& file : files)
    if (auto failure = refused_as_output(session, file)) return failure;
  return std::nullopt;
}

}  // namespace myotrend::cli
