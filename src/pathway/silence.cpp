#include "pathway/silence.h"

#include <fmt/format.h>

#include <algorithm>

namespace myotrend::pathway {

namespace {

using trend::Stream;

constexpr int days_per_week = 7;

const Measure& measure_of(const Walk& walk, Stream stream) { return walk.measure_of(stream); }

Side side_of(Stream stream) {
  if (!trend::is_grip(stream)) return Side::none;
  return stream == Stream::right_grip ? Side::right : Side::left;
}

std::chrono::microseconds in_days(double count) {
  return std::chrono::round<std::chrono::microseconds>(std::chrono::duration<double, days::period>(count));
}

bool somebody_measures(const Walk& walk) {
  if (!walk.out_of_scope().empty()) return false;
  if (walk.patient().followup_end && walk.today() > *walk.patient().followup_end) return false;
  constexpr EventKind ends[] = {EventKind::death, EventKind::neurology_seen, EventKind::discharge, EventKind::withdrew};
  return std::all_of(std::begin(ends), std::end(ends),
                     [&](EventKind kind) { return walk.episodes().of(kind).empty(); });
}

/// Of a series that is under way, whether or not it has stopped.
std::optional<Silence> series_awaited(const Walk& walk, Stream stream, const SilenceTerms& terms) {
  const auto& points = walk.strength().levels(stream).points();
  if (points.size() < static_cast<std::size_t>(terms.under_way_readings)) return std::nullopt;
  const Measure& measure = measure_of(walk, stream);
  if (!measure.interval_days) return std::nullopt;
  Silence silence{stream, points.back().at, points.back().reading, {}, false};
  // Tried, and could not: somebody is at it.
  for (const Attempt& attempt : walk.function().failed()) {
    const bool same = attempt.side == side_of(stream) &&
                      (*walk.rulebook().catalogue)[attempt.measure].code == trend::measure_code_of(stream);
    if (same && attempt.at > silence.newest) {
      silence.newest = attempt.at;
      silence.reading = attempt.reading;
    }
  }
  silence.since = silence.newest + in_days(*measure.interval_days + terms.grace_days);
  return silence;
}

std::optional<Silence> silence_of(const Walk& walk, Stream stream, const SilenceTerms& terms) {
  auto awaited = series_awaited(walk, stream, terms);
  if (!awaited || walk.now() <= awaited->since) return std::nullopt;
  Silence& silence = *awaited;
  const auto& newest = walk.strength().newest_kept();
  const bool others_go_on =
      newest && days_between(*newest, walk.now()) <= walk.rulebook().pathway->terms().stale_after_days;
  // Breathing is measured at visits: while the hands go on, it may wait for the next one.
  silence.given_up =
      others_go_on && (!trend::is_grip(stream) || days_between(silence.newest, walk.now()) > terms.awaited_days);
  return awaited;
}

int weeks_since(const Walk& walk, Instant at) { return static_cast<int>(days_between(at, walk.now())) / days_per_week; }

}  // namespace

std::vector<Silence> silences(const Walk& walk) {
  std::vector<Silence> out;
  const auto& terms = walk.rulebook().pathway->terms().silence;
  if (!terms || !somebody_measures(walk)) return out;
  for (const Stream stream : trend::all_streams)
    if (auto silence = silence_of(walk, stream, *terms)) out.push_back(*silence);
  return out;
}

bool awaits_data(const Walk& walk) {
  const auto& terms = walk.rulebook().pathway->terms().silence;
  if (!terms || !somebody_measures(walk)) return false;
  return std::any_of(std::begin(trend::all_streams), std::end(trend::all_streams), [&](Stream stream) {
    const auto silence = silence_of(walk, stream, *terms);
    return silence && !silence->given_up;
  });
}

Instant silences_stand_until(const Walk& walk) {
  Instant until = Instant::max();
  const auto& terms = walk.rulebook().pathway->terms().silence;
  if (!terms || !somebody_measures(walk)) return until;
  const auto moves_after = [&](Instant at) {
    if (at >= walk.now()) until = std::min(until, at);
  };
  for (const Stream stream : trend::all_streams) {
    const auto series = series_awaited(walk, stream, *terms);
    if (!series) continue;
    moves_after(series->since);
    moves_after(series->since + in_days(terms->alert_after_days));
    moves_after(series->newest + in_days(terms->awaited_days));
  }
  if (const auto& newest = walk.strength().newest_kept())
    moves_after(*newest + in_days(walk.rulebook().pathway->terms().stale_after_days));
  if (const auto& last_day = walk.patient().followup_end)
    moves_after(walk.patient().zone.end_of(*last_day) - std::chrono::microseconds{1});  // it is over at its end
  return until;
}

std::vector<SilenceWords> words_of(const Walk& walk, const std::vector<Silence>& silences) {
  std::vector<SilenceWords> out;
  const auto& terms = walk.rulebook().pathway->terms().silence;
  const auto add = [&](const Silence& silence, const std::string& of, Instant newest) {
    const Measure& measure = measure_of(walk, silence.stream);
    out.push_back({measure.code, fmt::format("no {}{} for {} weeks", measure.plain, of, weeks_since(walk, newest)),
                   newest, measure.interval_days.value_or(0)});
  };
  for (const Silence& silence : silences) {
    if (!trend::is_grip(silence.stream)) {
      add(silence, "", silence.newest);
      continue;
    }
    const Stream other = silence.stream == Stream::right_grip ? Stream::left_grip : Stream::right_grip;
    const auto both =
        std::find_if(silences.begin(), silences.end(), [&](const Silence& each) { return each.stream == other; });
    const bool other_under_way =
        terms && walk.strength().levels(other).points().size() >= static_cast<std::size_t>(terms->under_way_readings);
    if (both == silences.end()) {
      const std::string hand = fmt::format(" of the {} hand", word_of(side_of(silence.stream)));
      add(silence, other_under_way ? hand : "", silence.newest);
    } else if (silence.stream == Stream::right_grip) {
      add(silence, "", std::max(silence.newest, both->newest));
    }
  }
  return out;
}

Flag silence_flag(const Walk& walk, const Picture& picture, const std::vector<Silence>& silences) {
  Flag flag;
  flag.id = no_data_flag;
  flag.title = "Data have stopped";
  const auto& terms = walk.rulebook().pathway->terms().silence;
  flag.source = terms ? terms->source : "";
  const bool awaited =
      std::any_of(silences.begin(), silences.end(), [](const Silence& each) { return !each.given_up; });
  flag.state = walk.strength().kept() == 0 || !walk.out_of_scope().empty() ? FlagState::unknown
               : awaited                                                   ? FlagState::met
                                                                           : FlagState::not_met;
  flag.level = flag.state == FlagState::not_met ? Disposition::continue_care : Disposition::insufficient_data;
  for (const Silence& silence : silences) {
    const Measure& measure = measure_of(walk, silence.stream);
    Evidence evidence;
    evidence.kind = EvidenceKind::level;
    evidence.measure = measure.code;
    evidence.side = side_of(silence.stream);
    evidence.figures = {{"last_days_ago", days_between(silence.newest, walk.now())},
                        {"due_every_days", *measure.interval_days}};
    evidence.readings = {fact_id(*picture.history, key_of(picture.readings[silence.reading]))};
    evidence.from = evidence.to = silence.newest;
    const std::string side = evidence.side == Side::none ? "" : fmt::format(" of the {} hand", word_of(evidence.side));
    evidence.text =
        fmt::format("No {}{} for {} weeks: the last was on {}, and one is due every {:.0f} days{}", measure.plain, side,
                    weeks_since(walk, silence.newest), plain_text(walk.patient().zone.day_of(silence.newest)),
                    *measure.interval_days, silence.given_up ? "; others go on, so this one is no longer awaited" : "");
    flag.evidence.push_back(std::move(evidence));
  }
  return flag;
}

std::optional<DataStopped> data_stopped(const Walk& walk, const std::vector<Silence>& silences) {
  std::vector<Silence> awaited;
  std::copy_if(silences.begin(), silences.end(), std::back_inserter(awaited),
               [](const Silence& silence) { return !silence.given_up; });
  if (awaited.empty()) return std::nullopt;
  DataStopped stopped;
  for (const SilenceWords& words : words_of(walk, awaited))
    stopped.text += (stopped.text.empty() ? "" : ", ") + words.text;
  stopped.since = awaited.front().since;
  for (const Silence& silence : awaited) stopped.since = std::min(stopped.since, silence.since);
  const Instant alerts = stopped.since + in_days(walk.rulebook().pathway->terms().silence->alert_after_days);
  stopped.past_limit = walk.now() > alerts;
  return stopped;
}

}  // namespace myotrend::pathway
