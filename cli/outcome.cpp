#include "outcome.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "fact_words.h"
#include "session.h"

namespace myotrend::cli {
namespace {

std::string_view word_of(Appended appended) {
  switch (appended) {
    case Appended::added: return "added";
    case Appended::already_known: return "already-known";
    case Appended::second_in_slot: return "second-in-slot";
    case Appended::correction: return "correction";
  }
  return {};
}

/// What a person has to know beyond `recorded`.
std::string_view remark_on(Appended appended) {
  switch (appended) {
    case Appended::second_in_slot:
      return "there is another value of the same moment: both are kept, the first recorded one counts";
    case Appended::already_known:
    case Appended::added:
    case Appended::correction: break;
  }
  return {};
}

void tell_as_json(const Outcome& outcome, const Done& done, const PatientId& patient, std::ostream& out) {
  using Json = nlohmann::ordered_json;
  Json document = {{"schema", "myotrend.outcome/1"}, {"patient", patient.text}, {"done", done.verb}};
  document["facts"] = Json::array();
  for (std::size_t index = 0; index < outcome.ids.size(); ++index) {
    Json fact = {{"id", outcome.ids[index]}};
    if (index < outcome.appended.size()) fact["status"] = word_of(outcome.appended[index]);
    document["facts"].push_back(std::move(fact));
  }
  document["warnings"] = done.warnings;
  document["disposition_before"] = outcome.before ? Json(myotrend::word_of(*outcome.before)) : Json();
  document["changes"] = Json::array();
  for (const AlertStep& step : outcome.steps) document["changes"].push_back(Json::parse(json_of(step.change)));
  document["assessment"] = Json::parse(json_of(outcome.assessment));
  out << document.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

void tell_emergency(const Assessment& assessment, std::ostream& out) {
  out << assessment.summary;
  if (assessment.summary.find("calls nobody") == std::string::npos) out << " This program calls nobody.";
  out << '\n';
}

std::optional<Refusal> held_against_life(const Patient& patient, std::string_view what, Instant now, Entry& entry) {
  const Lifetime life(patient);
  if (auto odd = odd_in(life, patient.zone, entry.effective, now, what)) entry.warnings.push_back(std::move(*odd));
  return impossible_in(life, patient.zone, entry.effective, what);
}

void tell_outcome(const Outcome& outcome, const Done& done, const PatientId& patient, Session& session,
                  std::ostream& out, std::ostream& err) {
  if (session.json()) return tell_as_json(outcome, done, patient, out);
  const Assessment& assessment = outcome.assessment;
  const bool emergency = assessment.disposition == Disposition::emergency;
  if (emergency) tell_emergency(assessment, session.quiet() ? err : out);
  if (session.quiet()) {
    for (const std::string& id : outcome.ids) out << id << '\n';
    return;
  }
  const History history = session.store().history_of(patient, Depth::everything);
  for (std::size_t index = 0; index < outcome.ids.size(); ++index) {
    const std::string& id = outcome.ids[index];
    const auto key = fact_with_id(history, id);
    const bool known = index < outcome.appended.size() && outcome.appended[index] == Appended::already_known;
    out << fmt::format("{} {}: {}\n", known ? "already known, nothing was added:" : done.verb, id,
                       key ? present_line(history, *key, session.catalogue()) : "");
    if (index < outcome.appended.size() && !remark_on(outcome.appended[index]).empty())
      out << fmt::format("note: {}\n", remark_on(outcome.appended[index]));
  }
  for (const std::string& warning : done.warnings) out << fmt::format("note: {}\n", warning);
  const bool same = outcome.before == assessment.disposition;
  out << fmt::format("{}: {}{}\n", patient.text, myotrend::word_of(assessment.disposition),
                     same || !outcome.before ? "" : fmt::format(" (was {})", myotrend::word_of(*outcome.before)));
  if (!emergency) out << fmt::format("{}\n", assessment.summary);
  for (const AlertStep& step : outcome.steps)
    out << fmt::format("{}\n", report::alert_change_sentence(step.change, history.patient.zone));
}

}  // namespace myotrend::cli
