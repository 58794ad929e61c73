// schema/deliver.schema.json tells editors and reviewers what deliver.toml may hold; the reader is the one who decides.
#include <toml++/toml.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "myotrend/deliver/config.h"

using namespace myotrend;
using namespace myotrend::deliver;
using nlohmann::json;

namespace {

const ConfigWords words{{"respiratory-weakness", "bulbar", "no-data"}, {"mip", "snip", "fvc", "grip"}};

std::string project_text(const std::string& path) {
  std::ifstream file(MYOTREND_SOURCE_DIR "/" + path);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

const json& rules() {
  static const json parsed = json::parse(project_text("schema/deliver.schema.json"));
  return parsed;
}

std::string shipped() { return project_text("examples/deliver.toml"); }

bool fits(const std::string& toml) {
  std::ostringstream as_json;
  as_json << toml::json_formatter{toml::parse(toml)};
  const json document = json::parse(as_json.str());
  valijson::Schema schema;
  valijson::SchemaParser parser;
  const valijson::adapters::NlohmannJsonAdapter rules_adapter(rules());
  parser.populateSchema(rules_adapter, schema);
  valijson::Validator validator;
  const valijson::adapters::NlohmannJsonAdapter document_adapter(document);
  return validator.validate(schema, document_adapter, nullptr);
}

std::string said_by_reader(const std::string& toml) {
  const auto told = config_told(toml, "deliver.toml", words);
  return told.ok() ? "" : told.refusal().text;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

std::set<std::string> keys_of(const std::string& definition) {
  const json& object = definition.empty() ? rules() : rules()["definitions"][definition];
  std::set<std::string> keys;
  for (const auto& [key, value] : object["properties"].items()) keys.insert(key);
  return keys;
}

/// What the reader names as accepted when a table holds a word that resembles none.
std::set<std::string> keys_read(const std::string& table_with_odd_word) {
  const std::string said = said_by_reader(table_with_odd_word);
  const std::string before = "qqqqqqqqqqqqqqqqqqqq";
  auto place = said.find(before);
  REQUIRE(place != std::string::npos);
  place = said.find("; use ", place);
  REQUIRE(place != std::string::npos);
  std::istringstream list(said.substr(place + 6, said.find('\n', place) - place - 6));
  std::set<std::string> keys;
  for (std::string key; std::getline(list, key, ',');) keys.insert(key.substr(key.find_first_not_of(' ')));
  return keys;
}

}  // namespace

TEST_CASE("the shipped config of delivery fits the schema, and is taken by the reader") {
  CHECK(fits(shipped()));
  CHECK(said_by_reader(shipped()) == "");
}

TEST_CASE("what does not fit the schema of the config is refused by the reader too") {
  const std::vector<std::pair<std::string, std::string>> faults{
      {"type = \"webhook\"", "type = \"wehbook\""},
      {"quiet_hours =", "quite_hours ="},
      {"20:00-07:00", "8pm-7am"},
      {"20:00-07:00", "00:00-24:00"},
      {"[\"sat\", \"sun\"]", "[\"weekend\"]"},
      {"[\"sat\", \"sun\"]", R"(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])"},
      {"zone = \"Europe/London\"", ""},
      {"password_file = \"/etc/myotrend/smtp-password\"", "password = \"hunter2\""},
      {"password_file = \"/etc/myotrend/smtp-password\"", ""},
      {"password_file = \"/etc/myotrend/smtp-password\"", "password_file = \"/a\"\npassword_env = \"B\""},
      {"secret_file = \"/etc/myotrend/pager-secret\"", ""},
      {"https://pager", "http://pager"},
      {"https://pager", "https://me:word@pager"},
      {"https://pager.example.org/myotrend", "pager"},
      {"url = \"https://pager.example.org/myotrend\"", ""},
      {"to = \"neurology@example.org\"", "to = \"neurology\""},
      {"to = \"neurology@example.org\"", "to = \"a@example.org, b@example.org\""},
      {"from = \"myotrend@example.org\"", ""},
      {"tls = \"starttls\"", "tls = \"none\""},
      {"tls = \"starttls\"", "tls = \"ssl\""},
      {"port = 587", "port = 0"},
      {"port = 587", "port = \"587\""},
      {"host = \"smtp.example.org\"", "host = \"smtp.example.org:25\""},
      {"timeout = \"10s\"", "timeout = 10"},
      {"timeout = \"10s\"", "timeout = \"26s\""},
      {"standing_for = \"48h\"", "standing_for = \"two days\""},
      {"standing_for = \"48h\"", "standing_for = \"48h\"\nquiet_hours = \"20:00-07:00\"\nzone = \"UTC\""},
      {"folder = \"/var/spool/myotrend\"", "folder = \"spool\""},
      {"subject = \"level\"", "subject = \"name\""},
      {"[\"refer_urgent\", \"emergency\"]", "[\"urgent\"]"},
      {"after = \"4h\", ", ""},
      {"after = \"4h\"", "after = \"4 hours\""},
      {"to = [\"chief\"]", "to = \"chief\""},
      {"look_further = true", "look_further = \"yes\""},
      {"patients = [\"N-*\", \"P0042\"]", ""},
      {"name = \"rest\"", "name = \"rest\"\nlevels = [\"emergency\"]"},
      {"[heartbeat]", "[hartbeat]"},
      {"url_file = \"/etc/myotrend/heartbeat-url\"", ""},
      {"[channels.records]", "[channels.\"a b\"]"},
  };
  for (const auto& [from, to] : faults) {
    INFO(from << " -> " << to);
    // The first route has no condition, and so would catch what a last one with levels leaves.
    std::string text = shipped();
    if (to.find("name = \"rest\"") == 0)
      text = changed(text, "name = \"for the records\"", "name = \"for the records\"\nlevels = [\"emergency\"]");
    text = changed(text, from, to);
    CHECK_FALSE(fits(text));
    CHECK(said_by_reader(text) != "");
  }
  CHECK_FALSE(fits(""));
}

TEST_CASE("the schema of the config names what the reader reads, in each table") {
  const std::string odd = "qqqqqqqqqqqqqqqqqqqq = 1\n";
  CHECK(keys_of("") == keys_read(odd + shipped()));
  CHECK(keys_of("smtp_server") == keys_read("[smtp_servers.s]\n" + odd));
  CHECK(keys_of("clinic") == keys_read("[clinics.c]\n" + odd));
  CHECK(keys_of("route") == keys_read("[[routes]]\n" + odd));
  CHECK(keys_of("escalation_step") == keys_read("[[routes]]\n[[routes.escalate]]\n" + odd));
  CHECK(keys_of("heartbeat") == keys_read("[heartbeat]\n" + odd));
  for (const std::string type : {"console", "file", "smtp", "webhook", "alertmanager"}) {
    INFO(type);
    std::set<std::string> read = keys_read("[channels.c]\ntype = \"" + type + "\"\n" + odd);
    // Read in order to say that they belong into the Alertmanager.
    if (type == "alertmanager")
      for (const char* quiet : {"quiet_hours", "quiet_days", "zone"}) CHECK(read.erase(quiet) == 1);
    CHECK(keys_of(type + "_channel") == read);
  }
}
