#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pathway/data_quality.h"
#include "pathway/grip_sessions.h"

// Both hands of a session held against what is usual of both. A real one-sided fall leaves the other hand where it is,
// a real loss of both hands stays: neither looks like sides exchanged or another person.

namespace myotrend::pathway {

namespace {

/// Sessions that differ from what is usual and are followed by usual ones again.
struct Excursion {
  std::vector<const GripSession*> sessions;
  bool up = false, other_device = false, back = false;
};

class SessionDoubts {
 public:
  SessionDoubts(QualityList& list, const QualityTerms& terms)
      : list_(list), terms_(terms), sessions_(grip_sessions(list.walk(), list.picture())) {}

  void tell() {
    for (const GripSession& session : sessions_) take(session);
    end_swapped();
    tell_persons();
    tell_offsets();
  }

 private:
  void take(const GripSession& session);
  bool swapped(const GripSession& session, const UsualHands& usual) const;
  bool of_another(const GripSession& session, const UsualHands& usual) const;
  void end_swapped();
  void tell_persons();
  void tell_offsets();
  /// By how much both hands moved at once before session `i`, 100 ln; 0: they did not.
  double offset_at(std::size_t i) const;
  void tell_offset(std::size_t i, double shift);
  double middle(std::size_t from, std::size_t count, bool right) const;
  double mean_of_hands(std::size_t from, std::size_t count) const {
    return (middle(from, count, true) + middle(from, count, false)) / 2;
  }
  std::vector<std::string> ids(const std::vector<const GripSession*>& sessions) const;

  QualityList& list_;
  const QualityTerms& terms_;
  std::vector<GripSession> sessions_;
  std::vector<const GripSession*> kept_;     // what counts as usual
  std::vector<const GripSession*> swapped_;  // a run of them
  std::vector<Excursion> excursions_;
};

void SessionDoubts::take(const GripSession& session) {
  const auto usual = usual_hands(kept_, terms_.usual_sessions, terms_.usual_sessions_min);
  const bool out = !excursions_.empty() && !excursions_.back().back && !excursions_.back().sessions.empty();
  if (usual && swapped(session, *usual)) {
    swapped_.push_back(&session);
    return;
  }
  end_swapped();
  if (usual && of_another(session, *usual)) {
    const auto& known = usual->sessions;
    if (!out) excursions_.emplace_back();
    Excursion& excursion = excursions_.back();
    excursion.up = session.right_log_pct > usual->right_log_pct;
    excursion.other_device = !session.device.empty() &&
                             std::none_of(known.begin(), known.end(),
                                          [&](const GripSession* before) { return before->device == session.device; });
    excursion.sessions.push_back(&session);
    if (excursion.sessions.size() <= static_cast<std::size_t>(terms_.person_sessions_max)) return;
    // It lasts: a change of this person, or of the device, and usual from now on.
    kept_.insert(kept_.end(), excursion.sessions.begin(), excursion.sessions.end());
    excursions_.pop_back();
    return;
  }
  if (usual && out) {
    excursions_.back().back = std::abs(session.right_log_pct - usual->right_log_pct) <= terms_.person_back_pct &&
                              std::abs(session.left_log_pct - usual->left_log_pct) <= terms_.person_back_pct;
    if (!excursions_.back().back) excursions_.pop_back();
  }
  kept_.push_back(&session);
}

bool SessionDoubts::swapped(const GripSession& session, const UsualHands& usual) const {
  const double apart = usual.right_log_pct - usual.left_log_pct;
  if (std::abs(apart) < terms_.swapped_apart_pct) return false;
  const double told_apart = session.right_log_pct - session.left_log_pct;
  return std::abs(session.right_log_pct - usual.left_log_pct) <= terms_.swapped_near_pct &&
         std::abs(session.left_log_pct - usual.right_log_pct) <= terms_.swapped_near_pct &&
         std::abs(told_apart + apart) <= std::abs(apart) / 2;
}

bool SessionDoubts::of_another(const GripSession& session, const UsualHands& usual) const {
  const double right = session.right_log_pct - usual.right_log_pct, left = session.left_log_pct - usual.left_log_pct;
  return right * left > 0 && std::min(std::abs(right), std::abs(left)) >= terms_.person_pct &&
         std::abs(right - left) <= terms_.person_apart_pct;
}

std::vector<std::string> SessionDoubts::ids(const std::vector<const GripSession*>& sessions) const {
  std::vector<std::string> out;
  for (const GripSession* session : sessions) {
    for (const std::uint32_t index : session->right) out.push_back(list_.id(index));
    for (const std::uint32_t index : session->left) out.push_back(list_.id(index));
  }
  return out;
}

void SessionDoubts::end_swapped() {
  if (swapped_.empty()) return;
  const GripSession& first = *swapped_.front();
  const std::string when = swapped_.size() == 1 ? "on " + plain_text(first.day)
                                                : fmt::format("in {} sessions from {} to {}", swapped_.size(),
                                                              plain_text(first.day), plain_text(swapped_.back()->day));
  list_.add(
      DataQualityKind::swapped_sides, ids(swapped_),
      fmt::format("Right and left grip {} are at each other's usual level: sides exchanged?", when),
      fmt::format("Not believed alone: a jump of both hands is held or its weight limited. If they were exchanged, "
                  "take each back and log it again with the other side: {}",
                  list_.retract(list_.id(first.right.front()), "wrong side")));
  swapped_.clear();
}

void SessionDoubts::tell_persons() {
  const auto count = [&](bool up) {
    return std::count_if(excursions_.begin(), excursions_.end(),
                         [&](const Excursion& e) { return e.back && e.up == up; });
  };
  for (const bool up : {true, false}) {
    const bool often = count(up) >= (up ? 1 : terms_.person_excursions);
    std::vector<const GripSession*> sessions;
    for (const Excursion& excursion : excursions_) {
      if (excursion.back && excursion.up == up && (often || excursion.other_device))
        sessions.insert(sessions.end(), excursion.sessions.begin(), excursion.sessions.end());
    }
    if (sessions.empty()) continue;
    const std::string when = sessions.size() == 1
                                 ? "on " + plain_text(sessions.front()->day)
                                 : fmt::format("in {} sessions from {} to {}", sessions.size(),
                                               plain_text(sessions.front()->day), plain_text(sessions.back()->day));
    list_.add(DataQualityKind::other_person, ids(sessions),
              fmt::format("Both hands {} are far {} the usual level, and back after it: another person, or another "
                          "device?",
                          when, up ? "above" : "below"),
              fmt::format("Not believed alone: a jump is held, and three in a row are taken as a step. If it was "
                          "somebody else, take each back: {}",
                          list_.retract(list_.id(sessions.front()->right.front()), "another person")));
  }
}

double SessionDoubts::middle(std::size_t from, std::size_t count, bool right) const {
  std::vector<double> values;
  for (std::size_t i = from; i < from + count; ++i)
    values.push_back(right ? kept_[i]->right_log_pct : kept_[i]->left_log_pct);
  return median_of(std::move(values));
}

double SessionDoubts::offset_at(std::size_t i) const {
  const auto span = static_cast<std::size_t>(terms_.offset_sessions);
  if (i < span || i + span > kept_.size()) return 0;
  if (days_between(kept_[i - 1]->at, kept_[i]->at) > terms_.offset_gap_days) return 0;
  const double right = middle(i, span, true) - middle(i - span, span, true);
  const double left = middle(i, span, false) - middle(i - span, span, false);
  if (right * left <= 0 || std::min(std::abs(right), std::abs(left)) < terms_.offset_pct ||
      std::abs(right - left) > terms_.offset_apart_pct)
    return 0;
  const double shift = (right + left) / 2;
  // A decline comes by and by; another device comes between two sessions.
  const double jump = mean_of_hands(i, 1) - mean_of_hands(i - 1, 1);
  if (3 * jump / shift < 2) return 0;
  const std::size_t later = std::min(kept_.size(), i + 3 * span);
  const double still = mean_of_hands(i, later - i) - mean_of_hands(i - span, span);
  return 2 * still / shift < 1 ? 0 : shift;
}

void SessionDoubts::tell_offsets() {
  const auto span = static_cast<std::size_t>(terms_.offset_sessions);
  for (std::size_t i = span; i + span <= kept_.size(); ++i) {
    const double shift = offset_at(i);
    if (shift == 0) continue;
    tell_offset(i, shift);
    i += span - 1;
  }
}

void SessionDoubts::tell_offset(std::size_t i, double shift) {
  const GripSession &before = *kept_[i - 1], &after = *kept_[i];
  for (const Episode& change : list_.walk().episodes().of(EventKind::device_change)) {
    if (std::abs(days_between(change.start, after.at)) <= terms_.offset_told_within_days) return;  // declared
  }
  const double pct = 100 * (std::exp(shift / 100) - 1);
  const std::string seen = fmt::format("Both hands changed by about {:+.0f} % between {} and {}, and stayed there", pct,
                                       plain_text(before.day), plain_text(after.day));
  if (!before.device.empty() && !after.device.empty() && before.device != after.device) {
    list_.add(DataQualityKind::device_offset, ids({&after}),
              fmt::format("{}, with another device ({} before, {} after).", seen, before.device, after.device),
              "Both levels may shift with a device; the evidence allows for it. A test with both devices on one day "
              "tells them apart.");
    return;
  }
  list_.add(DataQualityKind::device_offset, ids({&after}), seen + ": another device or grip width?",
            fmt::format("Counted as told: it may be real, so examine. If the device changed: {}",
                        list_.declare_device_change(after.at)));
}

}  // namespace

void doubt_sessions(QualityList& list) {
  const auto& terms = list.walk().rulebook().pathway->terms().quality;
  if (terms) SessionDoubts(list, *terms).tell();
}

}  // namespace myotrend::pathway
