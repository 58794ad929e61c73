#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "monitor/judgement.h"
#include "myotrend/monitor.h"

namespace myotrend {
namespace {

/// Patients whose judgements are kept in one transaction: long enough to be worth a commit to disk, short enough that a
/// person at the keyboard does not wait for the write lock.
constexpr std::size_t batch_size = 200;
/// Judgements computed ahead of the writer, to bound the memory.
constexpr std::size_t batches_ahead = 4;

struct Due {
  PatientId id;
  Zone zone;
  std::int64_t revision = 0;  // before its facts were read; if it has moved since, the judgement is made again
  LastJudgement last;
};

/// Time alone can change a judgement (a window runs out, data become stale), by civil days: another day, another look.
bool due(const PatientState& state, const Zone& zone, const std::string& stamp, const ScanOptions& options) {
  if (state.alert_due && *state.alert_due <= options.now) return true;  // an acknowledgement or a snooze has run out
  if (options.full || state.judged_revision != state.revision || state.judged_stamp != stamp) return true;
  return zone.day_of(state.judged_at) != zone.day_of(options.now);
}

std::vector<Due> patients_due(Store& store, const std::string& stamp, const ScanOptions& options) {
  const auto states = store.states();
  std::vector<Due> all;
  auto state = states.begin();
  for (const Patient& patient : store.patients()) {
    while (state != states.end() && state->id < patient.id) ++state;
    if (state == states.end() || state->id != patient.id) continue;  // added while we read
    if (due(*state, patient.zone, stamp, options))
      all.push_back({patient.id, patient.zone, state->revision, {state->judged_stamp, state->judged_at}});
  }
  return all;
}

/// From a Store or a Transaction.
template <class Source>
std::optional<History> history_unless_erased(Source& source, const PatientId& id) {
  try {
    return source.history_of(id, Depth::facts);
  } catch (const std::out_of_range&) {  // erased by somebody else since the scan began: nothing to judge
    return std::nullopt;
  }
}

/// `now`, or later if something was recorded after the scan began: what is marked as judged must have been seen.
Instant now_of(const History& history, Instant now) {
  const auto take = [&now](const auto& facts) {
    for (const auto& fact : facts) now = std::max(now, fact.recorded);
  };
  take(history.readings);
  take(history.signs);
  take(history.events);
  take(history.corrections);
  take(history.retractions);
  for (const Event& event : history.events) now = std::max(now, event.end_recorded.value_or(now));
  for (const AlertResolved& resolved : history.resolved) now = std::max(now, resolved.at);
  return now;
}

/// Judges patients in parallel, each worker with a connection of its own, and hands the results out in order.
class Workers {
 public:
  Workers(Store& store, const pathway::Rulebook& rulebook, const std::vector<Due>& due, const ScanOptions& options)
      : rulebook_(rulebook), due_(due), now_(options.now), computed_(due.size()), done_(due.size(), false) {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t jobs =
        std::min<std::size_t>(options.jobs ? options.jobs : cores, (due.size() + batch_size - 1) / batch_size);
    for (std::size_t job = 0; job < std::max<std::size_t>(1, jobs); ++job) readers_.push_back(store.reader());
    for (auto& reader : readers_) threads_.emplace_back([this, &reader] { work(*reader); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    room_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  /// The judgement of the patient at `index`, none if erased meanwhile; waits for it. Rethrows what went wrong in a
  /// worker.
  std::optional<Judgement> take(std::size_t index) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return done_[index] || fault_; });
    if (fault_) std::rethrow_exception(fault_);
    taken_ = index + 1;
    lock.unlock();
    room_.notify_all();
    return std::move(computed_[index]);
  }

 private:
  void work(Store& reader) {
    try {
      while (const auto index = next()) {
        const auto history = history_unless_erased(reader, due_[*index].id);
        std::optional<Judgement> computed;
        if (history) computed = judgement_of(rulebook_, *history, now_);
        const std::lock_guard lock(mutex_);
        computed_[*index] = std::move(computed);
        done_[*index] = true;
        ready_.notify_all();
      }
    } catch (...) {  // carried to the thread that asked; it ends where all exceptions end
      const std::lock_guard lock(mutex_);
      if (!fault_) fault_ = std::current_exception();
      ready_.notify_all();
    }
  }

  std::optional<std::size_t> next() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || next_ >= due_.size() || next_ < taken_ + batches_ahead * batch_size; });
    if (stopped_ || fault_ || next_ >= due_.size()) return std::nullopt;
    return next_++;
  }

  const pathway::Rulebook& rulebook_;
  const std::vector<Due>& due_;
  Instant now_;
  std::vector<std::optional<Judgement>> computed_;
  std::vector<char> done_;
  std::mutex mutex_;
  std::condition_variable ready_, room_;
  std::size_t next_ = 0, taken_ = 0;
  bool stopped_ = false;
  std::exception_ptr fault_;
  std::vector<std::unique_ptr<Store>> readers_;
  std::vector<std::thread> threads_;
};

bool raises(AlertChangeKind change) {
  return change == AlertChangeKind::raised || change == AlertChangeKind::worsened ||
         change == AlertChangeKind::reopened || change == AlertChangeKind::lapsed;
}

}  // namespace

ScanSummary Monitor::scan(const ScanOptions& options, const std::function<void(const AlertChange&, const Zone&)>& tell,
                          const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const auto due = patients_due(store_, rulebook_.stamp(), options);
  ScanSummary summary;
  summary.patients = static_cast<std::int64_t>(due.size());
  if (due.empty()) return summary;
  Workers workers(store_, rulebook_, due, options);
  for (std::size_t begin = 0; begin < due.size(); begin += batch_size) {
    const std::size_t end = std::min(due.size(), begin + batch_size);
    std::vector<std::optional<Judgement>> judgements;
    for (std::size_t index = begin; index < end; ++index) judgements.push_back(workers.take(index));

    std::vector<std::pair<AlertChange, Zone>> changes;
    const auto transaction = store_.begin();
    for (std::size_t index = begin; index < end; ++index) {
      std::optional<Judgement>& judgement = judgements[index - begin];
      Instant now = options.now;
      if (!judgement || transaction->revision_of(due[index].id) != due[index].revision) {
        const auto history = history_unless_erased(*transaction, due[index].id);
        if (!history) continue;
        now = now_of(*history, now);
        judgement = judgement_of(rulebook_, *history, now);
      }
      ++summary.judged;
      for (AlertStep& step : keep_judgement(*transaction, rulebook_, *judgement, now, [&] { return due[index].last; }))
        changes.emplace_back(std::move(step.change), due[index].zone);
    }
    transaction->commit();
    for (const auto& [change, zone] : changes) {
      ++summary.changes;
      if (raises(change.change)) ++summary.raised;
      tell(change, zone);
    }
    if (progress) progress(static_cast<std::int64_t>(end), summary.patients);
  }
  return summary;
}

}  // namespace myotrend
