#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include "myotrend/store/sqlite.h"

namespace myotrend::tests {

/// The program's own measures and signs.
const Catalogue& catalogue();

/// Noon of the n-th day of 2025, in UTC.
Instant day(int n);

Patient patient_called(const std::string& id);
Series grip_series(Side side = Side::right);
SignSite site_of(const std::string& sign);
/// Grip of the right hand in kgf, recorded when measured, entered on day 300.
Entry grip(double kg, Instant at);
Entry sign(const std::string& code, bool present, Instant at);
Entry with_id(Entry entry, const std::string& external_id);
Entry recorded(Entry entry, Instant at);
NewEvent event(EventKind kind, Instant start, std::optional<Instant> end = std::nullopt, const std::string& note = "");

void add_patient(Store& store, const std::string& id);
std::vector<Appended> append(Store& store, const std::string& id, const std::vector<Entry>& entries);
Appended append(Store& store, const std::string& id, const NewEvent& event);
void correct(Store& store, const std::string& id, const FactKey& key, double value, Instant recorded);
void retract(Store& store, const std::string& id, const FactKey& key, Instant recorded);

/// A sentence for each fact of the history, whatever the numbers of series, ordinals and times of entry are.
std::multiset<std::string> content_of(const History& history);

AlertStep raised(const std::string& patient, const std::string& flag, int number, Instant at);
AlertStep moved(AlertStep step, AlertChangeKind change, AlertState state, Instant at);

/// A folder that goes with all it holds.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string bytes_of(const std::string& file);
void write_bytes(const std::string& file, const std::string& bytes);
/// The kind of StoreError that `attempt` throws, and its text; no kind: it throws none.
struct Refused {
  std::optional<StoreError::Kind> kind;
  std::string text;
};
Refused refusal_of(const std::function<void()>& attempt);

}  // namespace myotrend::tests
