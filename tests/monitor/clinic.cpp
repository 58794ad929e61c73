#include "monitor/clinic.h"

#include <cstdlib>

#include "myotrend/store/sqlite.h"

namespace myotrend::tests {

namespace {

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "myotrend-monitor-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  return name;
}

Entry entry(const std::string& code, const std::string& value, Instant now, const std::string& unit,
            const std::string& by) {
  Told told;
  told.code = code;
  told.value = value;
  told.unit = unit;
  told.source = value == "present" || value == "absent" ? "clinician" : "";
  if (code == "grip") {
    told.side = "left";
    if (unit.empty()) told.unit = "kg";
  }
  told.author = by;
  return entry_told(told, built_in_catalogue(), Zone(), now).value();
}

}  // namespace

Clinic::Clinic()
    : folder(new_folder()),
      rules(built_in_pathway(), built_in_catalogue(), built_in_pathway().point("").value()),
      store(open_sqlite((folder / "clinic.db").string(), OpenMode::create_or_open, built_in_catalogue())) {}

Clinic::~Clinic() {
  store.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

PatientId Clinic::adult(const std::string& id) {
  Patient patient;
  patient.id = {id};
  patient.sex = Sex::male;
  patient.birth_year = 1965;
  const auto transaction = store->begin();
  transaction->add_patient(patient, day(0));
  transaction->commit();
  return patient.id;
}

Outcome Clinic::tell(const PatientId& patient, const std::string& code, const std::string& value, Instant now,
                     const std::string& unit, const std::string& by) {
  return monitor().record(patient, {entry(code, value, now, unit, by)}, now);
}

void Clinic::store_only(const PatientId& patient, const std::string& code, const std::string& value, Instant now) {
  const auto transaction = store->begin();
  const std::vector<Entry> entries = {entry(code, value, now, "", "import")};
  transaction->append(patient, entries);
  transaction->commit();
}

Instant day(int number) {
  return Instant{date::sys_days{date::year{2025} / 3 / 1}} + date::days{number} + std::chrono::hours{12};
}

std::string words_of(const std::vector<AlertStep>& steps) {
  std::string words;
  for (const AlertStep& step : steps) {
    if (!words.empty()) words += ", ";
    words += step.change.flag + ' ' + std::string(word_of(step.change.change));
  }
  return words;
}

}  // namespace myotrend::tests
