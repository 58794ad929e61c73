#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "myotrend/pathway/judge.h"

namespace myotrend::pathway {

/// Where the judgement of a patient stands after the newest fact, in a form that can be kept: later facts go on from
/// it and cost what is new, not the history. A cache: made again from all facts it comes out the same.
struct Standpoint {
  std::string state;                     // of the walk after the newest fact
  Instant newest_fact = Instant::min();  // effective; only later facts can go on from here
  /// What alerts and the worklist rest on: disposition, rules that hold or ended, their grounds. The same text: nothing
  /// that anybody is told of has moved.
  std::string decided;
  Disposition disposition = Disposition::insufficient_data;
  /// Begin of the first civil day, later than that of `as_of`, on which `decided` can be another without any new fact.
  Instant look_again{};
};

/// `picture`: of everything that is known.
Standpoint standpoint_of(const Rulebook& rulebook, const Picture& picture);
/// The assessment of the same walk, too.
Assessment assess(const Rulebook& rulebook, const Picture& picture, Standpoint& standpoint);

/// From `state` over the facts of `newer`, which are all later than those that made it, to `newer.as_of`. Nothing when
/// the bytes are not those of a state, or a fact needs the whole history.
std::optional<Standpoint> gone_on(const Rulebook& rulebook, const Patient& patient, std::string_view state,
                                  const Picture& newer);

/// What a state is worth besides the rulebook's stamp: moves with the form of its bytes and with the build that lays
/// them out.
std::string state_form();

}  // namespace myotrend::pathway
