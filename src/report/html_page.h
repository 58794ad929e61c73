#pragma once

#include <string>
#include <string_view>

#include "myotrend/report/clinical_picture.h"

namespace myotrend::report {

/// The page's own CSS.
std::string_view page_style();
/// What a letter or the patient's page adds to it: one calm column.
std::string_view letter_style();

/// From the doctype to the end of the head: no script, no network, and a policy that says so.
std::string page_head(std::string_view title);

/// Sections of the clinician's page, each a `<section>` or empty when there is nothing to show.
std::string verdict_section(const Assessment& assessment);
std::string flags_section(const Assessment& assessment);
std::string charts_section(const ClinicalPicture& picture, const Assessment& assessment);
std::string signs_section(const ClinicalPicture& picture, const Assessment& assessment);
std::string set_aside_section(const Assessment& assessment);
/// How the measures move that never enter the evidence, but for those that are set aside.
std::string measures_section(const Assessment& assessment);
/// What else is recorded that can weaken muscle; see also_consider.h.
std::string also_consider_section(const Assessment& assessment, const ClinicalPicture& picture);
std::string missing_section(const Assessment& assessment);
std::string quality_section(const ClinicalPicture& picture, const Assessment& assessment);
std::string sources_section(const Assessment& assessment);
std::string provenance_section(const ReportInput& input);

/// The figures of a chart as a table that opens on demand.
std::string chart_table(const ChartPanel& panel, const Zone& zone);

}  // namespace myotrend::report
