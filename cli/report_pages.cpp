#include "report_pages.h"

#include <fmt/format.h>

#include "myotrend/report/pages.h"
#include "page.h"

namespace myotrend::cli {
namespace {

using report::PageFormat;

PageFormat format_of(const std::string& ending) {
  if (ending == ".pdf") return PageFormat::pdf;
  return ending == ".html" ? PageFormat::html : PageFormat::text;
}

Attempt<Day> day_of(const std::string& option, const std::string& told) {
  const auto day = day_told(told);
  if (!day.ok()) return Failure{Exit::refused, fmt::format("{}: {}", option, day.refusal().text)};
  return *day;
}

Attempt<std::string> comparison(const PageWanted& wanted, const pathway::Rulebook& rules, const Shown& shown,
                                std::optional<Instant> since) {
  const auto day = day_of("--compare", wanted.compare);
  if (!day) return day.failure();
  const Instant then_at = shown.history.patient.zone.end_of(*day);
  if (then_at > shown.as_of) {
    return Failure{Exit::refused, fmt::format("--compare: {} is not before the day of the report", wanted.compare)};
  }
  const Picture then = known_at(shown.history, then_at), now = known_at(shown.history, shown.as_of);
  const Page then_page(rules, then, since), now_page(rules, now, since);
  switch (format_of(wanted.ending)) {
    case PageFormat::html: return report::html_comparison(then_page.input(), now_page.input());
    case PageFormat::pdf: return report::pdf_comparison(then_page.input(), now_page.input());
    case PageFormat::text: break;
  }
  return report::text_comparison(then_page.input(), now_page.input());
}

}  // namespace

std::optional<Failure> doubtful(const PageWanted& wanted) {
  const bool for_patient = wanted.reader == "patient";
  if (wanted.letter && for_patient) return Failure{usage, "--letter is for a clinician; leave out --for patient"};
  if (wanted.ending == ".json" && (wanted.letter || for_patient || !wanted.compare.empty()))
    return Failure{usage, "a letter, a patient's page and a comparison are .html, .txt or .pdf, not .json"};
  if (!wanted.compare.empty() && (wanted.letter || for_patient))
    return Failure{usage, "--compare goes with the clinician's page alone"};
  return std::nullopt;
}

Attempt<std::string> page_bytes(const PageWanted& wanted, const pathway::Rulebook& rules, const Shown& shown) {
  std::optional<Instant> since;
  if (!wanted.since.empty()) {
    const auto day = day_of("--since", wanted.since);
    if (!day) return day.failure();
    since = shown.history.patient.zone.start_of(*day);
  }
  if (!wanted.compare.empty()) return comparison(wanted, rules, shown, since);
  const Picture picture = known_at(shown.history, shown.as_of);
  const Page page(rules, picture, since);
  const report::ReportInput input = page.input();
  if (wanted.reader == "patient") return report::patient_page(input, wanted.language, format_of(wanted.ending));
  if (wanted.letter) return report::referral_letter(input, format_of(wanted.ending));
  if (wanted.ending == ".html") return report::html_report(input);
  if (wanted.ending == ".pdf") return report::pdf_report(input);
  return wanted.ending == ".txt" ? report::text_report(input) : report::json_report(input);
}

}  // namespace myotrend::cli
