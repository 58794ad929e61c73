// A program of its own that uses the myotrend library: it keeps a store, records a grip reading a week and a finding of a
// clinician, and shows what the judgement of each says.
//   embed STORE.db

#include <myotrend/monitor.h>
#include <myotrend/monitor/built_in.h>
#include <myotrend/store/sqlite.h>

#include <iostream>
#include <string>

using namespace myotrend;

namespace {

const Instant first_day = time_told("2025-01-06T09:00:00Z", Zone{}).value().at;

Patient somebody() {
  Patient patient;
  patient.id = {"embedded"};
  patient.sex = Sex::female;
  patient.birth_year = 1975;
  patient.dominant_hand = Hand::right;
  return patient;
}

Told grip(const std::string& kilograms, Instant at) {
  Told told;
  told.code = "grip";
  told.value = kilograms;
  told.unit = "kg";
  told.side = "right";
  told.effective = iso_text(at, Zone{});
  return told;
}

Told babinski(Instant at) {
  Told told;
  told.code = "babinski";
  told.value = "present";
  told.side = "right";
  told.source = "clinician";
  told.effective = iso_text(at, Zone{});
  return told;
}

/// Words become a fact, the fact is recorded and the patient judged; what is wrong comes back as a sentence.
bool record(Monitor& monitor, const Patient& patient, const Told& told, Instant now) {
  auto entry = entry_told(told, built_in_catalogue(), patient.zone, now);
  if (!entry) {
    std::cout << "refused: " << entry.refusal().text << '\n';
    return false;
  }
  const Outcome outcome = monitor.record(patient.id, {std::move(entry).value()}, now);
  std::cout << iso_text(now, patient.zone) << "  " << told.code << ' ' << told.value << " -> "
            << word_of(outcome.assessment.disposition) << '\n';
  for (const auto& step : outcome.steps) std::cout << json_of(step.change) << '\n';
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "embed STORE.db\n";
    return 2;
  }
  const auto store = open_sqlite(argv[1], OpenMode::create_or_open, built_in_catalogue());
  const Patient patient = somebody();
  const auto adding = store->begin();
  adding->add_patient(patient, first_day);
  adding->commit();

  const pathway::Rulebook rulebook(built_in_pathway(), built_in_catalogue(), 0);
  Monitor monitor(*store, rulebook);
  Instant now = first_day;
  for (int week = 0; week < 12; ++week, now += days{7}) record(monitor, patient, grip("27.5", now), now);
  const bool stone_was_taken = [&] {
    Told in_stone = grip("4", now);
    in_stone.unit = "stone";
    return record(monitor, patient, in_stone, now);
  }();
  record(monitor, patient, babinski(now), now);
  return stone_was_taken || store->alerts().empty() ? 1 : 0;
}
