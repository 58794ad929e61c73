#pragma once

#include <iosfwd>

#include "arguments.h"

namespace myotrend::cli {

class Session;

// One command each, in a file of its name. They answer on `out`, tell what went wrong on `err`, and give the exit
// status.
int run_patient(const PatientArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_log(const LogArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_sign(const SignArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_event(const EventArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_correct(const CorrectArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_retract(const RetractArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_history(const HistoryArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_undo(const UndoArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_import(const ImportArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_export(const ExportArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_trend(const TrendArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_assess(const AssessArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_report(const ReportArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_worklist(const NoArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_scan(const ScanArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_alerts(const AlertsArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_pathway(const PathwayArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_replay(const ReplayArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_backup(const BackupArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_restore(const RestoreArguments& arguments, Session& session, std::ostream& out, std::ostream& err);
int run_check(const NoArguments& arguments, Session& session, std::ostream& out, std::ostream& err);

}  // namespace myotrend::cli
