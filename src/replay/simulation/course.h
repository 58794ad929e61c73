#pragma once

#include <array>
#include <optional>
#include <vector>

#include "myotrend/replay/cohort.h"
#include "replay/simulation/chance.h"

namespace myotrend::simulation {

enum class HandSide : std::uint8_t { right, left };

struct Injury {
  int day = 0;
  HandSide hand = HandSide::right;
  double loss = 0;
  bool told = false;
};

struct DeviceSwap {
  int day = 0;
  double offset = 0;
  bool told = false;  // by the new device's name
};

/// Who the patient is, and what will happen: days count from enrolment.
struct Person {
  SimulatedPatient shown;  // without rows and events
  const ClassCourse* course = nullptr;
  int last_day = 0, age = 0;
  double level = 0, mip_level = 0, dominance = 0;  // 100 ln; right above the mean of both hands
  double onset = 0, rate = 0, hand_onset = 0, other_hand_onset = 0, mip_onset = 0;
  HandSide first_hand = HandSide::right;
  double noise = 1;  // personal factor
  std::vector<Injury> injuries;
  std::optional<DeviceSwap> swap;
  std::optional<int> death_day, withdrawal_day;
  bool pounds = false, kilopascals = false, slips = false, template_exams = false;
  bool spirometry = false, sniffs = false;
};

Person person_of(const CohortParameters& parameters, std::uint64_t seed, std::uint64_t index);

/// Strength and fatigue on each day of follow-up, before the error of the single reading. Strength is 100 ln.
class Course {
 public:
  Course(const CohortParameters& parameters, const Person& person, std::uint64_t seed, std::uint64_t index);

  double hand(HandSide hand, int day) const { return hands_[static_cast<std::size_t>(hand)][at(day)]; }
  double mip(int day) const { return mip_[at(day)]; }
  double vital_capacity(int day) const { return vital_capacity_[at(day)]; }
  double fatigue(int day) const { return fatigue_[at(day)]; }
  /// Share of strength lost to the disease, which brings signs.
  double loss(double day) const;

 private:
  std::size_t at(int day) const { return static_cast<std::size_t>(day); }
  void draw_fatigue(Chance chance);
  void draw_strength(Chance chance, Chance noise);
  double confounded(int day, double season_phase, double bed_day) const;
  double declined(double onset, double ratio, int day) const;

  const CohortParameters& p_;
  const Person& person_;
  std::array<std::vector<double>, 2> hands_;
  std::vector<double> mip_, vital_capacity_, fatigue_;
  std::vector<bool> crash_;
};

}  // namespace myotrend::simulation
