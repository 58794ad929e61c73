#include "myotrend/deliver/routing.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "deliver/sample_notice.h"

using namespace myotrend;
using namespace myotrend::deliver;
using testing::at;
using testing::sample_notice;

namespace {

const ConfigWords words{{"progressive-weakness", "bulbar"}, {"grip", "mip"}};

constexpr std::string_view routes = R"(
[channels.ward]
type = "file"
folder = "/ward"
quiet_hours = "20:00-07:00"
zone = "Europe/London"
[channels.duty]
type = "file"
folder = "/duty"
[channels.chief]
type = "file"
folder = "/chief"
quiet_hours = "18:00-08:00"
zone = "Europe/London"
[channels.watch]
type = "alertmanager"
url = "http://localhost:9093"
[clinics.north]
patients = ["N-*"]

[[routes]]
name = "mirror"
to = ["watch"]
look_further = true
[[routes]]
name = "now"
levels = ["refer_urgent", "emergency"]
to = ["duty", "ward"]
escalate = [{ after = "30m", to = ["duty"] }, { after = "4h", to = ["chief"] }]
[[routes]]
name = "breathing"
measures = ["mip"]
to = ["chief"]
[[routes]]
name = "north"
clinics = ["north"]
flags = ["progressive-weakness"]
to = ["ward"]
escalate = [{ after = "1d", to = ["chief"] }]
[[routes]]
name = "rest"
to = ["chief"]
)";

Config config() {
  const auto told = config_told(routes, "c.toml", words);
  INFO((told.ok() ? "" : told.refusal().text));
  REQUIRE(told.ok());
  return *told;
}

Notice notice_of(Disposition level, std::string_view now, NoticeWeight weight = NoticeWeight::act) {
  Notice notice = sample_notice(at(now));
  notice.level = level;
  notice.weight = weight;
  return notice;
}

/// `ward 2026-01-16T07:00:00+00:00` for each destination, escalations with their step.
std::vector<std::string> journey(const Notice& notice, std::string_view now,
                                 const std::vector<std::string>& told = {}) {
  std::vector<std::string> lines;
  for (const auto& one : destinations_of(notice, config(), told, at(now))) {
    CHECK(one.unless_seen == (one.step > 0));
    CHECK_FALSE(one.why.empty());
    lines.push_back((one.step > 0 ? std::to_string(one.step) + " " : "") + one.channel + " " +
                    iso_text(one.not_before, Zone()));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("an urgent alert goes out at once, whatever the hour, and on to the next if nobody acknowledges it") {
  const std::string night = "2026-01-15T23:00:00Z";
  CHECK(journey(notice_of(Disposition::refer_urgent, night), night) ==
        Lines{"watch 2026-01-15T23:00:00+00:00", "duty 2026-01-15T23:00:00+00:00", "ward 2026-01-15T23:00:00+00:00",
              "1 duty 2026-01-15T23:30:00+00:00", "2 chief 2026-01-16T03:00:00+00:00"});
  CHECK(journey(notice_of(Disposition::emergency, night), night)[2] == "ward 2026-01-15T23:00:00+00:00");
}

TEST_CASE("a routine alert waits for the morning, and its escalation counts from then") {
  const std::string night = "2026-01-15T23:00:00Z";
  Notice notice = notice_of(Disposition::refer_routine, night);
  // The mirror of the first route is told at once; it is the ward that may be told at seven.
  CHECK(journey(notice, night) == Lines{"watch 2026-01-15T23:00:00+00:00", "ward 2026-01-16T07:00:00+00:00",
                                        "1 chief 2026-01-17T08:00:00+00:00"});
}

TEST_CASE("quiet hours delay and never drop: every channel of the day is a channel of the night") {
  for (const auto level : {Disposition::insufficient_data, Disposition::refer_routine, Disposition::refer_urgent,
                           Disposition::emergency}) {
    std::set<std::string> by_day, by_night;
    for (const auto& one :
         destinations_of(notice_of(level, "2026-01-15T12:00:00Z"), config(), {}, at("2026-01-15T12:00:00Z")))
      by_day.insert(one.channel);
    for (const auto& one :
         destinations_of(notice_of(level, "2026-01-15T23:00:00Z"), config(), {}, at("2026-01-15T23:00:00Z")))
      by_night.insert(one.channel);
    CHECK(by_day == by_night);
  }
}

TEST_CASE("the first route that fits takes it: by level, by measure, by clinic and flag, and the last takes the rest") {
  const std::string noon = "2026-01-15T12:00:00Z";
  Notice notice = notice_of(Disposition::refer_routine, noon);
  const auto taking = [&] {
    std::string last;
    for (const auto& verdict : verdicts_on(notice, config())) {
      CHECK_FALSE(verdict.why.empty());
      if (verdict.takes) last = verdict.route + ": " + verdict.why;
    }
    return last;
  };
  CHECK(taking() == "north: flag progressive-weakness, clinic north");
  notice.excerpt.measures = {"grip", "mip"};
  CHECK(taking() == "breathing: measure mip");
  notice.level = Disposition::emergency;
  CHECK(taking() == "now: level emergency");
  notice.level = Disposition::refer_routine;
  notice.excerpt.measures = {};
  notice.patient = PatientId{"S-1"};
  CHECK(taking() == "rest: it takes every alert");
  notice.patient = PatientId{"N-1"};
  notice.flag = "bulbar";
  CHECK(taking() == "rest: it takes every alert");
}

TEST_CASE("that an alert ended is told to whoever was told of it, and to nobody else") {
  const std::string noon = "2026-01-15T12:00:00Z", night = "2026-01-15T23:00:00Z";
  Notice notice = notice_of(Disposition::refer_urgent, noon, NoticeWeight::know);
  notice.change = AlertChangeKind::over;
  notice.firing = false;
  CHECK(journey(notice, noon, {"ward", "watch"}) ==
        Lines{"ward 2026-01-15T12:00:00+00:00", "watch 2026-01-15T12:00:00+00:00"});
  // Nobody is woken for it, however urgent the alert was.
  CHECK(journey(notice, night, {"ward"}) == Lines{"ward 2026-01-16T07:00:00+00:00"});
  // A channel that is gone from the config leaves it to the routes, without escalation.
  CHECK(journey(notice, noon, {"former"}) ==
        Lines{"watch 2026-01-15T12:00:00+00:00", "duty 2026-01-15T12:00:00+00:00", "ward 2026-01-15T12:00:00+00:00"});
}

TEST_CASE("that an alert got worse, or is back, is told to whoever was told of it, wherever its route leads now") {
  const std::string night = "2026-01-15T23:00:00Z";
  Notice notice = notice_of(Disposition::refer_urgent, night);
  const Lines usual = journey(notice, night);
  for (const auto change : {AlertChangeKind::worsened, AlertChangeKind::reopened}) {
    notice.change = change;
    Lines wanted = usual;
    wanted.emplace_back("chief 2026-01-15T23:00:00+00:00");  // urgent: through the chief's quiet hours as well
    CHECK(journey(notice, night, {"chief", "ward", "former"}) == wanted);
  }
  CHECK(destinations_of(notice, config(), {"chief"}, at(night)).back().why ==
        "it was told of this alert before; refer_urgent passes the quiet hours");
  // A first telling, or an acknowledgement that ran out, is for those whom the route names.
  for (const auto change : {AlertChangeKind::raised, AlertChangeKind::lapsed, AlertChangeKind::unacknowledged}) {
    notice.change = change;
    CHECK(journey(notice, night, {"chief", "ward"}) == usual);
  }
}

TEST_CASE("a mirror that was told of an alert is kept in step, wherever its route leads now") {
  const auto moved = config_told(R"(
[channels.watch]
type = "alertmanager"
url = "http://localhost:9093"
[channels.pager]
type = "console"
[[routes]]
name = "urgent"
levels = ["refer_urgent"]
to = ["pager"]
[[routes]]
name = "rest"
to = ["watch"]
)",
                                 "c.toml", words);
  REQUIRE(moved.ok());
  const Instant now = at("2026-01-15T12:00:00Z");
  Notice notice = notice_of(Disposition::refer_urgent, "2026-01-15T12:00:00Z");
  notice.change = AlertChangeKind::lapsed;
  CHECK(destinations_of(notice, *moved, {}, now).size() == 1);
  CHECK(destinations_of(notice, *moved, {"watch"}, now).back().channel == "watch");
}

TEST_CASE("what only keeps a mirror in step disturbs nobody") {
  const std::string noon = "2026-01-15T12:00:00Z";
  CHECK(journey(notice_of(Disposition::refer_urgent, noon, NoticeWeight::mirror), noon, {"ward", "watch"}) ==
        Lines{"watch 2026-01-15T12:00:00+00:00"});
  CHECK(journey(notice_of(Disposition::refer_urgent, noon, NoticeWeight::mirror), noon) ==
        Lines{"watch 2026-01-15T12:00:00+00:00"});
}

TEST_CASE("a clock that steps back delays no alert") {
  const Notice notice = notice_of(Disposition::refer_urgent, "2026-01-15T12:00:00Z");
  for (const auto& one : destinations_of(notice, config(), {}, at("2026-01-14T12:00:00Z"))) {
    if (one.step == 0) CHECK(one.not_before == at("2026-01-14T12:00:00Z"));
  }
}

TEST_CASE("an escalation's hours are hours, also over a change of the clocks and a leap day") {
  const auto chief = [](std::string_view now) {
    const Notice notice = notice_of(Disposition::refer_urgent, now);
    return destinations_of(notice, config(), {}, at(now)).back().not_before - at(now);
  };
  CHECK(chief("2026-03-29T00:00:00Z") == std::chrono::hours{4});
  CHECK(chief("2026-10-25T00:00:00Z") == std::chrono::hours{4});
  CHECK(chief("2028-02-28T22:00:00Z") == std::chrono::hours{4});
}

TEST_CASE("routes that are joined tell a channel once, and count their steps together") {
  const auto joined = config_told(R"(
[channels.a]
type = "console"
[channels.b]
type = "console"
[[routes]]
name = "one"
to = ["a"]
look_further = true
escalate = [{ after = "1h", to = ["b"] }, { after = "3h", to = ["b"] }]
[[routes]]
name = "two"
to = ["a", "b"]
escalate = [{ after = "1h", to = ["b"] }, { after = "2h", to = ["a"] }]
)",
                                  "c.toml", words);
  REQUIRE(joined.ok());
  std::map<std::pair<std::string, int>, int> count;
  for (const auto& one : destinations_of(notice_of(Disposition::refer_urgent, "2026-01-15T12:00:00Z"), *joined, {},
                                         at("2026-01-15T12:00:00Z")))
    ++count[{one.channel, one.step}];
  CHECK(count == std::map<std::pair<std::string, int>, int>{
                     {{"a", 0}, 1}, {{"b", 0}, 1}, {{"b", 1}, 1}, {{"a", 2}, 1}, {{"b", 3}, 1}});
}
