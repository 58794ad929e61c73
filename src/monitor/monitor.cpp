#include "myotrend/monitor.h"

#include <fmt/format.h>

#include <algorithm>

#include "monitor/correction.h"
#include "monitor/judgement.h"
#include "myotrend/alert/life_cycle.h"
#include "myotrend/alert/tell.h"

namespace myotrend {
namespace {

LastJudgement last_judgement(Store& store, const PatientId& patient) {
  const auto judged = store.judged(patient);
  return judged ? LastJudgement{judged->stamp, judged->at} : LastJudgement{};
}

bool withdrawn(const History& history, const FactKey& key) {
  return std::any_of(history.retractions.begin(), history.retractions.end(),
                     [&](const Retraction& retraction) { return retraction.target == key; });
}

bool taken_back(Transaction& transaction, const PatientId& patient, const FactKey& key) {
  const History history = transaction.history_of(patient, Depth::everything);
  return std::any_of(history.retractions.begin(), history.retractions.end(),
                     [&](const Retraction& retraction) { return retraction.target == key; });
}

/// What was told by hand is known already. If that very fact was taken back, it stays so, as when its file comes again;
/// but who tells it once more means it: it is kept beside the other, a microsecond apart, so that neither is lost.
Appended told_again(Transaction& transaction, const PatientId& patient, Entry entry, FactKey& key) {
  const Instant told = entry.effective;
  Appended appended = Appended::already_known;
  for (std::chrono::microseconds apart{1}; appended == Appended::already_known && taken_back(transaction, patient, key);
       ++apart) {
    entry.effective = told + apart <= entry.recorded ? told + apart : told - apart;
    appended = transaction.append(patient, std::span(&entry, 1)).front();
    key = transaction.appended_key(0);
  }
  return appended;
}

}  // namespace

Result<Outcome> Monitor::in_one_transaction(const PatientId& patient, Instant now,
                                            const std::function<Result<Outcome>(Transaction&)>& act) {
  const auto judged = store_.judged(patient);
  const auto transaction = store_.begin();
  auto done = act(*transaction);
  if (!done.ok()) return done;
  Outcome outcome = std::move(done).value();
  if (judged) outcome.before = judged->disposition;
  Judgement judgement = judgement_of(rulebook_, transaction->history_of(patient, Depth::facts), now);
  outcome.steps =
      keep_judgement(*transaction, rulebook_, judgement, now, [&] { return last_judgement(store_, patient); });
  outcome.assessment = std::move(judgement.assessment);
  transaction->commit();
  return outcome;
}

Outcome Monitor::record(const PatientId& patient, std::vector<Entry> entries, Instant now) {
  for (Entry& entry : entries) entry.details.entered = now;
  return in_one_transaction(patient, now,
                            [&](Transaction& transaction) -> Result<Outcome> {
                              Outcome outcome;
                              outcome.appended = transaction.append(patient, entries);
                              std::vector<FactKey> keys;
                              for (std::size_t index = 0; index < entries.size(); ++index)
                                keys.push_back(transaction.appended_key(index));
                              for (std::size_t index = 0; index < entries.size(); ++index)
                                if (outcome.appended[index] == Appended::already_known)
                                  outcome.appended[index] =
                                      told_again(transaction, patient, entries[index], keys[index]);
                              const History history = transaction.history_of(patient, Depth::facts);
                              for (const FactKey& key : keys) outcome.ids.push_back(fact_id(history, key));
                              return outcome;
                            })
      .value();
}

Outcome Monitor::record(const PatientId& patient, NewEvent event, Instant now) {
  event.details.entered = now;
  return in_one_transaction(patient, now,
                            [&](Transaction& transaction) -> Result<Outcome> {
                              Outcome outcome;
                              FactKey key;
                              outcome.appended = {transaction.append(patient, event, &key)};
                              if (outcome.appended.front() == Appended::already_known && !event.end &&
                                  taken_back(transaction, patient, key)) {
                                key = transaction.append_anew(patient, event);
                                outcome.appended = {Appended::added};
                              }
                              outcome.ids = {fact_id(transaction.history_of(patient, Depth::facts), key)};
                              return outcome;
                            })
      .value();
}

Result<Outcome> Monitor::close_event(const PatientId& patient, EventKind kind, Instant end, std::string_view by,
                                     Instant now) {
  return in_one_transaction(patient, now, [&](Transaction& transaction) -> Result<Outcome> {
    const History history = transaction.history_of(patient, Depth::facts);
    std::optional<Event> newest;
    for (const Event& event : known_at(history, now).events)
      if (event.kind == kind && !event.end && (!newest || event.start >= newest->start)) newest = event;
    if (!newest)
      return Refusal{fmt::format("no {} event is open; give --at TIME as well to record a new one", word_of(kind))};
    if (end < newest->start)
      return Refusal{fmt::format("--until {} is earlier than the begin of the open {} event, {}",
                                 iso_text(end, history.patient.zone), word_of(kind),
                                 iso_text(newest->start, history.patient.zone))};
    transaction.close_event(patient, key_of(*newest), end, now, now, by);
    Outcome outcome;
    outcome.ids = {fact_id(history, key_of(*newest))};
    outcome.appended = {Appended::added};
    return outcome;
  });
}

Result<Outcome> Monitor::correct(const NamedFact& fact, const ToldCorrection& told, Instant now) {
  return in_one_transaction(fact.patient, now, [&](Transaction& transaction) -> Result<Outcome> {
    const History history = transaction.history_of(fact.patient, Depth::facts);
    auto correction = correction_told(history, fact.key, told, *rulebook_.catalogue, now);
    if (!correction.ok()) return correction.refusal();
    Details details;
    details.entered = now;
    details.author = told.by;
    transaction.correct(fact.patient, *correction, details);
    Outcome outcome;
    outcome.ids = {fact_id(history, fact.key)};
    outcome.appended = {Appended::correction};
    return outcome;
  });
}

Result<Outcome> Monitor::retract(const NamedFact& fact, std::string_view why, std::string_view by, Instant now) {
  return in_one_transaction(fact.patient, now, [&](Transaction& transaction) -> Result<Outcome> {
    const History history = transaction.history_of(fact.patient, Depth::facts);
    const std::string id = fact_id(history, fact.key);
    if (withdrawn(history, fact.key)) return Refusal{fmt::format("{} was retracted already", id)};
    Details details;
    details.entered = now;
    details.author = by;
    transaction.retract(fact.patient, {fact.key, now, std::string(why), no_details}, details);
    Outcome outcome;
    outcome.ids = {id};
    return outcome;
  });
}

Outcome Monitor::judge(const PatientId& patient, Instant now) {
  return in_one_transaction(patient, now, [](Transaction&) -> Result<Outcome> { return Outcome{}; }).value();
}

std::optional<Result<AlertStep>> Monitor::changed_by_person(
    std::string_view alert, Instant now, const std::function<Result<AlertStep>(const Alert&)>& change) {
  const auto known = store_.alert(alert);
  if (!known) return std::nullopt;
  const auto transaction = store_.begin();
  // Read again under the lock: a scan may have moved it.
  for (const Alert& present : transaction->alerts_of(known->patient)) {
    if (present.id != alert) continue;
    auto told = change(present);
    if (!told.ok()) return told;
    AlertStep step = std::move(told).value();
    const History history = transaction->history_of(known->patient, Depth::facts);
    tell_of(std::span(&step, 1), judgement_of(rulebook_, history, now).assessment);
    transaction->keep(step);
    // A resolved alert answers an emergency finding: what is kept of the patient has to know that.
    if (step.alert.state == AlertState::resolved)
      keep_judgement(*transaction, rulebook_,
                     judgement_of(rulebook_, transaction->history_of(known->patient, Depth::facts), now), now,
                     [&] { return last_judgement(store_, known->patient); });
    transaction->commit();
    return step;
  }
  return std::nullopt;
}

std::optional<Result<AlertStep>> Monitor::acknowledge(std::string_view alert, const PersonsWord& word,
                                                      std::optional<Instant> until) {
  const auto& terms = rulebook_.pathway->alert_terms();
  return changed_by_person(alert, word.now,
                           [&](const Alert& a) { return myotrend::acknowledge(a, terms, word, until); });
}

std::optional<Result<AlertStep>> Monitor::unacknowledge(std::string_view alert, const PersonsWord& word) {
  return changed_by_person(alert, word.now, [&](const Alert& a) { return myotrend::unacknowledge(a, word); });
}

std::optional<Result<AlertStep>> Monitor::snooze(std::string_view alert, std::optional<Instant> until,
                                                 const PersonsWord& word) {
  const auto& terms = rulebook_.pathway->alert_terms();
  return changed_by_person(alert, word.now, [&](const Alert& a) { return myotrend::snooze(a, until, terms, word); });
}

std::optional<Result<AlertStep>> Monitor::review(std::string_view alert, const PersonsWord& word,
                                                 std::optional<Instant> until) {
  const auto& terms = rulebook_.pathway->alert_terms();
  return changed_by_person(alert, word.now, [&](const Alert& a) { return myotrend::review(a, terms, word, until); });
}

std::optional<Result<AlertStep>> Monitor::resolve(std::string_view alert, AlertOutcome outcome,
                                                  const PersonsWord& word) {
  return changed_by_person(alert, word.now, [&](const Alert& a) { return myotrend::resolve(a, outcome, word); });
}

std::optional<Result<AlertStep>> Monitor::reopen(std::string_view alert, const PersonsWord& word) {
  return changed_by_person(alert, word.now, [&](const Alert& a) { return myotrend::reopen(a, word); });
}

std::optional<NamedFact> fact_named(Store& store, std::string_view id) {
  constexpr std::size_t tag_size = 6;
  if (id.size() < 1 + tag_size) return std::nullopt;
  for (const PatientId& patient : store.patients_with_tag(id.substr(1, tag_size)))
    if (const auto key = fact_with_id(store.history_of(patient, Depth::facts), id)) return NamedFact{patient, *key};
  return std::nullopt;
}

}  // namespace myotrend
