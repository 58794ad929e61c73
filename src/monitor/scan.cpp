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
constexpr std::size_t batch_size = 500;
/// Judgements computed ahead of the writer, to bound the memory.
constexpr std::size_t batches_ahead = 2;
/// Patients that are looked for at once, for the same reason.
constexpr std::size_t page_size = 20'000;

/// What a worker found out about a patient.
struct Found {
  std::optional<Judgement> judgement;       // made of the whole history
  std::optional<KeptStandpoint> confirmed;  // or: gone on from the kept one, and nothing that anybody is told of moved
  Instant look_again{};
  Zone zone;
};

/// From a Store or a Transaction.
template <class Source>
std::optional<History> history_unless_erased(Source& source, const PatientId& id) {
  try {
    return source.history_of(id, Depth::facts);
  } catch (const std::out_of_range&) {  // erased by somebody else since the scan began: nothing to judge
    return std::nullopt;
  }
}

LastJudgement last_judgement_of(const PatientDue& due) { return {due.judged_stamp, due.judged_at}; }

/// Goes on from where the patient's judgement stands, over what is new. Nothing: it has to be made of the whole
/// history, because it was never kept, is of another stamp, late or changed facts have come, a reading may be one that
/// is known already and came again, or what is decided has moved.
std::optional<Found> gone_on(Store& reader, const pathway::Rulebook& rulebook, const std::string& stamp,
                             const PatientDue& due, Instant now) {
  auto kept = reader.standpoint_of(due.id);
  if (!kept || kept->stamp != stamp || kept->assessed_at > now) return std::nullopt;
  const News news = reader.news_of(due.id, kept->newest_fact);
  if (kept->revision + news.facts != due.revision) return std::nullopt;
  const Picture picture = known_at(news.history, now);
  const bool came_again = std::any_of(picture.readings.begin(), picture.readings.end(), [&](const Reading& reading) {
    return reading.effective <= kept->newest_fact + repeat_window;
  });
  if (came_again || newest_recorded(news.history, now) != now) return std::nullopt;
  auto standpoint = pathway::gone_on(rulebook, news.history.patient, kept->state, picture);
  if (!standpoint || standpoint->decided != kept->decided) return std::nullopt;
  kept->revision = due.revision;
  kept->newest_fact = standpoint->newest_fact;
  kept->state = std::move(standpoint->state);
  Found found;
  found.confirmed = std::move(kept);
  found.look_again = standpoint->look_again;
  return found;
}

/// Judges patients in parallel, each worker with a connection of its own, and hands the results out in order.
class Workers {
 public:
  Workers(Store& store, const pathway::Rulebook& rulebook, const std::vector<PatientDue>& due,
          const ScanOptions& options)
      : rulebook_(rulebook),
        stamp_(standpoint_stamp(rulebook)),
        due_(due),
        options_(options),
        computed_(due.size()),
        done_(due.size(), false) {
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

  /// What was found about the patient at `index`, nothing if erased meanwhile; waits for it. Rethrows what went wrong
  /// in a worker.
  Found take(std::size_t index) {
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
        Found found = find_out(reader, due_[*index]);
        const std::lock_guard lock(mutex_);
        computed_[*index] = std::move(found);
        done_[*index] = true;
        ready_.notify_all();
      }
    } catch (...) {  // carried to the thread that asked; it ends where all exceptions end
      const std::lock_guard lock(mutex_);
      if (!fault_) fault_ = std::current_exception();
      ready_.notify_all();
    }
  }

  Found find_out(Store& reader, const PatientDue& due) const {
    if (!options_.full && !due.alert_due) {
      if (auto found = gone_on(reader, rulebook_, stamp_, due, options_.now)) return std::move(*found);
    }
    Found found;
    if (const auto history = history_unless_erased(reader, due.id)) {
      found.judgement = judgement_of(rulebook_, *history, options_.now);
      found.zone = history->patient.zone;
    }
    return found;
  }

  std::optional<std::size_t> next() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || next_ >= due_.size() || next_ < taken_ + batches_ahead * batch_size; });
    if (stopped_ || fault_ || next_ >= due_.size()) return std::nullopt;
    return next_++;
  }

  const pathway::Rulebook& rulebook_;
  const std::string stamp_;
  const std::vector<PatientDue>& due_;
  const ScanOptions& options_;
  std::vector<Found> computed_;
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

/// Keeps what was found about the patients of one page, batch by batch.
class Keeper {
 public:
  Keeper(Store& store, const pathway::Rulebook& rulebook, const ScanOptions& options, ScanSummary& summary)
      : store_(store), rulebook_(rulebook), options_(options), summary_(summary) {}

  std::vector<std::pair<AlertChange, Zone>> keep(Workers& workers, const std::vector<PatientDue>& due,
                                                 std::size_t begin, std::size_t end) {
    std::vector<Found> found;
    for (std::size_t index = begin; index < end; ++index) found.push_back(workers.take(index));
    std::vector<std::pair<AlertChange, Zone>> changes;
    const auto transaction = store_.begin();
    for (std::size_t index = begin; index < end; ++index)
      keep_one(*transaction, due[index], found[index - begin], changes);
    transaction->commit();
    return changes;
  }

 private:
  void keep_one(Transaction& transaction, const PatientDue& due, Found& found,
                std::vector<std::pair<AlertChange, Zone>>& changes) {
    Instant now = options_.now;
    if (found.confirmed && transaction.confirm(due.id, *found.confirmed, now, found.look_again)) {
      ++summary_.judged;
      return;
    }
    if (!found.judgement || transaction.revision_of(due.id) != due.revision) {
      const auto history = history_unless_erased(transaction, due.id);
      if (!history) return;
      // What is marked as judged must have been seen.
      now = newest_recorded(*history, now);
      found.judgement = judgement_of(rulebook_, *history, now);
      found.zone = history->patient.zone;
    }
    ++summary_.judged;
    for (AlertStep& step :
         keep_judgement(transaction, rulebook_, *found.judgement, now, [&] { return last_judgement_of(due); }))
      changes.emplace_back(std::move(step.change), found.zone);
  }

  Store& store_;
  const pathway::Rulebook& rulebook_;
  const ScanOptions& options_;
  ScanSummary& summary_;
};

}  // namespace

ScanSummary Monitor::scan(const ScanOptions& options, const std::function<void(const AlertChange&, const Zone&)>& tell,
                          const std::function<void(std::int64_t, std::int64_t)>& progress) {
  ScanSummary summary;
  Keeper keeper(store_, rulebook_, options, summary);
  DueAsked asked{rulebook_.stamp(), options.now, options.full, {}, page_size};
  for (auto due = store_.due(asked); !due.empty(); due = store_.due(asked)) {
    asked.after = due.back().id;
    summary.patients += static_cast<std::int64_t>(due.size());
    Workers workers(store_, rulebook_, due, options);
    for (std::size_t begin = 0; begin < due.size(); begin += batch_size) {
      const std::size_t end = std::min(due.size(), begin + batch_size);
      for (const auto& [change, zone] : keeper.keep(workers, due, begin, end)) {
        ++summary.changes;
        if (raises(change.change)) ++summary.raised;
        tell(change, zone);
      }
      if (progress) progress(summary.judged, summary.patients);
    }
    if (due.size() < page_size) break;
  }
  return summary;
}

}  // namespace myotrend
