#pragma once

#include <optional>
#include <vector>

#include "myotrend/pathway/condition.h"
#include "myotrend/pathway/pathway.h"
#include "myotrend/record/history.h"
#include "pathway/state_bytes.h"

namespace myotrend::pathway {

/// How one sign stands at one place of the body.
struct StandingSign {
  SignCode sign;
  Side side = Side::none;
  Region region = Region::none;
  std::string muscle;
  bool by_clinician = false, by_patient = false;
  Instant clinician_began{}, clinician_found{}, clinician_first{};  // found: last time present
  Instant patient_began{}, patient_found{};
  Instant clinician_known{}, patient_known{};  // recorded time of the newest present
  Instant began{};                             // of the unbroken spell, whoever found it
  bool ever_by_clinician = false;
  std::uint32_t clinician_fact = 0, patient_fact = 0;  // index in Picture::signs of the newest present

  static StandingSign any(const Catalogue& catalogue);
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, sign, side, region, muscle, by_clinician, by_patient, clinician_began, clinician_found,
                  clinician_first, patient_began, patient_found, clinician_known, patient_known, began,
                  ever_by_clinician, clinician_fact, patient_fact);
  }
};

/// Which signs stand, by whose finding, and since when (the pathway's C, P and X). A value; facts come in order of
/// effective time.
class SignBook {
 public:
  SignBook(const Terms& terms, const Catalogue& catalogue) : terms_(&terms), catalogue_(&catalogue) {}

  void add(const History& history, const SignFinding& finding, std::uint32_t fact);
  /// Ends reports whose time has run out. Returns whether any ended.
  bool expire(Instant now);

  const std::vector<StandingSign>& all() const { return standing_; }
  bool stands(const StandingSign& sign, By by) const {
    return by == By::clinician ? sign.by_clinician
           : by == By::patient ? sign.by_patient
                               : sign.by_clinician || sign.by_patient;
  }
  static Instant began(const StandingSign& sign, By by) {
    return by == By::clinician ? sign.clinician_began : by == By::patient ? sign.patient_began : sign.began;
  }
  static Instant found(const StandingSign& sign, By by);
  static std::uint32_t fact(const StandingSign& sign, By by);
  /// When the newest present became known.
  static Instant known(const StandingSign& sign, By by);

  /// The newest clinician's finding of any sign, present or absent.
  std::optional<Instant> last_examined() const { return last_examined_; }
  /// The newest clinician's finding of one of these signs.
  std::optional<Instant> last_examined(const SignSet& signs) const;
  const SignSet& looked_for_by_clinician() const { return looked_for_; }
  const SignSet& asked() const { return asked_; }
  /// Signs that stand, by anyone.
  const SignSet& present() const { return present_; }

  /// Every member, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    pathway::pass(archive, standing_, examined_, last_examined_, looked_for_, asked_, present_, none_expires_before_);
  }

 private:
  StandingSign& at_site(const SignSite& site);
  void clinician_present(StandingSign& sign, const SignFinding& finding, std::uint32_t fact);
  void clinician_absent(const SignSite& site, Region region, Instant at);
  void patient_present(StandingSign& sign, const SignFinding& finding, std::uint32_t fact);
  void recount();

  const Terms* terms_;
  const Catalogue* catalogue_;
  std::vector<StandingSign> standing_;
  std::vector<std::pair<std::uint16_t, Instant>> examined_;  // by sign index
  std::optional<Instant> last_examined_;
  SignSet looked_for_, asked_, present_;
  Instant none_expires_before_ = Instant::max();
};

/// Whether `then` lies at most so many days back.
inline bool within(Instant now, Instant then, double days_at_most) { return days_between(then, now) <= days_at_most; }
/// Up to here within() surely says the same; a little early, for rounding.
inline Instant lasts_until(Instant then, double days_at_most) {
  constexpr double microseconds_per_day = 86400e6;
  return then + std::chrono::microseconds(static_cast<std::int64_t>(days_at_most * microseconds_per_day) - 1000);
}

}  // namespace myotrend::pathway
