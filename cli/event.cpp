#include <array>
#include <memory>
#include <ostream>

#include "commands.h"
#include "myotrend/exchange/rows.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct EventArguments {
  std::string kind, at, until, note, by;
};

/// Read as a row of events.csv is, so that the same words are known and the same is refused.
Result<NewEvent> told_event(const EventArguments& arguments, const Patient& patient, const std::string& author,
                            Instant now) {
  static constexpr std::array<std::string_view, 6> names = {"patient_id", "kind",   "start_time",
                                                            "end_time",   "author", "note"};
  const auto columns = csv::Columns::named(names);
  const std::string start = arguments.at.empty() ? iso_text(now, patient.zone) : arguments.at;
  const std::array<std::string_view, 6> fields = {patient.id.text, arguments.kind, start,
                                                  arguments.until, author,         arguments.note};
  const auto row = csv::event_of_row(*columns, fields, patient.zone, now, false);
  if (!row.ok()) return row.refusal();
  NewEvent event{row->kind, row->start, row->recorded, row->end, row->end_recorded, row->details};
  if (arguments.at.empty()) event.details.told_offset.reset();  // the program's words, not the user's
  return event;
}

Result<Instant> told_end(const EventArguments& arguments, const Zone& zone, Instant now) {
  const auto told = time_told(arguments.until, zone);
  if (!told.ok()) return Refusal{"--until: " + told.refusal().text};
  if (told->at > now) return Refusal{"--until " + arguments.until + " lies in the future"};
  // A bare date names the whole day, as far as it has come.
  return told->date_only ? std::min(zone.end_of(zone.day_of(told->at)), now) : told->at;
}

int run_event(const EventArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto recording = session.recording();
  if (!recording) return failed(err, recording.failure());
  const auto& [rules, patient, now] = *recording;
  Monitor monitor(session.store(), *rules);
  const auto kind = event_kind_named(arguments.kind);
  if (kind && arguments.at.empty() && !arguments.until.empty()) {
    const auto end = told_end(arguments, patient.zone, now);
    if (!end.ok()) return failed(err, end.refusal());
    const auto outcome = monitor.close_event(patient.id, *kind, *end, session.who(arguments.by), now);
    if (!outcome.ok()) return failed(err, outcome.refusal());
    tell_outcome(*outcome, {"closed", {}}, patient.id, session, out, err);
    return done;
  }
  const auto event = told_event(arguments, patient, session.who(arguments.by), now);
  if (!event.ok()) return failed(err, event.refusal());
  const auto impossible = impossible_in(Lifetime(patient), patient.zone, event->start, arguments.kind);
  if (impossible) return failed(err, *impossible);
  tell_outcome(monitor.record(patient.id, *event, now), {"recorded", {}}, patient.id, session, out, err);
  return done;
}

}  // namespace

CommandSyntax event_syntax() {
  auto told = std::make_shared<EventArguments>();
  CommandSyntax event("event", "Records an event, or closes the open one of its kind",
                      "myotrend event treatment-start --at 2025-03-01 -p P7");
  event.writes().runs(told, run_event);
  event.takes("KIND", &told->kind, "infection, treatment-start, neurology-seen...").required().of(Value::event);
  event.takes("--at", &told->at, "When it began; else now").of(Value::time);
  event.takes("--until", &told->until, "When it ended; alone, it closes the open event of that kind").of(Value::time);
  event.takes("--note", &told->note, "Anything worth keeping");
  event.takes("--by", &told->by, "Who enters it");
  return event;
}

}  // namespace myotrend::cli
