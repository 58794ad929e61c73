#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "myotrend/report/pages.h"
#include "report/language.h"
#include "report/markup.h"
#include "report/readability.h"
#include "report/sample_patient.h"

using namespace myotrend;
using namespace myotrend::report;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Lines that were wrapped become one again, so that a sentence is whole.
std::string unwrapped(const std::string& text) {
  std::string whole;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool breaks =
        text[i] == '\n' && i + 1 < text.size() && (text[i + 1] == '\n' || text.compare(i + 1, 3, "  -") == 0);
    whole += text[i] == '\n' && !breaks ? ' ' : text[i];
  }
  return whole;
}

std::string page_for(const SamplePatient& sample, const std::string& language) {
  return patient_page(sample.input(), language, PageFormat::text);
}

}  // namespace

TEST_CASE("the patient's page can be read at the age of twelve, in every language and for every disposition") {
  for (const auto disposition : dispositions) {
    const auto sample = judged_patient(disposition);
    INFO(word_of(disposition));
    CHECK(flesch_kincaid_grade(measured(unwrapped(page_for(sample, "en")), "en")) <= 7);
    CHECK(amstad_ease(measured(unwrapped(page_for(sample, "de")), "de")) >= 70);
    CHECK(fernandez_huerta_ease(measured(unwrapped(page_for(sample, "es")), "es")) >= 70);
  }
}

TEST_CASE("the measures of readability tell an easy text from a hard one") {
  const std::string easy = "The cat sat on the mat. It was warm. We all sat down to eat.";
  const std::string hard =
      "Neuromuscular deterioration necessitates comprehensive electrophysiological investigation, notwithstanding "
      "preliminary haematological abnormalities.";
  CHECK(flesch_kincaid_grade(measured(easy, "en")) < 3);
  CHECK(flesch_kincaid_grade(measured(hard, "en")) > 16);
  CHECK(measured("Hello world. This is it", "en").sentences == 2);
  CHECK(amstad_ease(measured("Das Kind malt ein Bild. Es ist rot.", "de")) > 90);
  CHECK(amstad_ease(
            measured("Neuromuskuläre Beeinträchtigungen erfordern elektrophysiologische Untersuchungen.", "de")) < 0);
  CHECK(fernandez_huerta_ease(measured("El sol sale. La luz es buena.", "es")) > 90);
  CHECK(fernandez_huerta_ease(
            measured("La electrofisiología neuromuscular imprescindible requiere especialización.", "es")) < 20);
}

TEST_CASE("the patient's page names no disease, no probability, and nothing that frightens or reassures") {
  const std::vector<std::string> never{
      "als",       "amyotroph",  "motor neuron", "motoneuron", "neurona",   "probab", "likel",
      "evidence",  "red flag",   "failed",       "risk",       "%",         "cancer", "normal",
      "stable",    "stabil",     "estable",      "benign",     "all clear", "worry",  "monitored",
      "überwacht", "wahrschein", "krankheit",    "enfermedad", "disease",   "ratio",  "progress"};
  for (const auto disposition : dispositions) {
    for (const auto& language : page_languages()) {
      for (const auto& word : never) {
        // `als` is a German word (`besser als zu Beginn`).
        if (language == "de" && word == "als") continue;
        const std::string text = lower(page_for(judged_patient(disposition), language));
        INFO(word_of(disposition) << ", " << language << ": " << word);
        const bool whole_word = word == "als";
        CHECK_FALSE(has(text, whole_word ? " als " : word));
      }
    }
  }
}

TEST_CASE("an emergency begins with the action and says that the program calls nobody") {
  const auto sample = judged_patient(Disposition::emergency);
  const auto text = unwrapped(page_for(sample, "en"));
  CHECK(has(text, "Please get medical help now. Call your local emergency number"));
  CHECK(has(text, "This program calls nobody."));
  CHECK(text.find("When to get help at once") < text.find("What to do next"));
  CHECK(has(unwrapped(page_for(sample, "de")), "Dieses Programm ruft niemanden."));
  CHECK(has(unwrapped(page_for(sample, "es")), "Este programa no llama a nadie."));
}

TEST_CASE("at an answer that is an emergency the person hears the action first, in easy words of their language") {
  for (const auto& code : page_languages()) {
    const auto words = patient_help_now(code);
    INFO(words);
    const std::string action = code == "de"   ? "Bitte holen Sie jetzt Hilfe."
                               : code == "es" ? "Pida ayuda ya."
                                              : "Please get medical help now.";
    CHECK(words.starts_with(action));
    CHECK(has(words, code == "de"   ? "Dieses Programm ruft niemanden."
                     : code == "es" ? "Este programa no llama a nadie."
                                    : "This program calls nobody."));
  }
}

TEST_CASE("how the hands moved is told with a month, and nothing of strength is told on old data") {
  const auto declining = unwrapped(page_for(declining_patient(), "en"));
  CHECK(has(declining, "Your right hand has been getting weaker since February 2025."));
  CHECK(
      has(unwrapped(page_for(declining_patient(), "de")), "Die Kraft der rechten Hand lässt nach, seit Februar 2025."));
  CHECK(
      has(unwrapped(page_for(declining_patient(), "es")), "La fuerza de su mano derecha baja desde febrero de 2025."));
  const auto stale = unwrapped(page_for(judged_patient(Disposition::insufficient_data), "en"));
  CHECK(has(stale, "We can't tell at the moment."));
  CHECK_FALSE(has(stale, "weaker"));
  CHECK_FALSE(has(stale, "no clear change of your right hand"));
}

TEST_CASE("a day that has passed is told so, with a new one") {
  auto sample = judged_patient(Disposition::refer_routine);
  sample.assessment.rules[0].since = at("2025-12-01T08:00");
  CHECK(has(unwrapped(page_for(sample, "en")), "examine you by 29 December 2025"));
  CHECK(has(unwrapped(page_for(sample, "de")), "bis zum 29. Dezember 2025"));
  CHECK(has(unwrapped(page_for(sample, "es")), "antes del 29 de diciembre de 2025"));
  sample.assessment.rules[0].since = at("2025-07-02T08:00");
  CHECK(has(unwrapped(page_for(sample, "en")), "examine you this week. The day for this was 30 July 2025."));
}

TEST_CASE("who tests every day is told that more tests say nothing new; who tests twice a week is not") {
  CHECK(has(unwrapped(page_for(daily_for_two_years(), "en")), "You test more often than helps."));
  CHECK(has(unwrapped(page_for(declining_patient(), "en")), "Two grip tests a week are enough."));
  CHECK_FALSE(has(unwrapped(page_for(declining_patient(), "en")), "more often than helps"));
}

TEST_CASE("the page is well formed, in its language, without script or network") {
  for (const auto& language : page_languages()) {
    const auto html = patient_page(declining_patient().input(), language, PageFormat::html);
    CHECK(markup_of(html).faults == std::vector<std::string>{});
    CHECK(has(html, "<html lang=\"" + language + "\">"));
    CHECK(has(html, "default-src 'none'"));
    CHECK_FALSE(has(html, "http://"));
    CHECK(has(html, "<svg class=\"pl\""));
  }
  CHECK(has(patient_page(declining_patient().input(), "de", PageFormat::html), ">Rechts</text>"));
}

TEST_CASE("every language file has the sentences of the English one, with the same values to fill in") {
  const auto parsed = [](const std::string& code) {
    std::ifstream file(MYOTREND_SOURCE_DIR "/schema/language/" + code + ".json");
    return nlohmann::json::parse(std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
  };
  const auto values_in = [](const std::string& text) {
    std::set<std::string> values;
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
      values.insert(lower(text.substr(at, text.find('}', at) - at + 1)));
    }
    return values;
  };
  const auto english = parsed("en");
  for (const auto& code : page_languages()) {
    const auto other = parsed(code);
    CHECK(other.at("language") == code);
    CHECK(other.at("streams").size() == english.at("streams").size());
    CHECK(other.at("sentences").size() == english.at("sentences").size());
    for (const auto& [name, words] : english.at("sentences").items()) {
      INFO(code << ": " << name);
      REQUIRE(other.at("sentences").contains(name));
      const auto& told = other.at("sentences").at(name);
      if (words.is_array()) {
        CHECK(told.size() == words.size());
      } else {
        CHECK(values_in(told) == values_in(words));
      }
    }
  }
}
