#include <nlohmann/json.hpp>

#include "myotrend/alert/notice.h"

namespace myotrend {
namespace {

using Json = nlohmann::ordered_json;
using Texts = std::vector<std::string>;

constexpr const char* notice_schema = "myotrend.notice/1";

std::string utc_text(Instant at) { return iso_text(at, std::chrono::seconds{0}); }

template <class T>
T known(const std::optional<T>& found) {
  if (!found) throw std::invalid_argument("a word that is not known");
  return *found;
}

Instant time_in(const Json& document, const char* key) {
  const auto told = time_told(document.at(key).get<std::string>(), Zone());
  if (!told.ok()) throw std::invalid_argument(told.refusal().text);
  return told->at;
}

Json excerpt_json(const Notice::Excerpt& excerpt) {
  Json out = {{"summary", excerpt.summary},   {"rules", excerpt.rules},
              {"evidence", excerpt.evidence}, {"measures", excerpt.measures},
              {"readings", excerpt.readings}, {"act_within_days", nullptr},
              {"pathway", excerpt.pathway},   {"assessment_sha256", excerpt.assessment_sha256}};
  if (excerpt.act_within_days) out["act_within_days"] = *excerpt.act_within_days;
  return out;
}

Notice::Excerpt excerpt_in(const Json& told) {
  Notice::Excerpt excerpt;
  excerpt.summary = told.at("summary");
  excerpt.rules = told.at("rules").get<Texts>();
  excerpt.evidence = told.at("evidence").get<Texts>();
  excerpt.measures = told.at("measures").get<Texts>();
  excerpt.readings = told.at("readings").get<Texts>();
  if (!told.at("act_within_days").is_null()) excerpt.act_within_days = told.at("act_within_days").get<int>();
  excerpt.pathway = told.at("pathway");
  excerpt.assessment_sha256 = told.at("assessment_sha256");
  return excerpt;
}

Notice notice_in(const Json& told) {
  if (told.at("schema") != notice_schema) throw std::invalid_argument("another schema");
  Notice notice;
  notice.key = told.at("key");
  notice.alert = told.at("alert");
  notice.sequence = told.at("sequence");
  notice.patient.text = told.at("patient");
  notice.patient_key = told.at("patient_key");
  notice.flag = told.at("flag");
  notice.title = told.at("title");
  notice.level = known(disposition_named(told.at("level").get<std::string>()));
  notice.change = known(alert_change_named(told.at("change").get<std::string>()));
  notice.state = known(alert_state_named(told.at("state").get<std::string>()));
  notice.weight = known(notice_weight_named(told.at("weight").get<std::string>()));
  notice.firing = told.at("firing");
  notice.raised = time_in(told, "raised");
  notice.at = time_in(told, "at");
  notice.reason = told.at("reason");
  notice.by = told.at("by");
  notice.outcome = known(alert_outcome_named(told.at("outcome").get<std::string>()));
  auto zone = Zone::named(told.at("zone").get<std::string>());
  if (!zone.ok()) throw std::invalid_argument(zone.refusal().text);
  notice.zone = std::move(zone).value();
  notice.excerpt = excerpt_in(told.at("excerpt"));
  return notice;
}

}  // namespace

std::string json_of(const Notice& notice) {
  const Json document = {{"schema", notice_schema},
                         {"key", notice.key},
                         {"alert", notice.alert},
                         {"sequence", notice.sequence},
                         {"patient", notice.patient.text},
                         {"patient_key", notice.patient_key},
                         {"flag", notice.flag},
                         {"title", notice.title},
                         {"level", word_of(notice.level)},
                         {"change", word_of(notice.change)},
                         {"state", word_of(notice.state)},
                         {"weight", word_of(notice.weight)},
                         {"firing", notice.firing},
                         {"raised", utc_text(notice.raised)},
                         {"at", utc_text(notice.at)},
                         {"reason", notice.reason},
                         {"by", notice.by},
                         {"outcome", word_of(notice.outcome)},
                         {"zone", notice.zone.name()},
                         {"excerpt", excerpt_json(notice.excerpt)}};
  // A patient's id comes from a file and may hold anything that is not UTF-8.
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Notice> notice_of_json(std::string_view text) {
  try {
    return notice_in(Json::parse(text));
  } catch (const std::exception&) {  // whatever is wrong with it, it is not a notice
    return std::nullopt;
  }
}

}  // namespace myotrend
