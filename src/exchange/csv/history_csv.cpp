#include "myotrend/exchange/history_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

#include "exchange/csv/told_text.h"
#include "myotrend/exchange/csv.h"

namespace myotrend::csv {

namespace {

constexpr std::string_view provenance_word = "recorded-as-effective";

const Details& details_of(const History& history, std::uint32_t index) {
  static const Details none;
  return index == no_details ? none : history.details.at(index);
}

std::string offset_text(Instant at, const Details& details, const Zone& zone) {
  return details.told_offset ? iso_text(at, *details.told_offset) : iso_text(at, zone);
}

bool known(Instant recorded, const std::optional<Instant>& as_of) { return !as_of || recorded <= *as_of; }

// The first retraction of each fact that was known then.
std::map<FactKey, const Retraction*> retractions_known(const History& history, const std::optional<Instant>& as_of) {
  std::map<FactKey, const Retraction*> first;
  for (const Retraction& retraction : history.retractions)
    if (known(retraction.recorded, as_of)) first.emplace(retraction.target, &retraction);
  return first;
}

// The columns of measurements.csv of which a row has its own; the rest follows from the reading.
struct Cells {
  std::string effective, recorded, value, unit, trials, upper_limit;
  std::string id, corrects, retracted, reason, retracted_by;
};

struct Place {
  std::string_view code;
  Side side;
  Region region;
  std::string_view muscle;
  Source source;
  std::string_view device, method;
  Unit unit;
  auto tie() const { return std::tie(code, side, region, muscle, source, device, method, unit); }
};

class MeasurementRows {
 public:
  MeasurementRows(const History& history, const Catalogue& catalogue, std::optional<Instant> as_of, std::string& out)
      : history_(history),
        catalogue_(catalogue),
        as_of_(as_of),
        writer_(out),
        retractions_(retractions_known(history, as_of)) {
    for (const Correction& correction : history.corrections)
      if (known(correction.recorded, as_of)) corrections_[correction.target].push_back(&correction);
  }

  void write() {
    std::vector<Row> rows;
    rows.reserve(history_.readings.size() + history_.signs.size());
    for (const Reading& reading : history_.readings)
      if (known(reading.recorded, as_of_))
        rows.push_back(
            {reading.effective, place_of(history_.series.at(reading.series)), reading.ordinal, &reading, nullptr});
    for (const SignFinding& sign : history_.signs)
      if (known(sign.recorded, as_of_))
        rows.push_back({sign.effective, place_of(history_.sites.at(sign.site)), sign.ordinal, nullptr, &sign});
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      if (a.effective != b.effective) return a.effective < b.effective;
      if (a.place.tie() != b.place.tie()) return a.place.tie() < b.place.tie();
      return a.ordinal < b.ordinal;
    });
    for (const Row& row : rows) {
      if (row.reading != nullptr) write_reading(*row.reading, row.place);
      if (row.sign != nullptr) write_sign(*row.sign, row.place);
    }
  }

 private:
  struct Row {
    Instant effective;
    Place place;
    std::uint32_t ordinal;
    const Reading* reading;
    const SignFinding* sign;
  };

  Place place_of(const Series& series) const {
    return {catalogue_[series.measure].code,
            series.side,
            series.region,
            series.muscle,
            series.source,
            series.device,
            series.method,
            series.unit};
  }
  Place place_of(const SignSite& site) const {
    return {catalogue_[site.sign].code, site.side, site.region, site.muscle, site.source, {}, {}, Unit::none};
  }

  void write_reading(const Reading& reading, const Place& place) {
    const Series& series = history_.series.at(reading.series);
    const Details& details = details_of(history_, reading.details);
    const FactKey key = key_of(reading);
    Cells cells;
    cells.effective = offset_text(reading.effective, details, history_.patient.zone);
    cells.recorded = iso_text(reading.recorded, history_.patient.zone);
    tell_value(series, reading.could_not(), reading.told_value, reading.told_unit, details.trials, cells);
    cells.upper_limit = upper_limit_text(reading.upper_limit, series.unit, reading.told_unit);
    cells.id = fact_id(history_, key);
    tell_retraction(key, cells);
    const std::string id = cells.id;
    write_row(cells, place, details, {});
    const auto corrected = corrections_.find(key);
    if (corrected == corrections_.end()) return;
    for (const Correction* correction : corrected->second) {
      const Details& why = details_of(history_, correction->details);
      Cells later;
      later.effective = cells.effective;
      later.recorded = iso_text(correction->recorded, history_.patient.zone);
      tell_value(series, std::isnan(correction->value), correction->told_value, correction->told_unit, why.trials,
                 later);
      later.corrects = id;
      later.reason = correction->why;
      write_row(later, place, why, {});
    }
  }

  void write_sign(const SignFinding& sign, const Place& place) {
    const Details& details = details_of(history_, sign.details);
    Cells cells;
    cells.effective = offset_text(sign.effective, details, history_.patient.zone);
    cells.recorded = iso_text(sign.recorded, history_.patient.zone);
    cells.value = sign.present ? "present" : "absent";
    cells.id = fact_id(history_, key_of(sign));
    tell_retraction(key_of(sign), cells);
    write_row(cells, place, details, details.grade);
  }

  void tell_value(const Series& series, bool could_not, double told_value, Unit told_unit,
                  const std::vector<double>& trials, Cells& cells) const {
    const Measure& measure = catalogue_[series.measure];
    cells.value = could_not ? "could-not" : value_text(measure, told_value);
    cells.unit = unit_text(catalogue_, series, told_unit);
    for (const double trial : trials) {
      if (!cells.trials.empty()) cells.trials += ';';
      cells.trials += value_text(measure, trial);
    }
  }

  void tell_retraction(const FactKey& key, Cells& cells) const {
    const auto found = retractions_.find(key);
    if (found == retractions_.end()) return;
    const Retraction& retraction = *found->second;
    cells.retracted = iso_text(retraction.recorded, history_.patient.zone);
    cells.reason = retraction.why;
    cells.retracted_by = details_of(history_, retraction.details).author;
  }

  // In the order of MeasurementColumn.
  void write_row(const Cells& cells, const Place& place, const Details& details, std::string_view grade) {
    writer_.field(history_.patient.id.text)
        .field(cells.effective)
        .field(place.code)
        .field(cells.value)
        .field(cells.unit);
    writer_.field(cells.recorded).field(word_of(place.side)).field(word_of(place.region)).field(place.muscle);
    writer_.field(grade).field(word_of(place.source)).field(place.device).field(place.method).field(cells.trials);
    writer_.field(cells.upper_limit).field(details.author).field(details.note).field(details.external_id);
    writer_.field(cells.id).field(cells.corrects).field(cells.retracted).field(cells.reason).field(cells.retracted_by);
    writer_.field(details.recorded_as_effective ? provenance_word : std::string_view());
    writer_.end_row();
  }

  const History& history_;
  const Catalogue& catalogue_;
  std::optional<Instant> as_of_;
  Writer writer_;
  std::map<FactKey, const Retraction*> retractions_;
  std::map<FactKey, std::vector<const Correction*>> corrections_;
};

std::string birth_date_text(const Patient& patient) {
  if (!patient.birth_month) return {};
  std::string text = fmt::format("{:04}-{:02}", patient.birth_year, *patient.birth_month);
  if (patient.birth_day) text += fmt::format("-{:02}", *patient.birth_day);
  return text;
}

std::string text_of(const std::optional<double>& value) { return value ? number_text(*value) : std::string(); }
std::string text_of(const std::optional<Day>& value) { return value ? iso_text(*value) : std::string(); }

}  // namespace

void write_header(FileKind kind, std::string& out) {
  Writer writer(out);
  for (const std::string_view name : column_names(kind)) writer.field(name);
  writer.end_row();
}

void write_patient(const Patient& patient, std::string& out) {
  Writer writer(out);
  writer.field(patient.id.text).field(word_of(patient.sex)).field(fmt::format("{:04}", patient.birth_year));
  writer.field(birth_date_text(patient)).field(text_of(patient.height_cm)).field(text_of(patient.weight_kg));
  writer.field(patient.dominant_hand == Hand::unknown ? std::string_view() : word_of(patient.dominant_hand));
  // The treatment is written as an event, with the time at which it became known.
  writer.field(text_of(patient.covid_date)).field({}).field(patient.zone.name());
  writer.field(text_of(patient.enrolment)).field(text_of(patient.followup_end));
  writer.end_row();
}

void write_measurements(const History& history, const Catalogue& catalogue, std::optional<Instant> as_of,
                        std::string& out) {
  MeasurementRows(history, catalogue, as_of, out).write();
}

void write_events(const History& history, std::optional<Instant> as_of, std::string& out) {
  std::vector<const Event*> events;
  for (const Event& event : history.events)
    if (known(event.recorded, as_of)) events.push_back(&event);
  std::sort(events.begin(), events.end(), [](const Event* a, const Event* b) {
    return std::tuple(a->start, word_of(a->kind), a->ordinal) < std::tuple(b->start, word_of(b->kind), b->ordinal);
  });
  const Zone& zone = history.patient.zone;
  const auto text = [&zone](const std::optional<Instant>& at) { return at ? iso_text(*at, zone) : std::string(); };
  const std::map<FactKey, const Retraction*> retractions = retractions_known(history, as_of);
  Writer writer(out);
  for (const Event* event : events) {
    const Details& details = details_of(history, event->details);
    const bool ended = event->end && (!event->end_recorded || known(*event->end_recorded, as_of));
    const auto found = retractions.find(key_of(*event));
    const Retraction* retraction = found == retractions.end() ? nullptr : found->second;
    writer.field(history.patient.id.text).field(word_of(event->kind)).field(offset_text(event->start, details, zone));
    writer.field(ended ? text(event->end) : std::string()).field(details.note).field(iso_text(event->recorded, zone));
    writer.field(details.author).field(fact_id(history, key_of(*event)));
    writer.field(ended ? text(event->end_recorded) : std::string());
    writer.field(retraction == nullptr ? std::string() : iso_text(retraction->recorded, zone));
    writer.field(retraction == nullptr ? std::string_view() : std::string_view(retraction->why));
    writer.field(retraction == nullptr ? std::string() : details_of(history, retraction->details).author);
    writer.field(details.recorded_as_effective ? provenance_word : std::string_view());
    writer.end_row();
  }
}

}  // namespace myotrend::csv
