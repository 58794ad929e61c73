#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "myotrend/record/entry.h"
#include "myotrend/store/store.h"

namespace myotrend {

/// The patients that an import's rows may speak of, found in the store when first named. For one thread.
class PatientsKnown {
 public:
  struct Known {
    PatientId id;
    Zone zone;
    std::uint64_t batch = 0;  // the newest batch that holds the patient, and the place there: FactReader's
    std::uint32_t place = 0;
    Lifetime life;  // what the times of the rows are held against
  };

  explicit PatientsKnown(Store& store) : store_(store) {}

  /// Null: no such patient.
  std::shared_ptr<Known> find(std::string_view id);
  /// A patient that this import added, whether or not other connections can see that yet.
  void add(const Patient& patient);
  /// Batches of all files of an import are numbered in one row, from 1.
  std::uint64_t next_batch() { return ++batches_; }
  /// Looks patients up through another connection from now on.
  void look_in(Store& store) { store_ = store; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Table = std::unordered_map<std::string, std::shared_ptr<Known>, Hash, std::equal_to<>>;

  std::reference_wrapper<Store> store_;
  Table added_, looked_up_;
  std::shared_ptr<Known> last_;
  std::uint64_t batches_ = 0;
};

}  // namespace myotrend
