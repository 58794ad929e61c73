#include "myotrend/monitor/import.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "myotrend/monitor/built_in.h"
#include "output_place.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct ImportArguments {
  std::vector<std::string> files;
  std::string rejects;
  bool dry_run = false, strict = false, recorded_as_effective = false;
};

/// Rows that were not taken go to a file, or else to the person.
class Rejects {
 public:
  Rejects(const std::string& file, std::ostream& err) : file_(file), err_(err) {}

  void add(const csv::RejectedRow& row) {
    if (file_.empty()) {
      err_ << "myotrend: " << csv::refusal_text(row) << '\n';
    } else {
      text_.add(row, pending_);
      if (pending_.size() > 65536) flush();
    }
  }

  /// What could not be written is a failure of the command: a row that is neither stored nor told would be lost.
  std::optional<Failure> close() {
    if (file_.empty()) return std::nullopt;
    flush();
    if (out_.is_open()) out_.flush();
    if (out_.is_open() && out_) return std::nullopt;
    return Failure{partly, fmt::format("{} cannot be written; the rejected rows are not in it", file_)};
  }

 private:
  void flush() {
    if (!out_.is_open()) out_.open(file_, std::ios::binary | std::ios::trunc);
    out_ << pending_;
    pending_.clear();
  }

  std::string file_, pending_;
  std::ostream& err_;
  std::ofstream out_;
  csv::RejectsText text_;
};

std::string plural(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void tell(const ImportSummary& summary, const ImportArguments& arguments, std::ostream& out, std::ostream& err) {
  for (const WarningKind& warning : summary.warnings)
    err << fmt::format("note: {}{}\n", warning.first,
                       warning.count > 1 ? fmt::format(" (and {} more like it)", warning.count - 1) : "");
  out << fmt::format("{}{} read: {} added, {}, {} already known",
                     summary.written     ? ""
                     : arguments.dry_run ? "would be done: "
                                         : "not done: ",
                     plural(summary.rows, "row", "rows"), plural(summary.patients_added, "patient", "patients"),
                     plural(summary.added, "fact", "facts"), summary.already_known);
  const auto also = [&out](std::int64_t count, std::string_view what) {
    if (count > 0) out << fmt::format(", {} {}", count, what);
  };
  also(summary.second_in_slot, "beside another value of the same moment");
  also(summary.corrections, "corrected");
  also(summary.retractions, "retracted");
  also(summary.held_out, "held out until their unit is told");
  also(summary.rejected, "rejected");
  out << '\n';
  if (summary.rejected > 0 && !arguments.rejects.empty() && !arguments.dry_run)
    out << fmt::format("rejected rows are in {}\n", arguments.rejects);
}

void tell_as_json(const ImportSummary& summary, std::ostream& out) {
  using Json = nlohmann::ordered_json;
  Json document = {{"schema", "myotrend.import/1"},
                   {"written", summary.written},
                   {"rows", summary.rows},
                   {"patients_added", summary.patients_added},
                   {"added", summary.added},
                   {"already_known", summary.already_known},
                   {"second_in_slot", summary.second_in_slot},
                   {"corrections", summary.corrections},
                   {"retractions", summary.retractions},
                   {"held_out", summary.held_out},
                   {"rejected", summary.rejected}};
  document["warnings"] = Json::array();
  for (const WarningKind& warning : summary.warnings)
    document["warnings"].push_back({{"text", warning.text}, {"first", warning.first}, {"count", warning.count}});
  out << document.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Exit exit_of(ImportRefusal::Kind kind) {
  switch (kind) {
    case ImportRefusal::Kind::usage: return usage;
    case ImportRefusal::Kind::no_such_patient: return not_there;
    case ImportRefusal::Kind::datum: break;
  }
  return refused;
}

Attempt<ImportOptions> options_of(const ImportArguments& arguments, Session& session) {
  ImportOptions options;
  options.files = arguments.files;
  options.dry_run = arguments.dry_run;
  options.strict = arguments.strict;
  options.recorded_as_effective = arguments.recorded_as_effective;
  const auto now = session.now();
  if (!now) return now.failure();
  options.now = *now;
  // The patient may stand in the files: it is not looked for in the store here.
  if (!session.arguments().patient.empty()) options.patient = PatientId{session.arguments().patient};
  if (const std::string named = variable("MYOTREND_PATIENT"); !named.empty()) {
    options.one_patient = PatientId{named};
  } else if (const auto ids = session.store().patient_ids(); ids.size() == 1) {
    options.one_patient = ids.front();
  }
  return options;
}

std::optional<Failure> doubtful_rejects(const ImportArguments& arguments, const Session& session) {
  if (auto failure = refused_as_output(session, arguments.rejects)) return failure;
  for (const std::string& file : arguments.files)
    if (same_file(file, arguments.rejects))
      return Failure{refused,
                     fmt::format("--rejects: {} is one of the files to import; give another path", arguments.rejects)};
  return std::nullopt;
}

int run_import(const ImportArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  if (const auto failure = doubtful_rejects(arguments, session)) return failed(err, *failure);
  const auto options = options_of(arguments, session);
  if (!options) return failed(err, options.failure());
  const auto visible = VisibleMap::parse(built_in_texts().visible, session.catalogue());
  Rejects rejects(arguments.dry_run ? std::string() : arguments.rejects, err);  // a dry run writes no file either
  const bool show_progress = isatty(STDERR_FILENO) && !session.quiet();
  const auto progress = [&](const ImportProgress& at) {
    if (!show_progress) return;
    if (at.bytes_total > 0) {
      const double share = 100.0 * static_cast<double>(at.bytes) / static_cast<double>(at.bytes_total);
      err << fmt::format("\r{:3.0f} %, {} rows", share, at.rows) << std::flush;
    } else {
      err << fmt::format("\r{} rows", at.rows) << std::flush;
    }
  };
  const auto done_or_refused = import_files(
      session.store(), session.catalogue(), visible.value(), *options,
      [&](const csv::RejectedRow& row) { rejects.add(row); }, progress);
  if (show_progress) err << "\r\x1b[K";
  const auto unwritten = rejects.close();
  if (const auto* refusal = std::get_if<ImportRefusal>(&done_or_refused))
    return failed(err, Failure{exit_of(refusal->kind), refusal->text});
  const auto& summary = std::get<ImportSummary>(done_or_refused);
  if (session.json()) {
    tell_as_json(summary, out);
  } else if (!session.quiet()) {
    tell(summary, arguments, out, err);
  }
  if (unwritten) return failed(err, *unwritten);
  if (summary.rejected == 0) return done;
  if (!arguments.strict) return partly;
  return failed(err, Failure{refused, "nothing was written: with --strict one bad row stops all"});
}

}  // namespace

CommandSyntax import_syntax() {
  auto told = std::make_shared<ImportArguments>();
  CommandSyntax import("import", "Stores the facts of CSV files; the next scan judges them",
                       "myotrend import patients.csv measurements.csv --rejects bad.csv");
  import.writes().runs(told, run_import);
  import.takes("FILE", &told->files, "CSV files; what they hold is told by their header").required().of(Value::file);
  import.takes("--rejects", &told->rejects, "Where the rows go that were not taken").of(Value::file);
  import.takes("--dry-run", &told->dry_run, "Only say what would be done");
  import.takes("--strict", &told->strict, "One bad row, and nothing is written");
  import.takes("--recorded-as-effective", &told->recorded_as_effective,
               "Rows without recorded_time were recorded when they held");
  return import;
}

}  // namespace myotrend::cli
