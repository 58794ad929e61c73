#include "alert_chain.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "fact_words.h"
#include "session.h"

namespace myotrend::cli {
namespace {

using Json = nlohmann::ordered_json;

/// The kept assessment that the alert names, as far as it is about the alert's flag.
struct Grounds {
  Json assessment;  // null: not kept, or not of the newest form
  Json flag;
  std::vector<Json> rules;
  std::vector<std::string> readings;
};

Grounds grounds_of(const Alert& alert, Session& session) {
  Grounds grounds;
  const auto kept = session.store().kept_assessment(alert.patient, alert.assessment_sha256);
  if (!kept) return grounds;
  grounds.assessment = Json::parse(kept->json);
  for (const Json& rule : grounds.assessment.at("rules"))
    if (rule.at("flag") == alert.flag) grounds.rules.push_back(rule);
  for (const Json& flag : grounds.assessment.at("flags")) {
    if (flag.at("id") != alert.flag) continue;
    grounds.flag = flag;
    for (const Json& evidence : flag.at("evidence")) {
      if (!evidence.contains("readings")) continue;
      for (const Json& reading : evidence["readings"]) grounds.readings.push_back(reading.get<std::string>());
    }
  }
  std::sort(grounds.readings.begin(), grounds.readings.end());
  grounds.readings.erase(std::unique(grounds.readings.begin(), grounds.readings.end()), grounds.readings.end());
  return grounds;
}

/// The facts in the order in which they held, in words.
std::vector<std::pair<std::string, std::string>> facts_of(const Grounds& grounds, const PatientId& patient,
                                                          Session& session) {
  std::vector<std::pair<std::string, std::string>> facts;
  if (grounds.readings.empty()) return facts;
  const History history = session.store().history_of(patient, Depth::everything);
  std::vector<std::pair<Instant, std::string>> order;
  for (const std::string& id : grounds.readings)
    if (const auto key = fact_with_id(history, id)) order.emplace_back(key->effective, id);
  std::sort(order.begin(), order.end());
  for (const auto& [at, id] : order)
    facts.emplace_back(id, present_line(history, *fact_with_id(history, id), session.catalogue()));
  return facts;
}

/// The sources of a rule, if the pathway at hand is the one that was judged by.
std::string source_of(const std::string& rule_id, const Json& assessment, Session& session) {
  const auto pathway = session.pathway();
  if (!pathway || (*pathway)->sha256() != assessment.at("pathway").at("sha256").get<std::string>()) return {};
  for (const pathway::Rule& rule : (*pathway)->rules(0))
    if (rule.id == rule_id) return fmt::format("{} ({})", fmt::join(rule.sources, "; "), rule.mark);
  return {};
}

std::string pathway_line(const Json& assessment) {
  const Json& pathway = assessment.at("pathway");
  return fmt::format("{} {}, point {}, sha256 {}", pathway.at("id").get<std::string>(),
                     pathway.at("version").get<std::string>(), pathway.at("point").get<std::string>(),
                     pathway.at("sha256").get<std::string>());
}

std::string delivery_line(const Delivery& delivery, const Zone& zone) {
  const bool sent = delivery.first_sent.has_value();
  const std::string when = sent ? " " + time_line(*delivery.first_sent, zone) : "";
  const std::string to = delivery.to.channel.empty() ? "nowhere" : delivery.to.channel;
  return fmt::format("notice {}, {}, to {}: {}{}{}{}", delivery.notice.sequence, word_of(delivery.notice.change), to,
                     word_of(delivery.state), when,
                     delivery.attempts > 1 ? fmt::format(", {} attempts", delivery.attempts) : "",
                     delivery.fault.empty() ? "" : fmt::format(" ({})", delivery.fault));
}

}  // namespace

report::AlertChain alert_chain(const Alert& alert, Session& session) {
  report::AlertChain chain;
  const Grounds grounds = grounds_of(alert, session);
  if (!grounds.assessment.is_null()) {
    for (const Json& rule : grounds.rules) {
      const std::string id = rule.at("id"), source = source_of(id, grounds.assessment, session);
      chain.rules.push_back(
          fmt::format("{}, {}{}", id, rule.at("level").get<std::string>(), source.empty() ? "" : ": " + source));
    }
    if (!grounds.flag.is_null())
      for (const Json& evidence : grounds.flag.at("evidence")) chain.evidence.push_back(evidence.at("text"));
    for (const auto& [id, line] : facts_of(grounds, alert.patient, session))
      chain.readings.push_back(fmt::format("{}: {}", id, line));
    chain.pathway = pathway_line(grounds.assessment);
  }
  const auto patient = session.store().patient(alert.patient);
  for (const Delivery& delivery : session.store().outbox()->of_alert(alert.id))
    chain.told.push_back(delivery_line(delivery, patient ? patient->zone : Zone()));
  return chain;
}

std::string alert_chain_json(const Alert& alert, std::span<const AlertChange> changes, Session& session) {
  Json document = Json::parse(json_of(alert));
  document["changes"] = Json::array();
  for (const AlertChange& change : changes) document["changes"].push_back(Json::parse(json_of(change)));
  const Grounds grounds = grounds_of(alert, session);
  if (!grounds.assessment.is_null()) {
    document["pathway"] = grounds.assessment.at("pathway");
    document["rules"] = Json::array();
    for (Json rule : grounds.rules) {
      const std::string source = source_of(rule.at("id"), grounds.assessment, session);
      if (!source.empty()) rule["source"] = source;
      document["rules"].push_back(std::move(rule));
    }
    document["evidence"] = grounds.flag.is_null() ? Json::array() : grounds.flag.at("evidence");
    document["readings"] = Json::array();
    for (const auto& [id, line] : facts_of(grounds, alert.patient, session))
      document["readings"].push_back({{"id", id}, {"text", line}});
  }
  document["deliveries"] = Json::array();
  for (const Delivery& delivery : session.store().outbox()->of_alert(alert.id)) {
    Json told = {{"id", delivery.id},
                 {"notice", delivery.notice.key},
                 {"sequence", delivery.notice.sequence},
                 {"key", delivery.key},
                 {"change", word_of(delivery.notice.change)},
                 {"channel", delivery.to.channel},
                 {"step", delivery.to.step},
                 {"why", delivery.to.why},
                 {"state", word_of(delivery.state)},
                 {"attempts", delivery.attempts}};
    if (delivery.first_sent) told["sent"] = iso_text(*delivery.first_sent, Zone());
    if (!delivery.fault.empty()) told["fault"] = delivery.fault;
    document["deliveries"].push_back(std::move(told));
  }
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace myotrend::cli
