#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "myotrend/report/pages.h"
#include "report/panel_levels.h"
#include "report/reference_limits.h"
#include "report/references.h"
#include "report/sample_patient.h"
#include "report/sign_matrix.h"

using namespace myotrend;
using namespace myotrend::report;
using nlohmann::json;

namespace {

json parsed(const std::string& path) {
  std::ifstream file(MYOTREND_SOURCE_DIR "/schema/" + path);
  return json::parse(std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
}

bool fits(const json& document, const json& rules) {
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(rules), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

ReportInput with_own_levels(const SamplePatient& sample) {
  ReportInput input = sample.input();
  input.own_level_readings = 3;
  input.own_level_older_than_days = 28;
  return input;
}

const ChartPanel& panel_of(const ClinicalPicture& picture, const std::string& measure) {
  for (const auto& panel : picture.panels) {
    if (panel.measure == measure) return panel;
  }
  throw std::logic_error("no panel of " + measure);
}

}  // namespace

TEST_CASE("the texts of the pages fit their schemas, and a limit without source does not") {
  const json limits = parsed("reference_limits.json"), rules = parsed("reference_limits.schema.json");
  CHECK(fits(limits, rules));
  json wrong = limits;
  wrong["limits"][0].erase("source");
  CHECK_FALSE(fits(wrong, rules));
  for (const auto& code : page_languages()) {
    CHECK(fits(parsed("language/" + code + ".json"), parsed("language.schema.json")));
  }
  CHECK(fits(parsed("also_consider.json"), parsed("also_consider.schema.json")));
  json sourceless = parsed("also_consider.json");
  sourceless["entries"][0]["source"] = "somebody said so";
  CHECK_FALSE(fits(sourceless, parsed("also_consider.schema.json")));
  json untold = parsed("language/en.json");
  untold["sentences"].erase("too_often");
  CHECK_FALSE(fits(untold, parsed("language.schema.json")));
}

TEST_CASE("a limit that a chart shows for the pathway's sake is the pathway's own") {
  const json pathway = parsed("pathways/post-covid-neuromuscular.json");
  json low_by_sex;
  for (const auto& rule : pathway.at("rules")) {
    for (const auto& line : rule.at("lines")) {
      for (const auto& condition : line.at("when")) {
        if (condition.contains("level") && condition["level"].contains("below_by_sex"))
          low_by_sex = condition["level"]["below_by_sex"];
      }
    }
  }
  REQUIRE(low_by_sex.at("measure") == "mip");
  const json limits = parsed("reference_limits.json");
  for (const auto& limit : limits.at("limits")) {
    if (limit.at("measure") == "mip") CHECK(limit.at("below") == low_by_sex.at(limit.at("sex").get<std::string>()));
  }
}

TEST_CASE("the limit is the person's: by sex, the laboratory's own before any other") {
  Patient patient;
  patient.birth_year = 1968;
  const auto limit_of = [&](Sex sex, const char* measure) {
    patient.sex = sex;
    const Measure& of = sample_catalogue()[*sample_catalogue().measure(measure)];
    return reference_limit(of, of.forms[0].stored, patient, day("2025-12-12"));
  };
  CHECK(limit_of(Sex::male, "grip")->value == 27);
  CHECK(limit_of(Sex::female, "grip")->value == 16);
  CHECK_FALSE(limit_of(Sex::unknown, "grip"));
  CHECK(limit_of(Sex::unknown, "mip")->value == 45);
  CHECK_FALSE(limit_of(Sex::male, "weight"));
  const auto picture = clinical_picture(declining_patient().input());
  CHECK(panel_of(picture, "ck").reference->words == "the laboratory's upper limit");
  CHECK(panel_of(picture, "ck").reference->value == 308);
}

TEST_CASE("the own level is the median of comparable readings older than four weeks") {
  auto sample = declining_patient();
  const auto picture = clinical_picture(with_own_levels(sample));
  const auto& grip = panel_of(picture, "grip");
  REQUIRE(grip.series[0].side == Side::right);
  REQUIRE(grip.series[0].own_level);
  // Since 20 May 2025 another dynamometer has been used: what is older is not comparable.
  CHECK(grip.series[0].own_level->from >= at("2025-05-20"));
  CHECK(grip.series[0].own_level->value > *grip.series[0].own_level->newest);
  CHECK(own_level_words(grip, grip.series[0]).find("% below the own level of") != std::string::npos);
  CHECK_FALSE(panel_of(picture, "ck").series[0].own_level);
  CHECK_FALSE(panel_of(clinical_picture(sample.input()), "grip").series[0].own_level);
}

TEST_CASE("how the hands differ is told as it was and as it is") {
  const auto picture = clinical_picture(declining_patient().input());
  const auto& grip = panel_of(picture, "grip");
  REQUIRE(grip.difference.size() > 100);
  CHECK(grip.difference.front().pct == Approx(8.4).margin(0.1));
  CHECK(grip.difference.back().pct < -20);
  CHECK(difference_words(grip).substr(0, 36) == "The right was 8.4 % above the left a");
  CHECK(difference_words(panel_of(picture, "mip")).empty());
}

TEST_CASE("the matrix has every region with upper and lower signs, and says what nobody examined") {
  const auto rows = sign_matrix(clinical_picture(declining_patient().input()));
  const auto row_of = [&](Region region, MotorNeuron neuron) -> const SignMatrixRow& {
    for (const auto& row : rows) {
      if (row.region == region && row.neuron == neuron) return row;
    }
    throw std::logic_error("no such row");
  };
  CHECK(row_of(Region::cervical, MotorNeuron::lower).right.found == std::vector<std::string>{"Muscle weakness"});
  CHECK(row_of(Region::cervical, MotorNeuron::lower).right.absent == std::vector<std::string>{"Muscle atrophy"});
  CHECK(row_of(Region::cervical, MotorNeuron::lower).left.absent == std::vector<std::string>{"Muscle weakness"});
  CHECK(row_of(Region::cervical, MotorNeuron::neither).right.reported ==
        std::vector<std::string>{"Limb fasciculation"});
  CHECK_FALSE(row_of(Region::thoracic, MotorNeuron::upper).right.told());
  CHECK(sign_matrix(clinical_picture(empty_patient().input())).size() == 8);
}

TEST_CASE("every source is listed once, and each rule says which are its own") {
  Assessment said;
  Flag weak{"weak", "Weakness", FlagState::met, Disposition::refer_routine, {}, ""};
  weak.source =
      "R1: Article of 2026; thinkABC, second part; Proposal; awaits a signature [A]; U7: Proposal; awaits a signature "
      "[P]";
  said.flags = {weak, Flag{"other", "Other", FlagState::unknown, Disposition::reassess, {}, "A plain sentence"}};
  const References all = references_of(said);
  CHECK(all.sources == std::vector<std::string>{"Article of 2026; thinkABC, second part",
                                                "Proposal; awaits a signature", "A plain sentence"});
  REQUIRE(all.flags.size() == 2);
  CHECK(reference_words(all.flags[0]) == "R1 [1, 2; A], U7 [2; P]");
  CHECK(reference_words(all.flags[1]) == "[3]");
}

TEST_CASE("a page that begins later draws less and judges the same") {
  const auto sample = declining_patient();
  ReportInput input = sample.input();
  const auto whole = clinical_picture(input);
  input.since = at("2025-06-01");
  const auto late = clinical_picture(input);
  CHECK(late.from == at("2025-06-01"));
  CHECK(panel_of(late, "grip").series[0].points.front().at >= at("2025-06-01"));
  CHECK(panel_of(late, "grip").series[0].fitted.back().mean == panel_of(whole, "grip").series[0].fitted.back().mean);
  CHECK(std::get<Rate>(panel_of(late, "grip").series[0].motion).per_month ==
        std::get<Rate>(panel_of(whole, "grip").series[0].motion).per_month);
}

TEST_CASE("then and now stand side by side, and what differs is marked") {
  const auto now = judged_patient(Disposition::refer_urgent);
  auto then = judged_patient(Disposition::continue_care);
  then.assessment.as_of = then.picture.as_of = at("2025-01-31T23:59");
  then.picture = known_at(*then.history, then.picture.as_of);
  const auto html = html_comparison(then.input(), now.input());
  CHECK(html.find("<th scope=\"col\">Then: 31 January 2025</th><th scope=\"col\">Now: 12 December 2025</th>") !=
        std::string::npos);
  CHECK(
      html.find("<tr class=\"changed\"><th scope=\"row\">Disposition</th><td><bdi>No referral criterion met</bdi></td>"
                "<td><bdi>Suggests urgent neurology referral</bdi></td></tr>") != std::string::npos);
  CHECK(html.find("<th scope=\"row\">R1, progressive weakness</th><td><bdi>does not hold</bdi>") != std::string::npos);
  CHECK(text_comparison(then.input(), now.input()).find("  * 12 December 2025: Suggests urgent neurology referral") !=
        std::string::npos);
}
