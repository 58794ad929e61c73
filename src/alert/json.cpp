#include <nlohmann/json.hpp>

#include "myotrend/alert/alert.h"
#include "myotrend/alert/life_cycle.h"

namespace myotrend {
namespace {

// An alert belongs to no zone; UTC reads the same in every clinic.
std::string utc_text(Instant at) { return iso_text(at, std::chrono::seconds{0}); }

// A patient's id comes from a file and may hold anything that is not UTF-8.
std::string line_of(const nlohmann::ordered_json& document) {
  return document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

bool ends_the_alert(AlertChangeKind change) {
  return change == AlertChangeKind::over || change == AlertChangeKind::left || change == AlertChangeKind::withdrawn;
}

// Both ends of an alert are `over` to a reader; whether somebody has seen it is said beside it.
std::string_view told_word(AlertState state) {
  return word_of(state == AlertState::over_unseen ? AlertState::over : state);
}
std::string_view told_word(AlertChangeKind change) {
  return word_of(change == AlertChangeKind::left ? AlertChangeKind::over : change);
}

}  // namespace

std::string json_of(const Alert& alert) {
  nlohmann::ordered_json document = {{"schema", "myotrend.alert/1"},
                                     {"id", alert.id},
                                     {"patient", alert.patient.text},
                                     {"flag", alert.flag},
                                     {"level", word_of(alert.level)},
                                     {"state", told_word(alert.state)},
                                     {"raised", utc_text(alert.raised)},
                                     {"updated", utc_text(alert.updated)},
                                     {"assessment_sha256", alert.assessment_sha256}};
  if (alert.state == AlertState::over_unseen) document["seen"] = false;
  if (alert.until && runs_out(alert.state)) document["until"] = utc_text(*alert.until);
  if (alert.outcome != AlertOutcome::none) document["outcome"] = word_of(alert.outcome);
  return line_of(document);
}

std::string json_of(const AlertChange& change) {
  nlohmann::ordered_json document = {{"schema", "myotrend.alert-change/1"},
                                     {"at", utc_text(change.at)},
                                     {"alert", change.alert},
                                     {"patient", change.patient.text},
                                     {"flag", change.flag},
                                     {"change", told_word(change.change)},
                                     {"from", nullptr},
                                     {"to", nullptr},
                                     {"reason", change.reason}};
  if (change.from) document["from"] = word_of(*change.from);
  if (!ends_the_alert(change.change)) document["to"] = word_of(change.to);
  if (!change.by.empty()) document["by"] = change.by;
  if (change.outcome != AlertOutcome::none) document["outcome"] = word_of(change.outcome);
  if (change.until) document["until"] = utc_text(*change.until);
  return line_of(document);
}

}  // namespace myotrend
