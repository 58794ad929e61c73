#include "myotrend/diary/diary.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "myotrend/monitor/built_in.h"

using namespace myotrend;
using namespace myotrend::diary;
using nlohmann::json;

namespace {

json schema_file(const std::string& name) {
  return json::parse(std::ifstream(std::string(MYOTREND_SOURCE_DIR) + "/schema/" + name));
}

Instant at(std::string_view time) { return time_told(time, Zone())->at; }
Day day(std::string_view text) { return *day_told(text); }

/// A history made of words, as a person would tell them.
class Record {
 public:
  Record() { history_.patient.id = {"P1"}; }
  Record& told(std::string_view code, std::string_view value, std::string_view time, std::string_view side = "",
               std::string_view source = "patient") {
    Told words;
    words.code = code;
    words.value = value;
    words.side = side;
    const auto measure = built_in_catalogue().measure(code);
    if (measure && value != "could-not") words.unit = built_in_catalogue()[*measure].forms.front().units.front().word;
    words.source = source;
    words.effective = time;
    const auto entry = entry_told(words, built_in_catalogue(), Zone(), at("2026-12-31"));
    REQUIRE(entry.ok());
    if (const Series* series = std::get_if<Series>(&entry->where)) {
      Reading reading;
      reading.series = static_cast<std::uint32_t>(history_.series.size());
      history_.series.push_back(*series);
      reading.effective = reading.recorded = entry->effective;
      reading.day = Zone().day_of(entry->effective);
      reading.value = entry->value;
      history_.readings.push_back(reading);
    } else {
      SignFinding finding;
      finding.site = static_cast<std::uint32_t>(history_.sites.size());
      history_.sites.push_back(std::get<SignSite>(entry->where));
      finding.effective = finding.recorded = entry->effective;
      finding.day = Zone().day_of(entry->effective);
      finding.present = entry->value == 1;
      history_.signs.push_back(finding);
    }
    return *this;
  }
  std::vector<Due> due_on(std::string_view today) const {
    const Picture picture = known_at(history_, at("2026-12-31"));
    return due(built_in_diary(), built_in_catalogue(), picture, day(today));
  }

 private:
  History history_;
};

const Due* find(const std::vector<Due>& all, std::string_view question) {
  for (const Due& due : all)
    if (due.question && due.question->id == question) return &due;
  return nullptr;
}

const Due* find_measure(const std::vector<Due>& all, std::string_view code) {
  for (const Due& due : all)
    if (!due.question && built_in_catalogue()[*due.measure].code == code) return &due;
  return nullptr;
}

Answer answer(std::string_view question, std::string_view line, std::string_view language = "en") {
  return understood(*built_in_diary().question(question), built_in_diary().language(language), built_in_catalogue(),
                    line);
}

}  // namespace

TEST_CASE("the diary fits its schema, and each language has all its words") {
  const json rules = schema_file("diary.schema.json"), document = schema_file("diary.json");
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(rules), schema);
  valijson::Validator validator;
  CHECK(validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr));
  CHECK(built_in_diary().languages() == std::vector<std::string>{"de", "en", "es"});
}

TEST_CASE("a diary that is at fault is refused by the name of its question") {
  const json sound = schema_file("diary.json");
  const auto refused = [&](auto&& spoil) {
    json document = sound;
    spoil(document);
    const auto parsed = Diary::parse(document.dump(), built_in_catalogue());
    REQUIRE_FALSE(parsed.ok());
    return parsed.refusal().text;
  };
  CHECK(refused([](json& d) { d["questions"][0]["measure"] = "tiredness"; }) ==
        "question \"fatigue\": measure \"tiredness\" is not in the catalogue");
  CHECK(refused([](json& d) { d["questions"][1]["id"] = "fatigue"; }) == "question \"fatigue\" is there twice");
  CHECK(refused([](json& d) { d["questions"][0]["ask"].erase("de"); }) ==
        "question \"fatigue\" has no words in language \"de\"");
  CHECK(refused([](json& d) { d["questions"][4].erase("side"); }).find("a side has to be told") != std::string::npos);
  CHECK(refused([](json& d) { d["languages"].erase("en"); }).find("no English") != std::string::npos);
  CHECK_FALSE(Diary::parse("{", built_in_catalogue()).ok());
}

TEST_CASE("somebody new is asked the daily and the monthly questions, and for no device that is not there") {
  const auto all = Record().due_on("2026-11-22");
  REQUIRE(find(all, "fatigue"));
  CHECK(find(all, "fatigue")->now(day("2026-11-22")));
  CHECK(find(all, "swallowing")->now(day("2026-11-22")));
  CHECK(find(all, "grip-right") == nullptr);
  CHECK(find(all, "mip") == nullptr);
}

TEST_CASE("a question comes back after its own interval, not earlier") {
  Record record;
  record.told("fatigue", "5", "2026-11-22T08:00Z").told("dysphagia", "absent", "2026-11-01T08:00Z");
  const auto today = record.due_on("2026-11-22");
  CHECK_FALSE(find(today, "fatigue")->now(day("2026-11-22")));
  CHECK(find(today, "fatigue")->due == day("2026-11-23"));
  CHECK(find(today, "swallowing")->due == day("2026-12-01"));
  CHECK(find(record.due_on("2026-12-01"), "swallowing")->now(day("2026-12-01")));
}

TEST_CASE("who has a grip meter at home is asked for each hand by itself, and a could-not counts") {
  Record record;
  record.told("grip", "31", "2026-11-20T08:00Z", "right", "device")
      .told("grip", "could-not", "2026-11-21T08:00Z", "left", "device");
  const auto all = record.due_on("2026-11-22");
  CHECK(find(all, "grip-right")->due == day("2026-11-23"));
  CHECK(find(all, "grip-left")->due == day("2026-11-24"));
}

TEST_CASE("what a clinic measures is due there, and asks nobody at home") {
  Record record;
  record.told("mip", "80", "2026-11-01T08:00Z", "", "clinician")
      .told("fvc", "3.4", "2026-11-01T08:00Z", "", "clinician");
  const auto all = record.due_on("2026-11-22");
  CHECK(find(all, "mip") == nullptr);
  REQUIRE(find_measure(all, "mip"));
  CHECK(find_measure(all, "mip")->at_clinic);
  CHECK(find_measure(all, "mip")->due == day("2026-11-29"));
  CHECK(find_measure(all, "fvc")->due == day("2026-12-27"));
}

TEST_CASE("what is due soonest comes first") {
  Record record;
  record.told("fatigue", "5", "2026-11-22T08:00Z").told("fvc", "3.4", "2026-09-01T08:00Z", "", "clinician");
  const auto all = record.due_on("2026-11-22");
  for (std::size_t index = 1; index < all.size(); ++index) CHECK(all[index - 1].due <= all[index].due);
  CHECK(find_measure({all.front()}, "fvc"));
}

TEST_CASE("an answer is a number, the trials of a session with their unit, yes, no, or could not") {
  CHECK(answer("fatigue", " 7 ").told.value == "7");
  CHECK(answer("fatigue", "7").told.unit == "score");
  const Answer trials = answer("grip-left", "30 32,5 31 lb");
  CHECK(trials.kind == Answer::Kind::told);
  CHECK(trials.told.trials == std::vector<std::string>{"30", "32,5", "31"});
  CHECK(trials.told.unit == "lb");
  CHECK(trials.told.side == "left");
  CHECK(trials.told.source == "patient");
  CHECK(answer("grip-left", "Could not").told.value == "could-not");
  CHECK(answer("choking", "Yes").told.value == "present");
  CHECK(answer("choking", "nein", "de").told.value == "absent");
  CHECK(answer("choking", "sí", "es").told.value == "present");
  CHECK(answer("grip-right", "no pude", "es").told.value == "could-not");
}

TEST_CASE("nothing and a word for skipping skip; a word for stopping stops; anything else is asked again") {
  CHECK(answer("fatigue", "").kind == Answer::Kind::skipped);
  CHECK(answer("fatigue", "skip").kind == Answer::Kind::skipped);
  CHECK(answer("choking", "stop").kind == Answer::Kind::stopped);
  CHECK(answer("fatigue", "ENDE", "de").kind == Answer::Kind::stopped);
  CHECK(answer("fatigue", "rather").kind == Answer::Kind::not_understood);
  CHECK(answer("choking", "3").kind == Answer::Kind::not_understood);
  CHECK(answer("fatigue", "kg").kind == Answer::Kind::not_understood);
}

TEST_CASE("in every language each word means one thing for each question") {
  for (const std::string& code : built_in_diary().languages()) {
    const Language& language = built_in_diary().language(code);
    for (const std::string& word : language.stop) CHECK(answer("choking", word, code).kind == Answer::Kind::stopped);
    for (const std::string& word : language.yes) CHECK(answer("choking", word, code).told.value == "present");
    for (const std::string& word : language.no) CHECK(answer("choking", word, code).told.value == "absent");
    for (const std::string& word : language.skip) CHECK(answer("fatigue", word, code).kind == Answer::Kind::skipped);
    for (const std::string& word : language.could_not) CHECK(answer("grip-left", word, code).told.value == "could-not");
  }
}

TEST_CASE("the language is found in the tag of the surroundings, and English stands in") {
  CHECK(built_in_diary().language_of("de_AT.UTF-8") == "de");
  CHECK(built_in_diary().language_of("es-MX") == "es");
  CHECK(built_in_diary().language_of("C.UTF-8") == "en");
}
