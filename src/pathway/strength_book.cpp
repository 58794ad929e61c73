#include "pathway/strength_book.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <new>

#include "myotrend/record/entry.h"

namespace myotrend::pathway {

using trend::Stream;

namespace {

constexpr double microseconds_per_day = 86400e6;
/// More than a wrong first unit can take to show: it needs a run longer than all that was accepted.
constexpr std::size_t first_readings_max = 64;

trend::DominantHand dominant_of(const Patient& patient) {
  if (patient.dominant_hand == Hand::right) return trend::DominantHand::right;
  if (patient.dominant_hand == Hand::left) return trend::DominantHand::left;
  return trend::DominantHand::unknown;
}

int skip_of(const Terms& terms, const Catalogue& catalogue, std::string_view code) {
  const auto measure = catalogue.measure(code);
  if (!measure) return 0;
  const auto it = terms.skip_sessions.find(measure->index());
  return it == terms.skip_sessions.end() ? 0 : it->second;
}

/// How many of the smaller unit make one of the larger.
double factor_between(Unit a, Unit b) {
  const double factor = Quantity(1, a).in(b);
  return std::max(factor, 1 / factor);
}

trend::SignGroup group_of(SignGroup group) {
  switch (group) {
    case SignGroup::weakness: return trend::SignGroup::weakness;
    case SignGroup::atrophy: return trend::SignGroup::atrophy;
    case SignGroup::upper_motor_neuron: return trend::SignGroup::upper_motor_neuron;
    case SignGroup::dysphagia: return trend::SignGroup::dysphagia;
    default: return trend::SignGroup::dysarthria;
  }
}

}  // namespace

StrengthBook::StrengthBook(const Terms& terms, const Catalogue& catalogue, const trend::Design& design,
                           const Patient& patient)
    : terms_(&terms),
      catalogue_(&catalogue),
      patient_(&patient),
      detector_(design, dominant_of(patient)),
      gate_(design.parameters()),
      levels_{LevelBook(terms, 0), LevelBook(terms, 0), LevelBook(terms, skip_of(terms, catalogue, "mip")),
              LevelBook(terms, skip_of(terms, catalogue, "snip")), LevelBook(terms, skip_of(terms, catalogue, "fvc"))} {
}

std::optional<Stream> StrengthBook::stream_of(const Catalogue& catalogue, const Series& series) {
  const std::string& code = catalogue[series.measure].code;
  for (const Stream breath : {Stream::mip, Stream::snip, Stream::fvc}) {
    if (code == trend::measure_code_of(breath)) return breath;
  }
  if (code != "grip") return std::nullopt;
  if (series.side == Side::right) return Stream::right_grip;
  if (series.side == Side::left) return Stream::left_grip;
  return std::nullopt;
}

double StrengthBook::days_at(Instant at) const {
  return static_cast<double>((at - *origin_).count()) / microseconds_per_day;
}

int StrengthBook::device_number(const std::string& device) {
  if (device.empty()) return last_device_;  // not told: taken as the one before
  const auto it = std::find(devices_.begin(), devices_.end(), device);
  last_device_ = static_cast<int>(it - devices_.begin());
  if (it == devices_.end()) devices_.push_back(device);
  return last_device_;
}

double StrengthBook::implausible_drop(const Series& series, const Reading& reading, Stream stream) const {
  const auto& points = levels(stream).points();
  if (trend::is_grip(stream) || points.empty() || !points.back().valid) return 0;
  const trend::Parameters& p = detector_.design().parameters();
  const auto usual = levels(stream).usual(series.unit, static_cast<std::size_t>(p.unit_window));
  if (!usual) return 0;
  const double factor = *usual / reading.value;
  // As far off as a slip of the unit gate's first factor; or below the soft range at once.
  if (std::abs(100 * std::log(factor / p.unit_pound_factor)) < p.unit_pound_tolerance) return factor;
  const MeasureForm* form = catalogue_->form(series.measure, series.unit);
  const bool implausible = terms_->quality && form && form->soft && reading.value < form->soft->low;
  return implausible && factor >= terms_->quality->implausible_fall_factor ? factor : 0;
}

Unit StrengthBook::unit_of(Stream stream) const {
  if (trend::is_grip(stream)) return Unit::kilogram_force;
  return stream == Stream::fvc ? forms_[trend::index_of(stream) - trend::hand_count].unit : Unit::cm_water;
}

std::optional<std::string> StrengthBook::method_of(Stream stream) const {
  if (stream != Stream::snip && stream != Stream::fvc) return std::nullopt;
  return forms_[trend::index_of(stream) - trend::hand_count].method;
}

bool StrengthBook::of_the_form(const Series& series, const Reading& reading, Stream stream) {
  if (stream != Stream::snip && stream != Stream::fvc) return true;
  Form& form = forms_[trend::index_of(stream) - trend::hand_count];
  const bool same = form.unit == series.unit && form.method == series.method;
  if (same || !form.last_day) {
    form = {series.unit, series.method, reading.day, {}};
    return true;
  }
  if (reading.day == form.last_day || reading.day == form.other_day) return false;
  if (!form.other_day) {
    form.other_day = reading.day;
    return false;
  }
  form = {series.unit, series.method, reading.day, {}};
  detector_.forget_level(stream);
  return true;
}

bool StrengthBook::add(const History& history, const Reading& reading, std::uint32_t index, Stream stream) {
  const Series& series = history.series[reading.series];
  LevelBook& levels = levels_[trend::index_of(stream)];
  if (outside_hard_range(*catalogue_, series, reading.value) || reading.value <= 0) {
    set_aside_.push_back({SetAsideReading::Why::hard_range, index, stream, 0});
    levels.add(history, reading, index, false);
    return false;
  }
  // A first reading has nothing to be held against but what is usual of people; the second one stands as it is told.
  if (levels.points().empty() && (stream == Stream::mip || stream == Stream::snip)) {
    if (const auto meant = unit_in_doubt(*catalogue_, series, reading)) {
      set_aside_.push_back({SetAsideReading::Why::unit, index, stream, factor_between(reading.told_unit, *meant)});
      levels.add(history, reading, index, false);
      return false;
    }
  }
  if (!of_the_form(series, reading, stream)) {
    levels.add(history, reading, index, true);
    return true;
  }
  const double y = 100 * std::log(reading.value);
  const int device = device_number(series.device);
  const trend::UnitVerdict verdict = gate_.judge(stream, y);
  if (first_readings_.size() < first_readings_max)
    first_readings_.push_back({reading.effective, stream, index, y, device});
  if (verdict.earlier_wrong()) begin_anew(stream, verdict.earlier_factor);
  if (verdict.suspected()) {
    set_aside_.push_back({SetAsideReading::Why::unit, index, stream, verdict.factor});
    levels.add(history, reading, index, false);
    return false;
  }
  if (const double factor = implausible_drop(series, reading, stream); factor > 0) {
    set_aside_.push_back({SetAsideReading::Why::unit, index, stream, factor});
    levels.add(history, reading, index, false);
    return false;
  }
  if (!origin_) {
    origin_day_ = patient_->zone.day_of(reading.effective);
    origin_ = patient_->zone.start_of(origin_day_);
    for (const EarlySign& sign : early_) {
      if (sign.by_clinician) {
        detector_.add_exam(days_at(sign.at), group_of(sign.group), sign.positive);
      } else {
        detector_.add_report(days_at(sign.at), group_of(sign.group));
      }
    }
    early_.clear();
  }
  // So many readings in a row agree that it is no slip of a unit but a change: of the level, and reported as one.
  if (verdict.lasting_change) detector_.forget_level(stream);
  const trend::StrengthOutcome outcome = detector_.add_strength(days_at(reading.effective), stream, y, device);
  levels.add(history, reading, index, true);
  ++kept_;
  if (!first_kept_) first_kept_ = reading.effective;
  newest_kept_ = reading.effective;
  if (outcome.status == trend::StrengthStatus::held) {
    set_aside_.push_back({SetAsideReading::Why::held, index, stream, 0});
  } else {
    newest_used_ = reading.effective;
  }
  if (outcome.status == trend::StrengthStatus::step || verdict.lasting_change)
    note_step(reading, index, stream, outcome.z < 0);
  heal(stream);
  if (stream == Stream::mip) fitted_mip_.emplace_back(reading.effective, expected(Stream::mip));
  return true;
}

bool StrengthBook::left_goes_first(const Reading& right, const Reading& left) const {
  if (!origin_ || !(right.value > 0) || !(left.value > 0)) return false;
  return detector_.left_is_nearer(days_at(right.effective), 100 * std::log(right.value), 100 * std::log(left.value));
}

void StrengthBook::begin_anew(Stream stream, double factor) {
  LevelBook& levels = levels_[trend::index_of(stream)];
  const auto left_out = [&](std::uint32_t reading) {
    return std::any_of(set_aside_.begin(), set_aside_.end(), [&](const SetAsideReading& aside) {
      return aside.reading == reading && aside.why != SetAsideReading::Why::held;
    });
  };
  std::vector<SetAsideReading> now_left_out;
  for (const LevelPoint& point : levels.points()) {
    if (!left_out(point.reading)) now_left_out.push_back({SetAsideReading::Why::unit, point.reading, stream, factor});
  }
  std::erase_if(set_aside_, [&](const SetAsideReading& aside) {
    if (aside.stream != stream || aside.why != SetAsideReading::Why::unit) return false;
    levels.set_valid(aside.reading, true);
    ++kept_;
    return true;
  });
  for (const SetAsideReading& aside : now_left_out) {
    levels.set_valid(aside.reading, false);
    --kept_;
  }
  set_aside_.insert(set_aside_.end(), now_left_out.begin(), now_left_out.end());
  const bool hands = trend::is_grip(stream);
  detector_.begin_anew(stream);
  for (const FirstReading& first : first_readings_) {
    const bool here = trend::is_grip(first.stream) == hands && first.reading != first_readings_.back().reading;
    if (here && !left_out(first.reading))
      detector_.add_strength(days_at(first.at), first.stream, first.y, first.device);
  }
}

double StrengthBook::expected(Stream stream) const { return std::exp(detector_.expected_log_pct(stream) / 100); }

void StrengthBook::note_step(const Reading& reading, std::uint32_t index, Stream stream, bool drop) {
  Step step{reading.effective,
            reading.recorded,
            index,
            stream,
            drop,
            0,
            levels(stream).in_percent(levels(stream).points().back())};
  const auto& points = levels(stream).points();
  const auto same_unit = [&](const LevelPoint& point) {
    return levels(stream).in_percent(point) == levels(stream).in_percent(points.back());
  };
  // A step is seen up to a few readings after it happened: the level before it is older than those.
  std::vector<double> before;
  const std::size_t skip = static_cast<std::size_t>(terms_->healed_last);
  for (std::size_t i = points.size(); i-- > 0 && before.size() < static_cast<std::size_t>(terms_->healed_before);) {
    if (points.size() - i > skip && points[i].valid && same_unit(points[i])) before.push_back(points[i].value);
  }
  if (before.size() >= skip) step.level_before = median_of(std::move(before));
  steps_.push_back(step);
}

void StrengthBook::heal(Stream stream) {
  const auto& points = levels(stream).points();
  for (Step& step : steps_) {
    if (step.stream != stream || step.healed || step.level_before <= 0) continue;
    std::vector<double> last;
    for (std::size_t i = points.size(); i-- > 0 && last.size() < static_cast<std::size_t>(terms_->healed_last);) {
      if (points[i].at <= step.at) break;
      if (points[i].valid && levels(stream).in_percent(points[i]) == step.in_percent) last.push_back(points[i].value);
    }
    if (last.size() < static_cast<std::size_t>(terms_->healed_last)) continue;
    const double change_pct = 100 * (median_of(std::move(last)) / step.level_before - 1);
    step.healed = step.drop ? change_pct >= -terms_->healed_within_pct : change_pct <= terms_->healed_within_pct;
  }
}

std::optional<Instant> StrengthBook::second_step(double within_days) const {
  std::optional<Instant> newest;
  for (std::size_t second = 1; second < steps_.size(); ++second) {
    for (std::size_t first = 0; first < second; ++first) {
      const Step &a = steps_[first], &b = steps_[second];
      if (a.stream == b.stream && a.drop && b.drop && !a.healed && days_between(a.at, b.at) <= within_days)
        newest = b.at;
    }
  }
  return newest;
}

void StrengthBook::add_exam(Instant at, SignGroup group, bool positive) {
  if (!origin_) {
    early_.push_back({at, group, positive, true});
  } else {
    detector_.add_exam(days_at(at), group_of(group), positive);
  }
}

void StrengthBook::add_report(Instant at, SignGroup group) {
  if (!origin_) {
    early_.push_back({at, group, true, false});
  } else {
    detector_.add_report(days_at(at), group_of(group));
  }
}

void StrengthBook::declare_device_change(Instant at) {
  for (const Stream hand : {Stream::right_grip, Stream::left_grip}) {
    levels_[trend::index_of(hand)].declare_device_change();
  }
  if (!origin_) return;
  detector_.declare_device_change(days_at(at), Stream::right_grip);
}

void StrengthBook::look(Instant at) {
  if (!origin_) return;
  look_.day = static_cast<int>((patient_->zone.day_of(at) - origin_day_).count());
  const trend::Evidence evidence = detector_.evidence(look_.day);
  look_.log_e = evidence.log_fused;
  look_.log_e_strength = evidence.log_strength;
  look_.log_e_strength_highest = std::max(look_.log_e_strength_highest, evidence.log_strength);
  look_.log_e_respiratory = detector_.log_respiratory(look_.day);
  posterior_known_ = false;
  expected_loss_.reset();
}

const trend::ExpectedLoss& StrengthBook::expected_loss() const {
  if (!expected_loss_) expected_loss_ = detector_.expected_loss(look_.day);
  return *expected_loss_;
}

const std::optional<trend::Posterior>& StrengthBook::posterior() const {
  if (!posterior_known_) {
    posterior_ = origin_ ? detector_.posterior(look_.day) : std::nullopt;
    posterior_known_ = true;
  }
  return posterior_;
}

std::optional<Instant> StrengthBook::newest_of(Stream stream) const {
  const LevelPoint* newest = levels(stream).newest(true);
  return newest ? std::optional(newest->at) : std::nullopt;
}

}  // namespace myotrend::pathway
