#include "report/comparison.h"

#include <algorithm>

#include "report/figures.h"
#include "report/words.h"

namespace myotrend::report {

const ChartPanel* same_panel(const ClinicalPicture& picture, const ChartPanel& panel) {
  for (const auto& one : picture.panels) {
    if (one.measure == panel.measure && one.unit == panel.unit && one.title == panel.title) return &one;
  }
  return nullptr;
}

namespace {

const ChartSeries* same_side(const ChartPanel* panel, Side side) {
  if (!panel) return nullptr;
  for (const auto& series : panel->series) {
    if (series.side == side) return &series;
  }
  return nullptr;
}

std::string rule_words(const Assessment& of, const std::string& id, const std::string& flag) {
  for (const auto& rule : of.rules) {
    if (rule.id == id && rule.flag == flag) return "holds since " + plain_text(of.zone.day_of(rule.since));
  }
  return "does not hold";
}

std::vector<Compared> compared_rules(const Assessment& then, const Assessment& now) {
  std::vector<Compared> lines;
  const auto see = [&](const Assessment& of) {
    for (const auto& rule : of.rules) {
      const std::string what = rule.id + ", " + flag_words(rule.flag);
      const bool told = std::any_of(lines.begin(), lines.end(), [&](const Compared& one) { return one.what == what; });
      if (!told) lines.push_back({what, rule_words(then, rule.id, rule.flag), rule_words(now, rule.id, rule.flag)});
    }
  };
  see(now);
  see(then);
  return lines;
}

std::vector<Compared> compared_series(const ClinicalPicture& then, const ClinicalPicture& now) {
  std::vector<Compared> lines;
  for (const auto& panel : now.panels) {
    for (const auto& series : panel.series) {
      const auto words = [&](const ChartSeries* one) {
        if (!one) return std::string("no reading");
        const auto moves = motion_words(one->motion, panel.unit);
        return moves.empty() ? count_of(static_cast<long>(one->points.size()), "reading", "readings") : moves;
      };
      std::string what = panel.title;
      if (series.side != Side::none) what += ", " + std::string(word_of(series.side));
      lines.push_back({what, words(same_side(same_panel(then, panel), series.side)), words(&series)});
    }
  }
  return lines;
}

std::string flags_met(const Assessment& of) {
  std::string titles;
  for (const auto& flag : of.flags) {
    if (flag.state == FlagState::met) titles += (titles.empty() ? "" : "; ") + flag.title;
  }
  return titles.empty() ? "none" : titles;
}

std::string evidence_or_none(const Assessment& of) {
  const auto words = evidence_words(of);
  return words.empty() ? "too little data" : words;
}

}  // namespace

std::vector<Compared> compared(const ReportInput& then, const ReportInput& now, const ClinicalPicture& then_picture,
                               const ClinicalPicture& now_picture) {
  const Assessment &old = then.assessment, &fresh = now.assessment;
  std::vector<Compared> lines{
      {"Disposition", std::string(headline(old.disposition)), std::string(headline(fresh.disposition))},
      {"Since", plain_text(old.zone.day_of(met_since(old))), plain_text(fresh.zone.day_of(met_since(fresh)))},
      {"Flags met", flags_met(old), flags_met(fresh)},
      {"Weight of evidence", evidence_or_none(old), evidence_or_none(fresh)},
      {"Onset", onset_words(old).empty() ? "none told" : onset_words(old),
       onset_words(fresh).empty() ? "none told" : onset_words(fresh)}};
  for (auto& line : compared_rules(old, fresh)) lines.push_back(std::move(line));
  for (auto& line : compared_series(then_picture, now_picture)) lines.push_back(std::move(line));
  return lines;
}

std::string known_on(const Assessment& of) { return plain_text(of.zone.day_of(of.as_of)); }

}  // namespace myotrend::report
