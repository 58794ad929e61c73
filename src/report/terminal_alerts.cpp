#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "myotrend/report/terminal.h"
#include "report/figures.h"
#include "report/note.h"
#include "report/safe_text.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

std::string change_words(const AlertChange& change, const Zone& zone) {
  const std::string by = change.by.empty() ? "" : " by " + plain_line(change.by);
  const std::string until = change.until ? " until " + plain_text(zone.day_of(*change.until)) : "";
  switch (change.change) {
    case AlertChangeKind::raised: return "raised, " + std::string(short_name(change.to));
    case AlertChangeKind::worsened: return "worsened, now " + std::string(short_name(change.to));
    case AlertChangeKind::eased: return "eased, now " + std::string(short_name(change.to));
    case AlertChangeKind::over:
    case AlertChangeKind::left: return "over";
    case AlertChangeKind::withdrawn: return "withdrawn";
    case AlertChangeKind::reopened: return "reopened, " + std::string(short_name(change.to));
    case AlertChangeKind::returned: return "back, and as quiet as before, " + std::string(short_name(change.to));
    case AlertChangeKind::lapsed: return "rings again";
    case AlertChangeKind::notified: return "sent";
    case AlertChangeKind::acknowledged: return "acknowledged" + by + until;
    case AlertChangeKind::unacknowledged: return "no longer acknowledged" + by;
    case AlertChangeKind::snoozed: return "put off" + by + until;
    case AlertChangeKind::reviewed: return "taken into review" + by + until;
    case AlertChangeKind::resolved:
      return "resolved" + by +
             (change.outcome == AlertOutcome::none ? "" : ", " + std::string(word_of(change.outcome)));
  }
  return {};
}

std::string state_words(AlertState state) {
  if (state == AlertState::over_unseen) return "over, not seen";
  if (state == AlertState::in_review) return "in review";
  return std::string(word_of(state));
}

std::string with_reason(const std::string& words, const std::string& reason) {
  return reason.empty() ? words : words + ": " + plain_line(reason);
}

}  // namespace

std::string terminal_alerts(std::span<const AlertLine> alerts, const TerminalStyle& style) {
  Note note(style);
  if (alerts.empty()) {
    note.paragraph("No alert.");
    return note.text();
  }
  std::vector<const AlertLine*> lines;
  for (const auto& one : alerts) lines.push_back(&one);
  std::stable_sort(lines.begin(), lines.end(), [](const AlertLine* a, const AlertLine* b) {
    if (a->alert.level != b->alert.level) return a->alert.level > b->alert.level;
    return std::tie(a->alert.patient, a->alert.flag) < std::tie(b->alert.patient, b->alert.flag);
  });
  std::vector<std::vector<std::string>> table{{"ALERT", "PATIENT", "LEVEL", "STATE", "RAISED", "FLAG"}};
  for (const auto* line : lines) {
    table.push_back({line->alert.id, shortened(plain_line(line->alert.patient.text), 20, style.unicode),
                     std::string(short_name(line->alert.level)), state_words(line->alert.state),
                     iso_text(line->zone.day_of(line->alert.raised)), flag_words(line->alert.flag)});
  }
  note.table(table, true, Overflow::own_line, 0);
  return note.text();
}

std::string terminal_alert(const AlertLine& line, std::span<const AlertChange> changes, const AlertChain& chain,
                           const TerminalStyle& style) {
  const Alert& alert = line.alert;
  Note note(style);
  note.verdict(capitalised(flag_words(alert.flag)) + ": " + std::string(short_name(alert.level)), alert.level);
  note.table({{"patient", plain_line(alert.patient.text)},
              {"alert", alert.id},
              {"state", state_words(alert.state) +
                            (alert.outcome == AlertOutcome::none ? "" : ", " + std::string(word_of(alert.outcome)))},
              {"raised", plain_text(line.zone.day_of(alert.raised))},
              {"last change", plain_text(line.zone.day_of(alert.updated))},
              {"assessment", "sha256 " + alert.assessment_sha256}},
             false, Overflow::wrap);
  note.heading("What happened");
  for (const auto& change : changes) {
    note.item("-", plain_text(line.zone.day_of(change.at)) + ", " +
                       with_reason(change_words(change, line.zone), change.reason));
  }
  const auto list = [&note](const char* heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    note.heading(heading);
    for (const std::string& text : lines) note.item("-", plain_line(text));
  };
  list("Rules that hold", chain.rules);
  list("Evidence", chain.evidence);
  list("Readings and findings", chain.readings);
  list("Who was told", chain.told);
  if (!chain.pathway.empty()) list("Judged by", {chain.pathway});
  return note.text();
}

std::string alert_change_sentence(const AlertChange& change, const Zone& zone) {
  return fmt::format("{}, {}: {} ({}).", plain_line(change.patient.text), flag_words(change.flag),
                     with_reason(change_words(change, zone), change.reason), plain_text(zone.day_of(change.at)));
}

}  // namespace myotrend::report
