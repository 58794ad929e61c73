#include "pathway/grip_sessions.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace myotrend::pathway {

namespace {

double median_log_pct(const Picture& picture, const std::vector<std::uint32_t>& readings) {
  std::vector<double> values;
  for (const std::uint32_t index : readings) values.push_back(100 * std::log(picture.readings[index].value));
  return median_of(std::move(values));
}

}  // namespace

std::vector<GripSession> grip_sessions(const Walk& walk, const Picture& picture) {
  std::vector<bool> left_out(picture.readings.size(), false);
  for (const SetAsideReading& aside : walk.strength().set_aside()) {
    if (aside.why != SetAsideReading::Why::held) left_out[aside.reading] = true;
  }
  std::map<std::pair<Day, std::string>, GripSession> by_day;
  for (std::uint32_t i = 0; i < picture.readings.size(); ++i) {
    const Reading& reading = picture.readings[i];
    if (reading.effective > walk.now() || reading.could_not() || left_out[i]) continue;
    const Series& series = picture.history->series[reading.series];
    const auto stream = StrengthBook::stream_of(*walk.rulebook().catalogue, series);
    if (!stream || !trend::is_grip(*stream)) continue;
    GripSession& session = by_day[{reading.day, series.device}];
    if (session.right.empty() && session.left.empty()) {
      session.day = reading.day;
      session.at = reading.effective;
      session.device = series.device;
    }
    (*stream == trend::Stream::right_grip ? session.right : session.left).push_back(i);
  }
  std::vector<GripSession> out;
  for (auto& [key, session] : by_day) {
    if (session.right.empty() || session.left.empty()) continue;
    session.right_log_pct = median_log_pct(picture, session.right);
    session.left_log_pct = median_log_pct(picture, session.left);
    out.push_back(std::move(session));
  }
  std::stable_sort(out.begin(), out.end(), [](const GripSession& a, const GripSession& b) { return a.at < b.at; });
  return out;
}

std::optional<UsualHands> usual_hands(const std::vector<const GripSession*>& of, int sessions_max, int sessions_min) {
  if (of.empty() || of.size() < static_cast<std::size_t>(sessions_min)) return std::nullopt;
  const auto count = std::min(of.size(), static_cast<std::size_t>(sessions_max));
  std::vector<double> right, left;
  UsualHands usual;
  right.reserve(count);
  left.reserve(count);
  usual.sessions = {of.end() - static_cast<std::ptrdiff_t>(count), of.end()};
  for (const GripSession* session : usual.sessions) {
    right.push_back(session->right_log_pct);
    left.push_back(session->left_log_pct);
  }
  usual.right_log_pct = median_of(std::move(right));
  usual.left_log_pct = median_of(std::move(left));
  return usual;
}

}  // namespace myotrend::pathway
