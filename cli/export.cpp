#include "myotrend/monitor/export.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "output_place.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct ExportArguments {
  std::string to, folder;
};

int run_export(const ExportArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const std::string inside = arguments.folder + "/";
  if (const auto failure =
          refused_as_output(session, {inside + "patients.csv", inside + "measurements.csv", inside + "events.csv"}))
    return failed(err, *failure);
  ExportOptions options;
  options.folder = arguments.folder;
  if (session.patient_named()) {
    const auto patient = session.patient();
    if (!patient) return failed(err, patient.failure());
    options.patient = patient->id;
  }
  const auto as_of = session.as_of(Zone());
  if (!as_of) return failed(err, as_of.failure());
  if (!session.arguments().as_of.empty()) options.as_of = *as_of;
  const auto summary = export_csv(session.store(), session.catalogue(), options);
  if (!summary.ok()) return failed(err, summary.refusal());
  if (session.json()) {
    out << nlohmann::ordered_json{{"schema", "myotrend.export/1"},
                                  {"patients", summary->patients},
                                  {"readings", summary->readings},
                                  {"signs", summary->signs},
                                  {"events", summary->events}}
               .dump()
        << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("wrote {} patients, {} readings, {} signs, {} events to {}\n", summary->patients,
                       summary->readings, summary->signs, summary->events, arguments.folder);
  }
  return done;
}

}  // namespace

CommandSyntax export_syntax() {
  auto told = std::make_shared<ExportArguments>();
  CommandSyntax exported("export", "Writes patients.csv, measurements.csv and events.csv",
                         "myotrend export --to csv -o backup-folder");
  exported.runs(told, run_export);
  exported.takes("--to", &told->to, "csv").required().one_of({"csv"});
  exported.takes("-o,--output", &told->folder, "The folder").required().of(Value::folder);
  return exported;
}

}  // namespace myotrend::cli
