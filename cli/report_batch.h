#pragma once

#include <iosfwd>

#include "report_pages.h"

namespace myotrend::cli {

/// A page of every patient in `folder`, made by `jobs` threads (0: one for each core), with a bar on a terminal. The
/// bytes of a page do not depend on how many threads there are.
int write_all_pages(const PageWanted& wanted, const std::string& folder, unsigned jobs, Session& session,
                    std::ostream& out, std::ostream& err);

}  // namespace myotrend::cli
