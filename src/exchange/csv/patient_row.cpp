#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "myotrend/exchange/csv.h"
#include "myotrend/exchange/rows.h"

namespace myotrend::csv {

namespace d = date;

namespace {

constexpr std::array<std::string_view, 3> sexes = {"female", "male", "unknown"};
constexpr std::array<std::string_view, 4> hands = {"right", "left", "both", "unknown"};

Refusal unknown_word(std::string_view column, std::string_view word, std::span<const std::string_view> known) {
  return {fmt::format("{} \"{}\" is not known; use {}", column, word, fmt::join(known, ", "))};
}

int year_of(Instant now) { return static_cast<int>(d::year_month_day{d::floor<d::days>(now)}.year()); }

struct Birth {
  int year = 0;
  std::optional<unsigned> month, day;
};

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Result<Birth> birth_of(std::string_view column, std::string_view text, Instant now) {
  const Refusal not_understood{fmt::format("{} \"{}\" is not understood; write {}", column, text,
                                           column == "birth_year" ? "a year as 1966" : "1966-05-30, 1966-05 or 1966")};
  Birth birth;
  if (text.size() != 4 && (column == "birth_year" || (text.size() != 7 && text.size() != 10))) return not_understood;
  const auto year = whole_number(text.substr(0, 4));
  if (!year) return not_understood;
  birth.year = *year;
  if (text.size() > 4) {
    const auto day = day_told(text.size() == 7 ? std::string(text) + "-01" : std::string(text));
    if (!day) return Refusal{fmt::format("{}: {}", column, day.refusal().text)};
    const d::year_month_day ymd{*day};
    birth.month = static_cast<unsigned>(ymd.month());
    if (text.size() == 10) birth.day = static_cast<unsigned>(ymd.day());
    if (d::sys_days{ymd} > d::floor<d::days>(now))
      return Refusal{fmt::format("{} \"{}\" lies in the future", column, text)};
  }
  if (birth.year < 1900 || birth.year > year_of(now))
    return Refusal{fmt::format("{} \"{}\" is out of range; use 1900 to {}", column, text, year_of(now))};
  return birth;
}

std::optional<Refusal> read_birth(const Columns& columns, Fields fields, Instant now, Patient& patient) {
  const std::string_view year = columns.word(fields, PatientColumn::birth_year);
  const std::string_view date = columns.word(fields, PatientColumn::birth_date);
  if (year.empty() && date.empty()) return Refusal{"birth_year is missing; tell birth_year or birth_date"};
  const auto birth = date.empty() ? birth_of("birth_year", year, now) : birth_of("birth_date", date, now);
  if (!birth) return birth.refusal();
  if (!year.empty()) {
    const auto told_year = birth_of("birth_year", year, now);
    if (!told_year) return told_year.refusal();
    if (told_year->year != birth->year)
      return Refusal{fmt::format("birth_year \"{}\" and birth_date \"{}\" contradict each other", year, date)};
  }
  patient.birth_year = birth->year;
  patient.birth_month = birth->month;
  patient.birth_day = birth->day;
  return std::nullopt;
}

std::optional<Refusal> read_size(std::string_view column, std::string_view text, Range range, std::string_view unit,
                                 std::optional<double>& value) {
  if (text.empty()) return std::nullopt;
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return Refusal{
        fmt::format("{} \"{}\" is not a number; write it as {}", column, text, column == "height_cm" ? "165" : "63.4")};
  if (!range.holds(number))
    return Refusal{
        fmt::format("{} \"{}\" is not plausible; use {} to {} {}", column, text, range.low, range.high, unit)};
  value = number;
  return std::nullopt;
}

std::optional<Refusal> read_day(std::string_view column, std::string_view text, std::optional<Day>& value) {
  if (text.empty()) return std::nullopt;
  const auto day = day_told(text);
  if (!day) return Refusal{fmt::format("{}: {}", column, day.refusal().text)};
  value = *day;
  return std::nullopt;
}

std::optional<Refusal> read_words(const Columns& columns, Fields fields, PatientRow& row) {
  Patient& patient = row.patient;
  const std::string_view sex_word = columns.word(fields, PatientColumn::sex);
  const auto sex = sex_named(sex_word);
  if (!sex) return unknown_word("sex", sex_word, sexes);
  patient.sex = *sex;
  const std::string_view hand_word = columns.word(fields, PatientColumn::dominant_hand);
  if (!hand_word.empty()) {
    const auto hand = hand_named(hand_word);
    if (!hand) return unknown_word("dominant_hand", hand_word, hands);
    patient.dominant_hand = *hand;
  }
  const std::string_view zone_word = columns.word(fields, PatientColumn::time_zone);
  row.zone_told = !zone_word.empty();
  if (row.zone_told) {
    auto zone = Zone::named(zone_word);
    if (!zone) return zone.refusal();
    patient.zone = std::move(zone).value();
  }
  return std::nullopt;
}

// Days that contradict each other or the calendar.
std::optional<Refusal> check_days(const PatientRow& row, Instant now) {
  const Patient& patient = row.patient;
  const Day today = patient.zone.day_of(now);
  const Day first_covid{d::local_days{d::year{2019} / d::November / 1}};
  const auto future = [today](std::string_view column, const std::optional<Day>& day) -> std::optional<Refusal> {
    if (day && *day > today) return Refusal{fmt::format("{} \"{}\" lies in the future", column, iso_text(*day))};
    return std::nullopt;
  };
  if (auto refusal = future("covid_date", patient.covid_date)) return refusal;
  if (auto refusal = future("treatment_start", row.treatment_start)) return refusal;
  if (patient.covid_date && *patient.covid_date < first_covid)
    return Refusal{fmt::format("covid_date \"{}\" lies before November 2019, when COVID-19 was first seen",
                               iso_text(*patient.covid_date))};
  if (patient.enrolment && patient.followup_end && *patient.followup_end < *patient.enrolment)
    return Refusal{fmt::format("followup_end \"{}\" lies before enrolment_date \"{}\"", iso_text(*patient.followup_end),
                               iso_text(*patient.enrolment))};
  const auto before_birth = [&patient](std::string_view column,
                                       const std::optional<Day>& day) -> std::optional<Refusal> {
    if (!day || static_cast<int>(d::year_month_day{*day}.year()) >= patient.birth_year) return std::nullopt;
    return Refusal{
        fmt::format("{} \"{}\" lies before the year of birth, {}", column, iso_text(*day), patient.birth_year)};
  };
  if (auto refusal = before_birth("enrolment_date", patient.enrolment)) return refusal;
  if (auto refusal = before_birth("treatment_start", row.treatment_start)) return refusal;
  return before_birth("followup_end", patient.followup_end);
}

std::string birth_text(const Patient& patient) {
  std::string text = fmt::format("{:04}", patient.birth_year);
  if (patient.birth_month) text += fmt::format("-{:02}", *patient.birth_month);
  if (patient.birth_month && patient.birth_day) text += fmt::format("-{:02}", *patient.birth_day);
  return text;
}

std::string text_of(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string(); }
std::string text_of(const std::optional<Day>& value) { return value ? iso_text(*value) : std::string(); }

}  // namespace

Result<PatientId> patient_id_told(std::string_view text) {
  if (text.empty()) return Refusal{"patient_id is empty"};
  if (const auto place = not_utf8(text))
    return Refusal{fmt::format("patient_id is not readable text: its byte {} (0x{:02X}) is not UTF-8", *place + 1,
                               static_cast<unsigned char>(text[*place]))};
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto after = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    // U+0080 to U+00A0: control characters and the no-break space.
    if (byte <= 0x20 || byte == 0x7F || (byte == 0xC2 && after <= 0xA0))
      return Refusal{fmt::format("patient_id \"{}\" has a blank or control character", text)};
    characters += (byte & 0xC0U) != 0x80 ? 1 : 0;
  }
  if (characters > 64) return Refusal{fmt::format("patient_id has {} characters; use at most 64", characters)};
  return PatientId{std::string(text)};
}

Result<PatientRow> patient_of_row(const Columns& columns, Fields fields, Instant now) {
  PatientRow row;
  auto id = patient_id_told(columns.word(fields, PatientColumn::patient_id));
  if (!id) return id.refusal();
  row.patient.id = std::move(id).value();
  if (auto refusal = read_words(columns, fields, row)) return *refusal;
  if (auto refusal = read_birth(columns, fields, now, row.patient)) return *refusal;
  const auto word = [&](PatientColumn column) { return columns.word(fields, column); };
  if (auto refusal = read_size("height_cm", word(PatientColumn::height_cm), {50, 250}, "cm", row.patient.height_cm))
    return *refusal;
  if (auto refusal = read_size("weight_kg", word(PatientColumn::weight_kg), {20, 400}, "kg", row.patient.weight_kg))
    return *refusal;
  if (auto refusal = read_day("covid_date", word(PatientColumn::covid_date), row.patient.covid_date)) return *refusal;
  if (auto refusal = read_day("treatment_start", word(PatientColumn::treatment_start), row.treatment_start))
    return *refusal;
  if (auto refusal = read_day("enrolment_date", word(PatientColumn::enrolment_date), row.patient.enrolment))
    return *refusal;
  if (auto refusal = read_day("followup_end", word(PatientColumn::followup_end), row.patient.followup_end))
    return *refusal;
  if (auto refusal = check_days(row, now)) return *refusal;
  return row;
}

std::optional<Refusal> difference(const PatientRow& row, const Patient& stored) {
  const Patient& told = row.patient;
  const auto differ = [&stored](std::string_view field, std::string_view here, std::string_view there) {
    return Refusal{fmt::format("{} is \"{}\" here, but {} for patient {}; change it with: patient edit {}", field, here,
                               there.empty() ? "not recorded" : fmt::format("\"{}\"", there), stored.id.text,
                               stored.id.text)};
  };
  if (told.sex != stored.sex) return differ("sex", word_of(told.sex), word_of(stored.sex));
  // A file that tells less of the birth than is known does not differ.
  const std::string birth = birth_text(told);
  if (!birth_text(stored).starts_with(birth))
    return differ(told.birth_month ? "birth_date" : "birth_year", birth, birth_text(stored));
  if (told.height_cm && told.height_cm != stored.height_cm)
    return differ("height_cm", text_of(told.height_cm), text_of(stored.height_cm));
  if (told.weight_kg && told.weight_kg != stored.weight_kg)
    return differ("weight_kg", text_of(told.weight_kg), text_of(stored.weight_kg));
  if (told.dominant_hand != Hand::unknown && told.dominant_hand != stored.dominant_hand)
    return differ("dominant_hand", word_of(told.dominant_hand), word_of(stored.dominant_hand));
  if (told.covid_date && told.covid_date != stored.covid_date)
    return differ("covid_date", text_of(told.covid_date), text_of(stored.covid_date));
  if (row.zone_told && told.zone.name() != stored.zone.name())
    return differ("time_zone", told.zone.name(), stored.zone.name());
  if (told.enrolment && told.enrolment != stored.enrolment)
    return differ("enrolment_date", text_of(told.enrolment), text_of(stored.enrolment));
  if (told.followup_end && told.followup_end != stored.followup_end)
    return differ("followup_end", text_of(told.followup_end), text_of(stored.followup_end));
  return std::nullopt;
}

}  // namespace myotrend::csv
