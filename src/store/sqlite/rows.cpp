#include "store/sqlite/rows.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace myotrend::sqlite {

namespace {

constexpr int minutes_per_day = 24 * 60;
constexpr std::uint32_t birth_year_max = 9999;

/// Null for an empty text: most details are empty.
void bind_if_told(Query& query, const std::string& text) {
  if (text.empty()) {
    query.without();
  } else {
    query.with(text);
  }
}

std::string text_if_any(const Query& query, int column) {
  return query.null(column) ? std::string{} : query.text(column);
}

template <class T, class Named>
T word_at(const Query& query, int column, const Connection& connection, std::string_view what, Named named) {
  const std::string word = query.text(column);
  return known<T>(connection, named(word), what, word);
}

std::optional<std::string> day_text(const std::optional<Day>& day) {
  if (!day) return std::nullopt;
  return iso_text(*day);
}

std::optional<Day> day_at(const Query& query, int column, const Connection& connection) {
  if (query.null(column)) return std::nullopt;
  const auto day = day_told(query.text(column));
  if (!day) connection.damaged("a date that is none");
  return *day;
}

std::optional<double> real_if_any(const Query& query, int column) {
  if (query.null(column)) return std::nullopt;
  return query.real(column);
}

/// From 1 to `last`.
std::optional<unsigned> number_if_any(const Query& query, int column, unsigned last, const Connection& connection) {
  if (query.null(column)) return std::nullopt;
  const unsigned number = query.number(column, last);
  if (number == 0) connection.damaged("a month or day 0");
  return number;
}

}  // namespace

std::optional<Unit> unit_of_ucum(std::string_view code) {
  for (int i = 0; i <= static_cast<int>(Unit::last); ++i) {
    if (ucum_of(static_cast<Unit>(i)) == code) return static_cast<Unit>(i);
  }
  return std::nullopt;
}

Unit unit_at(const Query& query, int column, const Connection& connection) {
  return word_at<Unit>(query, column, connection, "unit", unit_of_ucum);
}

std::string trials_text(const std::vector<double>& trials) {
  std::string text = "[";
  for (const double trial : trials) {
    if (text.size() > 1) text += ',';
    if (std::isnan(trial)) {
      text += "null";
      continue;
    }
    char digits[32];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, trial).ptr);
  }
  return text + "]";
}

std::optional<std::vector<double>> trials_of(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  std::vector<double> trials;
  const char* at = text.data() + 1;
  const char* const end = text.data() + text.size() - 1;
  while (at < end) {
    double trial = std::numeric_limits<double>::quiet_NaN();
    if (std::string_view(at, end).starts_with("null")) {
      at += 4;
    } else {
      const auto read = std::from_chars(at, end, trial);
      if (read.ec != std::errc{}) return std::nullopt;
      at = read.ptr;
    }
    trials.push_back(trial);
    if (at < end && (*at++ != ',' || at == end)) return std::nullopt;
  }
  return trials;
}

void bind_details(Query& query, const Details& details, const std::optional<std::int64_t>& author_no) {
  if (details.told_offset) {
    query.with(std::int64_t{details.told_offset->count()});
  } else {
    query.without();
  }
  query.with(details.entered).with(author_no);
  bind_if_told(query, details.grade);
  bind_if_told(query, details.note);
  bind_if_told(query, details.external_id);
  if (details.trials.empty()) {
    query.without();
  } else {
    query.with(trials_text(details.trials));
  }
  if (details.recorded_as_effective) {
    query.with(std::int64_t{1});
  } else {
    query.without();
  }
}

std::optional<std::chrono::minutes> told_offset_at(const Query& query, int column, const Connection& connection) {
  if (query.null(column)) return std::nullopt;
  const std::int64_t minutes = query.integer(column);
  if (minutes < -minutes_per_day || minutes > minutes_per_day) connection.damaged("an offset of more than a day");
  return std::chrono::minutes{minutes};
}

Day civil_day(Instant at, const std::optional<std::chrono::minutes>& told_offset, const Zone& zone) {
  if (!told_offset) return zone.day_of(at);
  return Day{date::floor<days>(at + *told_offset).time_since_epoch()};
}

Details details_at(const Query& query, int column, const std::vector<std::string>& authors,
                   const Connection& connection) {
  Details details;
  details.told_offset = told_offset_at(query, column, connection);
  details.entered = query.instant(column + 1);
  if (!query.null(column + 2)) {
    if (authors.empty()) connection.damaged("an author that is not there");
    details.author = authors[query.number(column + 2, static_cast<std::uint32_t>(authors.size()) - 1)];
  }
  details.grade = text_if_any(query, column + 3);
  details.note = text_if_any(query, column + 4);
  details.external_id = text_if_any(query, column + 5);
  if (!query.null(column + 6)) {
    auto trials = trials_of(query.text(column + 6));
    if (!trials) connection.damaged("trials that cannot be read");
    details.trials = std::move(*trials);
  }
  details.recorded_as_effective = !query.null(column + 7) && query.integer(column + 7) != 0;
  return details;
}

void bind_place(Query& query, const Place& place, const Catalogue& catalogue) {
  if (const auto* series = std::get_if<Series>(&place)) {
    query.with("measure").with(catalogue[series->measure].code).with(ucum_of(series->unit));
    query.with(word_of(series->side)).with(word_of(series->region)).with(series->muscle);
    query.with(word_of(series->source)).with(series->device).with(series->method);
    return;
  }
  const auto& site = std::get<SignSite>(place);
  query.with("sign").with(catalogue[site.sign].code).with("");
  query.with(word_of(site.side)).with(word_of(site.region)).with(site.muscle);
  query.with(word_of(site.source)).with("").with("");
}

Place place_at(const Query& query, int column, const Catalogue& catalogue, const Connection& connection) {
  const std::string kind = query.text(column), code = query.text(column + 1);
  const auto side = word_at<Side>(query, column + 3, connection, "side", side_named);
  const auto region = word_at<Region>(query, column + 4, connection, "region", region_named);
  const auto source = word_at<Source>(query, column + 6, connection, "source", source_named);
  if (kind == "sign") {
    const auto sign = known(connection, catalogue.sign(code), "sign", code);
    return SignSite{sign, side, region, query.text(column + 5), source};
  }
  if (kind != "measure") connection.unknown_word("kind of series", kind);
  const auto measure = known(connection, catalogue.measure(code), "measure", code);
  const Unit unit = unit_at(query, column + 2, connection);
  return Series{
      measure, unit, side, region, query.text(column + 5), source, query.text(column + 7), query.text(column + 8)};
}

void bind_patient(Query& query, const Patient& patient) {
  const auto number = [](const std::optional<unsigned>& value) {
    return value ? std::optional<std::int64_t>(*value) : std::nullopt;
  };
  query.with(word_of(patient.sex)).with(std::int64_t{patient.birth_year});
  query.with(number(patient.birth_month)).with(number(patient.birth_day));
  query.with(patient.height_cm).with(patient.weight_kg).with(word_of(patient.dominant_hand));
  for (const auto& day : {patient.covid_date, patient.enrolment, patient.followup_end}) query.with(day_text(day));
  query.with(patient.zone.name());
}

Patient patient_at(const Query& query, int column, const PatientId& id, const Connection& connection) {
  Patient patient;
  patient.id = id;
  patient.sex = word_at<Sex>(query, column, connection, "sex", sex_named);
  patient.birth_year = static_cast<int>(query.number(column + 1, birth_year_max));
  patient.birth_month = number_if_any(query, column + 2, 12, connection);
  patient.birth_day = number_if_any(query, column + 3, 31, connection);
  patient.height_cm = real_if_any(query, column + 4);
  patient.weight_kg = real_if_any(query, column + 5);
  patient.dominant_hand = word_at<Hand>(query, column + 6, connection, "hand", hand_named);
  patient.covid_date = day_at(query, column + 7, connection);
  patient.enrolment = day_at(query, column + 8, connection);
  patient.followup_end = day_at(query, column + 9, connection);
  const std::string zone = query.text(column + 10);
  const auto named = Zone::named(zone);
  if (!named) connection.unknown_word("time zone", zone);
  patient.zone = *named;
  return patient;
}

}  // namespace myotrend::sqlite
