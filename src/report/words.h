#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "myotrend/alert/alert.h"
#include "myotrend/report/clinical_picture.h"

/// Every sentence that the pages say of themselves, in one place, so that a test can read them all.
namespace myotrend::report {

/// `Suggests urgent neurology referral`: what stands large on the page.
std::string_view headline(Disposition disposition);
/// A word or two for a table: `urgent referral`.
std::string_view short_name(Disposition disposition);
/// What to do, since when, and by which day; an emergency begins with the action.
std::string disposition_sentence(const Assessment& assessment);
/// The same without its first words, to stand under the headline.
std::string timing_sentence(const Assessment& assessment);
/// What holds for every page, whatever it says.
std::string_view closing_line();

/// Days within which to act, by the rules of the disposition's own level; empty: nothing asked.
std::optional<int> act_within_days(const Assessment& assessment);
/// The earliest day by which a rule of the disposition's level asks to act. A level that a higher one had covered
/// does not gain time when that ends.
std::optional<Day> act_by(const Assessment& assessment);
/// Since when a rule of the disposition's level has held, also while a higher one covered it.
Instant met_since(const Assessment& assessment);
/// `now`, `within 14 days`.
std::string act_within_words(int days);

std::string_view flag_state_words(FlagState state);
/// `progressive weakness` of `progressive-weakness`.
std::string flag_words(std::string_view flag_id);
std::string_view side_words(Side side);  // `Right`, `Left`, `Both or no side`
std::string_view region_words(Region region);
std::string_view neuron_words(MotorNeuron neuron);
std::string event_words(EventKind kind);
std::string_view quality_words(DataQualityKind kind);
/// Remarks on the data of one kind, the first few of which are told in full.
struct QualityGroup {
  DataQualityKind kind = DataQualityKind::other;
  std::vector<const DataQuality*> told;
  std::size_t more = 0;
};
/// In the order in which the kinds first occur; a kind that occurs often is told `told_max` times and then counted.
std::vector<QualityGroup> quality_groups(const Assessment& assessment, std::size_t told_max);
std::string more_words(const QualityGroup& group);  // `and 14 more of this kind`
std::string_view point_words(PointState state);
std::string_view worse_words(Worse worse);  // `lower is worse`

/// `falls by 0.9 kg a month (95 % 0.5 to 1.3), 3.6 % a month`; says so when there is too little data; empty for NoRate.
std::string motion_words(const Motion& motion, Unit unit);
/// `223 readings, first 41.2 kg on 8 January 2024, last 28.9 kg on 10 December 2025; falls by ...`, without a full
/// stop.
std::string series_words(const ChartPanel& panel, const ChartSeries& series);
/// `31 % lost since the most probable onset`; empty when there is nothing to say.
std::string loss_words(const Motion& motion);
/// `no reading from 3 May to 20 June 2025 (48 days)`.
std::string gap_words(const Gap& gap);
/// `6 May 2025`, `6 to 12 May 2025`; with a word where the charts begin later.
std::string event_when(const ClinicalPicture& picture, const EventMark& event);
/// `last one 40 days ago` or `never`.
std::string last_words(const Missing& missing);
/// `answer expected by 3 June 2025`; empty if not known.
std::string expected_words(const Missing& missing);
/// How much better a decline explains the record than none does; never as a probability of anything. Empty without
/// data.
std::string evidence_words(const Assessment& assessment);
/// The most probable onset and its interval; empty when there is no evidence for a decline.
std::string onset_words(const Assessment& assessment);

}  // namespace myotrend::report
