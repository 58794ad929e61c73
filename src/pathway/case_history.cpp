#include "pathway/case_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/record/entry.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

constexpr int birth_year_default = 1970;
constexpr double session_gaps_per_day = 1000;  // from one hand to the other, a minute and a half
constexpr double days_per_month = 365.25 / 12;
constexpr double case_days_max = 5000;
constexpr double readings_of_row_max = 5000;
constexpr double birth_year_min = 1900, birth_year_max = 2100;
constexpr const char* begin_when_not_told = "2025-01-01";
constexpr const char* end_of_time = "2037-12-31T00:00Z";

/// Collects the facts of one case.
class CaseHistory {
 public:
  CaseHistory(const Catalogue& catalogue, Day begin, Instant now) : catalogue_(catalogue), begin_(begin), now_(now) {}

  std::optional<Refusal> read_patient(const Json& patient);
  std::optional<Refusal> read_facts(const Json& owner, const std::string& place);
  History take();

 private:
  std::optional<Refusal> read_fact(const Json& fact);
  std::optional<Refusal> read_event(const Json& fact);
  std::optional<Refusal> read_resolved(const Json& fact);
  std::optional<Refusal> read_row(const Json& fact);
  std::optional<Refusal> read_told(const Json& fact, double day, double value_factor);
  void keep(const Entry& entry);
  std::string time_text(double day) const { return iso_text(time(day), std::chrono::seconds{0}); }
  Instant time(double day) const {
    return history_.patient.zone.start_of(begin_) + std::chrono::microseconds(std::llround(day * 86400e6));
  }
  static double factor_of(const Json& fact, double day, int n);

  const Catalogue& catalogue_;
  Day begin_;
  Instant now_;
  History history_;
};

/// A decline from a day on, and a regular scatter about it that has no direction.
double CaseHistory::factor_of(const Json& fact, double day, int n) {
  const double fall = fact.value("fall_pct_per_month", 0.0), from = fact.value("fall_from_day", 0.0),
               scatter = fact.value("scatter_pct", 0.0);
  const double months = std::max(0.0, day - from) / days_per_month;
  return std::exp(-fall / 100 * months) * (1 + scatter / 100 * std::sin(static_cast<double>(24 * n) / 10));
}

std::optional<Refusal> CaseHistory::read_patient(const Json& patient) {
  if (auto refusal = unknown_key(patient, {"sex", "hand", "born", "zone", "covid_day"})) return refusal;
  Patient& p = history_.patient;
  p.id = {"case"};
  const auto sex = sex_named(patient.value("sex", "unknown"));
  const auto hand = hand_named(patient.value("hand", "right"));
  if (!sex || !hand) return Refusal{"sex is female, male or unknown; hand is right, left, both or unknown"};
  p.sex = *sex;
  p.dominant_hand = *hand;
  const double born = patient.value("born", double{birth_year_default});
  if (!(born >= birth_year_min && born <= birth_year_max)) return Refusal{"born is a year"};
  p.birth_year = static_cast<int>(born);
  const auto zone = Zone::named(patient.value("zone", "UTC"));
  if (!zone) return zone.refusal();
  p.zone = *zone;
  if (!patient.contains("covid_day")) return std::nullopt;
  const auto covid = case_day(patient, "covid_day");
  if (!covid) return covid.refusal();
  p.covid_date = begin_ + days{static_cast<int>(*covid)};
  return std::nullopt;
}

std::optional<Refusal> CaseHistory::read_event(const Json& fact) {
  if (auto refusal = unknown_key(fact, {"event", "day", "until_day", "known_day"})) return refusal;
  const std::string word = fact["event"].get<std::string>();
  const auto kind = event_kind_named(word);
  if (!kind) return Refusal{fmt::format("event \"{}\" is not known", word)};
  const auto day = case_day(fact, "day");
  if (!day) return day.refusal();
  Event event;
  event.kind = *kind;
  event.start = event.recorded = time(*day);
  event.day = history_.patient.zone.day_of(event.start);
  event.ordinal = static_cast<std::uint32_t>(history_.events.size());
  if (fact.contains("known_day")) {
    const auto known = case_day(fact, "known_day");
    if (!known || *known < *day) return Refusal{"known_day must not come before day"};
    event.recorded = time(*known);
  }
  if (fact.contains("until_day")) {
    const auto until = case_day(fact, "until_day");
    if (!until || *until < *day) return Refusal{"until_day must not come before day"};
    event.end = time(*until);
    event.end_recorded = std::max(*event.end, event.recorded);
  }
  history_.events.push_back(event);
  return std::nullopt;
}

std::optional<Refusal> CaseHistory::read_resolved(const Json& fact) {
  if (auto refusal = unknown_key(fact, {"alert_resolved", "day"})) return refusal;
  const auto day = case_day(fact, "day");
  if (!day) return day.refusal();
  history_.resolved.push_back({fact["alert_resolved"].get<std::string>(), time(*day)});
  return std::nullopt;
}

void CaseHistory::keep(const Entry& entry) {
  const auto place_in = [](auto& list, const auto& where) {
    const auto it = std::find(list.begin(), list.end(), where);
    if (it != list.end()) return static_cast<std::uint32_t>(it - list.begin());
    list.push_back(where);
    return static_cast<std::uint32_t>(list.size() - 1);
  };
  if (const auto* series = std::get_if<Series>(&entry.where)) {
    Reading reading;
    reading.series = place_in(history_.series, *series);
    reading.effective = entry.effective;
    reading.recorded = entry.recorded;
    reading.day = history_.patient.zone.day_of(entry.effective);
    reading.value = entry.value;
    reading.told_value = entry.told_value;
    reading.told_unit = entry.told_unit;
    reading.upper_limit = entry.upper_limit;
    history_.readings.push_back(reading);
  } else {
    SignFinding finding;
    finding.site = place_in(history_.sites, std::get<SignSite>(entry.where));
    finding.effective = entry.effective;
    finding.recorded = entry.recorded;
    finding.day = history_.patient.zone.day_of(entry.effective);
    finding.present = entry.value > 0;
    history_.signs.push_back(finding);
  }
}

std::optional<Refusal> CaseHistory::read_told(const Json& fact, double day, double value_factor) {
  Told told;
  told.side = fact.value("side", "");
  told.region = fact.value("region", "");
  told.muscle = fact.value("muscle", "");
  told.source = fact.value("by", "");
  told.device = fact.value("device", "");
  told.method = fact.value("method", "");
  told.unit = fact.value("unit", "");
  told.effective = told.recorded = time_text(day);
  if (fact.contains("known_day")) {
    const auto known = case_day(fact, "known_day");
    if (!known) return known.refusal();
    told.recorded = time_text(*known);
  }
  if (fact.contains("upper_limit")) told.upper_limit = fmt::format("{}", fact["upper_limit"].get<double>());
  if (fact.contains("sign")) {
    told.code = fact["sign"].get<std::string>();
    told.value = fact.value("present", true) ? "present" : "absent";
  } else {
    told.code = fact.at("measure").get<std::string>();
    const Json& value = fact.at("value");
    told.value =
        value.is_string() ? value.get<std::string>() : fmt::format("{:.6g}", value.get<double>() * value_factor);
  }
  const auto entry = entry_told(told, catalogue_, history_.patient.zone, now_);
  if (!entry) return entry.refusal();
  keep(*entry);
  return std::nullopt;
}

std::optional<Refusal> CaseHistory::read_row(const Json& fact) {
  const auto step = case_day(fact, "every_days"), first = case_day(fact, "from_day"), last = case_day(fact, "to_day");
  if (!step || !first || !last || !(*step > 0) || *last < *first) {
    return Refusal{"a row of facts needs every_days above 0, from_day, and to_day after it"};
  }
  if ((*last - *first) / *step > readings_of_row_max) return Refusal{"a row of facts is too long"};
  const bool both = fact.value("side", "") == "both";
  int n = 0;
  for (double day = *first; day <= *last; day += *step, ++n) {
    Json one = fact;
    if (both) one["side"] = "right";
    if (auto refusal = read_told(one, day, factor_of(fact, day, n))) return refusal;
    if (!both) continue;
    // Both hands one after the other, as in a session.
    one["side"] = "left";
    if (auto refusal = read_told(one, day + 1 / session_gaps_per_day, factor_of(fact, day, n + 1))) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> CaseHistory::read_fact(const Json& fact) {
  if (fact.contains("event")) return read_event(fact);
  if (fact.contains("alert_resolved")) return read_resolved(fact);
  if (fact.contains("sign")) {
    if (auto refusal = unknown_key(fact, {"sign", "present", "day", "known_day", "by", "side", "region", "muscle",
                                          "every_days", "from_day", "to_day"})) {
      return refusal;
    }
  } else if (auto refusal = unknown_key(fact, {"measure", "value", "unit", "side", "region", "muscle", "by", "device",
                                               "method", "upper_limit", "day", "known_day", "every_days", "from_day",
                                               "to_day", "fall_pct_per_month", "fall_from_day", "scatter_pct"})) {
    return refusal;
  }
  if (fact.contains("every_days")) return read_row(fact);
  const auto day = case_day(fact, "day");
  if (!day) return day.refusal();
  return read_told(fact, *day, 1);
}

std::optional<Refusal> CaseHistory::read_facts(const Json& owner, const std::string& place) {
  if (!owner.contains("facts")) return std::nullopt;
  std::size_t n = 0;
  for (const Json& fact : owner["facts"]) {
    if (auto refusal = read_fact(fact)) return Refusal{fmt::format("{}facts/{}: {}", place, n, refusal->text)};
    ++n;
  }
  return std::nullopt;
}

History CaseHistory::take() {
  const auto by_time = [](const auto& a, const auto& b) { return a.effective < b.effective; };
  std::stable_sort(history_.readings.begin(), history_.readings.end(), by_time);
  std::stable_sort(history_.signs.begin(), history_.signs.end(), by_time);
  std::stable_sort(history_.events.begin(), history_.events.end(),
                   [](const Event& a, const Event& b) { return a.start < b.start; });
  std::stable_sort(history_.resolved.begin(), history_.resolved.end(),
                   [](const AlertResolved& a, const AlertResolved& b) { return a.at < b.at; });
  return std::move(history_);
}

}  // namespace

std::optional<Refusal> unknown_key(const Json& object, std::initializer_list<std::string_view> known) {
  if (!object.is_object()) return Refusal{"must be an object"};
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string near = nearest_word(key, std::vector<std::string_view>(known));
    return Refusal{
        fmt::format("\"{}\" is not known{}", key, near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near))};
  }
  return std::nullopt;
}

Result<double> case_day(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_number()) return Refusal{fmt::format("needs a number \"{}\"", key)};
  const double day = it->get<double>();
  if (!(std::abs(day) <= case_days_max)) {
    return Refusal{fmt::format("\"{}\" is at most {:.0f} days away", key, case_days_max)};
  }
  return day;
}

Result<Day> case_begin(const Json& test) { return day_told(test.value("begin", begin_when_not_told)); }

Result<History> case_history(const Json& test, const Json& shared, const Catalogue& catalogue) {
  const auto begin = case_begin(test);
  if (!begin) return begin.refusal();
  const auto now = time_told(end_of_time, Zone());
  CaseHistory history(catalogue, *begin, now->at);
  Json patient = shared.value("patient", Json::object());
  patient.update(test.value("patient", Json::object()));
  if (auto refusal = history.read_patient(patient)) return Refusal{"patient: " + refusal->text};
  if (!test.value("alone", false)) {
    if (auto refusal = history.read_facts(shared, "every_case/")) return *refusal;
  }
  if (auto refusal = history.read_facts(test, "")) return *refusal;
  return history.take();
}

}  // namespace myotrend::pathway
