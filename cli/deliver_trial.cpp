#include "deliver_trial.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "myotrend/deliver/test_notice.h"
#include "myotrend/record/catalogue.h"
#include "open_channels.h"
#include "session.h"

namespace myotrend::cli {

namespace {

Failure no_channel(const std::string& name, const deliver::Channels& channels) {
  std::vector<std::string_view> names;
  for (const auto& [known, channel] : channels) names.push_back(known);
  const std::string near = nearest_word(name, names);
  return {Exit::usage, fmt::format("--test: there is no channel \"{}\"; {}", name,
                                   near.empty() ? fmt::format("use {}", fmt::join(names, ", "))
                                                : fmt::format("did you mean \"{}\"?", near))};
}

struct Told {
  std::string_view word;
  std::string text;
  int exit;
};

Told told_of(const deliver::SendResult& result) {
  if (std::holds_alternative<deliver::Sent>(result)) return {"sent", "the receiver took it", done};
  if (const auto* passing = std::get_if<deliver::PassingFault>(&result))
    return {"passing_fault", fmt::format("not sent, and may work later: {}", passing->text), partly};
  return {"permanent_fault", fmt::format("not sent: {}", std::get<deliver::PermanentFault>(result).text), refused};
}

}  // namespace

int run_deliver_trial(const std::string& channel, const std::string& config_file, Session& session, std::ostream& out,
                      std::ostream& err) {
  const auto delivering = open_channels(config_file, session, out);
  if (!delivering) return failed(err, delivering.failure());
  const auto now = session.clock();
  if (!now) return failed(err, now.failure());
  const auto opened = (*delivering)->channels.find(channel);
  if (opened == (*delivering)->channels.end()) return failed(err, no_channel(channel, (*delivering)->channels));
  deliver::Channel& tried = *opened->second;
  const Notice notice = deliver::test_notice(*now, Zone());
  deliver::Attempt attempt;
  attempt.key = notice.key;
  attempt.now = *now;
  const Told outcome = told_of(tried.send(notice, attempt));
  // A console has written its line; what came of it is then said on stderr.
  const bool console = tried.description() == "console";
  if (session.json() && !console) {
    out << nlohmann::ordered_json{{"schema", "myotrend.channel-test/1"},
                                  {"channel", channel},
                                  {"description", tried.description()},
                                  {"outcome", outcome.word},
                                  {"text", outcome.text},
                                  {"key", notice.key}}
               .dump()
        << '\n';
  } else if (outcome.exit != done) {
    err << fmt::format("myotrend: {}, {}: {}\n", channel, tried.description(), outcome.text);
  } else if (!session.quiet()) {
    (console ? err : out) << fmt::format("{}, {}: {}\n", channel, tried.description(), outcome.text);
  }
  return outcome.exit;
}

}  // namespace myotrend::cli
