#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "myotrend/store/store.h"

namespace myotrend::cli {

/// Nothing: somebody else erased the patient since the ids were read.
inline std::optional<History> history_unless_erased(Store& reader, const PatientId& id, Depth depth) {
  try {
    return reader.history_of(id, depth);
  } catch (const std::out_of_range&) {
    return std::nullopt;
  }
}

/// Reads each patient's facts (as deep as `depth`) and calls `visit(index, history)`, in parallel over `jobs` threads
/// (0: one for each core), each with a connection of its own. The order of the calls is open: a visit writes only to
/// its own place. Who was erased meanwhile is not visited. `progress` is told how many are done, one call at a time.
/// What a visit throws ends the walk and is thrown here.
inline void each_patient(Store& store, const std::vector<PatientId>& ids, unsigned jobs,
                         const std::function<void(std::size_t, const History&)>& visit,
                         const std::function<void(std::size_t)>& progress, Depth depth = Depth::facts) {
  const std::size_t wanted = jobs ? jobs : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<Store>> readers;
  for (std::size_t job = 0; job < std::min(wanted, ids.size()); ++job) readers.push_back(store.reader());
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::size_t finished = 0;
  std::exception_ptr fault;
  const auto work = [&](Store& reader) {
    try {
      for (std::size_t index = next++; index < ids.size(); index = next++) {
        if (const auto history = history_unless_erased(reader, ids[index], depth)) visit(index, *history);
        const std::lock_guard lock(mutex);
        progress(++finished);
      }
    } catch (...) {  // carried to the thread that asked
      next = ids.size();
      const std::lock_guard lock(mutex);
      if (!fault) fault = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (auto& reader : readers) threads.emplace_back([&work, &reader] { work(*reader); });
  for (std::thread& thread : threads) thread.join();
  if (fault) std::rethrow_exception(fault);
}

}  // namespace myotrend::cli
