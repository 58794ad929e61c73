#include <fmt/format.h>

#include <cmath>

#include "myotrend/report/pages.h"
#include "report/also_consider.h"
#include "report/figures.h"
#include "report/note.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

void write_series(Note& note, const ClinicalPicture& picture) {
  note.heading("Series");
  if (picture.panels.empty()) note.paragraph("Nothing has been measured yet.", 2);
  for (const auto& panel : picture.panels) {
    for (const auto& series : panel.series) {
      std::string words = panel.title;
      if (series.side != Side::none) words += ", " + std::string(word_of(series.side));
      words += ": " + series_words(panel, series);
      if (const auto loss = loss_words(series.motion); !loss.empty()) words += "; " + loss;
      note.item("-", words + ".");
      for (const auto& point : series.points) {
        if (point.state == PointState::counted) continue;
        note.item("-",
                  fmt::format("{}: {}{}{}", plain_text(point.day), point_words(point.state),
                              std::isfinite(point.value) ? ", " + figure_with_unit(point.value, panel.unit) : "",
                              point.remark.empty() ? "" : ": " + point.remark),
                  6);
      }
    }
    for (const auto& gap : panel.gaps) note.item("-", gap_words(gap), 6);
    for (const auto& mark : panel.devices) {
      note.item("-", fmt::format("first use of {} on {}", mark.name, plain_text(mark.day)), 6);
    }
    if (!panel.set_aside.empty()) note.item("-", "set aside: " + panel.set_aside, 6);
  }
}

void write_events(Note& note, const ClinicalPicture& picture) {
  if (picture.events.empty()) return;
  note.heading("Events");
  for (const auto& event : picture.events) {
    const std::string when = event_when(picture, event);
    note.item("-", event.title + ", " + when + (event.note.empty() ? "" : ": " + event.note));
  }
}

std::string seen_words(const SignSeen& seen, bool reported) {
  return fmt::format("{}{}, {}, {}{}", reported ? "reported " : "", seen.present ? "present" : "absent",
                     plain_text(seen.day), seen.by, seen.grade.empty() ? "" : ", grade " + seen.grade);
}

std::string cell_words(const SignCell& cell, std::string_view side) {
  std::string words;
  const auto add = [&](const std::optional<SignSeen>& seen, bool reported) {
    if (!seen) return;
    words += (words.empty() ? "" : "; ") + std::string(side) + seen_words(*seen, reported);
  };
  add(cell.clinician, false);
  add(cell.patient, true);
  return words;
}

void write_signs(Note& note, const ClinicalPicture& picture) {
  note.heading("Neurological signs");
  if (picture.signs.empty()) {
    note.paragraph("No sign has been looked for or reported. What was not examined is not absent.", 2);
    return;
  }
  for (const auto& row : picture.signs) {
    std::string found;
    for (const auto& words :
         {cell_words(row.right, "right: "), cell_words(row.left, "left: "), cell_words(row.unsided, "")}) {
      if (!words.empty()) found += (found.empty() ? "" : "; ") + words;
    }
    note.item("-", fmt::format("{}, {}{}: {}", region_words(row.region), row.title,
                               row.muscle.empty() ? "" : ", " + row.muscle, found));
  }
  note.paragraph("What is not listed was not examined; that is not absent.", 2);
}

void write_withdrawn(Note& note, const ClinicalPicture& picture) {
  if (picture.withdrawn.empty()) return;
  note.heading("Taken back");
  for (const auto& fact : picture.withdrawn) {
    note.item(
        "-", fmt::format("{} of {}, on {}: {}", fact.what, plain_text(fact.day), plain_text(fact.withdrawn), fact.why));
  }
}

}  // namespace

std::string text_report(const ReportInput& input) {
  const ClinicalPicture picture = clinical_picture(input);
  const Assessment& assessment = input.assessment;
  Note note(TerminalStyle{});
  note.paragraph(assessment.patient.text + (picture.patient_line.empty() ? "" : ", " + picture.patient_line));
  note.paragraph("Data known on " + plain_text(assessment.zone.day_of(assessment.as_of)));
  note.blank();
  write_verdict(note, assessment);
  write_findings(note, assessment);
  write_reservations(note, assessment);
  const auto considered = also_consider(assessment, picture);
  if (!considered.empty()) note.heading("Also consider");
  for (const auto& one : considered) note.item("-", one.text + " [" + one.source + "]");
  write_series(note, picture);
  write_events(note, picture);
  write_signs(note, picture);
  write_withdrawn(note, picture);
  write_sources(note, assessment);
  write_provenance(note, assessment, input.program_version);
  return note.text();
}

}  // namespace myotrend::report
