#include "pathway/case_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/record/entry.h"

namespace myotrend::pathway {

using Json = nlohmann::json;

namespace {

constexpr double days_per_month = 30.44;
constexpr const char* begin_when_not_told = "2025-01-01";
constexpr const char* end_of_time = "2037-12-31T00:00Z";

/// Collects the facts of one case.
class CaseHistory {
 public:
  CaseHistory(const Catalogue& catalogue, Day begin, Instant now) : catalogue_(catalogue), begin_(begin), now_(now) {}

  std::optional<Refusal> read_patient(const Json& patient);
  std::optional<Refusal> read_fact(const Json& fact);
  History take();

 private:
  std::optional<Refusal> read_event(const Json& fact);
  std::optional<Refusal> read_told(const Json& fact, double day, double value_factor);
  std::string time_text(double day) const;
  Instant time(double day) const { return history_.patient.zone.start_of(begin_) + std::chrono::microseconds(std::llround(day * 86400e6)); }
  static double factor_of(const Json& fact, double day, int n);

  const Catalogue& catalogue_;
  Day begin_;
  Instant now_;
  History history_;
};

std::string CaseHistory::time_text(double day) const { return iso_text(time(day), std::chrono::seconds{0}); }

/// A decline from a day on, and a regular scatter about it that has no direction.
double CaseHistory::factor_of(const Json& fact, double day, int n) {
  const double fall = fact.value("fall_pct_per_month", 0.0), from = fact.value("fall_from_day", 0.0), scatter = fact.value("scatter_pct", 0.0);
  const double months = std::max(0.0, day - from) / days_per_month;
  return std::exp(-fall / 100 * months) * (1 + scatter / 100 * std::sin(2.4 * n));
}

std::optional<Refusal> CaseHistory::read_patient(const Json& patient) {
  Patient& p = history_.patient;
  p.id = {"case"};
  const auto sex = sex_named(patient.value("sex", "unknown"));
  const auto hand = hand_named(patient.value("hand", "right"));
  if (!sex || !hand) return Refusal{"patient: sex is female, male or unknown; hand is right, left, both or unknown"};
  p.sex = *sex;
  p.dominant_hand = *hand;
  p.birth_year = patient.value("born", 1970);
  const auto zone = Zone::named(patient.value("zone", "UTC"));
  if (!zone) return zone.refusal();
  p.zone = *zone;
  if (patient.contains("covid_day")) p.covid_date = begin_ + days{patient["covid_day"].get<int>()};
  return std::nullopt;
}

std::optional<Refusal> CaseHistory::read_event(const Json& fact) {
  const auto kind = event_kind_named(fact["event"].get<std::string>());
  if (!kind) return Refusal{fmt::format("event \"{}\" is not known", fact["event"].get<std::string>())};
  Event event;
  event.kind = *kind;
  event.start = event.recorded = time(fact.at("day").get<double>());
  event.day = history_.patient.zone.day_of(event.start);
  if (fact.contains("until_day")) event.end = event.end_recorded = time(fact["until_day"].get<double>());
  event.ordinal = static_cast<std::uint32_t>(history_.events.size());
  history_.events.push_back(event);
  return std::nullopt;
}

std::optional<Refusal> CaseHistory::read_told(const Json& fact, double day, double value_factor) {
  Told told;
  told.side = fact.value("side", "");
  told.region = fact.value("region", "");
  told.muscle = fact.value("muscle", "");
  told.source = fact.value("by", "");
  told.device = fact.value("device", "");
  told.unit = fact.value("unit", "");
  told.effective = time_text(day);
  told.recorded = time_text(fact.value("known_day", day));
  if (fact.contains("upper_limit")) told.upper_limit = fmt::format("{}", fact["upper_limit"].get<double>());
  if (fact.contains("sign")) {
    told.code = fact["sign"].get<std::string>();
    told.value = fact.value("present", true) ? "present" : "absent";
  } else {
    told.code = fact.at("measure").get<std::string>();
    const Json& value = fact.at("value");
    told.value = value.is_string() ? value.get<std::string>() : fmt::format("{:.6g}", value.get<double>() * value_factor);
  }
  const auto entry = entry_told(told, catalogue_, history_.patient.zone, now_);
  if (!entry) return entry.refusal();
  const auto place_in = [](auto& list, const auto& where) {
    const auto it = std::find(list.begin(), list.end(), where);
    if (it != list.end()) return static_cast<std::uint32_t>(it - list.begin());
    list.push_back(where);
    return static_cast<std::uint32_t>(list.size() - 1);
  };
  if (const auto* series = std::get_if<Series>(&entry->where)) {
    Reading reading;
    reading.series = place_in(history_.series, *series);
    reading.effective = entry->effective;
    reading.recorded = entry->recorded;
    reading.day = history_.patient.zone.day_of(entry->effective);
    reading.value = entry->value;
    reading.told_value = entry->told_value;
    reading.told_unit = entry->told_unit;
    reading.upper_limit = entry->upper_limit;
    history_.readings.push_back(reading);
  } else {
    SignFinding finding;
    finding.site = place_in(history_.sites, std::get<SignSite>(entry->where));
    finding.effective = entry->effective;
    finding.recorded = entry->recorded;
    finding.day = history_.patient.zone.day_of(entry->effective);
    finding.present = entry->value > 0;
    history_.signs.push_back(finding);
  }
  return std::nullopt;
}

std::optional<Refusal> CaseHistory::read_fact(const Json& fact) {
  if (fact.contains("event")) return read_event(fact);
  if (!fact.contains("every_days")) return read_told(fact, fact.at("day").get<double>(), 1);
  const double step = fact["every_days"].get<double>(), first = fact.at("from_day").get<double>(), last = fact.at("to_day").get<double>();
  if (!(step > 0) || last < first) return Refusal{"a row of facts needs every_days above 0 and to_day after from_day"};
  int n = 0;
  for (double day = first; day <= last; day += step, ++n) {
    for (const char* side : {"right", "left"}) {
      Json one = fact;
      if (fact.value("side", "") == "both") one["side"] = side;
      // Both hands one after the other, as in a session.
      const double at = day + (one.value("side", "") == "left" ? 0.001 : 0.0);
      if (auto refusal = read_told(one, at, factor_of(fact, day, one.value("side", "") == "left" ? n + 1 : n))) return refusal;
      if (fact.value("side", "") != "both") break;
    }
  }
  return std::nullopt;
}

History CaseHistory::take() {
  const auto by_time = [](const auto& a, const auto& b) { return a.effective < b.effective; };
  std::stable_sort(history_.readings.begin(), history_.readings.end(), by_time);
  std::stable_sort(history_.signs.begin(), history_.signs.end(), by_time);
  std::stable_sort(history_.events.begin(), history_.events.end(), [](const Event& a, const Event& b) { return a.start < b.start; });
  return std::move(history_);
}

}  // namespace

Result<Day> case_begin(const Json& test) { return day_told(test.value("begin", begin_when_not_told)); }

Result<History> case_history(const Json& test, const Catalogue& catalogue) {
  const auto begin = case_begin(test);
  if (!begin) return begin.refusal();
  const auto now = time_told(end_of_time, Zone());
  CaseHistory history(catalogue, *begin, now->at);
  if (auto refusal = history.read_patient(test.value("patient", Json::object()))) return *refusal;
  std::size_t n = 0;
  for (const Json& fact : test.at("facts")) {
    if (auto refusal = history.read_fact(fact)) return Refusal{fmt::format("facts/{}: {}", n, refusal->text)};
    ++n;
  }
  return history.take();
}

}  // namespace myotrend::pathway
