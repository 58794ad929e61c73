#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "myotrend/diary/diary.h"
#include "myotrend/monitor/built_in.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct DueArguments {
  bool all = false;
};

std::string what_of(const diary::Due& due, const Catalogue& catalogue) {
  if (!due.measure) return catalogue[*due.question->sign].plain;
  return (due.side == Side::none ? "" : std::string(word_of(due.side)) + ' ') + catalogue[*due.measure].plain;
}

std::string when_of(const diary::Due& due, Day today) {
  const auto away = (due.due - today).count();
  if (!due.last) return "now, for the first time";
  if (away < 0) return fmt::format("now, since {}", plain_text(due.due));
  if (away == 0) return "today";
  return away == 1 ? "tomorrow" : fmt::format("on {}", plain_text(due.due));
}

void tell(const std::vector<diary::Due>& all, Day today, const Catalogue& catalogue, std::ostream& out) {
  std::size_t width = 0;
  for (const diary::Due& due : all) width = std::max(width, what_of(due, catalogue).size());
  for (const diary::Due& due : all) {
    std::string line = fmt::format("{:<{}}  {}", what_of(due, catalogue), width, when_of(due, today));
    if (due.last) line += fmt::format(" (last {}{})", plain_text(*due.last), due.at_clinic ? ", at the clinic" : "");
    out << line << '\n';
  }
  if (all.empty()) out << "Nothing is due.\n";
  out << "More tests than these tell nothing new.\n";
}

void tell_as_json(const std::vector<diary::Due>& all, Day today, const Patient& patient, const Catalogue& catalogue,
                  std::ostream& out) {
  using Json = nlohmann::ordered_json;
  Json document = {{"schema", "myotrend.due/1"}, {"patient", patient.id.text}, {"day", iso_text(today)}};
  document["due"] = Json::array();
  for (const diary::Due& due : all) {
    Json item;
    item[due.measure ? "measure" : "sign"] =
        due.measure ? catalogue[*due.measure].code : catalogue[*due.question->sign].code;
    if (due.side != Side::none) item["side"] = word_of(due.side);
    item["question"] = due.question ? Json(due.question->id) : Json();
    item["every_days"] = due.every_days;
    item["last"] = due.last ? Json(iso_text(*due.last)) : Json();
    item["due"] = iso_text(due.due);
    item["now"] = due.now(today);
    item["at_clinic"] = due.at_clinic;
    document["due"].push_back(std::move(item));
  }
  out << document.dump() << '\n';
}

int run_due(const DueArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto shown = session.shown();
  if (!shown) return failed(err, shown.failure());
  const Patient& patient = shown->history.patient;
  const Day today = patient.zone.day_of(shown->as_of);
  auto all = diary::due(built_in_diary(), session.catalogue(), known_at(shown->history, shown->as_of), today);
  if (!arguments.all) {
    // The monthly questions are asked in the check-in; here they are one line too many.
    std::erase_if(all, [today](const diary::Due& due) { return !due.measure && !due.now(today); });
  }
  if (session.json()) {
    tell_as_json(all, today, patient, session.catalogue(), out);
  } else {
    tell(all, today, session.catalogue(), out);
  }
  return done;
}

}  // namespace

CommandSyntax due_syntax() {
  auto told = std::make_shared<DueArguments>();
  CommandSyntax due("due", "What to measure next, and when", "myotrend due -p P7");
  due.runs(told, run_due);
  due.takes("--all", &told->all, "The monthly questions too that are not due yet");
  return due;
}

}  // namespace myotrend::cli
