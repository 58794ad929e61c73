#pragma once

#include <map>
#include <span>

#include "store/sqlite/rows.h"

namespace myotrend::sqlite {

/// What a writer remembers of a patient's words, so that a row of an import costs one insert.
class Book {
 public:
  Book(Connection& connection, const Catalogue& catalogue, std::int64_t patient_no);

  std::int64_t patient_no() const { return patient_no_; }
  /// The number of a series in the table; a new one is written.
  std::uint32_t series_no(const Place& place);
  /// Empty for an empty name.
  std::optional<std::int64_t> author_no(const std::string& name);
  const Place& place(std::uint32_t series_no) const { return places_[series_no]; }
  Unit unit(std::uint32_t series_no) const;
  /// Where the series stands in the patient's History, and the way back. Throws std::out_of_range for an unknown one.
  FactKey key(std::uint32_t series_no, Instant effective, std::uint32_t ordinal) const;
  std::uint32_t series_no(const FactKey& key) const;

 private:
  void remember(Place place);

  Connection* connection_;
  const Catalogue* catalogue_;
  std::int64_t patient_no_;
  std::vector<Place> places_;                  // by series_no
  std::vector<std::uint32_t> indexes_;         // by series_no: index in History::series or ::sites
  std::vector<std::uint32_t> series_, sites_;  // the way back
  std::map<Place, std::uint32_t> numbers_;
  std::map<std::string, std::int64_t> authors_;
  std::uint32_t last_ = 0;  // the series asked for last: rows of one series come in a row
};

/// The books of the patients that were written to last.
class Books {
 public:
  Books(Connection& connection, const Catalogue& catalogue) : connection_(&connection), catalogue_(&catalogue) {}
  /// Throws std::out_of_range for an unknown patient. Valid until the next call.
  Book& of(const PatientId& id);
  void forget() { books_.clear(); }
  void forget(const PatientId& id) { books_.erase(id.text); }

 private:
  Connection* connection_;
  const Catalogue* catalogue_;
  std::unordered_map<std::string, Book> books_;
};

}  // namespace myotrend::sqlite
