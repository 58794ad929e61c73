#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "fact_words.h"
#include "myotrend/exchange/rows.h"
#include "outcome.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct PatientArguments {
  enum class Verb { add, list, show, edit, erase };
  Verb verb = Verb::list;
  std::string id;
  std::string sex, birth, height, weight, hand, covid, zone, enrolled, followup_end;
  std::string why, by;
};

using Json = nlohmann::ordered_json;

/// Read as a row of patients.csv is, so that the same words are known and the same is refused.
Result<Patient> patient_told(const PatientArguments& arguments, const std::string& zone, Instant now) {
  std::vector<std::string_view> names = {"patient_id", "sex", "birth_date", "time_zone"};
  std::vector<std::string_view> fields = {arguments.id, arguments.sex, arguments.birth, zone};
  const auto add = [&](std::string_view name, std::string_view text) {
    if (text.empty()) return;
    names.push_back(name);
    fields.push_back(text);
  };
  add("height_cm", arguments.height);
  add("weight_kg", arguments.weight);
  add("dominant_hand", arguments.hand);
  add("covid_date", arguments.covid);
  add("enrolment_date", arguments.enrolled);
  add("followup_end", arguments.followup_end);
  const auto columns = csv::Columns::named(names);
  if (!columns.ok()) return columns.refusal();
  auto row = csv::patient_of_row(*columns, fields, now);
  if (!row.ok()) return row.refusal();
  return row->patient;
}

std::string birth_text(const Patient& patient) {
  std::string text = fmt::format("{:04}", patient.birth_year);
  if (patient.birth_month) text += fmt::format("-{:02}", *patient.birth_month);
  if (patient.birth_month && patient.birth_day) text += fmt::format("-{:02}", *patient.birth_day);
  return text;
}

Json json_of_patient(const Patient& patient) {
  Json document = {{"schema", "myotrend.patient/1"},
                   {"id", patient.id.text},
                   {"sex", word_of(patient.sex)},
                   {"birth", birth_text(patient)},
                   {"time_zone", patient.zone.name()}};
  if (patient.height_cm) document["height_cm"] = *patient.height_cm;
  if (patient.weight_kg) document["weight_kg"] = *patient.weight_kg;
  if (patient.dominant_hand != Hand::unknown) document["dominant_hand"] = word_of(patient.dominant_hand);
  if (patient.covid_date) document["covid_date"] = iso_text(*patient.covid_date);
  if (patient.enrolment) document["enrolment_date"] = iso_text(*patient.enrolment);
  if (patient.followup_end) document["followup_end"] = iso_text(*patient.followup_end);
  return document;
}

std::string patient_line(const Patient& patient) {
  std::string line =
      fmt::format("{}  {}, born {}", patient.id.text,
                  patient.sex == Sex::unknown ? "sex unknown" : word_of(patient.sex), birth_text(patient));
  if (patient.height_cm) line += fmt::format(", {} cm", number_text(*patient.height_cm));
  if (patient.weight_kg) line += fmt::format(", {} kg", number_text(*patient.weight_kg));
  if (patient.dominant_hand == Hand::both) line += ", uses both hands alike";
  if (patient.dominant_hand == Hand::left || patient.dominant_hand == Hand::right)
    line += fmt::format(", {}-handed", word_of(patient.dominant_hand));
  if (patient.covid_date) line += fmt::format(", COVID {}", plain_text(*patient.covid_date));
  return line + fmt::format(", {}", patient.zone.name());
}

void tell_patient(const Patient& patient, std::string_view verb, Session& session, std::ostream& out) {
  if (session.json()) {
    out << json_of_patient(patient).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  } else if (!session.quiet() || verb.empty()) {
    out << verb << patient_line(patient) << '\n';
  }
}

int add(const PatientArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  std::string zone = arguments.zone;
  if (zone.empty()) {
    zone = variable("TZ");
    if (zone.starts_with(':')) zone.erase(0, 1);  // POSIX writes it so
  }
  if (zone.empty()) zone = "UTC";
  const auto patient = patient_told(arguments, zone, *now);
  if (!patient.ok()) return failed(err, patient.refusal());
  Store& store = session.store();
  if (store.patient(patient->id))
    return failed(err, Refusal{fmt::format("patient {} is there already; change it with: patient edit {}", arguments.id,
                                           arguments.id)});
  if (store.erased(patient->id))
    return failed(err, Refusal{fmt::format("patient {} was erased; that id is not used again", arguments.id)});
  const auto transaction = store.begin();
  transaction->add_patient(*patient, *now);
  transaction->commit();
  tell_patient(*patient, "added ", session, out);
  const int age = patient->age_on(patient->zone.day_of(*now));
  if (age < 18 && !session.quiet())
    err << fmt::format("note: {} is under 18: what is recorded is kept, and never judged\n", arguments.id);
  return done;
}

PatientArguments filled(PatientArguments arguments, const Patient& known) {
  const auto fill = [](std::string& told, const std::string& present) {
    if (told.empty()) told = present;
  };
  fill(arguments.sex, std::string(word_of(known.sex)));
  fill(arguments.birth, birth_text(known));
  fill(arguments.zone, known.zone.name());
  if (known.height_cm) fill(arguments.height, fmt::format("{}", *known.height_cm));
  if (known.weight_kg) fill(arguments.weight, fmt::format("{}", *known.weight_kg));
  if (known.dominant_hand != Hand::unknown) fill(arguments.hand, std::string(word_of(known.dominant_hand)));
  if (known.covid_date) fill(arguments.covid, iso_text(*known.covid_date));
  if (known.enrolment) fill(arguments.enrolled, iso_text(*known.enrolment));
  if (known.followup_end) fill(arguments.followup_end, iso_text(*known.followup_end));
  return arguments;
}

bool changes_something(const PatientArguments& arguments) {
  const auto told = {&arguments.sex,   &arguments.birth, &arguments.height,   &arguments.weight,      &arguments.hand,
                     &arguments.covid, &arguments.zone,  &arguments.enrolled, &arguments.followup_end};
  return std::any_of(told.begin(), told.end(), [](const std::string* one) { return !one->empty(); });
}

int edit(const PatientArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const auto known = session.patient(arguments.id);
  if (!known) return failed(err, known.failure());
  if (!changes_something(arguments))
    return failed(err, Failure{Exit::usage,
                               "nothing to change; name it, such as --height 168 (see: myotrend patient "
                               "edit --help)"});
  const PatientArguments whole = filled(arguments, *known);
  const auto patient = patient_told(whole, whole.zone, *now);
  if (!patient.ok()) return failed(err, patient.refusal());
  if (json_of_patient(*patient) == json_of_patient(*known)) {
    tell_patient(*patient, "nothing changed: ", session, out);
    return done;
  }
  {
    const auto transaction = session.store().begin();
    transaction->edit_patient(*patient, *now);
    transaction->commit();
  }
  tell_patient(*patient, "changed ", session, out);
  // Sex and age enter the judgement.
  const Outcome outcome = Monitor(session.store(), **rules).judge(patient->id, *now);
  if (!session.json() && !session.quiet())
    for (const AlertStep& step : outcome.steps)
      out << report::alert_change_sentence(step.change, patient->zone) << '\n';
  return done;
}

int erase(const PatientArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto now = session.now();
  if (!now) return failed(err, now.failure());
  const auto known = session.patient(arguments.id);
  if (!known) return failed(err, known.failure());
  const auto transaction = session.store().begin();
  transaction->erase_patient(known->id, arguments.why, session.who(arguments.by), *now);
  transaction->commit();
  if (session.json()) {
    out << Json{{"schema", "myotrend.erased/1"}, {"id", arguments.id}, {"why", arguments.why}}.dump(
               -1, ' ', false, Json::error_handler_t::replace)
        << '\n';
  } else if (!session.quiet()) {
    out << fmt::format("erased {}: its content is gone, the id is not used again\n", arguments.id);
  }
  return done;
}

int list(Session& session, std::ostream& out) {
  const auto patients = session.store().patients();
  if (session.json()) {
    Json all = Json::array();
    for (const Patient& patient : patients) all.push_back(json_of_patient(patient));
    out << all.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return done;
  }
  for (const Patient& patient : patients) out << patient_line(patient) << '\n';
  return done;
}

/// `whole`: what a new patient needs has to be told.
void master_data(CommandSyntax& command, PatientArguments& told, bool whole) {
  command.takes("--sex", &told.sex, "female, male or unknown");
  if (whole) command.required();
  command.takes("--birth", &told.birth, "YEAR, YEAR-MM or YEAR-MM-DD");
  if (whole) command.required();
  command.takes("--height", &told.height, "in cm");
  command.takes("--weight", &told.weight, "in kg");
  command.takes("--hand", &told.hand, "The dominant one: right, left or both");
  command.takes("--covid", &told.covid, "Date of the infection").of(Value::date);
  command.takes("--zone", &told.zone, "Time zone, as Europe/London; else $TZ");
  command.takes("--enrolled", &told.enrolled, "Date of the first contact").of(Value::date);
  command.takes("--followup-end", &told.followup_end, "Date of the last contact").of(Value::date);
}

int run_patient(const PatientArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  using Verb = PatientArguments::Verb;
  switch (arguments.verb) {
    case Verb::add: return add(arguments, session, out, err);
    case Verb::edit: return edit(arguments, session, out, err);
    case Verb::erase: return erase(arguments, session, out, err);
    case Verb::list: return list(session, out);
    case Verb::show: break;
  }
  const auto patient = session.patient(arguments.id);
  if (!patient) return failed(err, patient.failure());
  tell_patient(*patient, "", session, out);
  return done;
}

}  // namespace

CommandSyntax patient_syntax() {
  using Verb = PatientArguments::Verb;
  const auto verb = [](Verb which, CommandSyntax command, auto&& more) {
    auto told = std::make_shared<PatientArguments>();
    told->verb = which;
    command.of_the_present().runs(told, run_patient);
    if (which != Verb::list) command.takes("ID", &told->id, "The patient's identifier").required().of(Value::patient);
    more(command, *told);
    return command;
  };
  const auto nothing_more = [](CommandSyntax&, PatientArguments&) {};
  CommandSyntax patient("patient", "Whom the data are about", "myotrend patient list");
  patient.with(verb(Verb::add,
                    CommandSyntax("add", "Adds a patient",
                                  "myotrend patient add P7 --sex female --birth 1971-04 --hand right "
                                  "--zone Europe/London"),
                    [](CommandSyntax& command, PatientArguments& told) { master_data(command.writes(), told, true); }));
  patient.with(
      verb(Verb::list, CommandSyntax("list", "All patients", "myotrend patient list --format json"), nothing_more));
  patient.with(verb(Verb::show, CommandSyntax("show", "One patient", "myotrend patient show P7"), nothing_more));
  patient.with(
      verb(Verb::edit, CommandSyntax("edit", "Changes what is told here", "myotrend patient edit P7 --height 168"),
           [](CommandSyntax& command, PatientArguments& told) { master_data(command.writes(), told, false); }));
  patient.with(verb(Verb::erase,
                    CommandSyntax("erase", "Erases the content; a tombstone with the reason stays",
                                  "myotrend patient erase P7 --why \"asked for it\""),
                    [](CommandSyntax& command, PatientArguments& told) {
                      command.writes();
                      command.takes("--why", &told.why, "The reason, kept for ever").required().says_something();
                      command.takes("--by", &told.by, "Who erases");
                    }));
  return patient;
}

}  // namespace myotrend::cli
