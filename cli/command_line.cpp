// The only file that includes CLI11, which takes seconds to compile.
#include "command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <sstream>
#include <utility>

#include "command_syntax.h"
#include "commands.h"
#include "exit_code.h"
#include "myotrend/record/catalogue.h"
#include "version.h"

namespace myotrend::cli {
namespace {

/// A reason of blanks is none.
const CLI::Validator says_something{[](std::string& told) {
                                      const bool blank = told.find_first_not_of(" \t\r\n") == std::string::npos;
                                      return blank ? std::string("is empty; say why in a few words") : std::string();
                                    },
                                    "TEXT"};

// CLI11 takes -60 for an option. A negative number is marked before it looks, and the mark taken off again.
constexpr char number_mark = '\x01';

bool is_negative_number(std::string_view word) {
  return word.size() > 1 && word[0] == '-' && (word[1] == '.' || (word[1] >= '0' && word[1] <= '9'));
}

void take_marks_off(CLI::App& app) {
  for (CLI::Option* option : app.get_options())
    if (option->get_items_expected_max() > 0)
      option->transform([](std::string word) {
        if (!word.empty() && word.front() == number_mark) word.erase(0, 1);
        return word;
      });
  for (CLI::App* command : app.get_subcommands({})) take_marks_off(*command);
}

/// Adds the commands to `app`; each, once parsed, says how it is run.
class Grammar {
 public:
  Grammar(CLI::App& app, CommandLine& line) : app_(app), line_(line) {}

  void add_all() {
    add_global();
    add_patient();
    add_log();
    add_sign();
    add_event();
    add_corrections();
    add_exchange();
    add_views();
    add_scan();
    add_alerts();
    add_pathway();
    add_replay();
    add_upkeep();
  }

 private:
  enum class Effect { reads, writes };

  /// A command of which `arguments` are filled while it is parsed.
  template <class Arguments>
  CLI::App* command(CLI::App& parent, const CommandText& text, Effect effect, std::shared_ptr<Arguments> arguments,
                    int (*run)(const Arguments&, Session&, std::ostream&, std::ostream&)) {
    CLI::App* added = group(parent, text);
    added->final_callback([this, effect, arguments, run, name = std::string(text.name)] {
      if (line_.run) return;  // an inner command was meant
      line_.name = name;
      line_.writes = effect == Effect::writes;
      line_.run = [arguments, run](Session& session, std::ostream& out, std::ostream& err) {
        return run(*arguments, session, out, err);
      };
    });
    return added;
  }

  CLI::App* group(CLI::App& parent, const CommandText& text) {
    CLI::App* added = parent.add_subcommand(std::string(text.name), std::string(text.does));
    if (!text.example.empty()) added->footer(fmt::format("Example:\n  {}", text.example));
    return added;
  }

  void add_global() {
    GlobalArguments& global = line_.global;
    app_.add_option("--db", global.db, "Where the data lie: a SQLite file")->type_name("WHERE");
    app_.add_option("--patient,-p", global.patient, "Whom it is about")->type_name("ID");
    app_.add_option("--as-of", global.as_of, "Show what was recorded up to then")->type_name("TIME");
    app_.add_option("--now", global.now, "Set the clock, for scripts and tests")->type_name("TIME");
    app_.add_option("--format", global.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}, CLI::ignore_case));
    app_.add_option("--pathway", global.pathway, "Judge by these rules instead of the built-in ones")
        ->type_name("FILE");
    app_.add_option("--point", global.point, "Operating point: clinic or population")->type_name("NAME");
    app_.add_flag("--quiet", global.quiet, "Say only what was asked for");
  }

  void add_patient_options(CLI::App& command, PatientArguments& arguments, bool whole) {
    auto* sex = command.add_option("--sex", arguments.sex, "female, male or unknown");
    auto* birth = command.add_option("--birth", arguments.birth, "YEAR, YEAR-MM or YEAR-MM-DD");
    if (whole) {
      sex->required();
      birth->required();
    }
    command.add_option("--height", arguments.height, "in cm");
    command.add_option("--weight", arguments.weight, "in kg");
    command.add_option("--hand", arguments.hand, "The dominant one: right, left or both");
    command.add_option("--covid", arguments.covid, "Date of the infection");
    command.add_option("--zone", arguments.zone, "Time zone, as Europe/London; else $TZ");
    command.add_option("--enrolled", arguments.enrolled, "Date of the first contact");
    command.add_option("--followup-end", arguments.followup_end, "Date of the last contact");
  }

  void add_patient() {
    CLI::App* patient = group(app_, texts::patient);
    patient->require_subcommand(1);
    const auto verb = [&](const CommandText& text, PatientArguments::Verb which, Effect effect, bool with_id) {
      auto arguments = std::make_shared<PatientArguments>();
      arguments->verb = which;
      CLI::App* added = command(*patient, text, effect, arguments, run_patient);
      if (with_id) added->add_option("ID", arguments->id, "The patient's identifier")->required();
      return std::pair(added, arguments);
    };
    using Verb = PatientArguments::Verb;
    const auto [add, added] = verb(texts::patient_add, Verb::add, Effect::writes, true);
    add_patient_options(*add, *added, true);
    verb(texts::patient_list, Verb::list, Effect::reads, false);
    verb(texts::patient_show, Verb::show, Effect::reads, true);
    const auto [edit, edited] = verb(texts::patient_edit, Verb::edit, Effect::writes, true);
    add_patient_options(*edit, *edited, false);
    const auto [erase, erased] = verb(texts::patient_erase, Verb::erase, Effect::writes, true);
    erase->add_option("--why", erased->why, "The reason, kept for ever")->required()->check(says_something);
    erase->add_option("--by", erased->by, "Who erases");
  }

  void add_log() {
    auto arguments = std::make_shared<LogArguments>();
    CLI::App* log = command(app_, texts::log, Effect::writes, arguments, run_log);
    log->add_option("MEASURE", arguments->measure, "grip, mip, ck, fatigue...")->required();
    log->add_option("VALUE", arguments->words, "One value, the trials of a session, or could-not; then the unit")
        ->required();
    log->add_option("--side", arguments->side, "left or right");
    log->add_option("--region", arguments->region, "bulbar, cervical, thoracic or lumbosacral");
    log->add_option("--muscle", arguments->muscle, "The muscle, for mrc");
    log->add_option("--at", arguments->at, "When it held; else now")->type_name("TIME");
    log->add_option("--source", arguments->source, "patient, clinician, lab or device");
    log->add_option("--device", arguments->device, "Which device");
    log->add_option("--method", arguments->method, "How it was measured");
    log->add_option("--upper-limit", arguments->upper_limit, "The laboratory's own upper limit");
    log->add_option("--by", arguments->by, "Who enters it");
    log->add_option("--note", arguments->note, "Anything worth keeping");
  }

  void add_sign() {
    auto arguments = std::make_shared<SignArguments>();
    CLI::App* sign = command(app_, texts::sign, Effect::writes, arguments, run_sign);
    sign->add_option("SIGN", arguments->sign, "weakness, babinski, dysphagia...")->required();
    sign->add_option("FINDING", arguments->finding, "present or absent")->required();
    sign->add_option("--region", arguments->region, "bulbar, cervical, thoracic or lumbosacral");
    sign->add_option("--side", arguments->side, "left or right");
    sign->add_option("--muscle", arguments->muscle, "The muscle");
    sign->add_option("--grade", arguments->grade, "How marked");
    sign->add_option("--source", arguments->source, "clinician, or patient (which it is when not told)");
    sign->add_option("--at", arguments->at, "When it was looked for; else now")->type_name("TIME");
    sign->add_option("--by", arguments->by, "Who enters it");
    sign->add_option("--note", arguments->note, "Anything worth keeping");
  }

  void add_event() {
    auto arguments = std::make_shared<EventArguments>();
    CLI::App* event = command(app_, texts::event, Effect::writes, arguments, run_event);
    event->add_option("KIND", arguments->kind, "infection, treatment-start, neurology-seen...")->required();
    event->add_option("--at", arguments->at, "When it began; else now")->type_name("TIME");
    event->add_option("--until", arguments->until, "When it ended; alone, it closes the open event of that kind")
        ->type_name("TIME");
    event->add_option("--note", arguments->note, "Anything worth keeping");
    event->add_option("--by", arguments->by, "Who enters it");
  }

  void add_corrections() {
    auto corrected = std::make_shared<CorrectArguments>();
    CLI::App* correct = command(app_, texts::correct, Effect::writes, corrected, run_correct);
    correct->add_option("READING", corrected->reading, "Its id")->required();
    correct->add_option("VALUE", corrected->value, "What it should have been")->required();
    correct->add_option("UNIT", corrected->unit, "Else the one it was told in");
    correct->add_option("--why", corrected->why, "The reason, kept for ever")->required()->check(says_something);
    correct->add_option("--by", corrected->by, "Who corrects");

    auto retracted = std::make_shared<RetractArguments>();
    CLI::App* retract = command(app_, texts::retract, Effect::writes, retracted, run_retract);
    retract->add_option("ID", retracted->fact, "Of a reading, sign or event")->required();
    retract->add_option("--why", retracted->why, "The reason, kept for ever")->required()->check(says_something);
    retract->add_option("--by", retracted->by, "Who retracts");

    auto history = std::make_shared<HistoryArguments>();
    command(app_, texts::history, Effect::reads, history, run_history)
        ->add_option("ID", history->fact, "Of a reading, sign or event")
        ->required();

    auto undo = std::make_shared<UndoArguments>();
    command(app_, texts::undo, Effect::writes, undo, run_undo)->add_option("--by", undo->by, "Whose last entry");
  }

  void add_exchange() {
    auto imported = std::make_shared<ImportArguments>();
    CLI::App* import = command(app_, texts::import, Effect::writes, imported, run_import);
    import->add_option("FILE", imported->files, "CSV files; what they hold is told by their header")->required();
    import->add_option("--rejects", imported->rejects, "Where the rows go that were not taken")->type_name("FILE");
    import->add_flag("--dry-run", imported->dry_run, "Only say what would be done");
    import->add_flag("--strict", imported->strict, "One bad row, and nothing is written");
    import->add_flag("--recorded-as-effective", imported->recorded_as_effective,
                     "Rows without recorded_time were recorded when they held");

    auto exported = std::make_shared<ExportArguments>();
    CLI::App* export_ = command(app_, texts::export_, Effect::reads, exported, run_export);
    export_->add_option("--to", exported->to, "csv")->required()->check(CLI::IsMember({"csv"}));
    export_->add_option("-o,--output", exported->folder, "The folder")->required()->type_name("DIR");
  }

  void add_views() {
    auto trend = std::make_shared<TrendArguments>();
    CLI::App* trend_command = command(app_, texts::trend, Effect::reads, trend, run_trend);
    trend_command->add_option("MEASURE", trend->measure, "Only this one");
    trend_command->add_option("--side", trend->side, "left or right");

    auto assess = std::make_shared<AssessArguments>();
    command(app_, texts::assess, Effect::reads, assess, run_assess)
        ->add_flag("--all", assess->all, "Every patient, as JSON Lines");

    auto report = std::make_shared<ReportArguments>();
    CLI::App* report_command = command(app_, texts::report, Effect::reads, report, run_report);
    report_command->add_option("-o,--output", report->file, "Ends in .html, .txt or .json")
        ->required()
        ->type_name("FILE");
    report_command->add_option("--since", report->since, "Readings from then on")->type_name("DATE");

    auto worklist = std::make_shared<NoArguments>();
    command(app_, texts::worklist, Effect::reads, worklist, run_worklist);
  }

  void add_scan() {
    auto arguments = std::make_shared<ScanArguments>();
    CLI::App* scan = command(app_, texts::scan, Effect::writes, arguments, run_scan);
    scan->add_option("--jobs", arguments->jobs, "Threads; else one for each core")->check(CLI::Range(1U, 1024U));
    scan->add_flag("--exit-code", arguments->exit_code, "Exit 10 when there are new alerts");
    scan->add_flag("--full", arguments->full, "Judge every patient again");
  }

  void add_alerts() {
    auto listed = std::make_shared<AlertsArguments>();
    CLI::App* alerts = command(app_, texts::alerts, Effect::reads, listed, run_alerts);
    alerts->require_subcommand(0, 1);
    alerts->add_flag("--all", listed->all, "Closed ones too");
    const auto verb = [&](const CommandText& text, AlertsArguments::Verb which, Effect effect) {
      auto arguments = std::make_shared<AlertsArguments>();
      arguments->verb = which;
      CLI::App* added = command(*alerts, text, effect, arguments, run_alerts);
      if (which != AlertsArguments::Verb::list) added->add_option("ID", arguments->id, "The alert's id")->required();
      if (effect == Effect::writes) {
        added->add_option("--by", arguments->by, "Who does it");
        added->add_option("--why", arguments->why, "The reason");
      }
      return std::pair(added, arguments);
    };
    const auto [list, all] = verb(texts::alerts_list, AlertsArguments::Verb::list, Effect::reads);
    list->add_flag("--all", all->all, "Closed ones too");
    verb(texts::alerts_show, AlertsArguments::Verb::show, Effect::reads);
    verb(texts::alerts_ack, AlertsArguments::Verb::ack, Effect::writes);
    const auto [resolve, resolved] = verb(texts::alerts_resolve, AlertsArguments::Verb::resolve, Effect::writes);
    resolve->add_option("--outcome", resolved->outcome, "referred, cleared, duplicate or other");
  }

  void add_pathway() {
    CLI::App* pathway = group(app_, texts::pathway);
    pathway->require_subcommand(1);
    const auto verb = [&](const CommandText& text, PathwayArguments::Verb which) {
      auto arguments = std::make_shared<PathwayArguments>();
      arguments->verb = which;
      return std::pair(command(*pathway, text, Effect::reads, arguments, run_pathway), arguments);
    };
    verb(texts::pathway_show, PathwayArguments::Verb::show);
    const auto [check, checked] = verb(texts::pathway_check, PathwayArguments::Verb::check);
    check->add_option("FILE", checked->files, "A pathway")->required()->expected(1);
    const auto [test, tested] = verb(texts::pathway_test, PathwayArguments::Verb::test);
    test->add_option("FILE", tested->files, "Cases")->required();
  }

  void add_replay() {
    auto arguments = std::make_shared<ReplayArguments>();
    CLI::App* replay = command(app_, texts::replay, Effect::reads, arguments, run_replay);
    replay->add_option("-o,--output", arguments->decisions, "Where the decisions go")->required()->type_name("FILE");
    replay->add_option("--every", arguments->every, "Decide every so many days")
        ->type_name("DAYS")
        ->check(CLI::Range(1U, 366U));
    replay->add_option("--jobs", arguments->jobs, "Threads; else one for each core")->check(CLI::Range(1U, 1024U));
    replay->add_option("--report", arguments->report, "Where a summary goes")->type_name("FILE");
  }

  void add_upkeep() {
    auto backup = std::make_shared<BackupArguments>();
    command(app_, texts::backup, Effect::reads, backup, run_backup)
        ->add_option("FILE", backup->file, "Where the copy goes")
        ->required();
    auto restore = std::make_shared<RestoreArguments>();
    command(app_, texts::restore, Effect::writes, restore, run_restore)
        ->add_option("FILE", restore->file, "A backup")
        ->required();
    auto check = std::make_shared<NoArguments>();
    command(app_, texts::check, Effect::reads, check, run_check);
  }

  CLI::App& app_;
  CommandLine& line_;
};

/// The command that was reached, with the words that lead there.
std::pair<CLI::App*, std::string> innermost(CLI::App* app) {
  std::string path = app->get_name();
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    path += ' ' + app->get_name();
  }
  return {app, path};
}

/// The words that could have stood where `word` stands.
std::string nearest_known(const CLI::App& root, const CLI::App& command, const std::string& word) {
  std::vector<std::string> known;
  for (const CLI::App* app : {&root, &command}) {
    if (word.starts_with('-')) {
      for (const CLI::Option* option : app->get_options())
        for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    } else if (app == &command) {
      for (const CLI::App* inner : app->get_subcommands({})) known.push_back(inner->get_name());
    }
  }
  const std::vector<std::string_view> words(known.begin(), known.end());
  return nearest_word(word.substr(0, word.find('=')), words);
}

std::string slip_text(CLI::App& app, const CLI::ParseError& error) {
  const auto [command, path] = innermost(&app);
  std::string sentence = error.what();
  if (sentence == "A subcommand is required") sentence = "say which command";
  if (const auto surplus = app.remaining(true); !surplus.empty()) {
    std::string word = surplus.front();
    if (!word.empty() && word.front() == number_mark) word.erase(0, 1);
    const bool names_command =
        !word.starts_with('-') && !command->get_subcommands([](const CLI::App*) { return true; }).empty();
    const std::string what = word.starts_with('-') ? "option" : names_command ? "command" : "argument";
    sentence = fmt::format("{} \"{}\" is not known", what, word);
    if (const std::string nearest = nearest_known(app, *command, word); !nearest.empty())
      sentence += fmt::format("; did you mean {}?", nearest);
  }
  return fmt::format("myotrend: {}\nSee: {} --help\n", sentence, path);
}

}  // namespace

CommandLine parsed(int count, const char* const* words) {
  CommandLine line;
  CLI::App app{
      "Tells progression from recovery in repeated neuromuscular measurements.\n"
      "Supports and does not replace clinical judgement; calls nobody.",
      "myotrend"};
  app.set_version_flag("--version", std::string("myotrend ") + program_version);
  app.fallthrough();
  app.require_subcommand(1);
  app.footer(std::string(texts::program_footer));
  Grammar(app, line).add_all();
  take_marks_off(app);
  std::vector<std::string> reversed;  // as CLI11 takes them
  for (int index = count - 1; index > 0; --index) {
    const std::string word = words[index];
    reversed.push_back(is_negative_number(word) ? number_mark + word : word);
  }
  try {
    app.parse(reversed);
  } catch (const CLI::Success& asked) {  // --help, --version
    std::ostringstream out, err;
    app.exit(asked, out, err);
    line.run = nullptr;
    line.answer = out.str();
    line.answer_exit = done;
  } catch (const CLI::ParseError& error) {
    line.run = nullptr;
    line.answer_on_err = slip_text(app, error);
    line.answer_exit = usage;
  }
  return line;
}

}  // namespace myotrend::cli
