#include "report/sample_patient.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace myotrend::report {

namespace {

constexpr const char* measures_json = R"json({"version": "1", "measures": [
{"code": "grip", "title": "Grip strength", "plain": "grip", "sided": true, "worse": "down", "scale": "ratio",
 "combine": "highest", "role": "strength", "interval_days": {"value": 3, "source": "test"},
 "forms": [{"stored": "kgf", "units": [{"ucum": "kgf", "factor": 1, "words": ["kg"]},
   {"ucum": "[lbf_av]", "factor": 0.45359237, "words": ["lb"]}]}]},
{"code": "mip", "title": "Inspiratory pressure (MIP)", "plain": "breath", "worse": "down", "scale": "ratio",
 "combine": "highest", "role": "strength",
 "forms": [{"stored": "cm[H2O]", "units": [{"ucum": "cm[H2O]", "factor": 1, "words": ["cmH2O"]}]}]},
{"code": "sit-to-stand", "title": "30-second sit-to-stand", "plain": "chair", "worse": "down", "scale": "count",
 "combine": "highest", "role": "function",
 "forms": [{"stored": "{count}", "units": [{"ucum": "{count}", "factor": 1, "words": ["times"]}]}]},
{"code": "ck", "title": "Creatine kinase", "plain": "CK", "worse": "up", "scale": "ratio", "combine": "last",
 "role": "lab", "interval_days": {"value": 90, "source": "test"},
 "forms": [{"stored": "U/L", "units": [{"ucum": "U/L", "factor": 1, "words": ["U/L"]}]}]},
{"code": "fatigue", "title": "Fatigue", "plain": "fatigue", "worse": "up", "scale": "ordinal", "combine": "mean",
 "role": "symptom", "daily": true,
 "forms": [{"stored": "{score}", "hard": {"low": 0, "high": 10, "source": "test"},
   "units": [{"ucum": "{score}", "factor": 1, "words": ["score"]}]}]},
{"code": "cramp", "title": "Cramps", "plain": "cramps", "worse": "up", "scale": "ordinal", "combine": "last",
 "role": "twitch", "daily": true,
 "forms": [{"stored": "{score}", "hard": {"low": 0, "high": 10, "source": "test"},
   "units": [{"ucum": "{score}", "factor": 1, "words": ["score"]}]}]},
{"code": "weight", "title": "Weight", "plain": "weight", "worse": "neither", "scale": "ratio", "combine": "last",
 "role": "context",
 "forms": [{"stored": "kg", "units": [{"ucum": "kg", "factor": 1, "words": ["kg"]}]}]}
]})json";

constexpr const char* signs_json = R"json({"version": "1", "signs": [
{"code": "weakness", "title": "Muscle weakness", "plain": "weakness", "neuron": "lower", "group": "weakness",
 "regions": ["bulbar", "cervical", "thoracic", "lumbosacral"], "sided": true, "source": "test"},
{"code": "atrophy", "title": "Muscle atrophy", "plain": "thin muscle", "neuron": "lower", "group": "atrophy",
 "regions": ["cervical", "lumbosacral"], "sided": true, "source": "test"},
{"code": "hyperreflexia", "title": "Hyperreflexia", "plain": "brisk reflexes", "neuron": "upper",
 "group": "upper-motor-neuron", "regions": ["cervical", "lumbosacral"], "sided": true, "source": "test"},
{"code": "limb-fasciculation", "title": "Limb fasciculation", "plain": "twitches", "neuron": "neither", "group": "none",
 "regions": ["cervical", "lumbosacral"], "sided": true, "source": "test"},
{"code": "dysphagia", "title": "Dysphagia", "plain": "swallowing", "neuron": "neither", "group": "dysphagia",
 "regions": ["bulbar"], "fixed_region": "bulbar", "sided": false, "source": "test"}
]})json";

/// The same noise in every run and on every machine.
class Noise {
 public:
  double next() {
    double sum = 0;
    for (int i = 0; i < 6; ++i) {
      state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
      sum += static_cast<double>(state_ >> 40) / static_cast<double>(1ULL << 24);
    }
    return (sum - 3) * std::sqrt(2.0);
  }

 private:
  std::uint64_t state_ = 20240311;
};

/// Writes facts into a history as a store would hand them out.
class Recorder {
 public:
  explicit Recorder(SamplePatient& patient) : patient_(patient), history_(*patient.history) {}

  Reading& reading(const char* measure, Side side, Instant when, double value, const std::string& device = "") {
    const std::uint32_t where = series(measure, side, device);
    Reading reading;
    reading.series = where;
    reading.effective = reading.recorded = when;
    reading.day = zone().day_of(when);
    reading.value = reading.told_value = value;
    reading.told_unit = history_.series[where].unit;
    history_.readings.push_back(reading);
    return history_.readings.back();
  }
  Details& details(std::uint32_t& index) {
    if (index == no_details) {
      index = static_cast<std::uint32_t>(history_.details.size());
      history_.details.emplace_back();
    }
    return history_.details[index];
  }
  SignFinding& sign(const char* code, Side side, Region region, Source source, Instant when, bool present) {
    const SignSite site{*sample_catalogue().sign(code), side, region, "", source};
    auto found = std::find(history_.sites.begin(), history_.sites.end(), site);
    if (found == history_.sites.end()) found = history_.sites.insert(found, site);
    SignFinding finding;
    finding.site = static_cast<std::uint32_t>(found - history_.sites.begin());
    finding.effective = finding.recorded = when;
    finding.day = zone().day_of(when);
    finding.present = present;
    history_.signs.push_back(finding);
    return history_.signs.back();
  }
  Event& event(EventKind kind, Instant start, std::optional<Instant> end = {}) {
    Event event;
    event.kind = kind;
    event.start = event.recorded = start;
    event.day = zone().day_of(start);
    event.end = event.end_recorded = end;
    history_.events.push_back(event);
    return history_.events.back();
  }
  void correct(const Reading& reading, double value, const std::string& why) {
    Correction correction;
    correction.target = key_of(reading);
    correction.value = correction.told_value = value;
    correction.told_unit = reading.told_unit;
    correction.recorded = reading.effective + std::chrono::hours{30};
    correction.why = why;
    history_.corrections.push_back(correction);
  }
  const Zone& zone() const { return patient_.assessment.zone; }

 private:
  std::uint32_t series(const char* measure, Side side, const std::string& device) {
    const MeasureCode code = *sample_catalogue().measure(measure);
    Series wanted{code, sample_catalogue()[code].forms[0].stored, side, Region::none, "", Source::patient, device, ""};
    if (sample_catalogue()[code].role == Role::lab) wanted.source = Source::lab;
    auto found = std::find(history_.series.begin(), history_.series.end(), wanted);
    if (found == history_.series.end()) found = history_.series.insert(found, wanted);
    return static_cast<std::uint32_t>(found - history_.series.begin());
  }
  SamplePatient& patient_;
  History& history_;
};

/// The share that is left at `when` of a level that falls by `pct` a month from `onset` on.
double left_of(Instant onset, double pct, Instant when) {
  const double months = std::max(0.0, days_between(onset, when)) / 30.44;
  return std::exp(-pct / 100 * months);
}

SamplePatient blank(const char* as_of) {
  SamplePatient sample;
  sample.history = std::make_unique<History>();
  sample.assessment.zone = Zone::named("Europe/London").value();
  Patient& patient = sample.history->patient;
  patient.id = {"P0101-000012"};
  patient.sex = Sex::male;
  patient.birth_year = 1968;
  patient.dominant_hand = Hand::right;
  patient.zone = sample.assessment.zone;
  patient.covid_date = day("2023-11-20");
  sample.picture.as_of = at(as_of);
  sample.assessment.patient = patient.id;
  sample.assessment.as_of = sample.picture.as_of;
  sample.assessment.pathway = {"post-covid-neuromuscular", "1.0.0", std::string(64, 'a'), "clinic"};
  return sample;
}

void know(SamplePatient& sample) {
  sample.picture = known_at(*sample.history, sample.picture.as_of);
  sample.assessment.input_sha256 = input_sha256(sample.picture);
}

void record_strength(Recorder& recorder, SamplePatient& sample) {
  Noise noise;
  const Instant onset = at("2025-02-10"), last = at("2025-12-10");
  int count = 0;
  for (Instant when = at("2024-01-08T08:10"); when < last; when += std::chrono::hours{24 * 3 + 2}) {
    if (when > at("2024-07-20") && when < at("2024-09-12")) continue;
    const std::string device = when < at("2025-05-20") ? "dyn-A" : "dyn-B";
    const double common = noise.next() * 0.025;
    for (const Side side : {Side::right, Side::left}) {
      const double base = side == Side::right ? 41.5 * left_of(onset, 3.6, when) : 38.2;
      double best = base * (1 + common + noise.next() * 0.03);
      if (count == 160 && side == Side::left) best *= 2.2046;
      Reading& reading = recorder.reading("grip", side, when, std::round(best * 10) / 10, device);
      auto& trials = recorder.details(reading.details).trials;
      for (const double less : {0.0, 0.03, 0.06}) trials.push_back(std::round(best * (1 - less) * 10) / 10);
      if (count == 60 && side == Side::right) {
        const double right_value = reading.value;
        reading.value = reading.told_value = 23.1;
        recorder.correct(reading, right_value, "digits swapped");
      }
    }
    if (++count % 4 == 0) {
      const double mip = 92 * (1 + noise.next() * 0.08);
      recorder.reading("mip", Side::none, when + std::chrono::minutes{20}, std::round(mip));
    }
  }
  recorder.reading("grip", Side::right, at("2025-12-11T08:00"), std::nan(""), "dyn-B");
  for (const Side side : {Side::right, Side::left}) {
    FittedLine line{"grip", Unit::kilogram_force, side, {}, {}};
    for (const auto& reading : sample.history->readings) {
      const Series& series = sample.history->series[reading.series];
      if (series.side != side || reading.could_not()) continue;
      const double mean = side == Side::right ? 41.3 * left_of(onset, 3.6, reading.effective) : 38.1;
      line.points.push_back({reading.effective, mean, mean * 0.962, mean * 1.04});
    }
    sample.fitted.push_back(line);
  }
}

void record_the_rest(Recorder& recorder) {
  Noise noise;
  for (Instant when = at("2024-01-08T19:00"); when < at("2025-12-12"); when += std::chrono::hours{24}) {
    if (noise.next() > 1.3) continue;
    const double fatigue = 6.2 - 2.5 * (1 - left_of(at("2024-01-08"), 9, when)) + noise.next() * 1.2;
    recorder.reading("fatigue", Side::none, when, std::clamp(std::round(fatigue), 0.0, 10.0));
    if (noise.next() > 1.1)
      recorder.reading("cramp", Side::none, when, std::clamp(std::round(2 + noise.next()), 0.0, 10.0));
  }
  for (const auto& [when, value] : {std::pair{"2024-01-15T09:00", 160.0},
                                    {"2024-06-20T09:00", 610.0},
                                    {"2025-01-14T09:00", 240.0},
                                    {"2025-10-02T09:00", 260.0}}) {
    recorder.reading("ck", Side::none, at(when), value).upper_limit = 308;
  }
  for (Instant when = at("2024-01-15T09:00"); when < at("2025-12-12"); when += date::days{28}) {
    recorder.reading("weight", Side::none, when, std::round(840 + noise.next() * 8) / 10);
    recorder.reading("sit-to-stand", Side::none, when, std::round(15 + noise.next()));
  }
  recorder.event(EventKind::infection, at("2024-03-01"), at("2024-03-12"));
  auto& start = recorder.event(EventKind::treatment_start, at("2024-04-20"));
  recorder.details(start.details).note = "low-dose <naltrexone> & \"pacing\"";
  recorder.event(EventKind::hard_exercise, at("2024-06-18"));
  recorder.event(EventKind::device_change, at("2025-05-20"));
  recorder.event(EventKind::injury, at("2025-06-03"));
  const Instant visit = at("2025-08-14T11:00");
  auto& weak = recorder.sign("weakness", Side::right, Region::cervical, Source::clinician, visit, true);
  recorder.details(weak.details).author = "Dr Ada Okafor";
  recorder.sign("weakness", Side::left, Region::cervical, Source::clinician, visit, false);
  recorder.sign("atrophy", Side::right, Region::cervical, Source::clinician, visit, false);
  recorder.sign("hyperreflexia", Side::none, Region::lumbosacral, Source::clinician, visit, false);
  recorder.sign("limb-fasciculation", Side::right, Region::cervical, Source::patient, at("2025-07-30T10:00"), true);
  recorder.sign("dysphagia", Side::none, Region::bulbar, Source::patient, at("2024-02-02T10:00"), false);
}

std::string id_of(const SamplePatient& sample, const char* measure, auto which) {
  for (const auto& reading : sample.history->readings) {
    const Series& series = sample.history->series[reading.series];
    if (sample_catalogue()[series.measure].code == measure && which(reading)) {
      return fact_id(*sample.history, key_of(reading));
    }
  }
  throw std::logic_error("no such reading in the sample");
}

Flag flag(const char* id, const char* title, FlagState state, Disposition level = Disposition::continue_care) {
  return {id, title, state, level, {}, "Red flags of the source article [A]"};
}

void judge(SamplePatient& sample) {
  Assessment& said = sample.assessment;
  said.disposition = Disposition::refer_routine;
  said.since = at("2025-07-02T08:40");
  said.summary =
      "Right grip down 30 % since 10 Feb 2025 (3.6 %/month, 95 % 2.9 to 4.3), left unchanged; right-sided weakness "
      "found "
      "on 14 Aug 2025. Meets 'progressive weakness'; suggests neurology referral.";
  Flag weak = flag("progressive-weakness", "Progressive weakness", FlagState::met, Disposition::refer_routine);
  Evidence trend;
  trend.measure = "grip";
  trend.side = Side::right;
  trend.text = "Right grip falls by 3.6 % a month (95 % 2.9 to 4.3), evidence ratio 412, on 223 readings.";
  Evidence sign{EvidenceKind::sign,
                "",
                "weakness",
                Side::right,
                Region::cervical,
                {},
                {},
                {},
                {},
                {},
                "Muscle weakness, right, cervical, found by a clinician on 14 Aug 2025."};
  weak.evidence = {trend, sign};
  said.flags = {weak,
                flag("muscle-atrophy", "Muscle atrophy", FlagState::not_met),
                flag("bulbar", "Bulbar symptoms", FlagState::unknown),
                flag("respiratory-weakness", "Respiratory weakness", FlagState::not_met),
                flag("upper-motor-neuron", "Upper motor neuron signs", FlagState::not_met),
                flag("persistent-ck", "Persistently raised CK", FlagState::not_met)};
  said.rules = {{"R1", "progressive-weakness", Disposition::refer_routine, at("2025-07-02T08:40"), 28, {}},
                {"S3", "progressive-weakness", Disposition::reassess, at("2025-06-01T08:40"), 28, {}}};
  said.set_aside = {{"ck",
                     "610 U/L on 20 Jun 2024, two days after hard exercise: not comparable.",
                     {id_of(sample, "ck", [](const Reading& r) { return r.value > 600; })}}};
  said.missing = {{"examination", "Swallowing and speech were never examined by a clinician.", std::nullopt, {}},
                  {"mip", "A second MIP within two weeks would tell more.", 12.0, day("2026-01-10")}};
  said.data_quality = {{DataQualityKind::unit,
                        {id_of(sample, "grip", [](const Reading& r) { return r.value > 60; })},
                        "Left grip of 81.7 kg looks like pounds.",
                        "Left out. If it was kg, log it again."}};
  said.regions = {{Region::cervical, {}, {"weakness"}}};
  said.log_evidence_ratio = std::log(412.0);
  said.onset = day("2025-02-10");
  said.onset_interval_90 = {day("2025-01-02"), day("2025-03-20")};
  said.trends = {
      {"grip", Side::right, -3.6, {-4.3, -2.9}, {}, Unit::kilogram_force, -1.1, {-1.32, -0.89}, 30, 0.99, 29.1, 223},
      {"grip", Side::left, -0.4, {-1.4, -0.02}, {}, Unit::kilogram_force, -0.15, {-0.5, -0.01}, 1, 0.1, 38, 222}};
}

}  // namespace

std::string lower(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Instant at(const char* iso) { return time_told(iso, Zone::named("Europe/London").value()).value().at; }
Day day(const char* iso) { return day_told(iso).value(); }

const Catalogue& sample_catalogue() {
  static const Catalogue catalogue = Catalogue::parse(measures_json, signs_json).value();
  return catalogue;
}

const trend::Parameters& sample_detector() {
  static const trend::Parameters parameters = [] {
    std::ifstream file(MYOTREND_SOURCE_DIR "/schema/detector.json");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return trend::parse_parameters(text).value();
  }();
  return parameters;
}

ReportInput SamplePatient::input() const {
  ReportInput input{sample_catalogue(), picture, assessment, fitted, "0.1.0", 10, 28, 35};
  input.detector = &sample_detector();
  return input;
}

SamplePatient declining_patient() {
  SamplePatient sample = blank("2025-12-12T18:00");
  Recorder recorder(sample);
  record_strength(recorder, sample);
  record_the_rest(recorder);
  know(sample);
  judge(sample);
  return sample;
}

SamplePatient judged_patient(Disposition disposition) {
  SamplePatient sample = declining_patient();
  Assessment& said = sample.assessment;
  said.disposition = disposition;
  for (auto& rule : said.rules) rule.level = disposition;
  said.rules.resize(1);
  said.flags[0].level = disposition;
  if (disposition == Disposition::emergency) {
    said.rules[0].act_within_days = 0;
    said.summary =
        "Arrange emergency assessment now; this program calls nobody. New breathlessness at rest on 12 Dec 2025.";
  }
  if (disposition < Disposition::reassess) {
    said.rules.clear();
    said.flags[0].state = FlagState::unknown;
    said.flags[0].evidence.clear();
    said.log_evidence_ratio = 0;
    said.trends.clear();
    said.summary = disposition == Disposition::continue_care
                       ? "No referral criterion was met on data up to 12 Dec 2025. This does not exclude neuromuscular "
                         "disease."
                       : "The last strength reading is 40 days old; two grip tests a week would let the pathway judge.";
  }
  return sample;
}

SamplePatient daily_for_two_years() {
  SamplePatient sample = blank("2025-12-12T18:00");
  Recorder recorder(sample);
  Noise noise;
  for (Instant when = at("2023-12-13T08:00"); when < sample.picture.as_of; when += std::chrono::hours{24}) {
    const auto measure = [&](const char* code, Side side, double level, const char* device) {
      Reading& reading =
          recorder.reading(code, side, when, std::round(level * (1 + noise.next() * 0.05) * 10) / 10, device);
      auto& trials = recorder.details(reading.details).trials;
      for (const double less : {0.0, 0.03, 0.06}) trials.push_back(std::round(reading.value * (1 - less) * 10) / 10);
    };
    measure("grip", Side::right, 40, "");
    measure("grip", Side::left, 38, "");
    measure("mip", Side::none, 90, "");
    for (const char* device : {"", "b", "c"}) {
      for (const char* code : {"fatigue", "cramp", "weight"})
        recorder.reading(code, Side::none, when, std::round(5 + noise.next()), device);
    }
  }
  for (const Side side : {Side::right, Side::left, Side::none}) {
    FittedLine line{
        side == Side::none ? "mip" : "grip", side == Side::none ? Unit::cm_water : Unit::kilogram_force, side, {}, {}};
    for (Instant when = at("2023-12-13T08:00"); when < sample.picture.as_of; when += std::chrono::hours{24}) {
      const double mean = (side == Side::none ? 90 : 39) + noise.next() * 0.3;
      line.points.push_back({when, mean, mean - 2, mean + 2});
    }
    sample.fitted.push_back(line);
  }
  know(sample);
  sample.assessment.disposition = Disposition::continue_care;
  sample.assessment.since = at("2024-02-01");
  sample.assessment.summary = "No referral criterion was met on data up to 12 Dec 2025.";
  return sample;
}

SamplePatient empty_patient() {
  SamplePatient sample = blank("2025-12-12T18:00");
  know(sample);
  sample.assessment.since = at("2025-12-01");
  sample.assessment.summary = "Nothing has been recorded.";
  return sample;
}

}  // namespace myotrend::report
