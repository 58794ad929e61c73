#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "myotrend/pathway/pathway.h"
#include "myotrend/record/history.h"
#include "myotrend/trend/progression.h"
#include "myotrend/trend/unit_gate.h"
#include "pathway/level_book.h"
#include "pathway/state_bytes.h"

namespace myotrend::pathway {

/// What became of a strength reading that was not simply used.
struct SetAsideReading {
  enum class Why : std::uint8_t { unit, hard_range, held } why = Why::unit;
  std::uint32_t reading = 0;  // index in Picture::readings
  trend::Stream stream = trend::Stream::right_grip;
  double factor = 0;  // suspected factor of a unit mistake
  template <class Archive>
  void pass(Archive& archive) {
    auto& [why_, reading_, stream_, factor_] = *this;
    pathway::pass(archive, why_, reading_, stream_, factor_);
  }
};

/// The level of a stream dropped (or rose) at once and was learnt anew.
struct Step {
  Instant at{}, known{};  // effective, recorded
  std::uint32_t reading = 0;
  trend::Stream stream = trend::Stream::right_grip;
  bool drop = true;
  double level_before = 0;  // median of the readings before, stored unit; 0: too few
  bool in_percent = false;  // of predicted: vital capacity
  bool healed = false;
  template <class Archive>
  void pass(Archive& archive) {
    auto& [at_, known_, reading_, stream_, drop_, level_before_, in_percent_, healed_] = *this;
    pathway::pass(archive, at_, known_, reading_, stream_, drop_, level_before_, in_percent_, healed_);
  }
};

/// The evidence as seen at the last look.
struct Look {
  int day = 0;
  double log_e = 0;           // with signs
  double log_e_strength = 0;  // measures only
  double log_e_respiratory = 0;
  double log_e_strength_highest = 0;  // of all looks so far
  template <class Archive>
  void pass(Archive& archive) {
    auto& [day_, log_e_, log_e_strength_, log_e_respiratory_, highest_] = *this;
    pathway::pass(archive, day_, log_e_, log_e_strength_, log_e_respiratory_, highest_);
  }
};

/// Grip and breathing strength of a patient: the evidence for progression, unit suspicions, abrupt steps, own levels. A
/// value.
class StrengthBook {
 public:
  StrengthBook(const Terms& terms, const Catalogue& catalogue, const trend::Design& design, const Patient& patient);

  static std::optional<trend::Stream> stream_of(const Catalogue& catalogue, const Series& series);

  /// Returns false when the reading is suspected of a wrong unit (or lies outside the hard range).
  bool add(const History& history, const Reading& reading, std::uint32_t index, trend::Stream stream);
  void add_exam(Instant at, SignGroup group, bool positive);
  void add_report(Instant at, SignGroup group);
  void declare_device_change(Instant at);

  /// Looks at the evidence for the civil day that contains `at`.
  void look(Instant at);
  const Look& last_look() const { return look_; }
  /// What has declined, given that something has; at the last look. Computed once per look.
  const std::optional<trend::Posterior>& posterior() const;
  /// Its most affected stream and loss_mean() alone. Precondition: started.
  const trend::ExpectedLoss& expected_loss() const;

  const trend::Detector& detector() const { return detector_; }
  bool started() const { return origin_.has_value(); }
  Day origin_day() const { return origin_day_; }
  /// Whether the left of two hands of one instant is to be judged first: the one nearer to its forecast is.
  bool left_goes_first(const Reading& right, const Reading& left) const;
  const LevelBook& levels(trend::Stream stream) const { return levels_[trend::index_of(stream)]; }
  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<SetAsideReading>& set_aside() const { return set_aside_; }
  const std::vector<std::pair<Instant, double>>& fitted_mip() const { return fitted_mip_; }
  double expected(trend::Stream stream) const;  // present fitted level, stored unit
  /// A second drop of one stream within so many days, the first not healed before.
  std::optional<Instant> second_step(double within_days) const;

  /// Readings that were not left out because of their unit (held ones count).
  int kept() const { return kept_; }
  std::optional<Instant> first_kept() const { return first_kept_; }
  std::optional<Instant> newest_kept() const { return newest_kept_; }
  std::optional<Instant> newest_used() const { return newest_used_; }
  std::optional<Instant> newest_of(trend::Stream stream) const;
  /// What a stream is followed in now; a method only where others are left aside (SNIP, FVC).
  Unit unit_of(trend::Stream stream) const;
  std::optional<std::string> method_of(trend::Stream stream) const;

  /// Every member, to be kept and come back to.
  template <class Archive>
  void pass(Archive& archive) {
    auto& [terms, catalogue, patient, detector, gate, levels, forms, devices, last_device, origin, origin_day, steps,
           set_aside, fitted_mip, early, first_readings, look, posterior, posterior_known, expected_loss, kept,
           first_kept, newest_kept, newest_used] = *this;
    pass_plain(archive, detector, trend::Detector::own_words);
    pass_plain(archive, gate, 0);
    pathway::pass(archive, levels, forms, devices, last_device, origin, origin_day, steps, set_aside, fitted_mip, early,
                  first_readings, look, kept, first_kept, newest_kept, newest_used);
    std::uint8_t asked = expected_loss ? 1 : 0;
    archive.small(asked);
    if constexpr (Archive::reads) {
      expected_loss.reset();
      if (asked != 0) expected_loss.emplace();
    }
    if (asked != 0) pathway::pass(archive, expected_loss->most_affected, expected_loss->share);
    if constexpr (Archive::reads) posterior.reset(), posterior_known = false;
    static_cast<void>(terms), static_cast<void>(catalogue), static_cast<void>(patient);
  }

 private:
  double days_at(Instant at) const;
  /// SNIP and FVC are followed in one unit (litres or per cent of predicted) and method (posture): both told of one
  /// visit are one measurement. When two days in a row tell only another, that is followed, its level learnt anew.
  bool of_the_form(const Series& series, const Reading& reading, trend::Stream stream);
  int device_number(const std::string& device);
  /// By what factor a pressure or capacity fell at once as far as a slip of unit would show; 0: it did not. One such
  /// reading asks for another, and the second one is believed.
  double implausible_drop(const Series& series, const Reading& reading, trend::Stream stream) const;
  /// The first readings of a stream were in another unit: what was left out is right, what was accepted is left out.
  void begin_anew(trend::Stream stream, double factor);
  void note_step(const Reading& reading, std::uint32_t index, trend::Stream stream, bool drop);
  void heal(trend::Stream stream);

  const Terms* terms_;
  const Catalogue* catalogue_;
  const Patient* patient_;
  trend::Detector detector_;
  trend::UnitGate gate_;
  std::array<LevelBook, trend::stream_count> levels_;
  struct Form {
    Unit unit{};
    std::string method;
    std::optional<Day> last_day, other_day;  // of this form, and of another since
    template <class Archive>
    void pass(Archive& archive) {
      auto& [unit_, method_, last_day_, other_day_] = *this;
      pathway::pass(archive, unit_, method_, last_day_, other_day_);
    }
  };
  std::array<Form, trend::breath_count> forms_;
  std::vector<std::string> devices_;
  int last_device_ = 0;
  std::optional<Instant> origin_;
  Day origin_day_{};
  std::vector<Step> steps_;
  std::vector<SetAsideReading> set_aside_;
  std::vector<std::pair<Instant, double>> fitted_mip_;
  struct EarlySign {
    Instant at;
    SignGroup group;
    bool positive;
    bool by_clinician;
    template <class Archive>
    void pass(Archive& archive) {
      auto& [at_, group_, positive_, by_clinician_] = *this;
      pathway::pass(archive, at_, group_, positive_, by_clinician_);
    }
  };
  std::vector<EarlySign> early_;  // found before the first strength reading
  /// The first readings of all, to be taken again when the unit of some turns out to be wrong.
  struct FirstReading {
    Instant at;
    trend::Stream stream;
    std::uint32_t reading;
    double y;
    int device;
    template <class Archive>
    void pass(Archive& archive) {
      auto& [at_, stream_, reading_, y_, device_] = *this;
      pathway::pass(archive, at_, stream_, reading_, y_, device_);
    }
  };
  std::vector<FirstReading> first_readings_;
  Look look_;
  mutable std::optional<trend::Posterior> posterior_;
  mutable bool posterior_known_ = false;
  mutable std::optional<trend::ExpectedLoss> expected_loss_;  // of the last look, once asked for
  int kept_ = 0;
  std::optional<Instant> first_kept_, newest_kept_, newest_used_;
};

}  // namespace myotrend::pathway
