#include "store/facts_told.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "myotrend/alert/reconcile.h"

namespace myotrend::tests {

namespace {

const Instant entered_then = day(300);

Entry entry_at(std::variant<Series, SignSite> where, Instant at) {
  Details details;
  details.entered = entered_then;
  return {.where = std::move(where), .effective = at, .recorded = at, .details = std::move(details), .warnings = {}};
}

std::string number(double value) { return fmt::format("{}", value); }
std::string time(Instant at) { return fmt::format("{}", at.time_since_epoch().count()); }

std::string text_of(const Series& s) {
  return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}", catalogue()[s.measure].code, ucum_of(s.unit), word_of(s.side),
                     word_of(s.region), s.muscle, word_of(s.source), s.device, s.method);
}
std::string text_of(const SignSite& s) {
  return fmt::format("{}|{}|{}|{}|{}", catalogue()[s.sign].code, word_of(s.side), word_of(s.region), s.muscle,
                     word_of(s.source));
}
std::string text_of(const History& history, std::uint32_t details) {
  if (details == no_details) return "";
  const Details& d = history.details.at(details);
  std::string text = fmt::format("|{}|{}|{}|{}|{}|{}", d.author, d.note, d.external_id, d.grade,
                                 d.told_offset ? d.told_offset->count() : -1, d.recorded_as_effective);
  for (const double trial : d.trials) text += ";" + number(trial);
  return text;
}

/// A target by what it is, as far as the order of entry cannot matter.
std::string text_of(const History& history, const FactKey& key) {
  if (key.kind == FactKind::reading) return text_of(history.series.at(key.where)) + "@" + time(key.effective);
  if (key.kind == FactKind::sign) return text_of(history.sites.at(key.where)) + "@" + time(key.effective);
  return fmt::format("{}@{}", word_of(static_cast<EventKind>(key.where)), time(key.effective));
}

}  // namespace

const Catalogue& catalogue() {
  static const Catalogue parsed = [] {
    const std::string schema = MYOTREND_SOURCE_DIR "/schema/";
    return Catalogue::parse(bytes_of(schema + "measures.json"), bytes_of(schema + "signs.json")).value();
  }();
  return parsed;
}

Instant day(int n) { return Instant{date::sys_days{date::year{2025} / 1 / 1}} + days{n - 1} + std::chrono::hours{12}; }

Patient patient_called(const std::string& id) {
  Patient patient;
  patient.id = {id};
  patient.sex = Sex::female;
  patient.birth_year = 1966;
  return patient;
}

Series grip_series(Side side) {
  return Series{*catalogue().measure("grip"), Unit::kilogram_force, side, Region::none, "", Source::patient, "", ""};
}
SignSite site_of(const std::string& code) {
  return SignSite{*catalogue().sign(code), Side::none, Region::bulbar, "", Source::clinician};
}

Entry grip(double kg, Instant at) {
  Entry entry = entry_at(grip_series(), at);
  entry.value = entry.told_value = kg;
  entry.told_unit = Unit::kilogram_force;
  return entry;
}

Entry sign(const std::string& code, bool present, Instant at) {
  Entry entry = entry_at(site_of(code), at);
  entry.value = present ? 1 : 0;
  return entry;
}

Entry with_id(Entry entry, const std::string& external_id) {
  entry.details.external_id = external_id;
  return entry;
}
Entry recorded(Entry entry, Instant at) {
  entry.recorded = at;
  return entry;
}

NewEvent event(EventKind kind, Instant start, std::optional<Instant> end, const std::string& note) {
  NewEvent made;
  made.kind = kind;
  made.start = made.recorded = start;
  made.end = end;
  if (end) made.recorded = *end;
  made.details.entered = entered_then;
  made.details.note = note;
  return made;
}

void add_patient(Store& store, const std::string& id) {
  const auto transaction = store.begin();
  transaction->add_patient(patient_called(id), entered_then);
  transaction->commit();
}

std::vector<Appended> append(Store& store, const std::string& id, const std::vector<Entry>& entries) {
  const auto transaction = store.begin();
  auto appended = transaction->append({id}, entries);
  transaction->commit();
  return appended;
}

Appended append(Store& store, const std::string& id, const NewEvent& event) {
  const auto transaction = store.begin();
  const Appended appended = transaction->append({id}, event);
  transaction->commit();
  return appended;
}

void correct(Store& store, const std::string& id, const FactKey& key, double value, Instant recorded) {
  const auto transaction = store.begin();
  Details details;
  details.entered = entered_then;
  details.author = "Dr. Ada";
  transaction->correct({id}, {key, value, value, Unit::kilogram_force, recorded, "misread", no_details}, details);
  transaction->commit();
}

void retract(Store& store, const std::string& id, const FactKey& key, Instant recorded) {
  const auto transaction = store.begin();
  Details details;
  details.entered = entered_then;
  transaction->retract({id}, {key, recorded, "wrong patient", no_details}, details);
  transaction->commit();
}

std::multiset<std::string> content_of(const History& history) {
  std::multiset<std::string> content;
  for (const auto& r : history.readings) {
    content.insert(fmt::format("{} {} {} {} {} {}{}", text_of(history, key_of(r)), time(r.recorded), number(r.value),
                               number(r.told_value), ucum_of(r.told_unit), number(r.upper_limit),
                               text_of(history, r.details)));
  }
  for (const auto& s : history.signs)
    content.insert(text_of(history, key_of(s)) + time(s.recorded) + (s.present ? "+" : "-") +
                   text_of(history, s.details));
  for (const auto& e : history.events) {
    content.insert(fmt::format("{} {} {} {}{}", text_of(history, key_of(e)), time(e.recorded),
                               e.end ? time(*e.end) : "", e.end_recorded ? time(*e.end_recorded) : "",
                               text_of(history, e.details)));
  }
  for (const auto& c : history.corrections) {
    content.insert(fmt::format("{} := {} {} {} {}{}", text_of(history, c.target), number(c.value), time(c.recorded),
                               number(c.told_value), c.why, text_of(history, c.details)));
  }
  for (const auto& r : history.retractions)
    content.insert(text_of(history, r.target) + " gone " + time(r.recorded) + r.why + text_of(history, r.details));
  return content;
}

AlertStep raised(const std::string& patient, const std::string& flag, int number, Instant at) {
  AlertStep step;
  step.alert.id = alert_id({patient}, flag, number);
  step.alert.patient = {patient};
  step.alert.flag = flag;
  step.alert.number = number;
  step.alert.level = Disposition::refer_urgent;
  step.alert.raised = step.alert.updated = at;
  step.alert.newest_ground = at;
  step.alert.assessment_sha256 = "0f";
  step.change.at = at;
  step.change.alert = step.alert.id;
  step.change.patient = {patient};
  step.change.flag = flag;
  step.change.to = Disposition::refer_urgent;
  step.change.reason = "rules hold: U1";
  return step;
}

AlertStep moved(AlertStep step, AlertChangeKind change, AlertState state, Instant at) {
  step.alert.state = state;
  step.alert.updated = step.change.at = at;
  step.change.change = change;
  step.change.from = step.change.to;
  step.change.by = "Dr. Ada";
  return step;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "myotrend-store-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void write_bytes(const std::string& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

Refused refusal_of(const std::function<void()>& attempt) {
  try {
    attempt();
  } catch (const StoreError& error) {
    return {error.kind, error.what()};
  }
  return {};
}

}  // namespace myotrend::tests
