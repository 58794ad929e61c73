#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "fact_words.h"
#include "myotrend/deliver/quiet_hours.h"
#include "session.h"

namespace myotrend::cli {
namespace {

using Json = nlohmann::ordered_json;

struct StatusArguments {
  std::string max_age;
};

/// The newest run that ended by `now`; one from a future that a wrong clock once told proves nothing.
std::optional<Run> last_run(Store& store, RunKind kind, Instant now) {
  constexpr int looked_at = 200;
  for (const Run& run : store.runs(kind, looked_at))
    if (run.ended && *run.ended <= now) return run;
  return std::nullopt;
}

std::string age_text(Instant at, Instant now) {
  return deliver::duration_text(std::chrono::floor<std::chrono::seconds>(now - at));
}

struct Standing {
  Instant now{};
  std::optional<Run> scan, delivery;
  OutboxState outbox;
  std::vector<std::string> faults;  // what is wrong, if an age was asked for
};

Standing standing_of(Store& store, Instant now, std::optional<std::chrono::seconds> max_age) {
  Standing out{
      now, last_run(store, RunKind::scan, now), last_run(store, RunKind::deliver, now), store.outbox()->state(now), {}};
  if (!max_age) return out;
  const std::string limit = deliver::duration_text(*max_age);
  if (!out.scan) {
    out.faults.push_back("no scan has ever ended");
  } else if (now - *out.scan->ended > *max_age) {
    out.faults.push_back(
        fmt::format("the last scan ended {} ago, more than {}", age_text(*out.scan->ended, now), limit));
  }
  if (out.outbox.oldest_due && now - *out.outbox.oldest_due > *max_age)
    out.faults.push_back(fmt::format("a notice has waited for {}, more than {}; run myotrend deliver",
                                     age_text(*out.outbox.oldest_due, now), limit));
  if (out.outbox.dead > 0)
    out.faults.push_back(fmt::format("{} notice{} given up; see myotrend deliver --dead", out.outbox.dead,
                                     out.outbox.dead == 1 ? " was" : "s were"));
  return out;
}

Json run_json(const std::optional<Run>& run, Instant now) {
  if (!run) return nullptr;
  Json told = {{"started", iso_text(run->started, Zone())},
               {"ended", iso_text(*run->ended, Zone())},
               {"age_seconds", std::chrono::floor<std::chrono::seconds>(now - *run->ended).count()}};
  told.update(Json::parse(run->figures));
  return told;
}

void tell_json(const Standing& standing, std::ostream& out) {
  const OutboxState& box = standing.outbox;
  Json document = {{"schema", "myotrend.status/1"},
                   {"now", iso_text(standing.now, Zone())},
                   {"ok", standing.faults.empty()},
                   {"faults", standing.faults},
                   {"last_scan", run_json(standing.scan, standing.now)},
                   {"last_delivery", run_json(standing.delivery, standing.now)},
                   {"notices",
                    {{"waiting", box.unrouted + box.waiting + box.leased},
                     {"oldest_due", nullptr},
                     {"repeating", box.repeating},
                     {"sent", box.sent},
                     {"spared", box.spared},
                     {"dead", box.dead}}},
                   {"closed_channels", Json::array()}};
  if (box.oldest_due) document["notices"]["oldest_due"] = iso_text(*box.oldest_due, Zone());
  for (const ClosedChannel& closed : box.closed)
    document["closed_channels"].push_back(
        {{"channel", closed.channel}, {"at", iso_text(closed.at, Zone())}, {"why", closed.why}});
  out << document.dump() << '\n';
}

void tell_text(const Standing& standing, std::ostream& out) {
  const auto line = [&out](std::string_view name, const std::string& text) {
    out << fmt::format("{:<15}{}\n", name, text);
  };
  const auto run_text = [&](const std::optional<Run>& run) {
    return run ? fmt::format("{} ({} ago)", time_line(*run->ended, Zone()), age_text(*run->ended, standing.now))
               : std::string("never");
  };
  const OutboxState& box = standing.outbox;
  const std::int64_t waiting = box.unrouted + box.waiting + box.leased;
  line("last scan", run_text(standing.scan));
  line("last delivery", run_text(standing.delivery));
  line("waiting",
       fmt::format(
           "{} notice{}{}", waiting, waiting == 1 ? "" : "s",
           box.oldest_due ? fmt::format(", the oldest due {} ago", age_text(*box.oldest_due, standing.now)) : ""));
  line("dead letters", fmt::format("{}", box.dead));
  for (const ClosedChannel& closed : box.closed) line("closed channel", closed.channel + ": " + closed.why);
}

int run_status(const StatusArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  std::optional<std::chrono::seconds> max_age;
  if (!arguments.max_age.empty()) {
    max_age = deliver::duration_told(arguments.max_age);
    if (!max_age)
      return failed(
          err, Failure{Exit::usage,
                       fmt::format("--max-age: \"{}\" is no duration; write it as 90m, 26h or 2d", arguments.max_age)});
  }
  // Not refused when the clock is wrong: whoever asks has to hear that nothing runs.
  const auto now = session.clock();
  if (!now) return failed(err, now.failure());
  const Standing standing = standing_of(session.store(), *now, max_age);
  if (session.json()) {
    tell_json(standing, out);
  } else {
    tell_text(standing, out);
  }
  for (const std::string& fault : standing.faults) err << "myotrend: " << fault << '\n';
  return standing.faults.empty() ? done : refused;
}

}  // namespace

CommandSyntax status_syntax() {
  auto told = std::make_shared<StatusArguments>();
  CommandSyntax status("status", "When the last scan and delivery ran, and what waits",
                       "myotrend status --max-age 26h");
  status.of_the_present().runs(told, run_status);
  status.takes("--max-age", &told->max_age, "Exit 1 if the last scan, or a notice that waits, is older")
      .of(Value::text, "TIME");
  return status;
}

}  // namespace myotrend::cli
