#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "myotrend/alert/outbox.h"

namespace myotrend::deliver {

/// What a run of `scan` leaves for Prometheus. Nothing of any person: only counts and times.
struct ScanFigures {
  std::string version;
  Instant ended{};
  std::chrono::microseconds took{};
  std::int64_t patients = 0, judged = 0;
  std::map<AlertChangeKind, std::int64_t> changes;                             // in this run
  std::map<std::pair<Disposition, AlertState>, std::int64_t> standing_alerts;  // of all patients
  OutboxState outbox;
  std::optional<Instant> delivered;  // the last delivery that ended
};

/// The text format of Prometheus, for the textfile collector of the node exporter. Every series is there from the first
/// run on, so that a count that is not there yet is a zero and no gap.
std::string metrics_text(const ScanFigures& figures);

}  // namespace myotrend::deliver
