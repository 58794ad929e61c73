#include "session.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>

#include "myotrend/monitor/built_in.h"
#include "open_store.h"

namespace myotrend::cli {
namespace {

Failure usage_failure(std::string text) { return {Exit::usage, std::move(text)}; }

/// A file says at its head what it is; whether it is sound is said by who parses it.
bool is_detector(std::string_view text) { return text.find("\"myotrend.detector/1\"") != std::string_view::npos; }

}  // namespace

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

int failed(std::ostream& err, const Failure& failure) {
  err << "myotrend: " << failure.text << '\n';
  return failure.exit;
}

int failed(std::ostream& err, const Refusal& refusal) { return failed(err, Failure{Exit::refused, refusal.text}); }

Attempt<std::string> text_of_file(const std::string& file) {
  std::error_code fault;
  if (std::filesystem::is_directory(file, fault)) return Failure{Exit::refused, fmt::format("{} is a folder", file)};
  std::ifstream in(file, std::ios::binary);
  if (!in) return Failure{Exit::refused, fmt::format("{} cannot be read: {}", file, std::strerror(errno))};
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) return Failure{Exit::refused, fmt::format("{} cannot be read to its end", file)};
  return std::move(text).str();
}

std::optional<Failure> write_file(const std::string& file, std::string_view text) {
  const std::string beside = file + ".part";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    if (!out) return Failure{Exit::refused, fmt::format("{} cannot be written: {}", file, std::strerror(errno))};
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.flush();
    if (!out) return Failure{Exit::refused, fmt::format("{} cannot be written to its end", file)};
  }
  std::error_code fault;
  std::filesystem::rename(beside, file, fault);
  if (fault) return Failure{Exit::refused, fmt::format("{} cannot be written: {}", file, fault.message())};
  return std::nullopt;
}

report::TerminalStyle Session::style() const {
  report::TerminalStyle style;
  if (!isatty(STDOUT_FILENO)) return style;
  style.colour = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
    style.columns = std::min<int>(size.ws_col, 120);
  const std::string locale = variable("LC_ALL") + variable("LC_CTYPE") + variable("LANG");
  style.unicode = locale.find("UTF-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  return style;
}

std::string Session::store_place() const {
  if (!arguments_.db.empty()) return arguments_.db;
  if (const std::string db = variable("MYOTREND_DB"); !db.empty()) return db;
  return default_store_place();
}

Store& Session::store() {
  if (!store_) store_ = open_store(store_place());
  return *store_;
}

const Catalogue& Session::catalogue() const { return built_in_catalogue(); }

Result<pathway::Pathway> pathway_in(std::string_view text, const Catalogue& catalogue) {
  const BuiltInTexts& shipped = built_in_texts();
  if (is_detector(text)) return pathway::Pathway::parse(shipped.pathway, text, catalogue);
  return pathway::Pathway::parse(text, shipped.detector, catalogue);
}

Attempt<const pathway::Pathway*> Session::read_pathway() {
  if (arguments_.pathway.empty()) return &built_in_pathway();
  const auto text = text_of_file(arguments_.pathway);
  if (!text) return text.failure();
  auto parsed = pathway_in(*text, catalogue());
  if (!parsed.ok()) return Failure{Exit::refused, fmt::format("{}: {}", arguments_.pathway, parsed.refusal().text)};
  own_pathway_ = std::move(parsed).value();
  return &*own_pathway_;
}

Attempt<std::string> Session::detector_text() const {
  if (!arguments_.pathway.empty()) {
    auto text = text_of_file(arguments_.pathway);
    if (!text || is_detector(*text)) return text;
  }
  return std::string(built_in_texts().detector);
}

Attempt<const pathway::Pathway*> Session::pathway() {
  if (own_pathway_) return &*own_pathway_;
  return read_pathway();
}

Attempt<const pathway::Rulebook*> Session::rulebook() {
  if (rulebook_) return &*rulebook_;
  const auto rules = pathway();
  if (!rules) return rules.failure();
  const auto point = (*rules)->point(arguments_.point);
  if (!point.ok()) return usage_failure(fmt::format("--point: {}", point.refusal().text));
  rulebook_.emplace(**rules, catalogue(), *point);
  return &*rulebook_;
}

Attempt<Instant> Session::clock() const {
  const std::string told = arguments_.now.empty() ? variable("MYOTREND_NOW") : arguments_.now;
  if (told.empty()) return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  const auto now = time_told(told, Zone());
  if (!now.ok()) return Failure{Exit::refused, fmt::format("--now: {}", now.refusal().text)};
  return now->at;
}

Attempt<Instant> Session::now() {
  auto now = clock();
  if (!now) return now;
  const auto newest = store().newest_entered();
  if (newest && *now < *newest)
    return Failure{Exit::refused,
                   fmt::format("it is {} now, but the newest fact of the store was entered at {}; set the clock, or "
                               "--now, to a later time",
                               iso_text(*now, Zone()), iso_text(*newest, Zone()))};
  return now;
}

Attempt<Instant> Session::as_of(const Zone& zone) {
  auto present = now();
  if (!present || arguments_.as_of.empty()) return present;
  const auto told = as_of_told(arguments_.as_of, zone);
  if (!told.ok()) return Failure{Exit::refused, fmt::format("--as-of: {}", told.refusal().text)};
  return *told;
}

bool Session::patient_named() const { return !arguments_.patient.empty() || !variable("MYOTREND_PATIENT").empty(); }

Attempt<Patient> Session::patient(std::string_view id) {
  const PatientId patient_id{std::string(id)};
  if (auto patient = store().patient(patient_id)) return *patient;
  if (store().erased(patient_id)) return Failure{Exit::not_there, fmt::format("patient \"{}\" was erased", id)};
  // No nearest one is offered: a slip would put a reading into another person's record.
  return Failure{Exit::not_there, fmt::format("there is no patient \"{}\"", id)};
}

Attempt<Patient> Session::patient() {
  if (!arguments_.patient.empty()) return patient(arguments_.patient);
  if (const std::string named = variable("MYOTREND_PATIENT"); !named.empty()) return patient(named);
  const auto ids = store().patient_ids();
  if (ids.size() == 1) return patient(ids.front().text);
  if (ids.empty())
    return Failure{Exit::not_there, "there is no patient yet; add one with: myotrend patient add ID ..."};
  std::string some;
  for (std::size_t index = 0; index < std::min<std::size_t>(ids.size(), 5); ++index)
    some += (index == 0 ? "" : ", ") + ids[index].text;
  if (ids.size() > 5) some += "...";
  return usage_failure(fmt::format("the store holds {} patients ({}); name one with --patient ID", ids.size(), some));
}

Attempt<Recording> Session::recording() {
  const auto rules = rulebook();
  if (!rules) return rules.failure();
  const auto meant = patient();
  if (!meant) return meant.failure();
  const auto moment = now();
  if (!moment) return moment.failure();
  return Recording{*rules, *meant, *moment};
}

Attempt<NamedFact> Session::fact(std::string_view id) {
  const auto found = fact_named(store(), id);
  if (!found) return Failure{Exit::not_there, fmt::format("there is no reading, sign or event \"{}\"", id)};
  if (!arguments_.patient.empty() && arguments_.patient != found->patient.text)
    return Failure{Exit::not_there, fmt::format("{} is of another patient than {}", id, arguments_.patient)};
  return *found;
}

Attempt<Shown> Session::shown() {
  const auto patient = this->patient();
  if (!patient) return patient.failure();
  const auto as_of = this->as_of(patient->zone);
  if (!as_of) return as_of.failure();
  return Shown{store().history_of(patient->id, Depth::everything), *as_of};
}

std::string Session::who(const std::string& by) const {
  if (!by.empty()) return by;
  if (const std::string user = variable("MYOTREND_USER"); !user.empty()) return user;
  const passwd* login = getpwuid(geteuid());
  return login ? login->pw_name : fmt::format("uid {}", geteuid());
}

}  // namespace myotrend::cli
