#include "store/sqlite/appender.h"

#include <cmath>
#include <stdexcept>
#include <tuple>

#include "store/sqlite/patients.h"

namespace myotrend::sqlite {

namespace {

// A batch of this size pays for taking the guard off and putting it back.
constexpr std::size_t guard_lifted_from = 1'000;
constexpr const char* re_import = "re-import";

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// External ids count within their source and what was measured: a laboratory's order number stands on several values,
/// and a method told later does not make another reading.
bool same_origin(const Place& a, const Place& b) {
  if (a.index() != b.index()) return false;
  const auto* one = std::get_if<Series>(&a);
  if (one == nullptr) return a == b;
  const auto& other = std::get<Series>(b);
  return std::tie(one->measure, one->unit, one->side, one->region, one->muscle, one->source, one->device) ==
         std::tie(other.measure, other.unit, other.side, other.region, other.muscle, other.source, other.device);
}

void bind_told(Query& query, double value, double told_value, Unit told_unit, Unit unit) {
  query.with(value);
  if (same_number(told_value, value)) {
    query.without();
  } else {
    query.with(told_value);
  }
  if (told_unit == unit) {
    query.without();
  } else {
    query.with(ucum_of(told_unit));
  }
}

void refuse_unless_recorded_later(Instant effective, Instant recorded) {
  if (recorded < effective) throw std::invalid_argument("a fact recorded before it held");
}

}  // namespace

std::vector<Appended> Appender::append(const PatientId& id, std::span<const Entry> entries) {
  Book& book = books_.of(id);
  slots_.clear();
  keys_.assign(entries.size(), FactKey{});
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    refuse_unless_recorded_later(entries[i].effective, entries[i].recorded);
    slots_.push_back({book.series_no(entries[i].where), entries[i].effective, i});
  }
  // In the order of the table; entries of one slot keep theirs.
  put_in_order(slots_, [](const Slot& a, const Slot& b) {
    return std::tie(a.series_no, a.effective) < std::tie(b.series_no, b.effective);
  });
  appended_here_ += entries.size();
  if (appended_here_ >= guard_lifted_from && guard_.empty()) lift_guard();
  std::vector<Appended> appended(entries.size());
  std::int64_t changes = 0;
  for (const Slot& slot : slots_) {
    const Entry& entry = entries[slot.entry];
    appended[slot.entry] = put(book, slot, entry);
    if (appended[slot.entry] == Appended::already_known) continue;
    ++changes;
    entered_at(entry.details.entered);
  }
  if (changes != 0) move_revision(connection_, book.patient_no(), changes);
  return appended;
}

Appended Appender::put(Book& book, const Slot& slot, const Entry& entry) {
  if (!entry.details.external_id.empty()) {
    if (const auto known = known_by_external_id(book, slot, entry)) return *known;
  }
  // Nearly always the slot is free: trying is cheaper than looking first.
  if (insert(book, slot, 0, entry)) return Appended::added;
  return put_in_taken_slot(book, slot, entry);
}

bool Appender::insert(Book& book, const Slot& slot, std::uint32_t ordinal, const Entry& entry) {
  // FAIL undoes nothing of a statement of one row, and spares the journal that would be needed to do so.
  Query query =
      connection_.query("INSERT OR FAIL INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  query.with(book.patient_no()).with(std::int64_t{slot.series_no}).with(entry.effective).with(std::int64_t{ordinal});
  query.with(entry.recorded);
  const Unit unit = book.unit(slot.series_no);
  if (std::holds_alternative<Series>(entry.where)) {
    bind_told(query, entry.value, entry.told_value, entry.told_unit, unit);
  } else {
    bind_told(query, entry.value, entry.value, unit, unit);
  }
  query.with(entry.upper_limit);
  bind_details(query, entry.details, book.author_no(entry.details.author));
  keys_[slot.entry] = book.key(slot.series_no, slot.effective, ordinal);
  return query.run_unless_refused();
}

std::vector<Appender::Known> Appender::facts_of_origin(const Book& book, const Entry& entry) {
  Query query = connection_.query(
      "SELECT series_no, effective_us, ordinal FROM fact WHERE patient_no = ? AND external_id = ? "
      "ORDER BY series_no, effective_us, ordinal");
  query.with(book.patient_no()).with(entry.details.external_id);
  std::vector<Known> facts;
  while (query.next()) {
    const auto series_no = static_cast<std::uint32_t>(query.integer(0));
    if (!same_origin(book.place(series_no), entry.where)) continue;
    facts.push_back({series_no, query.instant(1), static_cast<std::uint32_t>(query.integer(2))});
  }
  return facts;
}

std::optional<Appended> Appender::known_by_external_id(Book& book, const Slot& slot, const Entry& entry) {
  const auto facts = facts_of_origin(book, entry);
  if (facts.empty()) return std::nullopt;
  for (const Known& fact : facts) {
    keys_[slot.entry] = book.key(fact.series_no, fact.effective, fact.ordinal);
    // A value it ever had is an older file come again, and does not undo what was corrected since.
    if (ever_held(book, fact, entry.value)) return Appended::already_known;
  }
  if (std::holds_alternative<Series>(entry.where)) {
    const Known& fact = facts.front();
    keys_[slot.entry] = book.key(fact.series_no, fact.effective, fact.ordinal);
    write_correction(
        book, fact.series_no,
        {keys_[slot.entry], entry.value, entry.told_value, entry.told_unit, entry.recorded, re_import, no_details},
        entry.details);
    return Appended::correction;
  }
  // A sign has no value to correct: what was found is taken back, and what is said now is found in its stead.
  for (const Known& fact : facts) {
    const FactKey key = book.key(fact.series_no, fact.effective, fact.ordinal);
    retract(book, {key, entry.recorded, re_import, no_details}, entry.details);
  }
  if (!insert(book, slot, 0, entry)) put_in_taken_slot(book, slot, entry);
  return Appended::correction;
}

bool Appender::ever_held(const Book& book, const Known& fact, double value) {
  Query query = connection_.query(
      "SELECT value FROM fact WHERE patient_no = ?1 AND series_no = ?2 AND effective_us = ?3 AND ordinal = ?4 "
      "UNION ALL SELECT value FROM correction "
      "WHERE patient_no = ?1 AND series_no = ?2 AND effective_us = ?3 AND ordinal = ?4");
  query.with(book.patient_no()).with(std::int64_t{fact.series_no}).with(fact.effective);
  query.with(std::int64_t{fact.ordinal});
  while (query.next()) {
    if (same_number(query.real(0), value)) return true;
  }
  return false;
}

Appended Appender::put_in_taken_slot(Book& book, const Slot& slot, const Entry& entry) {
  Query query = connection_.query(
      "SELECT ordinal, value, told_value, told_unit, external_id, EXISTS (SELECT 1 FROM fact_retraction r WHERE "
      "r.patient_no = f.patient_no AND r.series_no = f.series_no AND r.effective_us = f.effective_us AND "
      "r.ordinal = f.ordinal) FROM fact f WHERE patient_no = ? AND series_no = ? AND effective_us = ? ORDER BY "
      "ordinal");
  query.with(book.patient_no()).with(std::int64_t{slot.series_no}).with(slot.effective);
  const Unit unit = book.unit(slot.series_no);
  const bool sign = std::holds_alternative<SignSite>(entry.where);
  std::uint32_t taken = 0;
  bool all_withdrawn = true;
  while (query.next()) {
    const auto ordinal = static_cast<std::uint32_t>(query.integer(0));
    const double value = query.real(1);
    const bool same_told = sign ? same_number(value, entry.value)
                                : same_number(query.null(2) ? value : query.real(2), entry.told_value) &&
                                      (query.null(3) ? unit : unit_at(query, 3, connection_)) == entry.told_unit &&
                                      std::isnan(value) == std::isnan(entry.value);
    // Two records with an id each are two records, even when they say the same.
    const bool told_apart = !query.null(4) && !entry.details.external_id.empty();
    if (same_told && !told_apart) {
      keys_[slot.entry] = book.key(slot.series_no, slot.effective, ordinal);
      return Appended::already_known;
    }
    all_withdrawn = all_withdrawn && query.integer(5) != 0;
    taken = ordinal + 1;
  }
  if (taken == 0 || !insert(book, slot, taken, entry))
    connection_.damaged("a row that neither is there nor can be added");
  return all_withdrawn ? Appended::added : Appended::second_in_slot;
}

void Appender::lift_guard() {
  Query query = connection_.query("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'fact_once'");
  if (!query.next()) connection_.damaged("the guard of the facts is missing");
  guard_ = query.text(0);
  query.again();
  connection_.run("DROP TRIGGER fact_once");
}

void Appender::finish() {
  if (!guard_.empty()) connection_.run(guard_);
  guard_.clear();
  appended_here_ = 0;
}

void Appender::correct(const PatientId& id, const Correction& correction, const Details& details) {
  Book& book = books_.of(id);
  const std::uint32_t series_no = book.series_no(correction.target);
  Query query = connection_.query(
      "SELECT value FROM correction WHERE patient_no = ? AND series_no = ? AND effective_us = ? AND ordinal = ? AND "
      "recorded_us = ? AND why = ?");
  query.with(book.patient_no()).with(std::int64_t{series_no}).with(correction.target.effective);
  query.with(std::int64_t{correction.target.ordinal}).with(correction.recorded).with(correction.why);
  while (query.next()) {
    if (same_number(query.real(0), correction.value)) return;  // the same correction come again
  }
  query.again();
  write_correction(book, series_no, correction, details);
  entered_at(details.entered);
  move_revision(connection_, book.patient_no(), 1);
}

void Appender::write_correction(Book& book, std::uint32_t series_no, const Correction& correction,
                                const Details& details) {
  Query query = connection_.query(
      "INSERT INTO correction SELECT ?1, ?2, ?3, ?4, count(*), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
      "?17 FROM correction WHERE patient_no = ?1 AND series_no = ?2 AND effective_us = ?3 AND ordinal = ?4");
  query.with(book.patient_no()).with(std::int64_t{series_no}).with(correction.target.effective);
  query.with(std::int64_t{correction.target.ordinal}).with(correction.recorded);
  bind_told(query, correction.value, correction.told_value, correction.told_unit, book.unit(series_no));
  query.with(correction.why);
  bind_details(query, details, book.author_no(details.author));
  if (!query.run_unless_refused()) throw std::out_of_range("no such fact to correct");
}

}  // namespace myotrend::sqlite
