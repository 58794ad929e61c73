#include "pathway/data_quality.h"

#include <fmt/format.h>

#include <algorithm>

#include "pathway/explanation.h"
#include "pathway/findings.h"

namespace myotrend::pathway {

namespace {

/// As a shell takes it: what has other characters than these stands in quotes.
std::string shell_word(const std::string& text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '/' || c == ':';
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

void tell_steps(QualityList& list) {
  for (const Step& step : list.walk().strength().steps()) {
    list.add(DataQualityKind::abrupt_step, {list.id(step.reading)},
             fmt::format("{} {} at once on {}.", stream_name(step.stream), step.drop ? "dropped" : "rose",
                         list.date(step.at)),
             step.healed ? "The level was learnt anew; it is back where it was."
                         : "The level was learnt anew, so a step is not taken for a decline. Injury, device or unit?");
  }
}

void tell_declared_devices(QualityList& list) {
  for (const Episode& change : list.walk().episodes().of(EventKind::device_change)) {
    const std::string id = fact_id(*list.picture().history, key_of(list.picture().events[change.event]));
    list.add(DataQualityKind::device_change, {id},
             fmt::format("A device change was declared on {}.", list.date(change.start)),
             fmt::format("Both levels may shift; the evidence allows for it. If there was none: {}",
                         list.retract(id, "no device change")));
  }
}

}  // namespace

QualityList::QualityList(const Walk& walk, const Picture& picture) : walk_(walk), picture_(picture) {}

void QualityList::add(DataQualityKind kind, std::vector<std::string> readings, std::string text, std::string action) {
  list_.push_back({kind, std::move(readings), std::move(text), std::move(action)});
}

std::string QualityList::id(const Reading& reading) const { return fact_id(*picture_.history, key_of(reading)); }

std::string QualityList::of_patient() const { return shell_word(walk_.patient().id.text); }

std::string QualityList::correct(const Reading& reading, double value, std::string_view unit,
                                 std::string_view why) const {
  return fmt::format("myotrend correct {} {:.4g}{}{} --why {}", id(reading), value, unit.empty() ? "" : " ", unit,
                     shell_word(std::string(why)));
}

std::string QualityList::retract(const std::string& id, std::string_view why) const {
  return fmt::format("myotrend retract {} --why {}", id, shell_word(std::string(why)));
}

std::string QualityList::declare_device_change(Instant at) const {
  return fmt::format("myotrend --patient {} event device-change --at {}", of_patient(), iso(at));
}

std::vector<DataQuality> data_quality(const Walk& walk, const Picture& picture) {
  QualityList list(walk, picture);
  doubt_units(list);
  tell_steps(list);
  doubt_sessions(list);
  doubt_repeats(list);
  doubt_dates(list);
  tell_declared_devices(list);
  return list.take();
}

}  // namespace myotrend::pathway
