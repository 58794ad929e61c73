#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "myotrend/record/entry.h"
#include "pathway/data_quality.h"

// What was told twice, and what is dated where it can hardly have been.

namespace myotrend::pathway {

namespace {

void tell_shadowed(QualityList& list) {
  const History& history = *list.picture().history;
  for (const Shadowed& pair : list.picture().shadowed) {
    if (pair.reading.effective > list.walk().now()) continue;
    const std::string counted = fact_id(history, key_of(pair.counted)), other = fact_id(history, key_of(pair.reading));
    list.add(DataQualityKind::duplicate_slot, {counted, other},
             fmt::format("{}: two values for the same time, {:.4g} and {:.4g}.", list.measure(pair.reading).title,
                         pair.counted.value, pair.reading.value),
             fmt::format("The one recorded first counts. Retract the wrong one: {}",
                         list.retract(other, "second value of one time")));
  }
  for (const Shadowed& pair : list.picture().repeated) {
    if (pair.reading.effective > list.walk().now()) continue;
    const std::string counted = fact_id(history, key_of(pair.counted)), other = fact_id(history, key_of(pair.reading));
    list.add(DataQualityKind::repeated, {counted, other},
             fmt::format("{} {:.4g} on {} came twice within minutes, from two sources.",
                         list.measure(pair.reading).title, pair.counted.value, list.date(pair.counted.effective)),
             fmt::format("Counted once, as recorded first. If the other one is to count instead: {}",
                         list.retract(counted, "the other copy counts")));
  }
}

/// Visits of clinicians at which everything that was looked for was absent, by what was looked for.
void tell_copied_template(QualityList& list) {
  const auto& terms = list.walk().rulebook().pathway->terms().quality;
  if (!terms) return;
  const Picture& picture = list.picture();
  std::map<std::vector<std::uint32_t>, std::vector<std::size_t>>
      visits;  // sites looked for: first finding of each visit
  for (std::size_t first = 0; first < picture.signs.size();) {
    std::set<std::uint32_t> sites;
    bool all_absent = true;
    std::size_t i = first;
    for (; i < picture.signs.size() && picture.signs[i].day == picture.signs[first].day; ++i) {
      const SignSite& site = picture.history->sites[picture.signs[i].site];
      if (site.source != Source::clinician || picture.signs[i].effective > list.walk().now()) continue;
      all_absent = all_absent && !picture.signs[i].present;
      sites.insert(picture.signs[i].site);
    }
    if (all_absent && sites.size() >= static_cast<std::size_t>(terms->template_signs))
      visits[{sites.begin(), sites.end()}].push_back(first);
    first = i;
  }
  for (const auto& [sites, firsts] : visits) {
    if (firsts.size() < static_cast<std::size_t>(terms->template_visits)) continue;
    std::vector<std::string> ids;
    for (const std::size_t first : firsts) ids.push_back(fact_id(*picture.history, key_of(picture.signs[first])));
    list.add(DataQualityKind::copied_template, ids,
             fmt::format("The same {} signs were recorded absent at {} visits, from {} to {}: a copied template?",
                         sites.size(), firsts.size(), list.date(picture.signs[firsts.front()].effective),
                         list.date(picture.signs[firsts.back()].effective)),
             fmt::format("Counted as told: absent signs lower the evidence. What was not looked for, take back: {}",
                         list.retract(ids.back(), "not examined")));
  }
}

}  // namespace

void doubt_repeats(QualityList& list) {
  tell_shadowed(list);
  tell_copied_template(list);
}

void doubt_dates(QualityList& list) {
  const Patient& patient = list.walk().patient();
  const Picture& picture = list.picture();
  if (!patient.adult_on(list.walk().today())) return;
  const auto doubt = [&](const auto& fact, const std::string& what, Day day, std::string_view done) {
    if (patient.adult_on(day)) return;
    const std::string id = fact_id(*picture.history, key_of(fact));
    list.add(DataQualityKind::odd_date, {id},
             day < patient.earliest_birth()
                 ? fmt::format("{} is dated {}, before {} was born.", what, plain_text(day), patient.id.text)
                 : fmt::format("{} is dated {}, at the age of {}: is the year right?", what, plain_text(day),
                               std::max(0, patient.age_on(day))),
             fmt::format("{} If the date is wrong, take it back and log it again: {}", done,
                         list.retract(id, "wrong date")));
  };
  for (const Reading& reading : picture.readings)
    doubt(reading, list.measure(reading).title, reading.day, "Left out of the judgement.");
  for (const SignFinding& finding : picture.signs)
    doubt(finding, list.catalogue()[picture.history->sites[finding.site].sign].title, finding.day, "Counted as told.");
}

}  // namespace myotrend::pathway
