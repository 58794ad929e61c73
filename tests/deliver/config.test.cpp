#include "myotrend/deliver/config.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

using namespace myotrend;
using namespace myotrend::deliver;

namespace {

const ConfigWords words{{"progressive-weakness", "bulbar", "no-data"}, {"grip", "mip", "ck"}};

constexpr std::string_view sound = R"([smtp_servers.hospital]
host = "smtp.example.org"
user = "myotrend"
password_file = "/etc/myotrend/smtp-password"
from = "myotrend@example.org"

[channels.ward]
type = "smtp"
server = "hospital"
to = "ward@example.org"
quiet_hours = "20:00-07:00"
quiet_days = ["sat", "sun"]
zone = "Europe/London"

[channels.duty]
type = "webhook"
url = "https://pager.example.org/in"
secret_file = "/etc/myotrend/hook"
former_secret_env = "OLD_HOOK"
timeout = "5s"

[channels.watch]
type = "alertmanager"
url = "http://alerts.example.org:9093"
standing_for = "36h"

[channels.drop]
type = "file"
folder = "/var/spool/myotrend"

[clinics.north]
patients = ["N-*", "P0042"]

[[routes]]
name = "now"
levels = ["refer_urgent", "emergency"]
to = ["duty", "ward"]
look_further = true
escalate = [{ after = "30m", to = ["duty"] }, { after = "4h", to = ["drop"] }]

[[routes]]
name = "breathing in the north"
flags = ["progressive-weakness"]
measures = ["mip"]
clinics = ["north"]
to = ["ward", "watch"]

[[routes]]
name = "rest"
to = ["ward"]

[heartbeat]
url_file = "/etc/myotrend/ping"
)";

/// What is said of the sound config after `from` has become `to`.
std::string said_of(std::string_view from, std::string_view to) {
  std::string text(sound);
  const auto place = text.find(from);
  REQUIRE(place != std::string::npos);
  text.replace(place, from.size(), to);
  const auto config = config_told(text, "deliver.toml", words);
  return config.ok() ? "accepted" : config.refusal().text;
}

}  // namespace

TEST_CASE("a sound config is taken as it is told") {
  const auto told = config_told(sound, "deliver.toml", words);
  REQUIRE((told.ok() ? "" : told.refusal().text) == "");
  const Config& config = *told;
  REQUIRE(config.channels.size() == 4);
  const auto& ward = std::get<SmtpSettings>(config.channel("ward")->settings);
  CHECK(ward.server.host == "smtp.example.org");
  CHECK(ward.server.port == 587);
  CHECK(ward.server.tls == Tls::starttls);
  CHECK(ward.server.password->name == "/etc/myotrend/smtp-password");
  CHECK(ward.subject == SubjectTells::level);
  CHECK(config.channel("ward")->quiet->days[6]);
  const auto& duty = std::get<WebhookSettings>(config.channel("duty")->settings);
  REQUIRE(duty.secrets.size() == 2);
  CHECK(duty.secrets[1].kind == SecretPlace::Kind::variable);
  CHECK_FALSE(duty.allow_private);
  CHECK(duty.timeout == std::chrono::seconds{5});
  CHECK(std::get<AlertmanagerSettings>(config.channel("watch")->settings).standing_for == std::chrono::hours{36});
  REQUIRE(config.routes.size() == 3);
  CHECK(config.routes[0].escalation.size() == 2);
  CHECK(config.routes[2].takes_everything());
  CHECK(config.clinic_of("N-17") == "north");
  CHECK(config.clinic_of("P0042") == "north");
  CHECK(config.clinic_of("P00421").empty());
  CHECK(config.heartbeat);
}

TEST_CASE("each fault of a config is named with its line, what was found and what is accepted") {
  struct Fault {
    std::string_view from, to, says;
  };
  const std::vector<Fault> faults{
      {"type = \"smtp\"", "type = \"smpt\"",
       "deliver.toml:8: type of channels.ward \"smpt\" is not known; use console, file, smtp, webhook, alertmanager "
       "(did "
       "you mean \"smtp\"?)"},
      {"quiet_hours =", "quite_hours =",
       "deliver.toml:11: quite_hours of channels.ward is not known; did you mean \"quiet_hours\"?"},
      {"to = [\"duty\", \"ward\"]", "to = [\"duty\", \"wrad\"]",
       "deliver.toml:37: to of routes 1: channel \"wrad\" is not known; did you mean \"ward\"?"},
      {"server = \"hospital\"", "server = \"hopsital\"",
       "mail server \"hopsital\" is not known; did you mean \"hospital\"?"},
      {"\"refer_urgent\"", "\"urgent\"",
       "level \"urgent\" is not known; use insufficient_data, refer_routine, refer_urgent, emergency"},
      {"[\"progressive-weakness\"]", "[\"progresive-weakness\"]", "did you mean \"progressive-weakness\"?"},
      {"[\"mip\"]", "[\"mpi\"]", "measure \"mpi\" is not known; did you mean \"mip\"?"},
      {"clinics = [\"north\"]", "clinics = [\"south\"]", "clinic \"south\" is not known; use north"},
      {"Europe/London", "Europe/Lodnon", "did you mean Europe/London?"},
      {"zone = \"Europe/London\"\n", "", "channels.ward lacks zone"},
      {"20:00-07:00", "8pm-7am", "deliver.toml:11: quiet hours \"8pm-7am\" are not known; write them as 20:00-07:00"},
      {"\"sat\", \"sun\"", "\"sun\",\"mon\",\"tue\",\"wed\",\"thu\",\"fri\",\"sat\"", "quiet for ever"},
      {"\"sat\", \"sun\"", "\"weekend\"", "day \"weekend\" is not known"},
      {"password_file = \"/etc/myotrend/smtp-password\"", "password = \"hunter2\"",
       "deliver.toml:4: password of smtp_servers.hospital would hold a secret in plain; keep it in a file or a "
       "variable"},
      {"password_file = \"/etc/myotrend/smtp-password\"\n", "", "needs both user and password_file"},
      {"secret_file = \"/etc/myotrend/hook\"", "secret = \"whsec_abc\"", "would hold a secret in plain"},
      {"secret_file = \"/etc/myotrend/hook\"\n", "", "channels.duty lacks secret_file"},
      {"https://pager", "http://pager", "http:// is not encrypted"},
      {"https://pager", "https://me:word@pager", "holds a name or password in plain"},
      {"https://pager", "ftp://pager", "this is no URL; write https://host/path"},
      {"https://pager.example.org/in", "pager", "this is no URL"},
      {"to = \"ward@example.org\"", "to = \"ward@example.org, other@example.org\"", "is no mail address"},
      {"to = \"ward@example.org\"", "to = \"ward@example.org\\r\\nBcc: x@example.org\"", "control character"},
      {"from = \"myotrend@example.org\"", "from = \"myotrend\"",
       "from of smtp_servers.hospital: \"myotrend\" is no mail address"},
      {"host = \"smtp.example.org\"", "host = \"smtp.example.org\"\ntls = \"none\"", "would send mails unencrypted"},
      {"host = \"smtp.example.org\"", "host = \"smtp.example.org:25\"", "is no host name"},
      {"timeout = \"5s\"", "timeout = 5", "timeout of channels.duty is no duration from 1 s to 25 s"},
      {"timeout = \"5s\"", "timeout = \"2h\"", "no duration from 1 s to 25 s"},
      {"folder = \"/var/spool/myotrend\"", "folder = \"spool\"", "has to begin with /"},
      {"after = \"4h\"", "after = \"10m\"", "each step has to come later than the one before"},
      {"after = \"30m\", ", "", "lacks after"},
      {"name = \"rest\"\n", "name = \"rest\"\nlevels = [\"emergency\"]\n",
       "an alert that no route takes would reach nobody"},
      {"name = \"rest\"\n", "name = \"now\"\n", "has the name \"now\" of an earlier one"},
      {"measures = [\"mip\"]\nclinics = [\"north\"]\n", "", "accepted"},
      {"flags = [\"progressive-weakness\"]\nmeasures = [\"mip\"]\nclinics = [\"north\"]\n", "",
       "deliver.toml:45: routes 3 is never reached: the route \"breathing in the north\" before it takes every alert"},
      {"to = [\"duty\", \"ward\"]", "to = \"duty\"", "is no list of words"},
      {"look_further = true", "look_further = \"yes\"", "neither true nor false"},
      {"[heartbeat]", "[hartbeat]", "hartbeat is not known; did you mean \"heartbeat\"?"},
      {"url_file = \"/etc/myotrend/ping\"", "", "heartbeat lacks url"},
      {"[channels.drop]", "[channels.\"a b\"]", "a channel's name is made of letters"},
      {"standing_for = \"36h\"", "standing_for = \"36h\"\nquiet_hours = \"20:00-07:00\"\nzone = \"UTC\"",
       "set mute times in the Alertmanager"},
      {"[heartbeat]", "[heartbeat", "deliver.toml:52: "},
  };
  for (const auto& fault : faults) {
    INFO(fault.from << " -> " << fault.to);
    CHECK_THAT(said_of(fault.from, fault.to), Catch::Contains(std::string(fault.says)));
  }
}

TEST_CASE("all faults of a config are told at once, in the order of the lines") {
  const auto config = config_told("[channels.a]\ntype = \"file\"\n[channels.b]\ntype = \"x\"\n", "c.toml", words);
  REQUIRE_FALSE(config.ok());
  CHECK_THAT(config.refusal().text, Catch::StartsWith("c.toml:1: channels.a lacks folder\n"));
  CHECK_THAT(config.refusal().text, Catch::Contains("\nc.toml:4: type of channels.b \"x\" is not known"));
  CHECK(config.refusal().text.find("there is no route") != std::string::npos);
}

TEST_CASE("an empty config sends nothing and says so") {
  CHECK_THAT(config_told("", "c.toml", words).refusal().text, Catch::Contains("there is no route"));
}
