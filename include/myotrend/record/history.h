#pragma once

#include <string>
#include <vector>

#include "myotrend/record/fact.h"

namespace myotrend {

/// A person closed the alert of a flag: answers an emergency finding that nobody re-examined.
struct AlertResolved {
  std::string flag;
  Instant at{};
};

/// Everything ever recorded of one patient, superseded and withdrawn facts included.
/// Order: series and sites as told first, everything else by (effective, where, ordinal).
struct History {
  Patient patient;
  std::vector<Series> series;
  std::vector<SignSite> sites;
  std::vector<Reading> readings;
  std::vector<SignFinding> signs;
  std::vector<Event> events;
  std::vector<Correction> corrections;  // by recorded
  std::vector<Retraction> retractions;  // by recorded
  std::vector<AlertResolved> resolved;  // by time
  std::vector<Details> details;         // empty unless asked for
};

/// A reading whose slot (series and instant) was already taken by another value: kept, flagged, not counted.
struct Shadowed {
  Reading reading;
  Reading counted;
};

/// The same of a sign: looked for twice at one site and instant, with another outcome.
struct ShadowedSign {
  SignFinding finding;
  SignFinding counted;
};

/// Within so long the same value from another source is taken for the same test [P].
constexpr std::chrono::minutes repeat_window{10};

/// What was known at an instant: corrections applied, withdrawn facts gone, one reading per slot.
/// Each list is sorted by (effective, series content, ordinal), so that the order of entry cannot matter.
struct Picture {
  const History* history = nullptr;  // outlives the picture
  Instant as_of{};
  std::vector<Reading> readings;
  std::vector<SignFinding> signs;
  std::vector<Event> events;
  std::vector<Shadowed> shadowed;
  /// The same value of the same thing within `repeat_window`, from another source, device or method: one test that came
  /// twice (an app's export beside a device's). The first recorded one counts.
  std::vector<Shadowed> repeated;
  std::vector<ShadowedSign> shadowed_signs;
  std::vector<AlertResolved> resolved;
};

/// The facts of `history` recorded up to `as_of`. A corrected reading has the value and the recorded time of its
/// newest correction known then; an event's end is visible from `end_recorded` on.
Picture known_at(const History& history, Instant as_of);

/// The history as it stood at `as_of`: what was recorded later is not in it, nor the end of an event that became known
/// later. Master data stay as they are.
History recorded_by(History history, Instant as_of);

/// The printed id of a fact (`r...`, `s...`, `e...`): 6 characters that stand for the patient and 10 for the fact, from
/// the SHA-256 of what it is about, so that every store gives it the same id and no index is needed.
std::string fact_id(const History& history, const FactKey& key);
inline FactKey key_of(const Reading& r) { return {FactKind::reading, r.series, r.effective, r.ordinal}; }
inline FactKey key_of(const SignFinding& s) { return {FactKind::sign, s.site, s.effective, s.ordinal}; }
inline FactKey key_of(const Event& e) {
  return {FactKind::event, static_cast<std::uint32_t>(e.kind), e.start, e.ordinal};
}
/// The 6 characters of every fact id of a patient (after the letter).
std::string patient_tag(const PatientId& id);
/// The fact with that printed id, if it is in `history`.
std::optional<FactKey> fact_with_id(const History& history, std::string_view id);

/// SHA-256 (hex) over the picture: patient, series and every fact known, in canonical order.
std::string input_sha256(const Picture& picture);

}  // namespace myotrend
