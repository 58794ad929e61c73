#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "session.h"

namespace myotrend::cli {
namespace {

int run_check(Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const CheckReport report = Monitor(session.store(), **rules).check();
  const bool sound = report.faults.empty();
  if (session.json()) {
    nlohmann::ordered_json document = {{"schema", "myotrend.check/1"}, {"sound", sound},
                                       {"patients", report.patients},  {"readings", report.readings},
                                       {"signs", report.signs},        {"events", report.events},
                                       {"alerts", report.alerts},      {"faults", report.faults}};
    out << document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
  } else if (sound && !session.quiet()) {
    out << fmt::format("sound; patients {}, readings {}, signs {}, events {}, alerts {}\n", report.patients,
                       report.readings, report.signs, report.events, report.alerts);
  }
  if (!session.json())
    for (const std::string& each : report.faults) err << fmt::format("myotrend: {}\n", each);
  return sound ? done : bad_store;
}

}  // namespace

CommandSyntax check_syntax() {
  CommandSyntax check("check", "Whether the store is sound, and its judgements come out the same again",
                      "myotrend check");
  check.of_the_present().runs(run_check);
  return check;
}

}  // namespace myotrend::cli
