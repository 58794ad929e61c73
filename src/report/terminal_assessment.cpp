#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>

#include "myotrend/report/terminal.h"
#include "report/figures.h"
#include "report/note.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

constexpr std::size_t quality_told_max = 3;

std::string_view state_mark(FlagState state) {
  switch (state) {
    case FlagState::met: return "[x]";
    case FlagState::not_met: return "[ ]";
    case FlagState::unknown: return "[?]";
  }
  return {};
}

int shown_order(FlagState state) { return state == FlagState::met ? 0 : state == FlagState::unknown ? 1 : 2; }

/// Flags without evidence say little each: one line for all of a state.
void write_quiet_flags(Note& note, const Assessment& assessment, FlagState state) {
  std::string titles;
  for (const auto& flag : assessment.flags) {
    if (flag.state == state && flag.evidence.empty()) titles += (titles.empty() ? "" : ", ") + flag.title;
  }
  if (titles.empty()) return;
  note.item(state_mark(state), std::string(flag_state_words(state)) + ": " + titles);
}

/// How the measures move that never enter the evidence; a score that is set aside is told there.
void write_measures(Note& note, const Assessment& assessment) {
  bool begun = false;
  for (const auto& judged : assessment.measures) {
    const bool told = std::any_of(assessment.set_aside.begin(), assessment.set_aside.end(),
                                  [&](const SetAside& aside) { return aside.what == judged.measure; });
    if (told) continue;
    if (!begun) note.heading("Other measures, never part of the evidence");
    begun = true;
    note.item("-", judged.text);
  }
}

std::string readings_words(const std::vector<std::string>& readings) {
  if (readings.empty()) return {};
  if (readings.size() <= 3) {
    std::string ids;
    for (const auto& id : readings) ids += (ids.empty() ? "" : ", ") + id;
    return " (" + ids + ")";
  }
  return " (" + count_of(static_cast<long>(readings.size()), "reading", "readings") + ")";
}

}  // namespace

void write_verdict(Note& note, const Assessment& assessment) {
  note.verdict(headline(assessment.disposition), assessment.disposition);
  note.paragraph(timing_sentence(assessment));
  note.blank();
  note.paragraph(assessment.summary);
  if (!assessment.care_ended.empty()) note.paragraph("Recorded: " + flag_words(assessment.care_ended) + ".");
}

void write_findings(Note& note, const Assessment& assessment) {
  note.heading("Findings");
  std::vector<const Flag*> flags;
  for (const auto& flag : assessment.flags) {
    if (flag.state == FlagState::met || !flag.evidence.empty()) flags.push_back(&flag);
  }
  std::stable_sort(flags.begin(), flags.end(), [](const Flag* a, const Flag* b) {
    return shown_order(a->state) != shown_order(b->state) ? shown_order(a->state) < shown_order(b->state)
                                                          : a->level > b->level;
  });
  for (const auto* flag : flags) {
    std::string title = std::string(flag_state_words(flag->state)) + ": " + flag->title;
    if (flag->state == FlagState::met) title += " (" + std::string(short_name(flag->level)) + ")";
    note.item(state_mark(flag->state), title);
    for (const auto& evidence : flag->evidence) note.item("-", evidence.text, 6);
  }
  write_quiet_flags(note, assessment, FlagState::unknown);
  write_quiet_flags(note, assessment, FlagState::not_met);
  if (!assessment.rules.empty()) {
    note.heading("Rules that hold");
    std::vector<std::vector<std::string>> rows{{"RULE", "FLAG", "LEVEL", "SINCE", "ACT"}};
    for (const auto& rule : assessment.rules) {
      rows.push_back({rule.id, flag_words(rule.flag), std::string(short_name(rule.level)),
                      plain_text(assessment.zone.day_of(rule.since)), act_within_words(rule.act_within_days)});
    }
    note.table(rows, true, Overflow::wrap);
  }
  const std::string weight = evidence_words(assessment), onset = onset_words(assessment);
  if (!weight.empty() || !onset.empty()) {
    note.blank();
    note.paragraph(weight + (weight.empty() || onset.empty() ? "" : " ") + onset);
  }
}

void write_reservations(Note& note, const Assessment& assessment) {
  if (!assessment.set_aside.empty()) note.heading("Seen and set aside");
  for (const auto& aside : assessment.set_aside) {
    note.item("-", flag_words(aside.what) + ": " + aside.reason + readings_words(aside.readings));
  }
  if (!assessment.missing.empty()) note.heading("Missing");
  for (const auto& missing : assessment.missing) {
    const auto expected = expected_words(missing);
    note.item("-", fmt::format("{}: {} (last: {}{})", flag_words(missing.what), missing.text, last_words(missing),
                               expected.empty() ? "" : "; " + expected));
  }
  write_measures(note, assessment);
  if (!assessment.power.empty()) note.heading("What would be seen");
  for (const auto& seen : assessment.power) note.item("-", seen.text);
  if (!assessment.data_quality.empty()) note.heading("Data quality");
  for (const auto& group : quality_groups(assessment, quality_told_max)) {
    for (const auto* quality : group.told) {
      note.item("-",
                fmt::format("{}: {}{}{}", quality_words(quality->kind), quality->text,
                            quality->action.empty() ? "" : " " + quality->action, readings_words(quality->readings)));
    }
    if (group.more) note.item("-", more_words(group));
  }
}

void write_sources(Note& note, const Assessment& assessment) {
  note.heading("Sources of the flags");
  for (const auto& flag : assessment.flags) {
    if (!flag.source.empty()) note.item("-", flag.title + ": " + flag.source);
  }
}

void write_provenance(Note& note, const Assessment& assessment, std::string_view program_version) {
  note.blank();
  note.paragraph(fmt::format("Pathway {} {}, point {}, sha256 {}.", assessment.pathway.id, assessment.pathway.version,
                             assessment.pathway.point, assessment.pathway.sha256));
  note.paragraph("Facts read: sha256 " + assessment.input_sha256 + ".");
  if (!program_version.empty()) note.paragraph("Program: myotrend " + std::string(program_version) + ".");
  note.paragraph(closing_line());
}

namespace {

/// `U7, R1 and S3 since 23 July 2025`: the rules of a flag that hold, and the first day of the oldest.
std::string rules_of(const Assessment& assessment, const Flag& flag) {
  std::vector<std::string> ids;
  std::optional<Instant> since;
  for (const auto& rule : assessment.rules) {
    if (rule.flag != flag.id) continue;
    if (std::find(ids.begin(), ids.end(), rule.id) == ids.end()) ids.push_back(rule.id);
    since = std::min(since.value_or(rule.since), rule.since);
  }
  if (!since) return {};
  return fmt::format(", {} since {}", fmt::join(ids, " "), plain_text(assessment.zone.day_of(*since)));
}

void write_grounds(Note& note, const Assessment& assessment) {
  std::vector<const Flag*> met;
  for (const auto& flag : assessment.flags)
    if (flag.state == FlagState::met) met.push_back(&flag);
  std::stable_sort(met.begin(), met.end(), [](const Flag* a, const Flag* b) { return a->level > b->level; });
  note.heading("Findings");
  std::set<std::string> told;  // what the summary says, and a ground of two flags, is told once
  for (const auto* flag : met) {
    note.item(state_mark(flag->state),
              fmt::format("{}: {}{}", flag->title, short_name(flag->level), rules_of(assessment, *flag)));
    for (const auto& evidence : flag->evidence)
      if (assessment.summary.find(evidence.text) == std::string::npos && told.insert(evidence.text).second)
        note.item("-", evidence.text, 6);
  }
  const auto titles = [&](FlagState state) {
    std::string words;
    for (const auto& flag : assessment.flags)
      if (flag.state == state) words += (words.empty() ? "" : "; ") + flag.title;
    return words;
  };
  for (const FlagState state : {FlagState::unknown, FlagState::not_met})
    if (const auto words = titles(state); !words.empty())
      note.item(state_mark(state), fmt::format("{}: {}", flag_state_words(state), words));
  const std::string onset = onset_words(assessment);
  if (!onset.empty()) note.item("-", onset);
}

/// How often each kind of remark was made; the report has every one.
void write_quality_counts(Note& note, const Assessment& assessment) {
  if (assessment.data_quality.empty()) return;
  std::string words;
  for (const auto& group : quality_groups(assessment, 0))
    words += fmt::format("{}{} ({})", words.empty() ? "" : ", ", quality_words(group.kind), group.more);
  note.heading("Data quality");
  note.item("-", words + "; `myotrend report` tells each.");
}

/// Those that moved in a line each, the rest by name.
void write_moved(Note& note, const Assessment& assessment) {
  std::string quiet;
  std::vector<std::string> moved;
  for (const auto& judged : assessment.measures) {
    const bool told = std::any_of(assessment.set_aside.begin(), assessment.set_aside.end(),
                                  [&](const SetAside& aside) { return aside.what == judged.measure; });
    if (told || judged.direction == "too_little_data") continue;
    if (judged.direction == "no_change" || judged.direction == "within") {
      quiet += (quiet.empty() ? "" : ", ") + flag_words(judged.measure);
    } else {
      moved.push_back(judged.text);
    }
  }
  if (quiet.empty() && moved.empty()) return;
  note.heading("Other measures, never part of the evidence");
  for (const auto& text : moved) note.item("-", text);
  if (!quiet.empty()) note.item("-", "no clear change: " + quiet);
}

}  // namespace

std::string terminal_assessment(const Assessment& assessment, const TerminalStyle& style) {
  Note note(style);
  note.paragraph(fmt::format("{}, data known on {}", assessment.patient.text,
                             plain_text(assessment.zone.day_of(assessment.as_of))));
  note.blank();
  write_verdict(note, assessment);
  write_grounds(note, assessment);
  if (!assessment.set_aside.empty()) note.heading("Seen and set aside");
  for (const auto& aside : assessment.set_aside) note.item("-", flag_words(aside.what) + ": " + aside.reason);
  if (!assessment.missing.empty()) note.heading("Missing");
  for (const auto& missing : assessment.missing) {
    const auto expected = expected_words(missing);
    note.item("-", fmt::format("{} (last: {}{})", missing.text, last_words(missing),
                               expected.empty() ? "" : "; " + expected));
  }
  write_moved(note, assessment);
  if (!assessment.power.empty()) note.heading("What would be seen");
  for (const auto& seen : assessment.power) note.item("-", seen.text);
  write_quality_counts(note, assessment);
  constexpr std::size_t short_sum = 12;
  note.blank();
  note.paragraph(fmt::format("Pathway {} {}, point {}; facts read {}. `--format json` has all of it.",
                             assessment.pathway.id, assessment.pathway.version, assessment.pathway.point,
                             assessment.input_sha256.substr(0, short_sum)));
  note.paragraph(closing_line());
  return note.text();
}

}  // namespace myotrend::report
