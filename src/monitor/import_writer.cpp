#include "monitor/import_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace myotrend {

namespace {

// Patient by patient, and each one's rows as in the file. The store orders them further by itself; without either, a
// file in the order of time is nearly three times as slow.
std::vector<std::uint32_t> order_by_patient(const FactBatch& batch) {
  std::vector<std::uint32_t> by_id(batch.patients.size());
  std::iota(by_id.begin(), by_id.end(), 0U);
  std::sort(by_id.begin(), by_id.end(),
            [&](std::uint32_t a, std::uint32_t b) { return batch.patients[a]->id < batch.patients[b]->id; });
  std::vector<std::uint64_t> rank(by_id.size());
  for (std::size_t at = 0; at < by_id.size(); ++at) rank[by_id[at]] = at;
  std::vector<std::uint64_t> keys(batch.entries.size());
  for (std::size_t at = 0; at < keys.size(); ++at) keys[at] = rank[batch.places[at].patient] << 32 | at;
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint32_t> order;
  order.reserve(keys.size());
  for (const std::uint64_t key : keys) order.push_back(static_cast<std::uint32_t>(key));
  return order;
}

void put_in_order(FactBatch& batch) {
  const std::vector<std::uint32_t> order = order_by_patient(batch);
  if (std::is_sorted(order.begin(), order.end())) return;
  std::vector<Entry> entries;
  std::vector<FactBatch::Place> places;
  entries.reserve(order.size());
  places.reserve(order.size());
  for (const std::uint32_t index : order) {
    entries.push_back(std::move(batch.entries[index]));
    places.push_back(batch.places[index]);
  }
  batch.entries = std::move(entries);
  batch.places = std::move(places);
}

// A warning without its numbers, so that the same one of other values is counted with it.
std::string kind_of_warning(const std::string& text) {
  std::string kind;
  bool number = false, word = false;
  for (const char letter : text) {
    // A digit inside of a word is none of a value: cmH2O, cfq11.
    const bool digit = (!word && letter >= '0' && letter <= '9') || (number && letter == '.');
    word = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (word && letter >= '0' && letter <= '9');
    if (digit && !number) kind += "...";
    number = digit;
    if (!digit) kind += letter;
  }
  return kind;
}

}  // namespace

Transaction& ImportWriter::transaction() {
  if (!transaction_) transaction_ = store_.begin();
  return *transaction_;
}

const History& ImportWriter::history_of(const PatientId& patient) {
  const auto found = histories_.find(patient);
  if (found != histories_.end()) return found->second;
  return histories_.emplace(patient, transaction().history_of(patient, Depth::facts)).first->second;
}

void ImportWriter::reject(csv::RejectedRow row) {
  ++summary_.rejected;
  if (rejected_) rejected_(row);
}

void ImportWriter::write(FactBatch& batch, const std::string& file) {
  summary_.rows += batch.rows;
  put_in_order(batch);
  histories_.clear();
  for (std::size_t begin = 0; begin < batch.places.size();) {
    std::size_t end = begin;
    while (end < batch.places.size() && batch.places[end].patient == batch.places[begin].patient) ++end;
    append_group(batch, begin, end, file);
    begin = end;
  }
  histories_.clear();
  for (CorrectionRow& row : batch.corrections)
    if (!correct(row, false)) waiting_.push_back(std::move(row));
  std::stable_sort(batch.rejected.begin(), batch.rejected.end(),
                   [](const csv::RejectedRow& a, const csv::RejectedRow& b) { return a.line < b.line; });
  for (csv::RejectedRow& row : batch.rejected) reject(std::move(row));
  end_batch();
}

void ImportWriter::append_group(FactBatch& batch, std::size_t begin, std::size_t end, const std::string& file) {
  const PatientId& patient = batch.patients[batch.places[begin].patient]->id;
  const std::span<const Entry> entries(batch.entries.data() + begin, end - begin);
  const std::vector<Appended> appended = transaction().append(patient, entries);
  std::vector<std::pair<FatedRow*, FactKey>> fated;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const FactBatch::Place& place = batch.places[begin + at];
    count(appended[at], entries[at], place.line, file);
    if (place.fated > 0) fated.emplace_back(&batch.fated[place.fated - 1], transaction().appended_key(at));
  }
  for (auto& [row, key] : fated) settle(patient, *row, key);
}

void ImportWriter::count(Appended appended, const Entry& entry, std::uint64_t line, const std::string& file) {
  for (const std::string& warning : entry.warnings) warn(warning, line, file);
  switch (appended) {
    case Appended::added: ++summary_.added; break;
    case Appended::already_known: ++summary_.already_known; return;
    case Appended::second_in_slot:
      ++summary_.added;
      ++summary_.second_in_slot;
      break;
    case Appended::correction: ++summary_.corrections; break;
  }
  if (entry.held_out) ++summary_.held_out;
}

void ImportWriter::warn(const std::string& text, std::uint64_t line, const std::string& file) {
  ++summary_.warned;
  WarningKind& kind = warnings_[kind_of_warning(text)];
  if (kind.count++ == 0) kind.first = fmt::format("{}:{}: {}", file, line, text);
}

void ImportWriter::settle(const PatientId& patient, FatedRow& row, const FactKey& key) {
  if (!row.fate.id.empty()) called_.insert_or_assign(row.fate.id, std::pair(patient, key));
  if (!row.retracted) return;
  const History& history = history_of(patient);
  const bool gone = std::any_of(history.retractions.begin(), history.retractions.end(),
                                [&key](const Retraction& retraction) { return retraction.target == key; });
  if (gone) return;
  const Retraction retraction{key, *row.retracted, row.fate.reason, no_details};
  Details details;
  details.entered = options_.now;
  details.author = row.fate.retracted_by;
  transaction().retract(patient, retraction, details);
  histories_.at(patient).retractions.push_back(retraction);
  ++summary_.retractions;
}

void ImportWriter::finish_file() {
  histories_.clear();
  for (CorrectionRow& row : waiting_) correct(row, true);
  waiting_.clear();
  called_.clear();
  end_batch();
}

void ImportWriter::end_batch() {
  histories_.clear();
  if (!transaction_ || options_.strict || options_.dry_run) return;
  transaction_->commit();
  transaction_.reset();
}

ImportSummary ImportWriter::finish() {
  const bool given_up = options_.dry_run || (options_.strict && summary_.rejected > 0);
  if (transaction_ && !given_up) transaction_->commit();
  transaction_.reset();
  summary_.written = !given_up;
  for (auto& [text, kind] : warnings_) {
    kind.text = text;
    summary_.warnings.push_back(kind);
  }
  std::stable_sort(summary_.warnings.begin(), summary_.warnings.end(),
                   [](const WarningKind& a, const WarningKind& b) { return a.count > b.count; });
  return summary_;
}

}  // namespace myotrend
