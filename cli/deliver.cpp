#include "deliver.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <random>
#include <set>
#include <thread>

#include "commands.h"
#include "deliver_trial.h"
#include "myotrend/report/terminal.h"
#include "session.h"

namespace myotrend::cli {
namespace {

using Json = nlohmann::ordered_json;

struct DeliverArguments {
  std::string config, retry, reopen, wait, test;
  bool dead = false;
};

/// The machine's clock, or --now; chance from the machine.
deliver::Surroundings surroundings_of(Session& session, Instant begin) {
  const auto dice = std::make_shared<std::mt19937_64>(std::random_device{}());
  // A clock that steps back while we run does not undo what was done: never earlier than the begin.
  return {.clock =
              [&session, begin] {
                const auto now = session.clock();
                return now ? std::max(*now, begin) : begin;
              },
          .chance = [dice] { return std::uniform_real_distribution<double>(0, 1)(*dice); }};
}

void add(deliver::DeliverySummary& all, const deliver::DeliverySummary& round) {
  all.routed += round.routed;
  all.sent += round.sent;
  all.repeated += round.repeated;
  all.dead += round.dead;
  all.lost += round.lost;
}

Json figures_of(const deliver::DeliverySummary& summary) {
  return {
      {"sent", summary.sent}, {"repeated", summary.repeated}, {"postponed", summary.postponed}, {"dead", summary.dead}};
}

void tell_failure(const deliver::Tried& tried, std::ostream& err) {
  if (tried.outcome.fault.empty()) return;
  const std::string to = tried.delivery.to.channel.empty() ? "nowhere" : tried.delivery.to.channel;
  const bool dead = tried.outcome.state == DeliveryState::dead;
  err << fmt::format("myotrend: {} to {}: {}; {}\n", tried.delivery.id, to, tried.outcome.fault,
                     dead ? "not tried again: see myotrend deliver --dead"
                          : fmt::format("tried again at {}", iso_text(tried.outcome.not_before, Zone())));
}

/// Goes on until nothing is left to be tried again, or the time is up.
deliver::DeliverySummary all_rounds(Outbox& outbox, const Delivering& delivering, std::chrono::seconds wait,
                                    const deliver::Surroundings& surroundings, std::ostream& err) {
  const Instant end = surroundings.clock() + wait;
  deliver::DeliverySummary all;
  std::set<std::string> postponed;  // by how the last try of each went
  const auto tell = [&](const deliver::Tried& tried) {
    tell_failure(tried, err);
    const bool again = tried.outcome.state == DeliveryState::waiting || !tried.outcome.fault.empty();
    if (again && tried.outcome.state != DeliveryState::dead)
      postponed.insert(tried.delivery.id);
    else
      postponed.erase(tried.delivery.id);
  };
  for (;;) {
    add(all, deliver::deliver_due(outbox, delivering.channels, delivering.router, {}, surroundings, tell));
    all.postponed = static_cast<std::int64_t>(postponed.size());
    const auto next = outbox.next_due();
    if (wait.count() == 0 || !next || *next > end) return all;
    const Instant now = surroundings.clock();
    if (now >= end) return all;
    std::this_thread::sleep_for(
        std::clamp<std::chrono::microseconds>(*next - now, std::chrono::milliseconds{200}, std::chrono::seconds{5}));
  }
}

std::string dead_line(const Delivery& delivery) {
  return fmt::format("{}  {} {}, notice {} ({}), to {}: {}", delivery.id, delivery.notice.alert, delivery.notice.flag,
                     delivery.notice.sequence, word_of(delivery.notice.change),
                     delivery.to.channel.empty() ? "nowhere" : delivery.to.channel, delivery.fault);
}

int list_dead(Session& session, std::ostream& out) {
  const auto dead = session.store().outbox()->dead();
  if (!session.json()) {
    for (const Delivery& delivery : dead) out << dead_line(delivery) << '\n';
    if (dead.empty()) out << "No dead letter.\n";
    return done;
  }
  Json all = Json::array();
  for (const Delivery& delivery : dead)
    all.push_back({{"id", delivery.id},
                   {"alert", delivery.notice.alert},
                   {"sequence", delivery.notice.sequence},
                   {"key", delivery.key},
                   {"level", word_of(delivery.notice.level)},
                   {"change", word_of(delivery.notice.change)},
                   {"channel", delivery.to.channel},
                   {"attempts", delivery.attempts},
                   {"fault", delivery.fault}});
  out << all.dump() << '\n';
  return done;
}

/// Again to its channel; where the config has that no longer, to wherever the routes lead now.
bool sent_again(Outbox& outbox, const std::string& id, const deliver::Channels& channels, Instant now) {
  for (const Delivery& dead : outbox.dead())
    if (dead.id == id && !dead.to.channel.empty() && !channels.contains(dead.to.channel)) return outbox.reroute(id);
  return outbox.retry(id, now);
}

int bring_back(const DeliverArguments& arguments, const deliver::Channels& channels, Session& session, Instant now,
               std::ostream& err) {
  const auto outbox = session.store().outbox();
  if (!arguments.retry.empty() && !sent_again(*outbox, arguments.retry, channels, now))
    return failed(err, Failure{Exit::not_there, fmt::format("there is no dead letter \"{}\"; myotrend deliver --dead "
                                                            "lists them",
                                                            arguments.retry)});
  if (!arguments.reopen.empty() && !outbox->reopen_channel(arguments.reopen, now))
    return failed(err, Failure{Exit::not_there, fmt::format("channel \"{}\" is not closed", arguments.reopen)});
  return done;
}

int run_deliver(const DeliverArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  if (arguments.dead) return list_dead(session, out);
  if (!arguments.test.empty()) return run_deliver_trial(arguments.test, arguments.config, session, out, err);
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  DeliverOptions options;
  if (!arguments.wait.empty()) {
    const auto wait = deliver::duration_told(arguments.wait);
    if (!wait)
      return failed(
          err, Failure{Exit::usage,
                       fmt::format("--wait: \"{}\" is no duration; write it as 30s, 15m, 4h or 2d", arguments.wait)});
    options.wait = *wait;
  }
  const auto delivering = open_channels(arguments.config, session, out);
  if (!delivering) return failed(err, delivering.failure());
  if (const int refusal = bring_back(arguments, (*delivering)->channels, session, *now, err); refusal != done)
    return refusal;
  return deliver_now(**delivering, options, session, out, err);
}

}  // namespace

Exit deliver_now(const Delivering& delivering, const DeliverOptions& options, Session& session, std::ostream& out,
                 std::ostream& err) {
  const auto begin = session.now();
  if (!begin) return static_cast<Exit>(failed(err, begin.failure()));
  const deliver::Surroundings surroundings = surroundings_of(session, *begin);
  const std::int64_t run = session.store().begin_run(RunKind::deliver, *begin);
  const auto summary = all_rounds(*session.store().outbox(), delivering, options.wait, surroundings, err);
  session.store().end_run(run, surroundings.clock(), figures_of(summary).dump());
  if (session.json()) {
    Json told = {{"schema", "myotrend.delivery/1"}};
    told.update(figures_of(summary));
    out << told.dump() << '\n';
  } else if (!session.quiet()) {
    err << fmt::format("sent {} notice{}{}{}\n", summary.sent, summary.sent == 1 ? "" : "s",
                       summary.postponed > 0 ? fmt::format(", {} to be tried again", summary.postponed) : "",
                       summary.dead > 0 ? fmt::format(", {} given up", summary.dead) : "");
    if (delivering.place.empty() && summary.sent > 0)
      err << fmt::format("no channel is configured, so they went to standard output alone; name one in {}\n",
                         delivering.looked_at.empty() ? "a file given with --config" : delivering.looked_at);
  }
  return summary.postponed + summary.dead > 0 ? partly : done;
}

CommandSyntax deliver_syntax() {
  auto told = std::make_shared<DeliverArguments>();
  CommandSyntax deliver("deliver", "Sends the notices that are due to those who have to know",
                        "myotrend deliver --config deliver.toml");
  deliver.writes().runs(told, run_deliver);
  deliver.takes("--config", &told->config, "Where notices go; else MYOTREND_CONFIG, else deliver.toml").of(Value::file);
  deliver.takes("--test", &told->test, "Send a notice that says it is a test, and nothing else")
      .of(Value::text, "CHANNEL");
  deliver.takes("--dead", &told->dead, "List what was given up, and send nothing");
  deliver.takes("--retry", &told->retry, "Send a dead letter again, under its own key").of(Value::text, "ID");
  deliver.takes("--reopen", &told->reopen, "Open a channel that its receiver closed").of(Value::text, "CHANNEL");
  deliver.takes("--wait", &told->wait, "Go on so long with what has to be tried again").of(Value::text, "TIME");
  return deliver;
}

}  // namespace myotrend::cli
