#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "commands.h"
#include "page.h"
#include "session.h"

namespace myotrend::cli {
namespace {

struct TrendArguments {
  std::string measure, side;
};

using Json = nlohmann::ordered_json;

/// What is asked for; empty: everything.
struct Asked {
  std::string measure;
  Side side = Side::none;
  bool wants(const report::ChartPanel& panel, const report::ChartSeries& series) const {
    return (measure.empty() || panel.measure == measure) && (side == Side::none || series.side == side);
  }
};

Result<Asked> asked(const TrendArguments& arguments, const Catalogue& catalogue) {
  Asked all;
  if (!arguments.measure.empty() && !catalogue.measure(arguments.measure)) {
    const std::string nearest = catalogue.nearest(arguments.measure);
    return Refusal{fmt::format("measure \"{}\" is not known{}", arguments.measure,
                               nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest))};
  }
  all.measure = arguments.measure;
  if (arguments.side.empty()) return all;
  const auto side = side_named(arguments.side);
  if (!side) return Refusal{fmt::format("side \"{}\" is not known; use left or right", arguments.side)};
  all.side = *side;
  return all;
}

double rounded(double value) { return std::stod(fmt::format("{:.6g}", value)); }
Json pair_of(const std::pair<double, double>& interval) {
  return Json::array({rounded(interval.first), rounded(interval.second)});
}

Json json_of_motion(const report::Motion& motion) {
  if (const auto* rate = std::get_if<report::Rate>(&motion))
    return {{"per_month", rounded(rate->per_month)},
            {"interval_95_per_month", pair_of(rate->interval_95_per_month)},
            {"pct_per_month", rounded(rate->pct_per_month)},
            {"interval_95_pct_per_month", pair_of(rate->interval_95_pct_per_month)},
            {"loss_pct", rounded(rate->loss_pct)},
            {"established", rate->established}};
  if (const auto* little = std::get_if<report::TooLittleData>(&motion))
    return {{"too_little_data",
             {{"readings", little->readings},
              {"readings_min", little->readings_min},
              {"days", little->days},
              {"days_min", little->days_min}}}};
  return nullptr;
}

Json json_of_series(const report::ChartPanel& panel, const report::ChartSeries& series, const Zone& zone) {
  Json document = {{"measure", panel.measure}, {"title", panel.title}, {"unit", panel.unit_word}};
  if (series.side != Side::none) document["side"] = word_of(series.side);
  document["rate"] = json_of_motion(series.motion);
  document["readings"] = Json::array();
  for (const report::ChartPoint& point : series.points) {
    Json each = {{"id", point.id}, {"at", iso_text(point.at, zone)}};
    each["value"] = std::isnan(point.value) ? Json() : Json(rounded(point.value));
    document["readings"].push_back(std::move(each));
  }
  return document;
}

int run_trend(const TrendArguments& arguments, Session& session, std::ostream& out, std::ostream& err) {
  const auto rules = session.rulebook();
  if (!rules) return failed(err, rules.failure());
  const auto wanted = asked(arguments, session.catalogue());
  if (!wanted.ok()) return failed(err, wanted.refusal());
  const auto shown = session.shown();
  if (!shown) return failed(err, shown.failure());
  const Picture picture = known_at(shown->history, shown->as_of);
  const Page page(**rules, picture);
  const report::ClinicalPicture clinical = report::clinical_picture(page.input());
  const Zone& zone = shown->history.patient.zone;
  Json document = {{"schema", "myotrend.trend/1"},
                   {"patient", shown->history.patient.id.text},
                   {"as_of", iso_text(shown->as_of, zone)},
                   {"series", Json::array()}};
  bool any = false;
  const bool everything = wanted->measure.empty() && wanted->side == Side::none;
  if (everything && !session.json() && !clinical.panels.empty()) {
    out << report::terminal_overview(clinical, session.style());
    any = true;
  }
  for (const report::ChartPanel& panel : clinical.panels) {
    for (const report::ChartSeries& series : panel.series) {
      if (!wanted->wants(panel, series)) continue;
      if (session.json()) {
        document["series"].push_back(json_of_series(panel, series, zone));
      } else {
        out << (any ? "\n" : "") << report::terminal_trend(clinical, panel, series, zone, session.style());
      }
      any = true;
    }
  }
  if (session.json()) {
    out << document.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  } else if (!any) {
    out << fmt::format("{}: nothing measured up to {}\n", arguments.measure.empty() ? "trend" : arguments.measure,
                       plain_text(zone.day_of(shown->as_of)));
  }
  return done;
}

}  // namespace

CommandSyntax trend_syntax() {
  auto told = std::make_shared<TrendArguments>();
  CommandSyntax trend("trend", "The series and their rates", "myotrend trend grip --side right -p P7");
  trend.runs(told, run_trend);
  trend.takes("MEASURE", &told->measure, "Only this one").of(Value::measure);
  trend.takes("--side", &told->side, "left or right");
  return trend;
}

}  // namespace myotrend::cli
