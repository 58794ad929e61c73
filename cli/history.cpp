#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "fact_words.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct HistoryArguments {
  std::string fact;
};

/// One thing that was done to a fact.
struct Chapter {
  std::string what;     // `recorded`, `closed`, `corrected`, `retracted`
  std::string content;  // the value then
  Instant recorded{};
  std::uint32_t details = no_details;
  std::string why;
};

class Chapters {
 public:
  Chapters(const History& history, const FactKey& key, const Catalogue& catalogue, Instant as_of)
      : history_(history), key_(key), catalogue_(catalogue), as_of_(as_of) {}

  std::vector<Chapter> all() const {
    std::vector<Chapter> chapters;
    const auto is_meant = [&](const auto& fact) { return key_of(fact) == key_; };
    for (const Reading& reading : history_.readings)
      if (key_.kind == FactKind::reading && is_meant(reading))
        chapters.push_back({"recorded", line(), reading.recorded, reading.details, {}});
    for (const SignFinding& sign : history_.signs)
      if (key_.kind == FactKind::sign && is_meant(sign))
        chapters.push_back({"recorded", line(), sign.recorded, sign.details, {}});
    for (const Event& event : history_.events)
      if (key_.kind == FactKind::event && is_meant(event)) add_event(event, chapters);
    for (const Correction& correction : history_.corrections)
      if (correction.target == key_) chapters.push_back(corrected(correction));
    for (const Retraction& retraction : history_.retractions)
      if (retraction.target == key_)
        chapters.push_back({"retracted", {}, retraction.recorded, retraction.details, retraction.why});
    std::erase_if(chapters, [&](const Chapter& chapter) { return chapter.recorded > as_of_; });
    std::stable_sort(chapters.begin(), chapters.end(),
                     [](const Chapter& a, const Chapter& b) { return a.recorded < b.recorded; });
    return chapters;
  }

 private:
  std::string line() const { return fact_line(history_, key_, catalogue_); }

  void add_event(const Event& event, std::vector<Chapter>& chapters) const {
    const Zone& zone = history_.patient.zone;
    const bool closed_later = event.end && event.end_recorded && *event.end_recorded > event.recorded;
    std::string content =
        closed_later ? fmt::format("{}, {}", word_of(event.kind), time_line(event.start, zone)) : line();
    chapters.push_back({"recorded", std::move(content), event.recorded, event.details, {}});
    if (closed_later) chapters.push_back({"closed", time_line(*event.end, zone), *event.end_recorded, no_details, {}});
  }

  Chapter corrected(const Correction& correction) const {
    const MeasureCode measure = history_.series[key_.where].measure;
    const std::string unit = unit_word(catalogue_, measure, correction.told_unit);
    const std::string value =
        std::isnan(correction.told_value)
            ? "could not"
            : fmt::format("{}{}{}", number_text(correction.told_value), unit.empty() ? "" : " ", unit);
    return {"corrected", value, correction.recorded, correction.details, correction.why};
  }

  const History& history_;
  const FactKey& key_;
  const Catalogue& catalogue_;
  Instant as_of_;
};

void tell_as_json(const std::string& id, const History& history, const std::vector<Chapter>& chapters,
                  std::ostream& out) {
  using Json = nlohmann::ordered_json;
  const Zone& zone = history.patient.zone;
  Json document = {{"schema", "myotrend.history/1"}, {"id", id}, {"patient", history.patient.id.text}};
  document["history"] = Json::array();
  for (const Chapter& chapter : chapters) {
    Json each = {{"what", chapter.what}, {"recorded", iso_text(chapter.recorded, zone)}};
    if (!chapter.content.empty()) each["content"] = chapter.content;
    if (!chapter.why.empty()) each["why"] = chapter.why;
    if (chapter.details != no_details) {
      const Details& details = history.details[chapter.details];
      each["entered"] = iso_text(details.entered, zone);
      if (!details.author.empty()) each["by"] = details.author;
      if (!details.note.empty()) each["note"] = details.note;
      if (!details.external_id.empty()) each["external_id"] = details.external_id;
      if (!details.trials.empty()) each["trials"] = details.trials;
      if (details.recorded_as_effective) each["provenance"] = "recorded-as-effective";
    }
    document["history"].push_back(std::move(each));
  }
  out << document.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void tell(const std::string& id, const History& history, const std::vector<Chapter>& chapters, std::ostream& out) {
  const Zone& zone = history.patient.zone;
  out << fmt::format("{} of patient {}\n", id, history.patient.id.text);
  for (const Chapter& chapter : chapters) {
    out << fmt::format("{}  {}", iso_text(chapter.recorded, zone), chapter.what);
    if (!chapter.content.empty()) out << fmt::format(" {}", chapter.content);
    if (chapter.details != no_details) {
      const Details& details = history.details[chapter.details];
      if (!details.author.empty()) out << fmt::format(", by {}", details.author);
      out << fmt::format(", entered {}", iso_text(details.entered, zone));
      if (details.recorded_as_effective) out << ", taken as recorded when it held";
      if (details.trials.size() > 1) {
        out << ", trials";
        for (const double trial : details.trials) out << ' ' << number_text(trial);
      }
      if (!details.note.empty()) out << fmt::format(", note: {}", details.note);
    }
    if (!chapter.why.empty()) out << fmt::format(", why: {}", chapter.why);
    out << '\n';
  }
}

int run_history(const HistoryArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto fact = session.fact(arguments.fact);
  if (!fact) return failed(err, fact.failure());
  const History history = session.store().history_of(fact->patient, Depth::everything);
  const auto as_of = session.as_of(history.patient.zone);
  if (!as_of) return failed(err, as_of.failure());
  const auto chapters = Chapters(history, fact->key, session.catalogue(), *as_of).all();
  if (chapters.empty())
    return failed(err, Failure{Exit::not_there, fmt::format("{} was not recorded yet at {}", arguments.fact,
                                                            iso_text(*as_of, history.patient.zone))});
  if (session.json()) {
    tell_as_json(arguments.fact, history, chapters, out);
  } else {
    tell(arguments.fact, history, chapters, out);
  }
  return done;
}

}  // namespace

CommandSyntax history_syntax() {
  auto told = std::make_shared<HistoryArguments>();
  CommandSyntax history("history", "All that happened to a reading, sign or event",
                        "myotrend history r4k2m9x0123456789");
  history.runs(told, run_history);
  history.takes("ID", &told->fact, "Of a reading, sign or event").required();
  return history;
}

}  // namespace myotrend::cli
