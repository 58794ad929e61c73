#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

enum class PageFormat : std::uint8_t { html, text, pdf };

/// The clinician's page: one HTML file that needs no network and no script. Same input, same bytes.
std::string html_report(const ReportInput& input);

/// The clinician's page as PDF: one or two A4 pages, charts as vectors, fonts embedded, made without a browser. What
/// finds no room there is counted; the HTML page has all. Same input, same bytes, on a machine with the same fonts.
std::string pdf_report(const ReportInput& input);

/// The same content as plain text, 80 columns.
std::string text_report(const ReportInput& input);

/// One document, `"schema": "myotrend.report/1"`: the assessment, the series with their points and fitted lines, signs,
/// events.
std::string json_report(const ReportInput& input);

/// Then and now side by side: disposition, rules, rates and charts; both judged on what was known at their own day.
std::string html_comparison(const ReportInput& then, const ReportInput& now);
std::string text_comparison(const ReportInput& then, const ReportInput& now);
std::string pdf_comparison(const ReportInput& then, const ReportInput& now);

/// A draft of a letter to a neurologist that the clinician edits: findings, onset, tempo, distribution, signs, tests,
/// treatment, what argues against, the question. It names no cause.
std::string referral_letter(const ReportInput& input, PageFormat format);

/// For the person who is measured, in plain words of `language` (a code of page_languages()): how things moved, what to
/// do next, when to get help at once. No disease, no probability.
std::string patient_page(const ReportInput& input, std::string_view language, PageFormat format);
/// What that person is told at once when an answer is an emergency: the action first, and that this program calls
/// nobody.
std::string patient_help_now(std::string_view language);
/// The codes of the languages of that page, sorted.
std::vector<std::string> page_languages();

}  // namespace myotrend::report
