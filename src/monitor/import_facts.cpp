#include "monitor/import_facts.h"

#include <fmt/format.h>

namespace myotrend {

namespace {

constexpr std::size_t rows_per_batch = 16'384;
constexpr std::uint64_t bytes_per_batch = std::uint64_t{8} << 20;  // notes can be long

}  // namespace

std::shared_ptr<PatientsKnown::Known> PatientsKnown::find(std::string_view id) {
  if (last_ && last_->id.text == id) return last_;
  constexpr std::size_t looked_up_max = 200'000;  // about 40 MB
  if (const auto added = added_.find(id); added != added_.end()) return last_ = added->second;
  if (const auto found = looked_up_.find(id); found != looked_up_.end())
    return found->second ? last_ = found->second : nullptr;
  if (looked_up_.size() >= looked_up_max) looked_up_.clear();
  std::shared_ptr<Known> known;
  if (const auto patient = store_.get().patient(PatientId{std::string(id)}))
    known = std::make_shared<Known>(Known{patient->id, patient->zone, 0, 0, Lifetime(*patient)});
  looked_up_.emplace(id, known);
  return known ? last_ = known : nullptr;
}

void PatientsKnown::add(const Patient& patient) {
  added_.insert_or_assign(patient.id.text,
                          std::make_shared<Known>(Known{patient.id, patient.zone, 0, 0, Lifetime(patient)}));
}

Result<std::shared_ptr<PatientsKnown::Known>> patient_told(std::optional<std::string_view> told,
                                                           PatientsKnown& patients, const ImportOptions& options) {
  std::string_view id = told.value_or("");
  if (!told) {
    id = options.patient ? options.patient->text : options.one_patient->text;
  } else if (id.empty()) {
    // Nobody's row is not the only patient's: whose it is has to be told.
    return Refusal{"patient_id is empty"};
  } else if (options.patient && id != options.patient->text) {
    return Refusal{
        fmt::format("patient_id \"{}\" is not the patient named by --patient, {}", id, options.patient->text)};
  }
  auto known = patients.find(id);
  if (!known) return Refusal{fmt::format("patient \"{}\" is not known; import patients.csv or use: patient add", id)};
  return known;
}

FactReader::FactReader(ImportFile& file, PatientsKnown& patients, const Catalogue& catalogue, const VisibleMap& visible,
                       const ImportOptions& options)
    : file_(file), patients_(patients), catalogue_(catalogue), visible_(visible), options_(options) {
  find_ids_called();
}

void FactReader::find_ids_called() {
  const csv::Columns& columns = file_.columns();
  if (columns.kind() != csv::FileKind::measurements || !columns.has(csv::MeasurementColumn::corrects) ||
      !columns.has(csv::MeasurementColumn::reading_id))
    return;
  any_id_called_ = !file_.regular();
  if (any_id_called_) return;
  const auto again = ImportFile::open(file_.name());
  if (!again) return;
  std::int64_t rows = 0;
  while ((*again)->next_row(rows, [](const csv::RejectedRow&) {})) {
    const std::string_view id = columns.word((*again)->reader().fields(), csv::MeasurementColumn::corrects);
    if (!id.empty()) ids_called_.emplace(id);
  }
}

std::unique_ptr<FactBatch> FactReader::next() {
  auto batch = std::make_unique<FactBatch>();
  batch_no_ = patients_.next_batch();
  const std::uint64_t begin = file_.reader().bytes_passed();
  const auto reject = [&batch](csv::RejectedRow row) { batch->rejected.push_back(std::move(row)); };
  while (batch->size() < rows_per_batch && file_.reader().bytes_passed() - begin < bytes_per_batch) {
    if (!file_.next_row(batch->rows, reject)) break;
    read_row(*batch);
  }
  batch->bytes_passed = file_.reader().bytes_passed();
  return batch->rows == 0 ? nullptr : std::move(batch);
}

std::optional<Refusal> FactReader::tell_row() {
  const csv::Fields fields = file_.reader().fields();
  if (file_.columns().kind() == csv::FileKind::visible)
    return csv::tell_visible(file_.columns(), fields, visible_, options_.recorded_as_effective, told_);
  return csv::tell_measurement(file_.columns(), fields, options_.recorded_as_effective, told_, fate_);
}

bool FactReader::fated() const {
  if (!fate_.retracted_time.empty()) return true;
  return !fate_.id.empty() && (any_id_called_ || (!ids_called_.empty() && ids_called_.contains(fate_.id)));
}

std::uint32_t FactReader::place_of(FactBatch& batch, const std::shared_ptr<PatientsKnown::Known>& patient) const {
  if (patient->batch != batch_no_) {
    patient->batch = batch_no_;
    patient->place = static_cast<std::uint32_t>(batch.patients.size());
    batch.patients.push_back(patient);
  }
  return patient->place;
}

void FactReader::read_row(FactBatch& batch) {
  const auto reject = [&](const Refusal& refusal) { batch.rejected.push_back(file_.rejected(refusal.text)); };
  const csv::Fields fields = file_.reader().fields();
  const csv::Columns& columns = file_.columns();
  std::optional<std::string_view> id;
  if (columns.kind() == csv::FileKind::measurements && columns.has(csv::MeasurementColumn::patient_id))
    id = columns.word(fields, csv::MeasurementColumn::patient_id);
  const auto patient = patient_told(id, patients_, options_);
  if (!patient) return reject(patient.refusal());
  if (const auto refusal = tell_row()) return reject(*refusal);
  if (!fate_.corrects.empty()) {
    batch.corrections.push_back({*patient, told_, fate_, file_.rejected({})});
    return;
  }
  auto read = csv::entry_of_row(told_, catalogue_, (*patient)->zone, options_.now);
  if (!read) return reject(read.refusal());
  Entry entry = std::move(read).value();
  const Lifetime& life = (*patient)->life;
  const Zone& zone = (*patient)->zone;
  if (const auto refusal = impossible_in(life, zone, entry.effective, told_.code)) return reject(*refusal);
  if (auto odd = odd_in(life, zone, entry.effective, options_.now, told_.code))
    entry.warnings.push_back(std::move(*odd));
  FactBatch::Place place{file_.reader().line(), 0, 0};
  if (fated()) {
    FatedRow row{fate_, std::nullopt, file_.rejected({})};
    if (!fate_.retracted_time.empty()) {
      const auto at = csv::retraction_time(fate_, (*patient)->zone, entry.recorded, options_.now);
      if (!at) return reject(at.refusal());
      row.retracted = *at;
    }
    batch.fated.push_back(std::move(row));
    place.fated = static_cast<std::uint32_t>(batch.fated.size());
  }
  place.patient = place_of(batch, *patient);
  batch.places.push_back(place);
  batch.entries.push_back(std::move(entry));
}

}  // namespace myotrend
