#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "record/known_catalogue.h"

using namespace myotrend;

namespace {

const Measure& of(std::string_view code) { return test::known_catalogue()[test::measure(code)]; }

/// Reference change value upwards, two-sided 95 %, log-normal (Fokkema, Clin Chem 2006).
double rise_that_counts_pct(const Measure& lab) {
  const double within = *lab.cv_within_pct / 100;
  const double analytical = *lab.cv_analytical_pct / 100;
  const double s = std::sqrt(std::log1p(within * within) + std::log1p(analytical * analytical));
  return 100 * (std::exp(1.96 * std::sqrt(2.0) * s) - 1);
}

}  // namespace

TEST_CASE("the variation of laboratory values gives the published reference change values") {
  CHECK(rise_that_counts_pct(of("ck")) == Approx(51.4).margin(0.05));
  CHECK(rise_that_counts_pct(of("ldh")) == Approx(18).margin(0.5));
  CHECK(rise_that_counts_pct(of("crp")) == Approx(210).margin(1));
  CHECK(rise_that_counts_pct(of("ferritin")) == Approx(54).margin(0.5));
}

TEST_CASE("noise of a measure gives its published smallest detectable change") {
  const auto mdc95 = [](const Measure& measure) { return 1.96 * std::sqrt(2.0) * *measure.noise_sem; };
  CHECK(mdc95(of("grip")) == Approx(5.0).margin(0.15));
  CHECK(mdc95(of("mip")) == Approx(25).margin(0.5));
  CHECK(mdc95(of("fss")) == Approx(1.9).margin(0.1));
  CHECK(mdc95(of("sit-to-stand")) == Approx(2.5).margin(0.05));
  CHECK(mdc95(of("alsfrs-r")) == Approx(5.6).margin(0.1));
}

TEST_CASE("important changes are those of the literature") {
  CHECK(of("grip").important_change == 5.0);
  CHECK(of("mip").important_change == 18);
  CHECK(of("fatigue").important_change == 2.0);
  CHECK(of("fss").important_change == 1.2);
  CHECK(of("cfq11").important_change == 3.3);
  CHECK(of("facit-f").important_change == 4);
  CHECK(of("myalgia").important_change == 1.0);
}

TEST_CASE("a grade between two is told apart from a full grade") {
  const Measure& mrc = of("mrc");
  CHECK(mrc.grades == std::vector<std::string>{"0", "1", "2", "3", "4-", "4", "4+", "5"});
  CHECK(grade_word(mrc, 3.67) == "4-");
  CHECK(grade_word(mrc, 5) == "5");
  CHECK(grade_word(mrc, 2.5).empty());
  CHECK(grade_word(of("grip"), 3).empty());
}

TEST_CASE("terminology codes are given only where they were confirmed") {
  REQUIRE(of("grip").codes.size() == 2);
  CHECK(of("grip").codes[0].code == "83173-5");
  CHECK(of("grip").codes[0].side == "left");
  CHECK(of("ck").codes.at(0).code == "2157-6");
  CHECK(of("mip").codes.empty());
  CHECK(of("facit-f").codes.empty());
  const Sign& spasticity = test::known_catalogue()[test::sign("spasticity")];
  CHECK(spasticity.codes.at(0).code == "221360009");
  CHECK(test::known_catalogue()[test::sign("dysphagia")].codes.empty());
}

TEST_CASE("every clinical number stands beside its source") {
  const auto text = nlohmann::json::parse(test::project_text("schema/measures.json"));
  std::size_t figures = 0;
  for (const auto& entry : text.at("measures")) {
    for (const auto& form : entry.at("forms")) CHECK_FALSE(form.at("hard").at("source").get<std::string>().empty());
    for (const auto& [name, value] : entry.items())
      if (value.is_object()) {
        CHECK_FALSE(value.at("source").get<std::string>().empty());
        ++figures;
      }
  }
  CHECK(figures > 50);
  CHECK_FALSE(of("grip").sources.empty());
}
