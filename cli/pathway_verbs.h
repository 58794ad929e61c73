#pragma once

#include "syntax.h"

namespace myotrend::cli {

// Inner commands of `pathway` that have a file of their own.
CommandSyntax pathway_diff_syntax();
CommandSyntax pathway_whatif_syntax();

}  // namespace myotrend::cli
