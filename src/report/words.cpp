#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

#include "report/figures.h"

namespace myotrend::report {

std::string_view headline(Disposition disposition) {
  switch (disposition) {
    case Disposition::continue_care: return "No referral criterion met";
    case Disposition::insufficient_data: return "Too little data to judge";
    case Disposition::reassess: return "Suggests re-examination";
    case Disposition::refer_routine: return "Suggests neurology referral";
    case Disposition::refer_urgent: return "Suggests urgent neurology referral";
    case Disposition::emergency: return "Arrange emergency assessment now";
  }
  return {};
}

std::string_view short_name(Disposition disposition) {
  switch (disposition) {
    case Disposition::continue_care: return "continue";
    case Disposition::insufficient_data: return "too little data";
    case Disposition::reassess: return "re-examine";
    case Disposition::refer_routine: return "refer";
    case Disposition::refer_urgent: return "refer urgently";
    case Disposition::emergency: return "EMERGENCY";
  }
  return {};
}

std::string_view closing_line() {
  return "Research use. Supports and does not replace clinical judgement. This does not exclude neuromuscular disease.";
}

std::optional<int> act_within_days(const Assessment& assessment) {
  std::optional<int> days;
  for (const auto& rule : assessment.rules) {
    if (rule.level != assessment.disposition) continue;
    days = std::min(days.value_or(rule.act_within_days), rule.act_within_days);
  }
  return days;
}

std::optional<Day> act_by(const Assessment& assessment) {
  std::optional<Day> by;
  for (const auto& rule : assessment.rules) {
    if (rule.level != assessment.disposition) continue;
    const Day day = assessment.zone.day_of(rule.since) + date::days{rule.act_within_days};
    by = std::min(by.value_or(day), day);
  }
  return by;
}

Instant met_since(const Assessment& assessment) {
  Instant since = assessment.since;
  for (const auto& rule : assessment.rules)
    if (rule.level == assessment.disposition) since = std::min(since, rule.since);
  return since;
}

std::string act_within_words(int days) { return days <= 0 ? "now" : "within " + count_of(days, "day", "days"); }

namespace {

/// The day by which to act, and how far off it is on the day of the report: `within 28 days, by 3 June 2025`.
std::string deadline_words(const Assessment& assessment) {
  const auto within = act_within_days(assessment);
  if (!within || *within <= 0) return {};
  const Day by = *act_by(assessment);
  const int left = whole_days(assessment.zone.day_of(assessment.as_of), by);
  std::string when = fmt::format("{}, by {}", act_within_words(*within), plain_text(by));
  if (left < 0) when += fmt::format(", which was {} ago", count_of(-left, "day", "days"));
  return when;
}

}  // namespace

std::string timing_sentence(const Assessment& assessment) {
  const std::string since = plain_text(assessment.zone.day_of(met_since(assessment)));
  const std::string to = plain_text(assessment.zone.day_of(assessment.as_of));
  switch (assessment.disposition) {
    case Disposition::emergency:
      return "This program calls nobody. An emergency criterion has been met since " + since + ".";
    case Disposition::refer_urgent:
    case Disposition::refer_routine:
    case Disposition::reassess: {
      const std::string deadline = deadline_words(assessment);
      const std::string met = "A criterion for this has been met since " + since + ".";
      return deadline.empty() ? met : capitalised(deadline) + ". " + met;
    }
    case Disposition::insufficient_data: return fmt::format("On {}; this has been so since {}.", to, since);
    case Disposition::continue_care:
      return fmt::format("On data up to {}; this has been so since {}. This does not exclude neuromuscular disease.",
                         to, since);
  }
  return {};
}

std::string disposition_sentence(const Assessment& assessment) {
  std::string timing = timing_sentence(assessment);
  const bool sentence_follows = assessment.disposition == Disposition::emergency;
  if (!sentence_follows) timing[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(timing[0])));
  return std::string(headline(assessment.disposition)) + (sentence_follows ? ". " : " ") + timing;
}

std::string_view flag_state_words(FlagState state) {
  switch (state) {
    case FlagState::met: return "Met";
    case FlagState::not_met: return "Not met";
    case FlagState::unknown: return "Unknown";
  }
  return {};
}

std::string flag_words(std::string_view flag_id) {
  if (flag_id.starts_with("emergency-")) return "emergency: " + flag_words(flag_id.substr(10));
  std::string words(flag_id);
  std::replace(words.begin(), words.end(), '-', ' ');
  for (const std::string_view initials : {"ck", "mip", "snip", "fvc", "svc", "ldh", "crp"}) {
    const bool at_end = words == initials || words.ends_with(" " + std::string(initials));
    if (!at_end) continue;
    for (auto at = words.size() - initials.size(); at < words.size(); ++at) {
      words[at] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[at])));
    }
  }
  return words;
}

std::string_view side_words(Side side) {
  switch (side) {
    case Side::right: return "Right";
    case Side::left: return "Left";
    case Side::none: return "No side";
  }
  return {};
}

std::string_view region_words(Region region) {
  switch (region) {
    case Region::bulbar: return "Bulbar";
    case Region::cervical: return "Cervical";
    case Region::thoracic: return "Thoracic";
    case Region::lumbosacral: return "Lumbosacral";
    case Region::none: return "No region told";
  }
  return {};
}

std::string_view neuron_words(MotorNeuron neuron) {
  switch (neuron) {
    case MotorNeuron::upper: return "upper";
    case MotorNeuron::lower: return "lower";
    case MotorNeuron::neither: return "";
  }
  return {};
}

std::string event_words(EventKind kind) {
  std::string words(word_of(kind));
  std::replace(words.begin(), words.end(), '-', ' ');
  if (words == "im injection") return "Intramuscular injection";
  return capitalised(words);
}

std::string_view quality_words(DataQualityKind kind) {
  switch (kind) {
    case DataQualityKind::unit: return "Unit in doubt";
    case DataQualityKind::held: return "Held";
    case DataQualityKind::abrupt_step: return "Abrupt step";
    case DataQualityKind::duplicate_slot: return "Two values at one time";
    case DataQualityKind::outside_soft_range: return "Unusual value";
    case DataQualityKind::outside_hard_range: return "Outside the possible range";
    case DataQualityKind::device_change: return "Device change";
    case DataQualityKind::sign_of_pressure: return "Sign of a pressure";
    case DataQualityKind::unit_doubted: return "Unit in doubt, counted";
    case DataQualityKind::summed_trials: return "Sum of trials";
    case DataQualityKind::swapped_sides: return "Sides exchanged";
    case DataQualityKind::device_offset: return "Another device";
    case DataQualityKind::other_person: return "Another person";
    case DataQualityKind::repeated: return "Told twice";
    case DataQualityKind::copied_template: return "Copied template";
    case DataQualityKind::odd_date: return "Odd date";
    case DataQualityKind::other: return "Other";
  }
  return {};
}

std::vector<QualityGroup> quality_groups(const Assessment& assessment, std::size_t told_max) {
  std::vector<QualityGroup> groups;
  for (const auto& quality : assessment.data_quality) {
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const QualityGroup& one) { return one.kind == quality.kind; });
    if (group == groups.end()) group = groups.insert(groups.end(), {quality.kind, {}, 0});
    if (group->told.size() < told_max) {
      group->told.push_back(&quality);
    } else {
      ++group->more;
    }
  }
  return groups;
}

std::string more_words(const QualityGroup& group) {
  return fmt::format("and {} more of this kind; the report in JSON has them all", group.more);
}

std::string_view point_words(PointState state) {
  switch (state) {
    case PointState::counted: return "reading";
    case PointState::corrected: return "corrected";
    case PointState::held: return "held, not counted";
    case PointState::set_aside: return "set aside";
    case PointState::duplicate: return "second value at one time, not counted";
    case PointState::could_not: return "tried, could not";
  }
  return {};
}

std::string_view worse_words(Worse worse) {
  switch (worse) {
    case Worse::up: return "higher is worse";
    case Worse::down: return "lower is worse";
    case Worse::neither: return "";
  }
  return {};
}

namespace {

std::string per_month(double rate, Unit unit) {
  const std::string label = unit_label(unit);
  return rate_figure(rate, unit) + (label.empty() ? "" : " " + label) + " a month";
}

bool is_zero(const std::string& figure) { return figure.find_first_not_of("0.") == std::string::npos; }

std::string no_change_words(const Rate& rate, Unit unit) {
  const auto [low, high] = rate.interval_95_per_month;
  std::string smallest = rate_figure(high, unit);
  if (is_zero(rate_figure(low, unit)) && is_zero(smallest)) {
    smallest.back() = '1';
    const std::string label = unit_label(unit);
    return fmt::format("no clear change: less than {}{} a month either way (95 %)", smallest,
                       label.empty() ? "" : " " + label);
  }
  return fmt::format("no clear change: between a fall of {} and a rise of {} (95 %)", per_month(low, unit),
                     per_month(high, unit));
}

std::string rate_words(const Rate& rate, Unit unit) {
  const auto [low, high] = rate.interval_95_per_month;
  if (low <= 0 && high >= 0) return no_change_words(rate, unit);
  const auto [low_pct, high_pct] = rate.interval_95_pct_per_month;
  const bool falls = high < 0;
  const std::string figures = fmt::format(
      "{} (95 % {} to {}; {} % a month, {} to {})", per_month(rate.per_month, unit),
      rate_figure(falls ? high : low, unit), rate_figure(falls ? low : high, unit), percent_figure(rate.pct_per_month),
      percent_figure(falls ? high_pct : low_pct), percent_figure(falls ? low_pct : high_pct));
  if (!rate.established && falls) return "no fall is established; if there is one, " + figures;
  return (falls ? "falls by " : "rises by ") + figures;
}

}  // namespace

namespace {

std::string diary_words(const DiaryChange& change) {
  const std::string means = fmt::format("mean {} in the first four weeks, {} in the last four",
                                        decimal(change.first_mean, 1), decimal(change.last_mean, 1));
  switch (change.direction) {
    case trend::OrdinalDirection::better: return "better: " + means;
    case trend::OrdinalDirection::worse: return "worse: " + means;
    case trend::OrdinalDirection::no_change: return "no clear change: " + means;
  }
  return {};
}

std::string too_little_words(const TooLittleData& little) {
  const auto [one, many] =
      little.of_weeks ? std::pair{"week with readings", "weeks with readings"} : std::pair{"reading", "readings"};
  return fmt::format("too little data to say how it moves: {} over {}, and {} over {} are needed",
                     count_of(little.readings, one, many), count_of(little.days, "day", "days"),
                     count_of(little.readings_min, one, many), count_of(little.days_min, "day", "days"));
}

}  // namespace

std::string motion_words(const Motion& motion, Unit unit) {
  if (const auto* rate = std::get_if<Rate>(&motion)) return rate_words(*rate, unit);
  if (const auto* change = std::get_if<DiaryChange>(&motion)) return diary_words(*change);
  if (const auto* little = std::get_if<TooLittleData>(&motion)) return too_little_words(*little);
  return {};
}

std::string series_words(const ChartPanel& panel, const ChartSeries& series) {
  if (series.points.empty()) return "no reading";
  const auto shown = [&](const ChartPoint& point) {
    const auto value =
        std::isfinite(point.value) ? figure_with_unit(point.value, panel.unit) : std::string("'tried, could not'");
    return value + " on " + plain_text(point.day);
  };
  std::string words = count_of(static_cast<long>(series.points.size()), "reading", "readings");
  words += series.points.size() == 1
               ? ": " + shown(series.points.front())
               : fmt::format(", first {}, last {}", shown(series.points.front()), shown(series.points.back()));
  const auto moves = motion_words(series.motion, panel.unit);
  return moves.empty() ? words : words + "; " + moves;
}

std::string loss_words(const Motion& motion) {
  const auto* rate = std::get_if<Rate>(&motion);
  if (!rate || !rate->established || rate->loss_pct < 1) return {};
  return fmt::format("{} % lost since the most probable onset", percent_figure(rate->loss_pct));
}

std::string gap_words(const Gap& gap) {
  const std::string length = count_of(whole_days(gap.from, gap.to), "day", "days");
  if (gap.open) return fmt::format("no reading since {} ({})", plain_text(gap.from), length);
  return fmt::format("no reading between {} and {} ({})", plain_text(gap.from), plain_text(gap.to), length);
}

std::string event_when(const ClinicalPicture& picture, const EventMark& event) {
  const std::string when = event.to ? day_span(event.from, *event.to) : plain_text(event.from);
  const bool before = !picture.panels.empty() && event.start < picture.from;
  const bool reaches = event.end && *event.end >= picture.from;
  return before && !reaches ? when + " (before these charts begin)" : when;
}

std::string last_words(const Missing& missing) {
  if (!missing.last_days_ago) return "never";
  const long days = std::lround(*missing.last_days_ago);
  return days <= 0 ? "today" : count_of(days, "day", "days") + " ago";
}

std::string expected_words(const Missing& missing) {
  if (!missing.answer_expected) return {};
  return "an answer can be expected by " + plain_text(*missing.answer_expected);
}

std::string evidence_words(const Assessment& assessment) {
  if (assessment.disposition == Disposition::insufficient_data) return {};
  const double ratio = std::exp(std::min(assessment.log_evidence_ratio, 20.0));
  if (ratio <= 1) return "So far a decline explains the readings and signs no better than none does.";
  std::string times = decimal(ratio, ratio < 9.95 ? 1 : 0);
  for (const auto& [least, words] : {std::pair{1e3, "more than 1,000"},
                                     {1e4, "more than 10,000"},
                                     {1e5, "more than 100,000"},
                                     {1e6, "more than a million"}}) {
    if (ratio >= least) times = words;
  }
  return fmt::format(
      "The readings and signs are {} times better explained by a decline that began at some time than by none. This "
      "weighs change; it says nothing of its cause.",
      times);
}

std::string onset_words(const Assessment& assessment) {
  if (!assessment.onset || assessment.log_evidence_ratio <= 0) return {};
  std::string words = "Most probable onset " + plain_text(*assessment.onset);
  if (assessment.onset_interval_90) {
    words += fmt::format(" (90 % between {} and {})", plain_text(assessment.onset_interval_90->first),
                         plain_text(assessment.onset_interval_90->second));
  }
  return words + ".";
}

}  // namespace myotrend::report
