#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "myotrend/monitor.h"

namespace myotrend::cli {

class Session;

/// A fact with what has to be said of it: `recorded`, `corrected`, `retracted`...
struct Done {
  std::string verb;
  std::vector<std::string> warnings;
};

/// Refused when the patient was not born then; a fact in an adult's childhood gets a warning.
std::optional<Refusal> held_against_life(const Patient& patient, std::string_view what, Instant now, Entry& entry);

/// Says what became of a fact, what the patient's disposition is now, and which alerts moved. An emergency comes first.
/// Quiet: the ids alone, and of an emergency what to do, on `err`.
void tell_outcome(const Outcome& outcome, const Done& done, const PatientId& patient, Session& session,
                  std::ostream& out, std::ostream& err);

/// What to do at once, and that this program calls nobody.
void tell_emergency(const Assessment& assessment, std::ostream& out);

}  // namespace myotrend::cli
