#include "myotrend/replay/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <ostream>
#include <thread>

#include "commands.h"
#include "myotrend/exchange/csv.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct ReplayArguments {
  std::string decisions, report;
  unsigned every = 1, jobs = 0;
};

struct Replayed {
  std::vector<replay::Decision> decisions;
  bool has_facts = false, recorded_on_import = false;
};

/// Each patient by itself, in parallel; the result does not depend on the number of jobs.
class Rerun {
 public:
  Rerun(Session& session, const pathway::Rulebook& rules, replay::Options options)
      : rules_(rules), options_(options), ids_(session.store().patient_ids()), replayed_(ids_.size()) {}

  void run(Store& store, unsigned jobs) {
    const std::size_t wanted = jobs ? jobs : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::unique_ptr<Store>> readers;
    for (std::size_t job = 0; job < std::min(wanted, std::max<std::size_t>(1, ids_.size())); ++job)
      readers.push_back(store.reader());
    std::vector<std::thread> threads;
    for (auto& reader : readers) threads.emplace_back([this, &reader] { work(*reader); });
    for (std::thread& thread : threads) thread.join();
    if (fault_) std::rethrow_exception(fault_);
  }

  const std::vector<PatientId>& ids() const { return ids_; }
  const std::vector<Replayed>& replayed() const { return replayed_; }

 private:
  void work(Store& reader) {
    try {
      for (std::size_t index = next_++; index < ids_.size(); index = next_++) {
        const History history = reader.history_of(ids_[index], Depth::facts);
        const bool has_facts = !history.readings.empty() || !history.signs.empty() || !history.events.empty();
        replayed_[index] = {replay::decisions(rules_, history, options_), has_facts,
                            has_facts && replay::recorded_on_import(history)};
      }
    } catch (...) {  // carried to the main thread
      next_ = ids_.size();
      const std::lock_guard lock(mutex_);
      if (!fault_) fault_ = std::current_exception();
    }
  }

  const pathway::Rulebook& rules_;
  replay::Options options_;
  std::vector<PatientId> ids_;
  std::vector<Replayed> replayed_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr fault_;
};

std::string decisions_csv(const Rerun& rerun, const std::optional<Instant>& as_of) {
  std::string text;
  csv::Writer writer(text);
  writer.field("patient_id").field("decision_date").field("disposition").end_row();
  for (std::size_t index = 0; index < rerun.ids().size(); ++index) {
    for (const replay::Decision& decision : rerun.replayed()[index].decisions) {
      // A decision sees what was recorded by the end of its day: later days are all that --as-of leaves out.
      if (as_of && Zone().start_of(decision.day) > *as_of) continue;
      writer.field(rerun.ids()[index].text).field(iso_text(decision.day)).field(word_of(decision.disposition));
      writer.end_row();
    }
  }
  return text;
}

std::string summary_text(const Rerun& rerun) {
  std::array<std::size_t, 6> reached{};
  std::size_t on_import = 0;
  for (const Replayed& each : rerun.replayed()) {
    on_import += each.recorded_on_import ? 1U : 0U;
    for (const replay::Decision& decision : each.decisions) ++reached[static_cast<std::size_t>(decision.disposition)];
  }
  std::string text = fmt::format("patients replayed: {}\n", rerun.ids().size());
  for (std::size_t level = reached.size(); level-- > 0;)
    text += fmt::format("reached {}: {}\n", word_of(static_cast<Disposition>(level)), reached[level]);
  text += fmt::format("patients most of whose facts were recorded on one day: {}\n", on_import);
  return text;
}

int run_replay(const ReplayArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  std::optional<Instant> until;
  if (!session.arguments().as_of.empty()) until = *as_of;
  Rerun rerun(session, **rules, {static_cast<int>(arguments.every)});
  rerun.run(session.store(), arguments.jobs);
  std::size_t with_facts = 0, on_import = 0;
  for (const Replayed& each : rerun.replayed()) {
    with_facts += each.has_facts ? 1U : 0U;
    on_import += each.recorded_on_import ? 1U : 0U;
  }
  if (2 * on_import > with_facts)
    err << "note: most facts were recorded on the day of their import, and a replay sees nothing before it; import "
           "with "
           "--recorded-as-effective to take each as known when it held\n";
  if (const auto failure = write_file(arguments.decisions, decisions_csv(rerun, until))) return failed(err, *failure);
  if (!arguments.report.empty())
    if (const auto failure = write_file(arguments.report, summary_text(rerun))) return failed(err, *failure);
  if (session.json()) {
    out << fmt::format("{{\"schema\":\"myotrend.replay/1\",\"patients\":{}}}\n", rerun.ids().size());
  } else if (!session.quiet()) {
    out << fmt::format("replayed {} patients into {}\n", rerun.ids().size(), arguments.decisions);
  }
  return done;
}

}  // namespace

CommandSyntax replay_syntax() {
  auto told = std::make_shared<ReplayArguments>();
  CommandSyntax replay("replay", "What would have been decided on each day, with what was known then",
                       "myotrend replay -o decisions.csv");
  replay.runs(told, run_replay);
  replay.takes("-o,--output", &told->decisions, "Where the decisions go").required().of(Value::file);
  replay.takes("--every", &told->every, "Decide every so many days").within(1, 366).of(Value::number, "DAYS");
  replay.takes("--jobs", &told->jobs, "Threads; else one for each core").within(1, 1024);
  replay.takes("--report", &told->report, "Where a summary goes").of(Value::file);
  return replay;
}

}  // namespace myotrend::cli
