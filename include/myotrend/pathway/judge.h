#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "myotrend/pathway/assessment.h"
#include "myotrend/pathway/pathway.h"
#include "myotrend/record/catalogue.h"
#include "myotrend/record/history.h"
#include "myotrend/trend/progression.h"

namespace myotrend::pathway {

/// What a judgement rests on besides the facts. Shared by all patients and threads; outlives every Judge.
struct Rulebook {
  const Pathway* pathway = nullptr;
  const Catalogue* catalogue = nullptr;
  std::size_t point = 0;
  trend::Design design;  // of pathway->detector()
  /// The least evidence ratio that any rule asks for: below it no direction of a series is told.
  double evidence_worth_saying = std::numeric_limits<double>::infinity();
  double low_hand_share = 0;  // a grip above this share of the highest one is no ground of any rule on both hands

  Rulebook(const Pathway& rules, const Catalogue& codes, std::size_t operating_point);
  /// Of pathway, catalogue, point and algorithm: another stamp means that a kept judgement has to be made again.
  std::string stamp() const;
};

/// The disposition of a patient at `picture.as_of`, with all its evidence. Pure: the same picture gives the same bytes.
Assessment assess(const Rulebook& rulebook, const Picture& picture);

class Walk;

/// A line of a rule that holds, by its place in Pathway::rules of the rulebook's point.
struct HeldLine {
  std::size_t rule = 0, line = 0;
};

/// How a judgement stands at the instant reached: what a validation of the rules looks at.
struct Standing {
  double log_evidence = 0;           // E, with signs; at the last look
  double log_evidence_strength = 0;  // measures only
  bool strength_record = false;      // enough days and readings for E to refer
  std::vector<HeldLine> lines;       // that refer (refer_routine and above), in the order of the rules
};

/// Walks once through the facts of a picture, in order of effective time and the ends of civil days, and can be asked
/// in between. For replay: `decide` costs what is new since the last call.
class Judge {
 public:
  Judge(const Rulebook& rulebook, const Patient& patient);
  Judge(const Judge& other);
  Judge& operator=(const Judge& other);
  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;
  ~Judge();

  /// Goes on to the end of `until`, over the facts of `picture` after those already walked. The walked part of the
  /// picture must be the same as in earlier calls (append only); otherwise start from an earlier copy.
  void walk(const Picture& picture, Instant until);
  /// The disposition at the instant reached.
  Disposition disposition() const;
  /// The instant reached.
  Instant reached() const;
  Standing standing() const;

 private:
  std::unique_ptr<Walk> walk_;
};

}  // namespace myotrend::pathway
