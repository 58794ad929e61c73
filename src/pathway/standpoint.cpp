#include "myotrend/pathway/standpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "pathway/silence.h"
#include "pathway/state_bytes.h"
#include "pathway/walk.h"

namespace myotrend::pathway {

namespace {

/// Moves when a book keeps other members, keeps them in another order, or asks for them at another time.
constexpr int form_of_state = 4;
/// A patient without news is looked at again after so many days at the latest.
constexpr int days_ahead = 28;

std::int64_t count(Instant at) { return at.time_since_epoch().count(); }

std::string decided_by(const Walk& walk) {
  const auto rules = walk.rulebook().pathway->rules(walk.rulebook().point);
  std::string text;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "{} {} {}", static_cast<int>(walk.disposition()), walk.facts_seen() ? count(walk.since()) : 0,
                 walk.out_of_scope());
  for (const EventKind kind :
       {EventKind::death, EventKind::neurology_seen, EventKind::discharge, EventKind::withdrew}) {
    if (!walk.episodes().of(kind).empty()) fmt::format_to(out, " {}", word_of(kind));
  }
  for (const Spell& spell : walk.spells()) {
    const Disposition level = rules[spell.rule].level;
    if (spell.holds) {
      fmt::format_to(out, "\n{} {} {}", spell.rule, spell.flag, count(spell.since));
      // A later ground of a standing emergency is news.
      if (level == Disposition::emergency) fmt::format_to(out, " {}", count(spell.ground_known));
    } else if (spell.ended && level >= Disposition::refer_routine) {
      fmt::format_to(out, "\n{} {} ended {}", spell.rule, spell.flag, count(spell.ended_at));
    }
  }
  if (const auto stopped = data_stopped(walk, silences(walk)))
    fmt::format_to(out, "\nno data since {} {}", count(stopped->since), stopped->past_limit);
  return text;
}

/// Grades are kept by the number of their series in the whole history; all else is told by its own content.
bool needs_history(const Rulebook& rulebook, const Picture& newer) {
  return !newer.events.empty() || !newer.resolved.empty() ||
         std::any_of(newer.readings.begin(), newer.readings.end(), [&](const Reading& reading) {
           const std::string& code = (*rulebook.catalogue)[newer.history->series[reading.series].measure].code;
           return code == "mrc" || code == "mrc-sum";
         });
}

}  // namespace

Standpoint standpoint_at(Walk walk, Instant as_of) {
  Standpoint standpoint;
  walk.expect_newer_facts();
  StateWriter writer(*walk.rulebook().catalogue);
  walk.pass(writer);
  standpoint.state = std::move(writer.bytes);
  if (walk.facts_seen()) standpoint.newest_fact = walk.now();
  walk.go_on_to(as_of);
  standpoint.decided = decided_by(walk);
  standpoint.disposition = walk.disposition();
  const Zone& zone = walk.patient().zone;
  const Day today = zone.day_of(as_of);
  Day day = today;
  Instant silent_until = silences_stand_until(walk);
  for (; day < today + days{days_ahead}; day += days{1}) {
    const Instant end = zone.end_of(day);
    if (end <= std::min(walk.settled_until(), silent_until)) continue;
    walk.go_on_to(end);
    silent_until = silences_stand_until(walk);
    if (decided_by(walk) != standpoint.decided) break;
  }
  standpoint.look_again = zone.start_of(std::max(day, today + days{1}));
  return standpoint;
}

Standpoint standpoint_of(const Rulebook& rulebook, const Picture& picture) {
  Walk walk(rulebook, picture.history->patient);
  walk.take(picture, picture.as_of);
  return standpoint_at(std::move(walk), picture.as_of);
}

std::optional<Standpoint> gone_on(const Rulebook& rulebook, const Patient& patient, std::string_view state,
                                  const Picture& newer) {
  if (needs_history(rulebook, newer)) return std::nullopt;
  Walk walk(rulebook, patient);
  StateReader reader(*rulebook.catalogue, state);
  walk.pass(reader);
  if (!reader.sound() || reader.left() != 0) return std::nullopt;
  walk.take(newer, newer.as_of);
  return standpoint_at(std::move(walk), newer.as_of);
}

std::string state_form() {
  return fmt::format("{}.{}.{}.{}", form_of_state, sizeof(trend::Detector), sizeof(trend::UnitGate), __VERSION__);
}

}  // namespace myotrend::pathway
