#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "session.h"

namespace myotrend::cli {

/// What a scan did, for the figures it leaves.
struct ScanRun {
  ScanSummary summary;
  std::map<AlertChangeKind, std::int64_t> changes;
  Instant ended{};
  std::chrono::microseconds took{};
};

/// Writes the figures for Prometheus, whole or not at all, and readable by everybody: they hold nothing of any person.
std::optional<Failure> write_metrics(const std::string& file, const ScanRun& run, Session& session);

}  // namespace myotrend::cli
