#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "fact_words.h"
#include "myotrend/deliver/routing.h"
#include "open_channels.h"
#include "session.h"

namespace myotrend::cli {
namespace {

using Json = nlohmann::ordered_json;

struct RoutesArguments {
  std::string config, alert;
};

/// What was last written to be told of the alert; of one that was raised before notices were written, what would be.
Notice newest_notice(const Alert& alert, Session& session, Outbox& outbox) {
  constexpr int looked_at = 10'000;
  Notice newest;
  newest.sequence = 0;
  for (const Delivery& delivery : outbox.of_alert(alert.id))
    if (delivery.notice.sequence > newest.sequence) newest = delivery.notice;
  for (const Notice& notice : outbox.unrouted(looked_at))
    if (notice.alert == alert.id && notice.sequence > newest.sequence) newest = notice;
  if (newest.sequence > 0) return newest;
  newest.alert = alert.id;
  newest.patient = alert.patient;
  newest.flag = newest.title = alert.flag;
  newest.level = alert.level;
  newest.state = alert.state;
  newest.raised = newest.at = alert.raised;
  if (const auto patient = session.store().patient(alert.patient)) newest.zone = patient->zone;
  return newest;
}

/// What the routes say, where the newest notice would go by them now, and where notices have gone so far.
struct Explanation {
  Notice notice;
  std::string place, clinic;
  std::vector<deliver::RouteVerdict> verdicts;
  std::vector<Destination> destinations;
  std::vector<Delivery> deliveries;
};

std::string verdict_line(const deliver::RouteVerdict& verdict) {
  return fmt::format("  {:<20} {}: {}", verdict.route, verdict.takes ? "takes it" : "does not take it", verdict.why);
}

std::string destination_line(const Destination& to, Instant now, const Zone& zone) {
  const std::string when = to.not_before <= now ? std::string("at once") : time_line(to.not_before, zone);
  return fmt::format("  {:<20} {}{}\n    {}", to.channel, when,
                     to.unless_seen ? ", unless somebody has seen it by then" : "", to.why);
}

std::string delivery_line(const Delivery& delivery, const Zone& zone) {
  return fmt::format("  {:<20} notice {} ({}), {}{}{}\n    {}",
                     delivery.to.channel.empty() ? "nowhere" : delivery.to.channel, delivery.notice.sequence,
                     word_of(delivery.notice.change), word_of(delivery.state),
                     delivery.first_sent ? " " + time_line(*delivery.first_sent, zone) : "",
                     delivery.fault.empty() ? "" : ": " + delivery.fault, delivery.to.why);
}

void tell_text(const Explanation& told, Instant now, std::ostream& out) {
  const Notice& notice = told.notice;
  out << fmt::format("{}, {}, {}, patient {}{}\n", notice.alert, notice.title, word_of(notice.level),
                     notice.patient.text, told.clinic.empty() ? "" : fmt::format(" of clinic {}", told.clinic));
  out << fmt::format("\nThe routes{}\n", told.place.empty() ? ": there is no config of delivery" : " of " + told.place);
  for (const auto& verdict : told.verdicts) out << verdict_line(verdict) << '\n';
  out << fmt::format("\nWhat was last to be told ({}) would go now to\n", word_of(notice.change));
  for (const auto& to : told.destinations) out << destination_line(to, now, notice.zone) << '\n';
  if (told.destinations.empty()) out << "  nobody\n";
  out << "\nSo far\n";
  for (const auto& delivery : told.deliveries) out << delivery_line(delivery, notice.zone) << '\n';
  if (told.deliveries.empty()) out << "  nothing was sent; run myotrend deliver\n";
}

Json verdict_json(const deliver::RouteVerdict& verdict) {
  return {{"route", verdict.route}, {"takes", verdict.takes}, {"why", verdict.why}};
}

Json destination_json(const Destination& to) {
  return {{"channel", to.channel},
          {"not_before", iso_text(to.not_before, Zone())},
          {"step", to.step},
          {"unless_seen", to.unless_seen},
          {"why", to.why}};
}

Json delivery_json(const Delivery& delivery) {
  return {{"id", delivery.id},
          {"sequence", delivery.notice.sequence},
          {"change", word_of(delivery.notice.change)},
          {"channel", delivery.to.channel},
          {"step", delivery.to.step},
          {"state", word_of(delivery.state)},
          {"fault", delivery.fault},
          {"why", delivery.to.why}};
}

void tell_json(const Explanation& told, std::ostream& out) {
  Json document = {
      {"schema", "myotrend.routes/1"}, {"alert", told.notice.alert},          {"patient", told.notice.patient.text},
      {"clinic", told.clinic},         {"level", word_of(told.notice.level)}, {"change", word_of(told.notice.change)},
      {"routes", Json::array()},       {"destinations", Json::array()},       {"deliveries", Json::array()}};
  for (const auto& verdict : told.verdicts) document["routes"].push_back(verdict_json(verdict));
  for (const auto& to : told.destinations) document["destinations"].push_back(destination_json(to));
  for (const auto& delivery : told.deliveries) document["deliveries"].push_back(delivery_json(delivery));
  out << document.dump() << '\n';
}

int run_explain(const RoutesArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto delivering = open_channels(arguments.config, session, err);
  if (!delivering) return failed(err, delivering.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const auto alert = session.store().alert(arguments.alert);
  if (!alert) return failed(err, Failure{Exit::not_there, fmt::format("there is no alert \"{}\"", arguments.alert)});
  const auto outbox = session.store().outbox();
  Explanation told;
  told.notice = newest_notice(*alert, session, *outbox);
  told.place = (*delivering)->place;
  told.clinic = (*delivering)->config.clinic_of(alert->patient.text);
  told.verdicts = deliver::verdicts_on(told.notice, (*delivering)->config);
  told.destinations = (*delivering)->router(told.notice, outbox->told(alert->id), *now);
  told.deliveries = outbox->of_alert(alert->id);
  if (session.json()) {
    tell_json(told, out);
  } else {
    tell_text(told, *now, out);
  }
  return done;
}

/// `after 4 h to chief, after 1 d to pager and chief`.
std::string steps_text(const deliver::Route& route) {
  std::vector<std::string> steps;
  for (const auto& step : route.escalation)
    steps.push_back(fmt::format("after {} to {}", deliver::duration_text(step.after), fmt::join(step.to, " and ")));
  return fmt::format("{}", fmt::join(steps, ", "));
}

int run_check(const RoutesArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto delivering = open_channels(arguments.config, session, out);
  if (!delivering) return failed(err, delivering.failure());
  const Delivering& found = **delivering;
  if (found.place.empty())
    return failed(err, Failure{Exit::refused, fmt::format("there is no config of delivery; write {} (see "
                                                          "examples/deliver.toml), or name one with --config FILE",
                                                          found.looked_at)});
  for (const auto& fault : found.unopened) err << fmt::format("myotrend: {}: {}\n", found.place, fault);
  if (!found.unopened.empty()) return refused;
  if (session.json()) {
    Json document = {{"schema", "myotrend.delivery-config/1"}, {"place", found.place}, {"channels", Json::array()}};
    for (const auto& [name, channel] : found.channels)
      document["channels"].push_back({{"channel", name}, {"description", channel->description()}});
    document["routes"] = Json::array();
    for (const auto& route : found.config.routes) document["routes"].push_back(route.name);
    out << document.dump() << '\n';
    return done;
  }
  out << fmt::format("{} is sound\n\nChannels\n", found.place);
  for (const auto& [name, channel] : found.channels) out << fmt::format("  {:<20} {}\n", name, channel->description());
  out << "\nRoutes\n";
  for (const auto& route : found.config.routes)
    out << fmt::format("  {:<20} to {}{}\n", route.name, fmt::join(route.to, ", "),
                       route.escalation.empty() ? "" : fmt::format("; escalates {}", steps_text(route)));
  return done;
}

}  // namespace

CommandSyntax routes_syntax() {
  CommandSyntax routes("routes", "Where notices go, and why", "myotrend routes explain a6xhtxbgamsszh9pd");
  auto explained = std::make_shared<RoutesArguments>();
  CommandSyntax explain("explain",
                        "Where the newest notice of an alert would go now, and where notices have gone so far",
                        "myotrend routes explain a6xhtxbgamsszh9pd");
  explain.of_the_present().runs(explained, run_explain);
  explain.takes("ALERT", &explained->alert, "The alert's id").required().of(Value::alert);
  explain.takes("--config", &explained->config, "Where notices go; see deliver").of(Value::file);
  auto checked = std::make_shared<RoutesArguments>();
  CommandSyntax check("check", "Whether the config of delivery is sound and its secrets are there; sends nothing",
                      "myotrend routes check --config deliver.toml");
  check.of_the_present().runs(checked, run_check);
  check.takes("--config", &checked->config, "Where notices go; see deliver").of(Value::file);
  return routes.with(std::move(explain)).with(std::move(check));
}

}  // namespace myotrend::cli
