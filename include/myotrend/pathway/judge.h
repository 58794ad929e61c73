#pragma once

#include <limits>
#include <memory>
#include <string>

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

 private:
  std::unique_ptr<Walk> walk_;
};

}  // namespace myotrend::pathway
