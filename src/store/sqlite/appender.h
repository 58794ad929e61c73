#pragma once

#include "store/sqlite/books.h"

namespace myotrend::sqlite {

/// Appends facts, and knows a fact that is there already by its identity: its external id with its source if it has
/// one, else its series, instant and value as told.
class Appender {
 public:
  Appender(Connection& connection, Books& books) : connection_(connection), books_(books) {}

  std::vector<Appended> append(const PatientId& id, std::span<const Entry> entries);
  FactKey key(std::size_t index) const { return keys_.at(index); }
  Appended append(const PatientId& id, const NewEvent& event, FactKey* key);
  void close_event(const PatientId& id, const FactKey& event, Instant end, Instant recorded, Instant entered,
                   std::string_view author);
  FactKey append_anew(const PatientId& id, const NewEvent& event);
  void correct(const PatientId& id, const Correction& correction, const Details& details);
  void retract(const PatientId& id, const Retraction& retraction, const Details& details);

  /// To be called before the transaction ends: puts the guard back that a large batch has lifted.
  void finish();
  /// The newest `entered` of what was appended.
  const std::optional<Instant>& newest_entered() const { return newest_entered_; }
  void entered_at(Instant entered) {
    if (!newest_entered_ || entered > *newest_entered_) newest_entered_ = entered;
  }

 private:
  struct Slot {
    std::uint32_t series_no;
    Instant effective;
    std::uint32_t entry;  // index in the batch
  };
  Appended put(Book& book, const Slot& slot, const Entry& entry);
  std::optional<Appended> known_by_external_id(Book& book, const Slot& slot, const Entry& entry);
  Appended put_in_taken_slot(Book& book, const Slot& slot, const Entry& entry);
  bool insert(Book& book, const Slot& slot, std::uint32_t ordinal, const Entry& entry);
  struct Known {
    std::uint32_t series_no;
    Instant effective;
    std::uint32_t ordinal;
  };
  /// Those with the external id of the entry, from the same source and of the same thing.
  std::vector<Known> facts_of_origin(const Book& book, const Entry& entry);
  bool ever_held(const Book& book, const Known& fact, double value);
  void retract(Book& book, const Retraction& retraction, const Details& details);
  void write_correction(Book& book, std::uint32_t series_no, const Correction& correction, const Details& details);
  void lift_guard();

  Connection& connection_;
  Books& books_;
  std::vector<Slot> slots_;
  std::vector<FactKey> keys_;
  std::size_t appended_here_ = 0;
  std::string guard_;  // SQL of the lifted guard
  std::optional<Instant> newest_entered_;
};

}  // namespace myotrend::sqlite
