#include <catch2/catch.hpp>

#include "myotrend/record/fact.h"

using namespace myotrend;

TEST_CASE("every event kind is read by the word it is written with") {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(EventKind::last); ++i) {
    const auto kind = static_cast<EventKind>(i);
    CHECK(event_kind_named(word_of(kind)) == kind);
  }
  CHECK(word_of(EventKind::known_neuromuscular_disease) == "known-neuromuscular-disease");
  CHECK(word_of(EventKind::im_injection) == "im-injection");
  CHECK_FALSE(event_kind_named("party"));
  CHECK_FALSE(event_kind_named(""));
}

TEST_CASE("sides, regions, sources, sexes and hands are read whatever the case of their letters") {
  CHECK(side_named("Left") == Side::left);
  CHECK(side_named("R") == Side::right);
  CHECK(side_named("") == Side::none);
  CHECK_FALSE(side_named("both"));
  CHECK(region_named("Lumbosacral") == Region::lumbosacral);
  CHECK_FALSE(region_named("neck"));
  CHECK(source_named("clinic") == Source::clinician);
  CHECK(source_named("clinician") == Source::clinician);
  CHECK_FALSE(source_named("nurse"));
  CHECK(sex_named("female") == Sex::female);
  CHECK_FALSE(sex_named("f"));
  CHECK(hand_named("both") == Hand::both);
  CHECK(word_of(Hand::right) == "right");
  CHECK(word_of(Sex::unknown) == "unknown");
}

TEST_CASE("the nearest word is one that a slip of the finger away") {
  const std::vector<std::string_view> words{"grip", "mip", "fatigue", "myalgia"};
  CHECK(nearest_word("gripp", words) == "grip");
  CHECK(nearest_word("GRIP", words) == "grip");
  CHECK(nearest_word("fatgiue", words) == "fatigue");
  CHECK(nearest_word("mpi", words) == "mip");
  CHECK(nearest_word("strength", words).empty());
  CHECK(nearest_word("", words).empty());
  CHECK(nearest_word(std::string(1000, 'g'), words).empty());
}
