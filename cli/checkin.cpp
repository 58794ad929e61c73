#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "languages.h"
#include "myotrend/diary/diary.h"
#include "myotrend/monitor/built_in.h"
#include "myotrend/report/pages.h"
#include "outcome.h"
#include "report_pages.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct CheckinArguments {
  std::string language, by;
};

/// One check-in: asks, records each answer at once, and says what has to be said at once.
class Checkin {
 public:
  Checkin(const diary::Language& language, std::string_view code, const Patient& patient, Session& session,
          const pathway::Rulebook& rules, std::string author, std::ostream& out)
      : language_(language),
        code_(code),
        patient_(patient),
        session_(session),
        rules_(rules),
        author_(std::move(author)),
        out_(out) {}

  /// False: the person left, or there is no more input.
  bool ask(const diary::Question& question, std::size_t number, std::size_t count, Instant now) {
    std::string line;
    while (true) {
      out_ << fmt::format("{}/{}  {} ", number, count, question.ask.find(code_)->second) << std::flush;
      if (!std::getline(std::cin, line)) {
        out_ << '\n';
        return false;
      }
      if (!typed_on_terminal_) out_ << '\n';  // nobody pressed Enter where it shows
      diary::Answer answer = diary::understood(question, language_, session_.catalogue(), line);
      switch (answer.kind) {
        case diary::Answer::Kind::stopped: return false;
        case diary::Answer::Kind::skipped: return true;
        case diary::Answer::Kind::not_understood:
          out_ << fmt::format("     {}\n", question.sign ? language_.yes_or_no : language_.numbers);
          continue;
        case diary::Answer::Kind::told: break;
      }
      answer.told.author = author_;
      if (recorded(answer.told, now)) return true;
    }
  }

  const std::vector<std::string>& ids() const { return ids_; }

 private:
  /// False: refused, and why was said; the question comes again.
  bool recorded(const Told& told, Instant now) {
    const auto entry = entry_told(told, session_.catalogue(), patient_.zone, now);
    if (!entry.ok()) {
      out_ << fmt::format("     {}\n", entry.refusal().text);
      return false;
    }
    const Outcome outcome = Monitor(session_.store(), rules_).record(patient_.id, std::vector<Entry>{*entry}, now);
    ids_.insert(ids_.end(), outcome.ids.begin(), outcome.ids.end());
    for (const std::string& warning : entry->warnings) out_ << fmt::format("     {}\n", warning);
    const bool emergency = outcome.assessment.disposition == Disposition::emergency;
    if (emergency && !emergency_told_) {
      // The patient's words: what the clinician reads stands in the assessment.
      out_ << fmt::format("\n{}\n\n", report::patient_help_now(code_));
    }
    emergency_told_ = emergency;
    return true;
  }

  const diary::Language& language_;
  std::string code_;
  const Patient& patient_;
  Session& session_;
  const pathway::Rulebook& rules_;
  std::string author_;
  std::ostream& out_;
  std::vector<std::string> ids_;
  bool emergency_told_ = false;
  bool typed_on_terminal_ = isatty(STDIN_FILENO) != 0;
};

std::vector<const diary::Question*> questions_due(const diary::Diary& diary, Session& session, const Patient& patient,
                                                  Instant now) {
  const History history = session.store().history_of(patient.id, Depth::facts);
  const Day today = patient.zone.day_of(now);
  std::vector<const diary::Question*> questions;
  for (const diary::Due& due : diary::due(diary, session.catalogue(), known_at(history, now), today))
    if (due.question && due.now(today)) questions.push_back(due.question);
  // In the order of the diary, whatever has waited longest.
  std::sort(questions.begin(), questions.end());
  return questions;
}

int run_checkin(const CheckinArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto recording = session.recording();
  if (!recording) return failed(err, recording.failure());
  const auto& [rules, patient, now] = *recording;
  const diary::Diary& diary = built_in_diary();
  const auto code = language_code(arguments.language, diary.languages());
  if (!code) return failed(err, code.failure());
  const diary::Language& language = diary.language(*code);

  // With --format json the dialogue goes to stderr, and one document to stdout.
  std::ostream& dialogue = session.json() ? err : out;
  const auto questions = questions_due(diary, session, patient, now);
  Checkin checkin(language, *code, patient, session, *rules, session.who(arguments.by), dialogue);
  if (!session.quiet()) dialogue << (questions.empty() ? language.nothing : language.hello) << '\n';
  bool left = false;
  for (std::size_t index = 0; index < questions.size() && !left; ++index) {
    const auto moment = session.now();
    if (!moment) return failed(err, moment.failure());
    left = !checkin.ask(*questions[index], index + 1, questions.size(), *moment);
  }
  if (!questions.empty() && !session.quiet()) dialogue << (left ? language.later : language.thanks) << '\n';
  // Whoever has answered all sees how things have moved, and what to do next.
  if (!questions.empty() && !left && !session.quiet()) {
    const auto end = session.now();  // the answers were recorded since the beginning
    if (!end) return failed(err, end.failure());
    const Shown shown{session.store().history_of(patient.id, Depth::everything), *end};
    const auto page = page_bytes({".txt", "patient", *code, false, "", ""}, *rules, shown);
    if (!page) return failed(err, page.failure());
    dialogue << '\n' << *page;
  }
  if (session.json()) {
    out << nlohmann::ordered_json{{"schema", "myotrend.checkin/1"},
                                  {"patient", patient.id.text},
                                  {"asked", questions.size()},
                                  {"facts", checkin.ids()},
                                  {"left", left}}
               .dump()
        << '\n';
  }
  return done;
}

}  // namespace

CommandSyntax checkin_syntax() {
  auto told = std::make_shared<CheckinArguments>();
  CommandSyntax checkin("checkin", "Asks today's questions, one at a time; leave at any point, nothing is lost",
                        "myotrend checkin -p P7 --language en");
  checkin.writes().runs(told, run_checkin);
  checkin.takes("--language", &told->language, "en, de or es; else that of the surroundings").of(Value::text, "CODE");
  checkin.takes("--by", &told->by, "Who answers");
  return checkin;
}

}  // namespace myotrend::cli
