#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "report/also_consider.h"
#include "report/chart_axes.h"
#include "report/document.h"
#include "report/figures.h"
#include "report/panel_levels.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

using Kind = Document::Kind;

/// A draft for whoever refers: what was found and measured, what argues against, and the question. No cause is named.
class Letter {
 public:
  explicit Letter(const ReportInput& input) : input_(input), assessment_(input.assessment) {
    picture_ = clinical_picture(input);
  }
  Document document();

 private:
  void opening();
  std::string when_to_be_seen() const;
  void suspicion();
  void onset();
  void tempo();
  void distribution();
  void signs();
  void tests();
  void treatment();
  void against();
  void not_known();
  void question();

  void heading(std::string text) { page_.add(Kind::heading, std::move(text)); }
  void item(std::string text) { page_.add(Kind::item, capitalised(text)); }
  std::string day_words(Instant at) const { return plain_text(assessment_.zone.day_of(at)); }
  std::vector<const EventMark*> events_of(std::initializer_list<std::string_view> titles) const;

  const ReportInput& input_;
  const Assessment& assessment_;
  ClinicalPicture picture_;
  Document page_;
};

std::string with_full_stop(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '?') text += '.';
  return text;
}

std::string site_of(const SignRow& row, std::string_view side) {
  std::string site = row.title;
  if (!row.muscle.empty()) site += " (" + row.muscle + ")";
  std::string place(side);
  if (row.region != Region::none) place += (place.empty() ? "" : " ") + std::string(word_of(row.region));
  return place.empty() ? site : site + ", " + place;
}

std::vector<const EventMark*> Letter::events_of(std::initializer_list<std::string_view> titles) const {
  std::vector<const EventMark*> found;
  for (const auto& event : picture_.events) {
    if (std::find(titles.begin(), titles.end(), event.title) != titles.end()) found.push_back(&event);
  }
  return found;
}

std::string event_told(const EventMark& event, std::string_view at) {
  const std::string when = event.to ? day_span(event.from, *event.to) : std::string(at) + " " + plain_text(event.from);
  return event.title + ", " + when + (event.note.empty() ? "" : ": " + event.note);
}

std::string Letter::when_to_be_seen() const {
  const auto by = act_by(assessment_);
  if (!by) return "soon";
  const std::string day = plain_text(*by);
  if (*by < assessment_.zone.day_of(assessment_.as_of)) return "in the next days: the day to act by was " + day;
  return "by " + day;
}

void Letter::opening() {
  page_.add(Kind::title, "Referral letter, draft");
  page_.add(Kind::paragraph, plain_text(assessment_.zone.day_of(assessment_.as_of)));
  page_.add(Kind::paragraph, "To: neurology");
  page_.add(Kind::paragraph,
            "About: " + assessment_.patient.text + (picture_.patient_line.empty() ? "" : ". " + picture_.patient_line));
  page_.add(Kind::paragraph, "Dear colleague,");
  switch (assessment_.disposition) {
    case Disposition::emergency:
      page_.add(Kind::lead, "Please see this person today. " + timing_sentence(assessment_));
      break;
    case Disposition::refer_urgent:
    case Disposition::refer_routine:
      page_.add(Kind::lead, fmt::format("Please see this person {}.", when_to_be_seen()));
      break;
    default:
      page_.add(Kind::lead, "No referral criterion is met on the data up to this day. The findings so far follow.");
  }
}

void Letter::suspicion() {
  heading("What was found");
  bool any = false;
  std::set<std::string> told;  // a ground of two flags is told once
  for (const auto& flag : assessment_.flags) {
    if (flag.state != FlagState::met) continue;
    any = true;
    std::string words;
    for (const auto& evidence : flag.evidence) {
      if (told.insert(evidence.text).second) words += (words.empty() ? "" : "; ") + evidence.text;
    }
    item(flag.title + ": " + with_full_stop(words.empty() ? "as above" : words));
  }
  if (!any) page_.add(Kind::paragraph, with_full_stop(assessment_.summary));
}

void Letter::onset() {
  heading("Onset");
  if (const auto words = onset_words(assessment_); !words.empty()) item(words);
  const Patient& patient = input_.picture.history->patient;
  if (patient.covid_date) item("COVID-19 on " + plain_text(*patient.covid_date) + ".");
  for (const auto* event : events_of({"Infection", "Injury", "Admission", "Hard exercise", "Pregnancy"})) {
    item(with_full_stop(event_told(*event, "on")));
  }
  item("Measured since " + day_words(picture_.from) + ".");
}

void Letter::tempo() {
  heading("Tempo");
  for (const auto& panel : picture_.panels) {
    if (panel.role != Role::strength && panel.role != Role::function) continue;
    for (const auto& series : panel.series) {
      std::string words = panel.title;
      if (series.side != Side::none) words += ", " + std::string(word_of(series.side));
      const auto moves = motion_words(series.motion, panel.unit);
      if (moves.empty()) continue;
      words += ": " + moves;
      if (const auto loss = loss_words(series.motion); !loss.empty()) words += "; " + loss;
      item(with_full_stop(words));
    }
  }
}

void Letter::distribution() {
  heading("Distribution");
  for (const auto& panel : picture_.panels) {
    if (const auto words = difference_words(panel); !words.empty()) item(panel.title + ": " + words);
  }
  bool any = false;
  for (const auto& region : assessment_.regions) {
    if (region.upper.empty() && region.lower.empty()) continue;
    any = true;
    const auto joined = [](const std::vector<std::string>& codes) {
      std::string words;
      for (const auto& code : codes) words += (words.empty() ? "" : ", ") + flag_words(code);
      return words.empty() ? std::string("none recorded") : words;
    };
    item(fmt::format("{}, found by clinicians: upper motor neuron signs {}; lower motor neuron signs {}.",
                     region_words(region.region), joined(region.upper), joined(region.lower)));
  }
  if (!any) item("No upper or lower motor neuron sign is recorded by a clinician in any region.");
}

void Letter::signs() {
  heading("Signs");
  std::string present, reported, absent;
  const auto note = [](std::string& list, const std::string& what) { list += (list.empty() ? "" : "; ") + what; };
  const auto see = [&](const SignRow& row, const SignCell& cell, std::string_view side) {
    const auto told = [&](const SignSeen& seen) { return site_of(row, side) + " (" + plain_text(seen.day) + ")"; };
    if (cell.clinician) note(cell.clinician->present ? present : absent, told(*cell.clinician));
    if (cell.patient && cell.patient->present) note(reported, told(*cell.patient));
  };
  for (const auto& row : picture_.signs) {
    see(row, row.right, "right");
    see(row, row.left, "left");
    see(row, row.unsided, "");
  }
  item("Present on examination: " + with_full_stop(present.empty() ? "none recorded" : present));
  item("Looked for and absent: " + with_full_stop(absent.empty() ? "none recorded" : absent));
  if (!reported.empty()) item("Reported by the patient: " + with_full_stop(reported));
  item("What is not listed was not examined.");
}

void Letter::tests() {
  heading("Tests");
  bool any = false;
  for (const auto& panel : picture_.panels) {
    const bool told = panel.role == Role::lab || panel.role == Role::strength || panel.role == Role::function;
    if (!told) continue;
    for (const auto& series : panel.series) {
      const ChartPoint* newest = nullptr;
      for (const auto& point : series.points) {
        if (is_counted(point.state) || point.state == PointState::set_aside) newest = &point;
      }
      if (!newest || !std::isfinite(newest->value)) continue;
      any = true;
      std::string words = panel.title;
      if (series.side != Side::none) words += ", " + std::string(word_of(series.side));
      words += ": " + figure_with_unit(newest->value, panel.unit) + " on " + plain_text(newest->day);
      if (panel.reference && panel.role == Role::lab) {
        words += fmt::format(" ({}: {})", panel.reference->words, figure_with_unit(panel.reference->value, panel.unit));
      }
      if (const auto own = own_level_words(panel, series); !own.empty()) words += "; " + own;
      item(with_full_stop(words));
    }
  }
  if (!any) item("None recorded.");
}

void Letter::treatment() {
  heading("Treatment so far");
  const auto events = events_of({"Treatment start", "Treatment stop", "Medicine", "Ventilation start"});
  for (const auto* event : events) item(with_full_stop(event_told(*event, "since")));
  if (events.empty()) item("None recorded.");
  for (const auto& panel : picture_.panels) {
    if (panel.role != Role::symptom) continue;
    for (const auto& series : panel.series) {
      const auto moves = motion_words(series.motion, panel.unit);
      if (!moves.empty()) item(with_full_stop(panel.title + ": " + moves));
    }
  }
}

void Letter::against() {
  heading("What argues against, or may explain it otherwise");
  const std::size_t before = page_.blocks.size();
  for (const auto& row : picture_.signs) {
    const bool other_cause = row.code == "sensory-loss" || row.code == "ptosis-or-diplopia" ||
                             row.code == "bladder-or-bowel" || row.code == "saddle-anaesthesia";
    const auto present = [](const std::optional<SignSeen>& seen) { return seen && seen->present; };
    for (const SignCell* cell : {&row.right, &row.left, &row.unsided}) {
      if (other_cause && (present(cell->clinician) || present(cell->patient))) item(row.title + " is present.");
    }
  }
  for (const auto& panel : picture_.panels) {
    if (panel.role != Role::strength) continue;
    for (const auto& series : panel.series) {
      const auto* rate = std::get_if<Rate>(&series.motion);
      if (!rate || (rate->established && rate->interval_95_per_month.second < 0)) continue;
      item(fmt::format("{}{}: no fall is established.", panel.title,
                       series.side == Side::none ? "" : ", " + std::string(word_of(series.side))));
    }
  }
  for (const auto& quality : assessment_.data_quality) {
    const bool matters = quality.kind == DataQualityKind::device_change ||
                         quality.kind == DataQualityKind::abrupt_step || quality.kind == DataQualityKind::unit;
    if (matters) item(with_full_stop(quality.text));
  }
  for (const auto& aside : assessment_.set_aside) {
    item(capitalised(flag_words(aside.what)) + " was set aside: " + with_full_stop(aside.reason));
  }
  if (page_.blocks.size() == before) item("Nothing recorded.");
  for (const auto& one : also_consider(assessment_, picture_)) item(one.text);
}

void Letter::not_known() {
  if (assessment_.missing.empty()) return;
  heading("Not known");
  for (const auto& missing : assessment_.missing) item(with_full_stop(missing.text));
}

void Letter::question() {
  heading("The question");
  page_.add(Kind::paragraph,
            "Is there a neuromuscular cause of these findings? Would you please examine, decide which tests should "
            "follow, and tell us what should be measured until then, and how often?");
  page_.add(Kind::signature, "With kind regards,");
  page_.add(Kind::signature, "Name, role, telephone: ______________________________");
  page_.add(Kind::note,
            fmt::format("Made from the record of {} on data known at {} by the pathway {} {}, SHA-256 {}; facts read: "
                        "SHA-256 {}. To be read and changed by the person who signs it.",
                        assessment_.patient.text, iso_text(assessment_.as_of, assessment_.zone), assessment_.pathway.id,
                        assessment_.pathway.version, assessment_.pathway.sha256, assessment_.input_sha256));
}

Document Letter::document() {
  page_.title = "Referral letter, draft: " + assessment_.patient.text;
  page_.created = iso_text(assessment_.as_of, Zone());
  page_.footer = closing_line();
  page_.editable = true;
  opening();
  suspicion();
  onset();
  tempo();
  distribution();
  signs();
  tests();
  treatment();
  against();
  not_known();
  question();
  return page_;
}

}  // namespace

std::string referral_letter(const ReportInput& input, PageFormat format) {
  return page_of(Letter(input).document(), format);
}

}  // namespace myotrend::report
