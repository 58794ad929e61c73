#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "fact_words.h"
#include "myotrend/alert/statistics.h"
#include "myotrend/replay/score.h"
#include "session.h"

namespace myotrend::cli {
namespace {

using Json = nlohmann::ordered_json;

/// From the first fact to now, or to the end of follow-up, of everybody.
double months_observed(Session& session, Instant now) {
  double observed_days = 0;
  const auto first = session.store().first_facts();
  for (const Patient& patient : session.store().patients()) {
    const auto begin = first.find(patient.id);
    if (begin == first.end()) continue;
    const Instant end = patient.followup_end ? std::min(now, patient.zone.end_of(*patient.followup_end)) : now;
    if (begin->second < end) observed_days += days_between(begin->second, end);
  }
  return observed_days / replay::days_per_month;
}

Json json_of(const AlertStatistics& s) {
  const auto number = [](const std::optional<double>& value) { return value ? Json(*value) : Json(); };
  Json out = {
      {"schema", "myotrend.alert-statistics/1"},
      {"patient_months", s.patient_months},
      {"raised", s.raised},
      {"reopened", s.reopened},
      {"seen", s.acknowledged},
      {"unseen", s.unseen},
      {"overridden", s.overridden()},
      {"outcomes", {{"referred", s.referred}, {"cleared", s.cleared}, {"duplicate", s.duplicate}, {"other", s.other}}},
      {"withdrawn", s.withdrawn},
      {"over", s.over},
      {"data_stopped", s.data_stopped},
      {"per_100_patient_months",
       {{"raised", number(s.per_100_patient_months(s.raised))},
        {"seen", number(s.per_100_patient_months(s.acknowledged))},
        {"overridden", number(s.per_100_patient_months(s.overridden()))},
        {"referred", number(s.per_100_patient_months(s.referred))}}},
      {"hours_to_seen", {{"median", number(s.hours_to_seen_median)}, {"p90", number(s.hours_to_seen_90th)}}},
      {"settled", s.settled()},
      {"predictive_value", number(s.predictive_value)},
      {"predictive_value_95", nullptr}};
  if (s.predictive_value_95) out["predictive_value_95"] = {s.predictive_value_95->first, s.predictive_value_95->second};
  return out;
}

std::string hours_text(double hours) {
  return hours < 48 ? fmt::format("{:.3g} h", hours) : fmt::format("{:.3g} days", hours / 24);
}

void tell_text(const AlertStatistics& s, std::ostream& out) {
  out << fmt::format("observed      {:.4g} patient-months\n", s.patient_months);
  const auto line = [&](std::string_view name, int count, std::string_view more) {
    const auto rate = s.per_100_patient_months(count);
    out << fmt::format("{:<14}{}{}{}\n", name, count, rate ? fmt::format(", {:.3g} per 100 patient-months", *rate) : "",
                       more);
  };
  line("raised", s.raised, s.reopened > 0 ? fmt::format("; {} times one rang again", s.reopened) : "");
  line("seen", s.acknowledged, s.unseen > 0 ? fmt::format("; {} stand and nobody has seen them", s.unseen) : "");
  line("referred", s.referred, "");
  line("overridden", s.overridden(),
       fmt::format("; cleared {}, duplicate {}, other {}", s.cleared, s.duplicate, s.other));
  out << fmt::format("ended         over {}, withdrawn {}\n", s.over, s.withdrawn);
  if (s.data_stopped > 0) out << fmt::format("data stopped  {}\n", s.data_stopped);
  if (s.hours_to_seen_median)
    out << fmt::format("time to seen  half within {}, nine of ten within {}\n", hours_text(*s.hours_to_seen_median),
                       hours_text(*s.hours_to_seen_90th));
  if (s.predictive_value) {
    out << fmt::format("so far {} of {} settled alerts were referred: {:.0f} % (95 % interval {:.0f} to {:.0f} %)\n",
                       s.referred, s.settled(), 100 * *s.predictive_value, 100 * s.predictive_value_95->first,
                       100 * s.predictive_value_95->second);
  } else {
    out << fmt::format("Too few alerts were settled to say how often one is right: {} so far, {} are needed.\n",
                       s.settled(), settled_min);
  }
}

struct StatsArguments {};

int run_stats(const StatsArguments&, Session& session, std::ostream& out, std::ostream& err) {
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  std::vector<AlertHistory> alerts;
  for (Alert& alert : alerts_known_at(session.store(), *as_of)) {
    auto changes = session.store().changes_of(alert.id);
    std::erase_if(changes, [&](const AlertChange& change) { return change.at > *as_of; });
    alerts.push_back({std::move(alert), std::move(changes)});
  }
  const AlertStatistics statistics = statistics_of(alerts, months_observed(session, *as_of));
  if (session.json()) {
    out << json_of(statistics).dump() << '\n';
  } else {
    tell_text(statistics, out);
  }
  return done;
}

}  // namespace

CommandSyntax alerts_stats_syntax() {
  CommandSyntax stats("stats", "How many alerts, what became of them, how often one was right",
                      "myotrend alerts stats");
  stats.runs(std::make_shared<StatsArguments>(), run_stats);
  return stats;
}

}  // namespace myotrend::cli
