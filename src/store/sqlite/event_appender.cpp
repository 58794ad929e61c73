#include <algorithm>
#include <stdexcept>

#include "store/sqlite/appender.h"
#include "store/sqlite/patients.h"

namespace myotrend::sqlite {

namespace {

struct EventRow {
  std::uint32_t ordinal = 0;
  std::optional<Instant> end;
  std::string note;
  std::optional<Instant> withdrawn;  // when it was taken back, at first
};

std::vector<EventRow> events_at(Connection& connection, std::int64_t patient_no, const std::string& kind,
                                Instant start) {
  Query query = connection.query(
      "SELECT ordinal, end_us, note, (SELECT min(recorded_us) FROM event_retraction r WHERE r.patient_no = "
      "e.patient_no AND r.kind = e.kind AND r.start_us = e.start_us AND r.ordinal = e.ordinal) FROM event e "
      "LEFT JOIN event_end USING (patient_no, kind, start_us, ordinal) WHERE e.patient_no = ? AND e.kind = ? AND "
      "e.start_us = ? ORDER BY ordinal");
  query.with(patient_no).with(kind).with(start);
  std::vector<EventRow> rows;
  while (query.next()) {
    rows.push_back({static_cast<std::uint32_t>(query.integer(0)), query.instant_if_any(1),
                    query.null(2) ? std::string{} : query.text(2), query.instant_if_any(3)});
  }
  return rows;
}

/// Two medicines begun on one day are two events: the note tells them apart.
bool same_note(const EventRow& row, const NewEvent& event) {
  return event.details.note.empty() || event.details.note == row.note;
}

/// A row that was taken back stays so when its file comes again; what says that it became known since is another event.
bool told_since(const EventRow& row, const NewEvent& event) {
  return row.withdrawn && event.recorded != event.details.entered && event.recorded >= *row.withdrawn;
}

bool of_an_older_file(const EventRow& row, const NewEvent& event) {
  return row.withdrawn && event.recorded != event.details.entered && event.recorded < *row.withdrawn;
}

void write_end(Connection& connection, Book& book, const FactKey& event, Instant end, Instant recorded, Instant entered,
               const std::string& author) {
  if (end < event.effective) throw std::invalid_argument("an event that ends before it began");
  Query query = connection.query("INSERT INTO event_end VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  query.with(book.patient_no()).with(word_of(static_cast<EventKind>(event.where))).with(event.effective);
  query.with(std::int64_t{event.ordinal}).with(end).with(recorded).with(entered).with(book.author_no(author));
  if (!query.run_unless_refused()) throw std::out_of_range("no such open event");
}

void write_event(Connection& connection, Book& book, const NewEvent& event, const FactKey& key) {
  if (event.recorded < event.start) throw std::invalid_argument("an event recorded before it began");
  Query query = connection.query("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  query.with(book.patient_no()).with(word_of(event.kind)).with(event.start).with(std::int64_t{key.ordinal});
  query.with(event.recorded);
  bind_details(query, event.details, book.author_no(event.details.author));
  query.run();
}

}  // namespace

Appended Appender::append(const PatientId& id, const NewEvent& event, FactKey* key) {
  Book& book = books_.of(id);
  FactKey here{FactKind::event, static_cast<std::uint32_t>(event.kind), event.start, 0};
  const Instant end_recorded = event.end_recorded.value_or(event.recorded);
  Appended appended = Appended::added;
  bool known = false, closed = false;
  const std::vector<EventRow> rows =
      events_at(connection_, book.patient_no(), std::string(word_of(event.kind)), event.start);
  const auto first = [&](const auto& is) {
    const auto row = std::find_if(rows.begin(), rows.end(), is);
    if (row != rows.end()) here.ordinal = row->ordinal;
    return row != rows.end();
  };
  const auto same = [&](const EventRow& row) {
    return same_note(row, event) && (!event.end || event.end == row.end) && !told_since(row, event);
  };
  // What stands, or is an older file come again; else an end of the open event; else what was taken back and stays so.
  known = first([&](const EventRow& row) { return same(row) && (!row.withdrawn || of_an_older_file(row, event)); });
  closed = !known && event.end &&
           first([&](const EventRow& row) { return same_note(row, event) && !row.end && !row.withdrawn; });
  known = known || (!closed && first(same));
  if (!known && !closed) {
    for (const EventRow& row : rows) {
      here.ordinal = std::max(here.ordinal, row.ordinal + 1);
      if (!row.withdrawn) appended = Appended::second_in_slot;
    }
  }
  if (key != nullptr) *key = here;
  if (known) return Appended::already_known;
  if (!closed) write_event(connection_, book, event, here);
  if (event.end)
    write_end(connection_, book, here, *event.end, end_recorded, event.details.entered, event.details.author);
  entered_at(event.details.entered);
  move_revision(connection_, book.patient_no(), !closed && event.end ? 2 : 1);
  return closed ? Appended::added : appended;
}

FactKey Appender::append_anew(const PatientId& id, const NewEvent& event) {
  Book& book = books_.of(id);
  FactKey key{FactKind::event, static_cast<std::uint32_t>(event.kind), event.start, 0};
  for (const EventRow& row : events_at(connection_, book.patient_no(), std::string(word_of(event.kind)), event.start))
    key.ordinal = row.ordinal + 1;
  write_event(connection_, book, event, key);
  entered_at(event.details.entered);
  move_revision(connection_, book.patient_no(), 1);
  return key;
}

void Appender::close_event(const PatientId& id, const FactKey& event, Instant end, Instant recorded, Instant entered,
                           std::string_view author) {
  Book& book = books_.of(id);
  write_end(connection_, book, event, end, recorded, entered, std::string(author));
  entered_at(entered);
  move_revision(connection_, book.patient_no(), 1);
}

void Appender::retract(const PatientId& id, const Retraction& retraction, const Details& details) {
  retract(books_.of(id), retraction, details);
}

void Appender::retract(Book& book, const Retraction& retraction, const Details& details) {
  const FactKey& target = retraction.target;
  const bool event = target.kind == FactKind::event;
  const auto bind_target = [&](Query& query) {
    query.with(book.patient_no());
    if (event) {
      query.with(word_of(static_cast<EventKind>(target.where)));
    } else {
      query.with(std::int64_t{book.series_no(target)});
    }
    query.with(target.effective).with(std::int64_t{target.ordinal}).with(retraction.recorded).with(retraction.why);
  };
  Query there = connection_.query(event ? "SELECT 1 FROM event_retraction WHERE patient_no = ? AND kind = ? AND "
                                          "start_us = ? AND ordinal = ? AND recorded_us = ? AND why = ?"
                                        : "SELECT 1 FROM fact_retraction WHERE patient_no = ? AND series_no = ? AND "
                                          "effective_us = ? AND ordinal = ? AND recorded_us = ? AND why = ?");
  bind_target(there);
  if (there.next()) return;  // the same retraction come again
  Query query = connection_.query(
      event
          ? "INSERT INTO event_retraction SELECT ?1, ?2, ?3, ?4, count(*), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
            "?14 FROM event_retraction WHERE patient_no = ?1 AND kind = ?2 AND start_us = ?3 AND ordinal = ?4"
          : "INSERT INTO fact_retraction SELECT ?1, ?2, ?3, ?4, count(*), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
            "?14 FROM fact_retraction WHERE patient_no = ?1 AND series_no = ?2 AND effective_us = ?3 AND ordinal = ?4");
  bind_target(query);
  bind_details(query, details, book.author_no(details.author));
  if (!query.run_unless_refused()) throw std::out_of_range("no such fact to retract");
  entered_at(details.entered);
  move_revision(connection_, book.patient_no(), 1);
}

}  // namespace myotrend::sqlite
