#pragma once

#include "syntax.h"

namespace myotrend::cli {

// One command each, in a file of its name: what it takes, and what it runs. A command answers on `out`, tells what went
// wrong on `err`, and gives the exit status. In the order in which --help lists them: see commands.cpp.
CommandSyntax patient_syntax();
CommandSyntax log_syntax();
CommandSyntax sign_syntax();
CommandSyntax event_syntax();
CommandSyntax correct_syntax();
CommandSyntax retract_syntax();
CommandSyntax history_syntax();
CommandSyntax undo_syntax();
CommandSyntax checkin_syntax();
CommandSyntax due_syntax();
CommandSyntax import_syntax();
CommandSyntax export_syntax();
CommandSyntax trend_syntax();
CommandSyntax assess_syntax();
CommandSyntax report_syntax();
CommandSyntax worklist_syntax();
CommandSyntax scan_syntax();
CommandSyntax alerts_syntax();
CommandSyntax alerts_stats_syntax();  // of alerts
CommandSyntax deliver_syntax();
CommandSyntax status_syntax();
CommandSyntax routes_syntax();
CommandSyntax pathway_syntax();
CommandSyntax calibrate_syntax();  // of `pathway`
CommandSyntax replay_syntax();
CommandSyntax simulate_syntax();
CommandSyntax backup_syntax();
CommandSyntax restore_syntax();
CommandSyntax check_syntax();
CommandSyntax completion_syntax();
CommandSyntax manual_syntax();

}  // namespace myotrend::cli
