#include <fmt/format.h>

#include <algorithm>

#include "monitor/correction.h"
#include "myotrend/monitor.h"

namespace myotrend {
namespace {

constexpr std::string_view undone = "undo";  // the reason of what undo itself did

/// The corrections of a fact that nobody has undone, oldest first.
std::vector<const Correction*> standing_corrections(const History& history, const FactKey& target) {
  std::vector<const Correction*> standing;
  for (const Correction& correction : history.corrections) {
    if (correction.target != target) continue;
    if (correction.why != undone) {
      standing.push_back(&correction);
    } else if (!standing.empty()) {
      standing.pop_back();
    }
  }
  return standing;
}

/// Something that a person entered. Of two entered at the same microsecond the later in this order is meant: a
/// correction came after what it corrects, and an end after its event.
struct Entered {
  enum class What : std::uint8_t { retraction, fact, correction, closing };
  Instant at{};
  What what = What::fact;
  FactKey key;
  auto operator<=>(const Entered&) const = default;
};

class EnteredBy {
 public:
  EnteredBy(const History& history, std::string_view by) : history_(history), by_(by) {}

  std::optional<Entered> last() const {
    std::vector<Entered> all;
    for (const Retraction& retraction : history_.retractions)
      if (retraction.why != undone) add(all, retraction.details, Entered::What::retraction, retraction.target);
    for (const Reading& reading : history_.readings) add_standing(all, reading.details, key_of(reading));
    for (const SignFinding& sign : history_.signs) add_standing(all, sign.details, key_of(sign));
    for (const Event& event : history_.events) {
      add_standing(all, told_first(event).details, key_of(event));
      if (closed_later(event)) add_standing(all, event.end_details, key_of(event), Entered::What::closing);
    }
    for (const Correction& correction : history_.corrections)
      if (stands(correction)) add(all, correction.details, Entered::What::correction, correction.target);
    const auto last = std::max_element(all.begin(), all.end());
    return last == all.end() ? std::nullopt : std::optional(*last);
  }

 private:
  bool retracted(const FactKey& key) const {
    return std::any_of(history_.retractions.begin(), history_.retractions.end(),
                       [&](const Retraction& retraction) { return retraction.target == key; });
  }

  bool stands(const Correction& correction) const {
    if (retracted(correction.target)) return false;
    const auto standing = standing_corrections(history_, correction.target);
    return std::find(standing.begin(), standing.end(), &correction) != standing.end();
  }

  void add_standing(std::vector<Entered>& all, std::uint32_t details, const FactKey& key,
                    Entered::What what = Entered::What::fact) const {
    if (!retracted(key)) add(all, details, what, key);
  }

  bool closed_later(const Event& event) const {
    return event.end && event.end_details != no_details && event.details != no_details &&
           history_.details[event.end_details].entered > history_.details[event.details].entered;
  }

  /// An event whose closing was undone was told anew, in the place of the one that a person entered.
  const Event& told_first(const Event& event) const {
    for (const Event& former : history_.events) {
      if (former.kind != event.kind || former.start != event.start || former.ordinal >= event.ordinal) continue;
      const bool made_way =
          std::any_of(history_.retractions.begin(), history_.retractions.end(), [&](const Retraction& retraction) {
            return retraction.target == key_of(former) && retraction.why == undone && former.end &&
                   retraction.recorded == event.recorded;
          });
      if (made_way) return told_first(former);
    }
    return event;
  }

  void add(std::vector<Entered>& all, std::uint32_t details, Entered::What what, const FactKey& key) const {
    if (details == no_details || history_.details[details].author != by_) return;
    all.push_back({history_.details[details].entered, what, key});
  }

  const History& history_;
  std::string_view by_;
};

/// Back to the value before the newest correction that stands.
Correction uncorrected(const History& history, const FactKey& target, Instant now) {
  const auto standing = standing_corrections(history, target);
  Correction back{target, 0, 0, Unit::none, now, std::string(undone), no_details};
  const auto take = [&back](const auto& earlier) {
    back.value = earlier.value;
    back.told_value = earlier.told_value;
    back.told_unit = earlier.told_unit;
  };
  if (standing.size() >= 2) {
    take(*standing[standing.size() - 2]);
    return back;
  }
  for (const Reading& reading : history.readings)
    if (key_of(reading) == target) take(reading);
  return back;
}

/// Open again: the closed event is taken back, and told anew without its end.
FactKey opened_again(Transaction& transaction, const History& history, const FactKey& closed, const Details& undoing,
                     Instant now) {
  NewEvent open;
  for (const Event& event : history.events) {
    if (key_of(event) != closed) continue;
    open.kind = event.kind;
    open.start = event.start;
    open.details = history.details[event.details];
  }
  open.recorded = now;
  open.details.entered = now;
  open.details.recorded_as_effective = false;  // that it is open again became known now
  transaction.retract(history.patient.id, {closed, now, std::string(undone), no_details}, undoing);
  return transaction.append_anew(history.patient.id, open);
}

}  // namespace

Result<Outcome> Monitor::undo(const PatientId& patient, std::string_view by, Instant now) {
  return in_one_transaction(patient, now, [&](Transaction& transaction) -> Result<Outcome> {
    const History history = transaction.history_of(patient, Depth::everything);
    const auto last = EnteredBy(history, by).last();
    if (!last) return Refusal{fmt::format("nothing to undo: {} has entered nothing for {}", by, patient.text)};
    const std::string id = fact_id(history, last->key);
    if (now - last->at >= std::chrono::hours{1})
      return Refusal{fmt::format("the last entry of {}, {}, is older than an hour; retract it by its id", by, id)};
    Details details;
    details.entered = now;
    details.author = by;
    Outcome outcome;
    outcome.ids = {id};
    switch (last->what) {
      case Entered::What::retraction:
        return Refusal{
            fmt::format("the last entry of {} is a retraction, of {}; record that fact again instead", by, id)};
      case Entered::What::correction:
        transaction.correct(patient, uncorrected(history, last->key, now), details);
        outcome.appended = {Appended::correction};
        break;
      case Entered::What::closing: {
        const FactKey open = opened_again(transaction, history, last->key, details, now);
        outcome.ids = {fact_id(transaction.history_of(patient, Depth::facts), open)};
        break;
      }
      case Entered::What::fact:
        transaction.retract(patient, {last->key, now, std::string(undone), no_details}, details);
        break;
    }
    return outcome;
  });
}

}  // namespace myotrend
