#include <catch2/catch.hpp>

#include "myotrend/alert/life_cycle.h"
#include "myotrend/alert/reconcile.h"
#include "myotrend/alert/tell.h"
#include "myotrend/deliver/deliver.h"
#include "myotrend/store/sqlite.h"
#include "store/facts_told.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// A channel that answers what it is told to, and remembers what it was asked to send.
struct Receiver final : deliver::Channel {
  explicit Receiver(std::vector<std::string>& into) : taken(into) {}
  deliver::SendResult send(const Notice& notice, const deliver::Attempt& attempt) override {
    taken.push_back(attempt.key);
    last_change = std::string(word_of(notice.change));
    return answer;
  }
  std::string description() const override { return "a receiver of a test"; }

  std::vector<std::string>& taken;
  std::string last_change;
  deliver::SendResult answer = deliver::Sent{};
};

/// A store with one patient and one urgent alert, and a deliverer with one channel.
struct Clinic {
  Folder folder;
  std::shared_ptr<Store> store;
  std::vector<std::string> taken;
  deliver::Channels channels;
  Receiver* receiver = nullptr;
  Alert alert;
  Instant now = day(1);
  std::vector<Destination> also;  // beside the first recipient

  Clinic() : store(open_sqlite(folder.file("a.db"), OpenMode::create_or_open, catalogue())) {
    add_patient(*store, "P1");
    auto made = std::make_unique<Receiver>(taken);
    receiver = made.get();
    channels.emplace("mail", std::move(made));
    judged(Disposition::refer_urgent);
  }

  /// Judged at `now`, with a rule of that level; continue: the rule has ended.
  void judged(Disposition level) {
    Assessment assessment;
    assessment.patient = {"P1"};
    assessment.as_of = now;
    if (level != Disposition::continue_care) {
      RuleHeld rule;
      rule.id = "U1";
      rule.flag = "bulbar";
      rule.level = level;
      rule.since = rule.newest_ground = now;
      assessment.rules = {rule};
    } else {
      assessment.ended = {{"U1", "bulbar", Disposition::refer_urgent, now}};
    }
    const auto transaction = store->begin();
    auto steps = reconcile(transaction->alerts_of({"P1"}), assessment, {}, now);
    tell_of(steps, assessment);
    transaction->keep(assessment, json_of(assessment), "stamp", steps);
    transaction->commit();
    alert = store->alerts().back();
  }

  void by_a_person(const Result<AlertStep>& step) {
    const auto transaction = store->begin();
    transaction->keep(step.value());
    transaction->commit();
    alert = store->alerts().back();
  }

  deliver::DeliverySummary deliver_with(Outbox& outbox) {
    const Router router = [&](const Notice&, const std::vector<std::string>&, Instant at) {
      std::vector<Destination> to = {{"mail", at, 0, false, "everything"}};
      for (Destination extra : also) {
        extra.not_before = at + hours{4};
        to.push_back(extra);
      }
      return to;
    };
    const deliver::Surroundings surroundings{[this] { return now; }, [] { return 1.0; }};
    return deliver::deliver_due(outbox, channels, router, {}, surroundings);
  }
  deliver::DeliverySummary delivered() {
    const auto outbox = store->outbox();
    return deliver_with(*outbox);
  }
  std::vector<Delivery> deliveries() { return store->outbox()->of_alert(alert.id); }
  AlertState state() { return store->alerts().back().state; }
};

}  // namespace

TEST_CASE("a notice is written with the decision, sent once, and its alert is notified") {
  Clinic clinic;
  CHECK(clinic.store->outbox()->state(clinic.now).unrouted == 1);
  CHECK(clinic.delivered().sent == 1);
  CHECK(clinic.state() == AlertState::notified);
  CHECK(clinic.delivered().sent == 0);
  REQUIRE(clinic.taken.size() == 1);
  CHECK(clinic.taken[0].front() == 'n');
  CHECK(clinic.store->changes_of(clinic.alert.id).back().change == AlertChangeKind::notified);
}

TEST_CASE("a decision that is not committed tells nobody") {
  Clinic clinic;
  clinic.delivered();
  {
    const auto transaction = clinic.store->begin();
    AlertStep step = resolve(clinic.alert, AlertOutcome::referred, {"Dr Gray", "", clinic.now}).value();
    tell_of(std::span(&step, 1), {});
    transaction->keep(step);
  }
  CHECK(clinic.store->outbox()->state(clinic.now).unrouted == 0);
}

TEST_CASE("what may pass is tried again later and later under one key, and then given up but not lost") {
  Clinic clinic;
  clinic.receiver->answer = deliver::PassingFault{"no connection", std::nullopt};
  CHECK(clinic.delivered().postponed == 1);
  CHECK(clinic.deliveries().at(0).not_before == clinic.now + seconds{30});
  CHECK(clinic.delivered().postponed == 0);  // not yet
  clinic.now += seconds{30};
  CHECK(clinic.delivered().postponed == 1);
  CHECK(clinic.deliveries().at(0).not_before == clinic.now + seconds{60});
  CHECK(clinic.state() == AlertState::raised);
  for (int round = 0; round < 40 && clinic.deliveries().at(0).state == DeliveryState::waiting; ++round) {
    clinic.now = clinic.deliveries().at(0).not_before;
    clinic.delivered();
  }
  const Delivery dead = clinic.deliveries().at(0);
  CHECK(dead.state == DeliveryState::dead);
  CHECK(clinic.now - day(1) <= hours{72});
  CHECK(clinic.now - day(1) > hours{60});
  for (const std::string& key : clinic.taken) CHECK(key == clinic.taken[0]);

  clinic.receiver->answer = deliver::Sent{};
  REQUIRE(clinic.store->outbox()->dead().size() == 1);
  CHECK(clinic.store->outbox()->retry(dead.id, clinic.now));
  CHECK_FALSE(clinic.store->outbox()->retry("d999", clinic.now));
  CHECK(clinic.delivered().sent == 1);
  CHECK(clinic.taken.back() == clinic.taken[0]);
}

TEST_CASE("the waiting grows, is scattered, has a limit, and is never shorter than what was asked for") {
  const deliver::RetryPolicy policy;
  CHECK(deliver::wait_after(1, std::nullopt, 1, policy) == seconds{30});
  CHECK(deliver::wait_after(1, std::nullopt, 0, policy) == seconds{15});
  CHECK(deliver::wait_after(4, std::nullopt, 1, policy) == seconds{240});
  CHECK(deliver::wait_after(900, std::nullopt, 1, policy) == hours{6});
  CHECK(deliver::wait_after(1, seconds{600}, 1, policy) == seconds{600});
  CHECK(deliver::wait_after(9, seconds{600}, 0, policy) == seconds{3840});
  CHECK(deliver::wait_after(1, hours{1000}, 1, policy) == hours{24});
}

TEST_CASE("what will never work is a dead letter at once") {
  Clinic clinic;
  clinic.receiver->answer = deliver::PermanentFault{"550 no such mailbox"};
  CHECK(clinic.delivered().dead == 1);
  clinic.now += hours{1};
  CHECK(clinic.delivered().dead == 0);
  CHECK(clinic.deliveries().at(0).fault == "550 no such mailbox");
  CHECK(clinic.store->outbox()->state(clinic.now).dead == 1);
}

TEST_CASE("a channel that is gone is closed for everybody until somebody opens it again") {
  Clinic clinic;
  clinic.receiver->answer = deliver::PermanentFault{"410 gone", true};
  clinic.delivered();
  clinic.now += hours{1};
  clinic.judged(Disposition::emergency);
  clinic.delivered();
  CHECK(clinic.taken.size() == 1);
  CHECK(clinic.store->outbox()->dead().size() == 2);
  CHECK(clinic.store->outbox()->state(clinic.now).closed.at(0).channel == "mail");
  clinic.receiver->answer = deliver::Sent{};
  CHECK(clinic.store->outbox()->reopen_channel("mail", clinic.now));
  CHECK_FALSE(clinic.store->outbox()->reopen_channel("mail", clinic.now));
  CHECK(clinic.delivered().sent == 2);
}

TEST_CASE("the notices of an alert go in their order, and a worse one is not held up by the quiet of an earlier one") {
  Clinic clinic;
  clinic.receiver->answer = deliver::PassingFault{"no connection", hours{5}};
  clinic.delivered();
  clinic.now += hours{1};
  clinic.judged(Disposition::emergency);
  clinic.receiver->answer = deliver::Sent{};
  CHECK(clinic.delivered().sent == 2);
  REQUIRE(clinic.taken.size() == 3);
  CHECK(clinic.taken[1] == clinic.taken[0]);
  CHECK(clinic.receiver->last_change == "worsened");
  CHECK(clinic.state() == AlertState::notified);
}

TEST_CASE("two deliverers who live never send the same notice") {
  Clinic clinic;
  const auto first = clinic.store->outbox(), second = clinic.store->outbox();
  for (const Notice& notice : first->unrouted(9)) {
    const std::vector<Destination> to = {{"mail", clinic.now, 0, false, ""}};
    CHECK(first->send_to(notice, to, clinic.now));
    CHECK_FALSE(second->send_to(notice, to, clinic.now));
  }
  const auto leased = first->lease(clinic.now);
  REQUIRE(leased);
  CHECK_FALSE(second->lease(clinic.now));
  CHECK(first->record(*leased, {DeliveryState::sent, clinic.now, clinic.now, "", false}));
  CHECK_FALSE(second->lease(clinic.now));
}

TEST_CASE(
    "complaint: an alert is lost in a restart; who dies while sending leaves the notice to the next, under its key") {
  Clinic clinic;
  auto first = clinic.store->outbox();
  const std::vector<Destination> to = {{"mail", clinic.now, 0, false, ""}};
  for (const Notice& notice : first->unrouted(9)) first->send_to(notice, to, clinic.now);
  const Delivery leased = first->lease(clinic.now).value();
  first.reset();  // as the system does it when a process dies
  const auto second = clinic.store->outbox();
  const auto again = second->lease(clinic.now);
  REQUIRE(again);
  CHECK(again->key == leased.key);
  CHECK(again->lease > leased.lease);
  // The first one wakes up after all: its word is no longer taken.
  const auto ghost = clinic.store->outbox();
  CHECK_FALSE(ghost->record(leased, {DeliveryState::sent, clinic.now, clinic.now, "", false}));
  CHECK(second->record(*again, {DeliveryState::sent, clinic.now, clinic.now, "", false}));
}

TEST_CASE("an escalation goes out when nobody has seen the alert, and is spared when somebody has") {
  Clinic clinic;
  clinic.also = {{"mail", {}, 1, true, "nobody answered"}};
  clinic.delivered();
  CHECK(clinic.taken.size() == 1);
  SECTION("unseen") {
    clinic.now += hours{4};
    CHECK(clinic.delivered().sent == 1);
    REQUIRE(clinic.taken.size() == 2);
    CHECK(clinic.taken[1] == clinic.taken[0] + "-1");
  }
  SECTION("acknowledged") {
    clinic.by_a_person(acknowledge(clinic.store->alerts().back(), {}, {"Dr Gray", "", clinic.now}));
    clinic.now += hours{4};
    CHECK(clinic.delivered().sent == 0);
    CHECK(clinic.deliveries().at(1).state == DeliveryState::spared);
  }
  SECTION("over meanwhile") {
    clinic.now += hours{1};
    clinic.judged(Disposition::continue_care);
    clinic.now += hours{9};
    clinic.delivered();
    CHECK(clinic.deliveries().at(1).state == DeliveryState::spared);
  }
}

TEST_CASE("a receiver that forgets is told again until a newer notice takes its place") {
  Clinic clinic;
  clinic.receiver->answer = deliver::Sent{seconds{60}};
  CHECK(clinic.delivered().sent == 1);
  CHECK(clinic.delivered().repeated == 0);
  clinic.now += seconds{60};
  CHECK(clinic.delivered().repeated == 1);
  CHECK(clinic.taken[1] == clinic.taken[0]);
  clinic.judged(Disposition::continue_care);
  clinic.receiver->answer = deliver::Sent{};
  CHECK(clinic.delivered().sent == 1);
  CHECK(clinic.receiver->last_change == "over");
  clinic.now += hours{1};
  const auto later = clinic.delivered();
  CHECK(later.sent + later.repeated == 0);
}

TEST_CASE("a clock that steps back keeps nothing waiting") {
  Clinic clinic;
  clinic.receiver->answer = deliver::PassingFault{"no connection", hours{1}};
  clinic.now = day(20);
  clinic.delivered();
  clinic.now = day(2);
  clinic.receiver->answer = deliver::Sent{};
  CHECK(clinic.delivered().sent == 1);
  CHECK(clinic.store->check().faults.empty());
}

TEST_CASE("what a clock of the far future put off is sent when it was meant to be, once the clock is right again") {
  Clinic clinic;
  clinic.now = day(300);
  const Router later = [](const Notice&, const std::vector<std::string>&, Instant at) {
    return std::vector<Destination>{{"mail", at + hours{8}, 0, false, "quiet hours"}};
  };
  const deliver::Surroundings surroundings{[&] { return clinic.now; }, [] { return 1.0; }};
  const auto outbox = clinic.store->outbox();
  CHECK(deliver::deliver_due(*outbox, clinic.channels, later, {}, surroundings).sent == 0);
  clinic.now = day(2);
  CHECK(deliver::deliver_due(*outbox, clinic.channels, later, {}, surroundings).sent == 0);
  clinic.now += hours{8};
  CHECK(deliver::deliver_due(*outbox, clinic.channels, later, {}, surroundings).sent == 1);
  CHECK(clinic.taken.size() == 1);
}

TEST_CASE("a receiver that forgets and is told no more is noticed") {
  Clinic clinic;
  clinic.receiver->answer = deliver::Sent{hours{16}};
  CHECK(clinic.delivered().sent == 1);
  CHECK_FALSE(clinic.store->outbox()->state(clinic.now + hours{15}).oldest_due);
  CHECK(clinic.store->outbox()->state(clinic.now + hours{60}).oldest_due == clinic.now + hours{16});
}

TEST_CASE("what no route takes is a dead letter, and is put before the routes again") {
  Clinic clinic;
  const deliver::Surroundings surroundings{[&] { return clinic.now; }, [] { return 1.0; }};
  const auto outbox = clinic.store->outbox();
  const Router nowhere = [](const Notice&, const std::vector<std::string>&, Instant) {
    return std::vector<Destination>{};
  };
  deliver::deliver_due(*outbox, clinic.channels, nowhere, {}, surroundings);
  REQUIRE(outbox->dead().size() == 1);
  CHECK(outbox->retry(outbox->dead()[0].id, clinic.now));
  CHECK(clinic.delivered().sent == 1);
}

TEST_CASE("one channel that breaks down keeps nobody else's notice") {
  struct Broken final : deliver::Channel {
    deliver::SendResult send(const Notice&, const deliver::Attempt&) override { throw std::runtime_error("broken"); }
    std::string description() const override { return "broken"; }
  };
  Clinic clinic;
  clinic.also = {};
  clinic.channels.insert_or_assign("mail", std::make_unique<Broken>());
  CHECK(clinic.delivered().postponed == 1);
  CHECK(clinic.deliveries().at(0).fault == "the channel broke down: broken");
}

TEST_CASE("the runs of the scheduled jobs are on record, and one that never ended is none") {
  Clinic clinic;
  const auto run = clinic.store->begin_run(RunKind::scan, day(1));
  CHECK(clinic.store->runs(RunKind::scan, 9).empty());
  clinic.store->end_run(run, day(2), R"({"judged":1})");
  clinic.store->begin_run(RunKind::scan, day(3));
  clinic.store->begin_run(RunKind::deliver, day(3));
  const auto runs = clinic.store->runs(RunKind::scan, 9);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].ended == day(2));
  CHECK(runs[0].figures == R"({"judged":1})");
}
