#pragma once

#include <string>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

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

}  // namespace myotrend::report
