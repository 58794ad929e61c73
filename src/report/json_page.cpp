#include <cmath>
#include <nlohmann/json.hpp>

#include "myotrend/report/pages.h"
#include "report/figures.h"
#include "report/words.h"

namespace myotrend::report {

namespace {

using nlohmann::ordered_json;

std::string_view state_code(PointState state) {
  switch (state) {
    case PointState::counted: return "counted";
    case PointState::corrected: return "corrected";
    case PointState::held: return "held";
    case PointState::set_aside: return "set_aside";
    case PointState::duplicate: return "duplicate";
    case PointState::could_not: return "could_not";
  }
  return {};
}

std::string_view role_code(Role role) {
  switch (role) {
    case Role::context: return "context";
    case Role::strength: return "strength";
    case Role::lab: return "lab";
    case Role::symptom: return "symptom";
    case Role::twitch: return "twitch";
    case Role::function: return "function";
  }
  return {};
}

ordered_json pair_of(const std::pair<double, double>& interval) {
  return ordered_json::array({six_digits(interval.first), six_digits(interval.second)});
}

ordered_json json_point(const ChartPoint& point, const Zone& zone) {
  ordered_json json{{"reading", point.id}, {"at", iso_text(point.at, zone)}};
  if (std::isfinite(point.value)) json["value"] = six_digits(point.value);
  json["state"] = state_code(point.state);
  if (point.before && std::isfinite(*point.before)) json["before"] = six_digits(*point.before);
  if (!point.trials.empty()) {
    for (const double trial : point.trials) json["trials"].push_back(six_digits(trial));
  }
  if (!point.remark.empty()) json["remark"] = point.remark;
  return json;
}

ordered_json json_motion(const Motion& motion) {
  if (const auto* rate = std::get_if<Rate>(&motion)) {
    return {{"kind", "rate"},
            {"established", rate->established},
            {"per_month", six_digits(rate->per_month)},
            {"interval_95_per_month", pair_of(rate->interval_95_per_month)},
            {"pct_per_month", six_digits(rate->pct_per_month)},
            {"interval_95_pct_per_month", pair_of(rate->interval_95_pct_per_month)},
            {"loss_pct", six_digits(rate->loss_pct)}};
  }
  if (const auto* little = std::get_if<TooLittleData>(&motion)) {
    return {{"kind", "too_little_data"}, {"readings", little->readings}, {"readings_min", little->readings_min},
            {"days", little->days},      {"days_min", little->days_min}, {"of_weeks", little->of_weeks}};
  }
  if (const auto* change = std::get_if<DiaryChange>(&motion)) {
    using trend::OrdinalDirection;
    const char* direction = change->direction == OrdinalDirection::worse    ? "worse"
                            : change->direction == OrdinalDirection::better ? "better"
                                                                            : "no_change";
    return {{"kind", "diary"},
            {"direction", direction},
            {"first_weeks_mean", six_digits(change->first_mean)},
            {"last_weeks_mean", six_digits(change->last_mean)},
            {"p", six_digits(change->p)},
            {"weeks", change->weeks}};
  }
  return {{"kind", "none"}};
}

ordered_json json_series(const ChartPanel& panel, const ChartSeries& series, const Zone& zone) {
  ordered_json json{{"measure", panel.measure},
                    {"title", panel.title},
                    {"unit", std::string(ucum_of(panel.unit))},
                    {"role", role_code(panel.role)}};
  if (series.side != Side::none) json["side"] = word_of(series.side);
  json["trend"] = json_motion(series.motion);
  const auto words = motion_words(series.motion, panel.unit);
  if (!words.empty()) json["text"] = words;
  if (panel.upper_limit) json["upper_limit"] = six_digits(*panel.upper_limit);
  if (!panel.set_aside.empty()) json["set_aside"] = panel.set_aside;
  json["points"] = ordered_json::array();
  for (const auto& point : series.points) json["points"].push_back(json_point(point, zone));
  json["fitted"] = ordered_json::array();
  for (const auto& band : series.fitted) {
    json["fitted"].push_back({{"at", iso_text(band.at, zone)},
                              {"mean", six_digits(band.mean)},
                              {"interval_95", pair_of({band.low, band.high})}});
  }
  json["gaps"] = ordered_json::array();
  for (const auto& gap : panel.gaps) {
    json["gaps"].push_back({{"from", iso_text(gap.from)}, {"to", iso_text(gap.to)}, {"open", gap.open}});
  }
  json["devices"] = ordered_json::array();
  for (const auto& mark : panel.devices) {
    json["devices"].push_back({{"name", mark.name}, {"first_used", iso_text(mark.day)}});
  }
  return json;
}

ordered_json json_cell(const SignCell& cell) {
  ordered_json json = ordered_json::object();
  const auto add = [&](const char* who, const std::optional<SignSeen>& seen) {
    if (!seen) return;
    json[who] = {{"present", seen->present}, {"day", iso_text(seen->day)}, {"by", seen->by}};
    if (!seen->grade.empty()) json[who]["grade"] = seen->grade;
    if (seen->earlier) json[who]["earlier_findings"] = seen->earlier;
  };
  add("clinician", cell.clinician);
  add("patient", cell.patient);
  return json;
}

ordered_json json_signs(const ClinicalPicture& picture) {
  ordered_json signs = ordered_json::array();
  for (const auto& row : picture.signs) {
    ordered_json json{{"sign", row.code}};
    if (row.region != Region::none) json["region"] = word_of(row.region);
    if (!row.muscle.empty()) json["muscle"] = row.muscle;
    if (row.neuron != MotorNeuron::neither) json["motor_neuron"] = neuron_words(row.neuron);
    json["right"] = json_cell(row.right);
    json["left"] = json_cell(row.left);
    json["no_side"] = json_cell(row.unsided);
    signs.push_back(std::move(json));
  }
  return signs;
}

ordered_json json_events(const ClinicalPicture& picture) {
  ordered_json events = ordered_json::array();
  for (const auto& event : picture.events) {
    ordered_json json{{"event", event.title}, {"start", iso_text(event.start, picture.zone)}};
    if (event.end) json["end"] = iso_text(*event.end, picture.zone);
    if (!event.note.empty()) json["note"] = event.note;
    events.push_back(std::move(json));
  }
  return events;
}

std::string dumped(const ordered_json& json) {
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

std::string json_report(const ReportInput& input) {
  const ClinicalPicture picture = clinical_picture(input);
  ordered_json series = ordered_json::array();
  for (const auto& panel : picture.panels) {
    for (const auto& one : panel.series) series.push_back(json_series(panel, one, picture.zone));
  }
  ordered_json withdrawn = ordered_json::array();
  for (const auto& fact : picture.withdrawn) {
    withdrawn.push_back(
        {{"what", fact.what}, {"day", iso_text(fact.day)}, {"withdrawn", iso_text(fact.withdrawn)}, {"why", fact.why}});
  }
  // The assessment's own text goes in as it is: its figures are those of `assess`, to the byte.
  return "{\"schema\":\"myotrend.report/1\",\"program\":" + dumped("myotrend " + input.program_version) +
         ",\"assessment\":" + json_of(input.assessment) + ",\"series\":" + dumped(series) +
         ",\"events\":" + dumped(json_events(picture)) + ",\"signs\":" + dumped(json_signs(picture)) +
         ",\"withdrawn\":" + dumped(withdrawn) + ",\"note\":" + dumped(std::string(closing_line())) + "}";
}

}  // namespace myotrend::report
