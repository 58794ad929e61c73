#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "myotrend/monitor.h"
#include "myotrend/monitor/built_in.h"

namespace myotrend::tests {

/// A store in a folder of its own, gone afterwards, and the built-in rules.
class Clinic {
 public:
  Clinic();
  ~Clinic();
  Clinic(const Clinic&) = delete;
  Clinic& operator=(const Clinic&) = delete;

  Monitor monitor() { return Monitor(*store, rules); }
  PatientId adult(const std::string& id);
  /// A fact in words, recorded at `now`.
  Outcome tell(const PatientId& patient, const std::string& code, const std::string& value, Instant now,
               const std::string& unit = "", const std::string& by = "Dr Gray");
  /// The same, stored and not judged, as an import does.
  void store_only(const PatientId& patient, const std::string& code, const std::string& value, Instant now);
  NamedFact fact(const std::string& id) { return fact_named(*store, id).value(); }

  std::filesystem::path folder;
  pathway::Rulebook rules;
  std::unique_ptr<Store> store;
};

/// Noon of that day after 1 March 2025, UTC.
Instant day(int number);
/// `U4 raised` as `upper-motor-neuron raised`.
std::string words_of(const std::vector<AlertStep>& steps);

}  // namespace myotrend::tests
