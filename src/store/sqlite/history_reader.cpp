#include "store/sqlite/history_reader.h"

#include <cmath>
#include <tuple>

#include "store/sqlite/patients.h"
#include "store/sqlite/rows.h"

namespace myotrend::sqlite {

namespace {

constexpr std::uint32_t ordinal_max = 0xfffffffe;

class HistoryReader {
 public:
  HistoryReader(Connection& connection, const Catalogue& catalogue, Depth depth)
      : connection_(connection), catalogue_(catalogue), everything_(depth == Depth::everything) {}

  History read(const PatientId& id) {
    const Snapshot snapshot(connection_);
    patient_no_ = known_patient_no(connection_, id);
    auto patient = one_patient(connection_, id);
    if (!patient) connection_.damaged("a patient without master data");
    history_.patient = std::move(*patient);
    read_places();
    if (everything_) read_authors();
    read_facts();
    read_events();
    read_corrections();
    read_fact_retractions();
    read_event_retractions();
    read_resolved();
    put_in_order(history_.corrections, [](const auto& a, const auto& b) { return a.recorded < b.recorded; });
    put_in_order(history_.retractions, [](const auto& a, const auto& b) { return a.recorded < b.recorded; });
    return std::move(history_);
  }

 private:
  /// Where a series of the table is found in the history.
  struct Where {
    FactKind kind;
    std::uint32_t index;
    Unit unit;
  };

  void read_places();
  void read_authors();
  void read_facts();
  void read_events();
  void read_corrections();
  void read_fact_retractions();
  void read_event_retractions();
  void read_resolved();

  const Where& where_at(const Query& query, int column) const {
    if (places_.empty()) connection_.damaged("facts of a series that is not there");
    return places_[query.number(column, static_cast<std::uint32_t>(places_.size()) - 1)];
  }
  /// series_no, effective_us, ordinal.
  FactKey fact_key_at(const Query& query) const {
    const Where& where = where_at(query, 0);
    return {where.kind, where.index, query.instant(1), query.number(2, ordinal_max)};
  }
  /// kind, start_us, ordinal.
  FactKey event_key_at(const Query& query) const {
    const std::string word = query.text(0);
    const EventKind kind = known(connection_, event_kind_named(word), "kind of event", word);
    return {FactKind::event, static_cast<std::uint32_t>(kind), query.instant(1), query.number(2, ordinal_max)};
  }
  /// entered_us, author_no.
  std::uint32_t end_details_at(const Query& query, int column) {
    Details details;
    details.entered = query.instant(column);
    if (!query.null(column + 1)) {
      if (authors_.empty()) connection_.damaged("an author that is not there");
      details.author = authors_[query.number(column + 1, static_cast<std::uint32_t>(authors_.size()) - 1)];
    }
    history_.details.push_back(std::move(details));
    return static_cast<std::uint32_t>(history_.details.size() - 1);
  }
  std::uint32_t details_of(const Query& query, int column) {
    if (!everything_) return no_details;
    history_.details.push_back(details_at(query, column, authors_, connection_));
    return static_cast<std::uint32_t>(history_.details.size() - 1);
  }

  Connection& connection_;
  const Catalogue& catalogue_;
  bool everything_;
  std::int64_t patient_no_ = 0;
  std::vector<Where> places_;
  std::vector<std::string> authors_;
  History history_;
};

void HistoryReader::read_places() {
  Query query = connection_.query(
      "SELECT series_no, kind, code, unit, side, region, muscle, source, device, method FROM series "
      "WHERE patient_no = ? ORDER BY series_no");
  query.with(patient_no_);
  while (query.next()) {
    if (query.integer(0) != static_cast<std::int64_t>(places_.size())) connection_.damaged("a series is missing");
    Place place = place_at(query, 1, catalogue_, connection_);
    if (auto* series = std::get_if<Series>(&place)) {
      places_.push_back({FactKind::reading, static_cast<std::uint32_t>(history_.series.size()), series->unit});
      history_.series.push_back(std::move(*series));
    } else {
      places_.push_back({FactKind::sign, static_cast<std::uint32_t>(history_.sites.size()), Unit::none});
      history_.sites.push_back(std::move(std::get<SignSite>(place)));
    }
  }
}

void HistoryReader::read_authors() {
  Query query = connection_.query("SELECT author_no, name FROM author WHERE patient_no = ? ORDER BY author_no");
  query.with(patient_no_);
  while (query.next()) {
    if (query.integer(0) != static_cast<std::int64_t>(authors_.size())) connection_.damaged("an author is missing");
    authors_.push_back(query.text(1));
  }
}

void HistoryReader::read_facts() {
  Query query = connection_.query(
      everything_
          ? "SELECT series_no, effective_us, ordinal, recorded_us, told_offset_min, value, told_value, told_unit, "
            "upper_limit, told_offset_min, entered_us, author_no, grade, note, external_id, trials, "
            "as_effective FROM fact WHERE patient_no = ? ORDER BY series_no, effective_us, ordinal"
          : "SELECT series_no, effective_us, ordinal, recorded_us, told_offset_min, value, told_value, told_unit, "
            "upper_limit FROM fact WHERE patient_no = ? ORDER BY series_no, effective_us, ordinal");
  query.with(patient_no_);
  const Zone& zone = history_.patient.zone;
  while (query.next()) {
    const Where& where = where_at(query, 0);
    const Instant effective = query.instant(1), recorded = query.instant(3);
    const std::uint32_t ordinal = query.number(2, ordinal_max);
    const Day day = civil_day(effective, told_offset_at(query, 4, connection_), zone);
    const double value = query.real(5);
    const std::uint32_t details = details_of(query, 9);
    if (where.kind == FactKind::sign) {
      history_.signs.push_back({where.index, ordinal, effective, recorded, day, value != 0, details});
      continue;
    }
    const double told_value = query.null(6) ? value : query.real(6);
    const Unit told_unit = query.null(7) ? where.unit : unit_at(query, 7, connection_);
    history_.readings.push_back(
        {where.index, ordinal, effective, recorded, day, value, told_value, told_unit, query.real(8), details});
  }
  put_in_order(history_.readings, [](const Reading& a, const Reading& b) {
    return std::tie(a.effective, a.series, a.ordinal) < std::tie(b.effective, b.series, b.ordinal);
  });
  put_in_order(history_.signs, [](const SignFinding& a, const SignFinding& b) {
    return std::tie(a.effective, a.site, a.ordinal) < std::tie(b.effective, b.site, b.ordinal);
  });
}

void HistoryReader::read_events() {
  Query query = connection_.query(
      "SELECT e.kind, e.start_us, e.ordinal, e.recorded_us, n.end_us, n.recorded_us, e.told_offset_min, e.entered_us, "
      "e.author_no, e.grade, e.note, e.external_id, e.trials, e.as_effective, n.entered_us, n.author_no FROM event e "
      "LEFT JOIN event_end n "
      "USING (patient_no, kind, start_us, ordinal) WHERE e.patient_no = ?");
  query.with(patient_no_);
  while (query.next()) {
    const FactKey key = event_key_at(query);
    Event event;
    event.kind = static_cast<EventKind>(key.where);
    event.ordinal = key.ordinal;
    event.start = key.effective;
    event.recorded = query.instant(3);
    event.day = civil_day(event.start, told_offset_at(query, 6, connection_), history_.patient.zone);
    event.end = query.instant_if_any(4);
    event.end_recorded = query.instant_if_any(5);
    event.details = details_of(query, 6);
    if (event.end && everything_) event.end_details = end_details_at(query, 14);
    history_.events.push_back(event);
  }
  put_in_order(history_.events, [](const Event& a, const Event& b) {
    return std::tie(a.start, a.kind, a.ordinal) < std::tie(b.start, b.kind, b.ordinal);
  });
}

void HistoryReader::read_corrections() {
  Query query = connection_.query(
      "SELECT series_no, effective_us, ordinal, recorded_us, value, told_value, told_unit, why, told_offset_min, "
      "entered_us, author_no, grade, note, external_id, trials, as_effective FROM correction WHERE patient_no = ? "
      "ORDER BY series_no, effective_us, ordinal, correction_no");
  query.with(patient_no_);
  while (query.next()) {
    Correction correction;
    correction.target = fact_key_at(query);
    correction.recorded = query.instant(3);
    correction.value = query.real(4);
    correction.told_value = query.null(5) ? correction.value : query.real(5);
    correction.told_unit = query.null(6) ? where_at(query, 0).unit : unit_at(query, 6, connection_);
    correction.why = query.text(7);
    correction.details = details_of(query, 8);
    history_.corrections.push_back(std::move(correction));
  }
}

void HistoryReader::read_fact_retractions() {
  Query query = connection_.query(
      "SELECT series_no, effective_us, ordinal, recorded_us, why, told_offset_min, entered_us, author_no, grade, note, "
      "external_id, trials, as_effective FROM fact_retraction WHERE patient_no = ? "
      "ORDER BY series_no, effective_us, ordinal, retraction_no");
  query.with(patient_no_);
  while (query.next())
    history_.retractions.push_back({fact_key_at(query), query.instant(3), query.text(4), details_of(query, 5)});
}

void HistoryReader::read_event_retractions() {
  Query query = connection_.query(
      "SELECT kind, start_us, ordinal, recorded_us, why, told_offset_min, entered_us, author_no, grade, note, "
      "external_id, trials, as_effective FROM event_retraction WHERE patient_no = ? "
      "ORDER BY kind, start_us, ordinal, retraction_no");
  query.with(patient_no_);
  while (query.next())
    history_.retractions.push_back({event_key_at(query), query.instant(3), query.text(4), details_of(query, 5)});
}

void HistoryReader::read_resolved() {
  Query query = connection_.query(
      "SELECT flag, at_us FROM alert_change WHERE patient_no = ? AND change = 'resolved' ORDER BY at_us, flag");
  query.with(patient_no_);
  while (query.next()) history_.resolved.push_back({query.text(0), query.instant(1)});
}

}  // namespace

History read_history(Connection& connection, const Catalogue& catalogue, const PatientId& id, Depth depth) {
  return HistoryReader(connection, catalogue, depth).read(id);
}

}  // namespace myotrend::sqlite
