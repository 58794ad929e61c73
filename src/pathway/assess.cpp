#include <fmt/format.h>

#include <algorithm>

#include "myotrend/pathway/standpoint.h"
#include "pathway/explanation.h"
#include "pathway/findings.h"
#include "pathway/losses_seen.h"
#include "pathway/other_measures.h"
#include "pathway/silence.h"
#include "pathway/walk.h"

namespace myotrend::pathway {

namespace {

/// Moves when the same facts may be judged differently by a new program.
constexpr const char* algorithm_version = "1";

class Assembly {
 public:
  Assembly(const Walk& walk, const Picture& picture)
      : walk_(walk),
        picture_(picture),
        rules_(walk.rulebook().pathway->rules(walk.rulebook().point)),
        in_scope_(walk.out_of_scope().empty()) {}

  Assessment assemble();

 private:
  void add_rules();
  void add_flags();
  /// Twitches that a clinician or the patient saw: listed beside what refers.
  void add_support();
  FlagState state_of(const FlagRule& flag, bool met) const;
  std::string care_ended() const;
  std::string summary() const;
  std::string findings_sentence() const;
  std::string date() const { return plain_text(walk_.patient().zone.day_of(walk_.now())); }

  const Walk& walk_;
  const Picture& picture_;
  std::span<const Rule> rules_;
  bool in_scope_;
  Assessment out_;
};

void Assembly::add_rules() {
  if (!in_scope_) return;
  const auto flags = walk_.rulebook().pathway->flags();
  for (const Spell& spell : walk_.spells()) {
    const Rule& rule = rules_[spell.rule];
    if (spell.holds) {
      out_.rules.push_back(
          {rule.id, flags[spell.flag].id, rule.level, spell.since, rule.act_within_days, spell.ground_known});
    } else if (spell.ended && rule.level >= Disposition::refer_routine) {
      out_.ended.push_back({rule.id, flags[spell.flag].id, rule.level, spell.ended_at});
    }
  }
}

FlagState Assembly::state_of(const FlagRule& flag, bool met) const {
  if (met) return FlagState::met;
  if (!in_scope_) return FlagState::unknown;
  if (flag.needs_strength_record && walk_.strength_record()) return FlagState::not_met;
  if ((flag.examined & walk_.signs().looked_for_by_clinician()).any() || (flag.asked & walk_.signs().asked()).any())
    return FlagState::not_met;
  for (const MeasureCode measure : flag.measured) {
    if ((*walk_.rulebook().catalogue)[measure].code == "ck"
            ? walk_.ck().newest() != nullptr
            : walk_.level_book(measure) && walk_.level_book(measure)->newest(true)) {
      return FlagState::not_met;
    }
  }
  return FlagState::unknown;
}

void Assembly::add_flags() {
  const auto flags = walk_.rulebook().pathway->flags();
  for (std::size_t f = 0; f < flags.size(); ++f) {
    Flag flag{flags[f].id, flags[f].title, FlagState::unknown, Disposition::insufficient_data, {}, flags[f].source};
    bool met = false;
    for (const Spell& spell : walk_.spells()) {
      if (!spell.holds || spell.flag != f || !in_scope_) continue;
      const Rule& rule = rules_[spell.rule];
      flag.level = met ? std::max(flag.level, rule.level) : rule.level;
      met = true;
      for (std::size_t i = 0; i < rule.lines.size(); ++i) {
        if (rule.lines[i].flag != f || !walk_.lines()[spell.rule][i].holds) continue;
        for (Evidence& evidence : explain(walk_, picture_, rule.lines[i])) {
          const bool told = std::any_of(flag.evidence.begin(), flag.evidence.end(),
                                        [&](const Evidence& e) { return e.text == evidence.text; });
          if (!told) flag.evidence.push_back(std::move(evidence));
        }
      }
    }
    flag.state = state_of(flags[f], met);
    if (flag.state == FlagState::not_met) flag.level = Disposition::continue_care;
    out_.flags.push_back(std::move(flag));
  }
  const auto stopped = silences(walk_);
  out_.flags.push_back(silence_flag(walk_, picture_, stopped));
  out_.data_stopped = data_stopped(walk_, stopped);
  add_support();
}

void Assembly::add_support() {
  const auto referred = std::find_if(out_.flags.begin(), out_.flags.end(), [](const Flag& flag) {
    return flag.state == FlagState::met && flag.level >= Disposition::refer_routine;
  });
  if (referred == out_.flags.end()) return;
  for (Evidence& twitches : explain_sign(walk_, picture_, "limb-fasciculation")) {
    twitches.text += "; supports what else was found, and counts for nothing alone";
    referred->evidence.push_back(std::move(twitches));
  }
}

std::string Assembly::care_ended() const {
  for (const EventKind kind :
       {EventKind::death, EventKind::neurology_seen, EventKind::discharge, EventKind::withdrew}) {
    if (!walk_.episodes().of(kind).empty()) return std::string(word_of(kind));
  }
  return {};
}

std::string Assembly::findings_sentence() const {
  std::vector<std::string> titles;
  std::string ground;
  for (const Flag& flag : out_.flags) {
    if (flag.state != FlagState::met || flag.id == no_data_flag) continue;
    titles.push_back(fmt::format("'{}'", flag.title));
    if (ground.empty() && flag.level == out_.disposition && !flag.evidence.empty()) ground = flag.evidence.front().text;
  }
  return fmt::format("{}{}Meets {}", ground, ground.empty() ? "" : ". ", fmt::join(titles, ", "));
}

std::string Assembly::summary() const {
  const std::string symptoms = symptom_sentence(walk_);
  const bool told = !out_.data_stopped || out_.disposition == Disposition::insufficient_data;
  const std::string stopped = told ? "" : fmt::format(" Data have stopped: {}.", out_.data_stopped->text);
  const std::string tail = stopped + (symptoms.empty() ? "" : " " + symptoms);
  const std::string examined = walk_.signs().last_examined() ? "" : "; no examination on record";
  switch (out_.disposition) {
    case Disposition::emergency: {
      for (const Spell& spell : walk_.spells()) {
        if (spell.holds && rules_[spell.rule].level == Disposition::emergency) {
          return fmt::format("{} {}. This program calls nobody.", rules_[spell.rule].action, findings_sentence());
        }
      }
      return findings_sentence();
    }
    case Disposition::refer_urgent:
      return fmt::format("{}{}; suggests urgent neurology referral.{}", findings_sentence(), examined, tail);
    case Disposition::refer_routine:
      return fmt::format("{}{}; suggests neurology referral.{}", findings_sentence(), examined, tail);
    case Disposition::reassess:
      return fmt::format(
          "{}{}; suggests an examination and a repeat. No referral criterion was met on data up to {}.{}",
          findings_sentence(), examined, date(), tail);
    case Disposition::insufficient_data: {
      if (!in_scope_)
        return fmt::format("{} What was recorded is kept and shown, and nothing of it was weighed.",
                           out_.missing.front().text);
      const std::string why = out_.missing.empty() ? "Too little data." : out_.missing.front().text;
      return fmt::format(
          "Cannot tell: {} No referral criterion was met on data up to {}; this does not exclude neuromuscular "
          "disease.{}",
          why, date(), tail);
    }
    case Disposition::continue_care:
      return fmt::format(
          "No referral criterion was met on data up to {}. This does not exclude neuromuscular disease.{}{}", date(),
          out_.power.empty() ? "" : " " + out_.power.front().text, tail);
  }
  return {};
}

Assessment Assembly::assemble() {
  const Rulebook& rulebook = walk_.rulebook();
  out_.patient = walk_.patient().id;
  out_.as_of = picture_.as_of;
  out_.zone = walk_.patient().zone;
  out_.pathway = {rulebook.pathway->id(), rulebook.pathway->version(), rulebook.pathway->sha256(),
                  rulebook.pathway->points()[rulebook.point]};
  out_.input_sha256 = input_sha256(picture_);
  out_.disposition = walk_.disposition();
  out_.since = walk_.since();
  out_.care_ended = care_ended();
  add_rules();
  add_flags();
  const bool referred = out_.disposition >= Disposition::refer_routine;
  out_.measures = other_measures(walk_, picture_);
  if (!referred) out_.set_aside = set_aside(walk_, picture_, out_.measures);
  out_.missing = missing(walk_);
  if (out_.disposition == Disposition::continue_care) out_.power = losses_seen(walk_);
  out_.data_quality = data_quality(walk_, picture_);
  out_.regions = region_signs(walk_);
  out_.log_evidence_ratio = walk_.strength().last_look().log_e;
  out_.trends = stream_trends(walk_);
  if (!out_.trends.empty()) {
    const auto& posterior = *walk_.strength().posterior();
    const auto day = [&](double since_origin) {
      return walk_.strength().origin_day() + days{static_cast<int>(std::lround(since_origin))};
    };
    out_.onset = day(posterior.onset_most_probable);
    out_.onset_interval_90 = {day(posterior.onset_90.low), day(posterior.onset_90.high)};
  }
  out_.summary = summary();
  return std::move(out_);
}

}  // namespace

Rulebook::Rulebook(const Pathway& rules, const Catalogue& codes, std::size_t operating_point)
    : pathway(&rules), catalogue(&codes), point(operating_point), design(rules.detector()) {
  for (const Rule& rule : rules.rules(point)) {
    for (const Line& line : rule.lines) {
      for (const Condition& condition : line.when) {
        const auto* hands = std::get_if<BothHandsLow>(&condition.what);
        const auto* evidence = std::get_if<EvidenceReached>(&condition.what);
        if (evidence) evidence_worth_saying = std::min(evidence_worth_saying, evidence->at_least);
        if (hands) low_hand_share = std::max(low_hand_share, 1 - hands->below_own_level_pct / 100);
      }
    }
  }
}

std::string Rulebook::stamp() const {
  return fmt::format("{}:{}:{}:{}", pathway->sha256(), catalogue->sha256(), pathway->points()[point],
                     algorithm_version);
}

Assessment assess(const Rulebook& rulebook, const Picture& picture) {
  Walk walk(rulebook, picture.history->patient);
  walk.walk(picture, picture.as_of);
  return Assembly(walk, picture).assemble();
}

Assessment assess(const Rulebook& rulebook, const Picture& picture, Standpoint& standpoint) {
  Walk walk(rulebook, picture.history->patient);
  walk.take(picture, picture.as_of);
  standpoint = standpoint_at(walk, picture.as_of);
  walk.go_on_to(picture.as_of);
  return Assembly(walk, picture).assemble();
}

Judge::Judge(const Rulebook& rulebook, const Patient& patient) : walk_(std::make_unique<Walk>(rulebook, patient)) {}
Judge::Judge(const Judge& other) : walk_(std::make_unique<Walk>(*other.walk_)) {}
Judge& Judge::operator=(const Judge& other) {
  if (this != &other) walk_ = std::make_unique<Walk>(*other.walk_);
  return *this;
}
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;
Judge::~Judge() = default;

void Judge::walk(const Picture& picture, Instant until) { walk_->walk(picture, until); }
Disposition Judge::disposition() const { return walk_->disposition(); }
Instant Judge::reached() const { return walk_->now(); }

Standing Judge::standing() const {
  const Look& look = walk_->strength().last_look();
  Standing standing{look.log_e, look.log_e_strength, walk_->strength_record(), {}};
  const Rulebook& rulebook = walk_->rulebook();
  const auto rules = rulebook.pathway->rules(rulebook.point);
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    if (rules[rule].level < Disposition::refer_routine) continue;
    for (std::size_t line = 0; line < rules[rule].lines.size(); ++line)
      if (walk_->lines()[rule][line].holds) standing.lines.push_back({rule, line});
  }
  return standing;
}

}  // namespace myotrend::pathway
