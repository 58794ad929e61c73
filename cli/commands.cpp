#include "commands.h"

#include "global_arguments.h"

namespace myotrend::cli {

std::vector<std::pair<std::string, std::string>> environment_words() {
  return {{"MYOTREND_DB", "As --db"},
          {"MYOTREND_PATIENT", "As --patient"},
          {"MYOTREND_NOW", "As --now"},
          {"MYOTREND_CONFIG", "Where notices go, as --config"},
          {"MYOTREND_USER", "As --by"},
          {"TZ", "The time zone of a patient who is added without --zone"},
          {"NO_COLOR", "No colour on a terminal"}};
}

CommandSyntax program_syntax(GlobalArguments& global) {
  CommandSyntax program("myotrend",
                        "Tells progression from recovery in repeated neuromuscular measurements.\n"
                        "Supports and does not replace clinical judgement; calls nobody.",
                        "myotrend patient add P7 --sex female --birth 1971\n"
                        "  myotrend log grip 30 32 31 kg --side left -p P7\n"
                        "  myotrend assess -p P7");
  program.takes("--db", &global.db, "Where the data lie: a SQLite file").of(Value::file, "WHERE");
  program.takes("--patient,-p", &global.patient, "Whom it is about").of(Value::patient);
  program.takes("--as-of", &global.as_of, "Show what was recorded up to then").of(Value::time);
  program.takes("--now", &global.now, "Set the clock, for scripts and tests").of(Value::time);
  program.takes("--format", &global.format, "text or json").one_of({"text", "json"});
  program.takes("--pathway", &global.pathway, "Judge by these rules instead of the built-in ones").of(Value::file);
  program.takes("--point", &global.point, "Operating point: clinic or population").of(Value::text, "NAME");
  program.takes("--quiet", &global.quiet, "Say only what was asked for");
  for (auto* syntax :
       {patient_syntax, log_syntax,     sign_syntax,    event_syntax,      correct_syntax, retract_syntax,
        history_syntax, undo_syntax,    checkin_syntax, due_syntax,        import_syntax,  export_syntax,
        trend_syntax,   assess_syntax,  report_syntax,  worklist_syntax,   scan_syntax,    alerts_syntax,
        deliver_syntax, routes_syntax,  status_syntax,  pathway_syntax,    replay_syntax,  simulate_syntax,
        backup_syntax,  restore_syntax, check_syntax,   completion_syntax, manual_syntax})
    program.with(syntax());
  return program;
}

}  // namespace myotrend::cli
