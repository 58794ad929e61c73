#include <catch2/catch.hpp>

#include "store/facts_told.h"
#include "store/store_contract.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

/// A store in a folder of its own, which goes when the store does.
std::shared_ptr<Store> in_sqlite() {
  struct Held {
    Folder folder;
    std::unique_ptr<Store> store;
  };
  auto held = std::make_shared<Held>();
  held->store = open_sqlite(held->folder.file("a.db"), OpenMode::create_or_open, catalogue());
  return {held, held->store.get()};
}

}  // namespace

TEST_CASE("sqlite: patients") { contract_of_patients(in_sqlite); }
TEST_CASE("sqlite: erasure") { contract_of_erasure(in_sqlite); }
TEST_CASE("sqlite: facts") { contract_of_facts(in_sqlite); }
TEST_CASE("sqlite: history") { contract_of_history(in_sqlite); }
TEST_CASE("sqlite: identity") { contract_of_identity(in_sqlite); }
TEST_CASE("sqlite: external ids") { contract_of_external_ids(in_sqlite); }
TEST_CASE("sqlite: events") { contract_of_events(in_sqlite); }
TEST_CASE("sqlite: corrections and retractions") { contract_of_corrections(in_sqlite); }
TEST_CASE("sqlite: transactions") { contract_of_transactions(in_sqlite); }
TEST_CASE("sqlite: revisions") { contract_of_revisions(in_sqlite); }
TEST_CASE("sqlite: judgements") { contract_of_judgements(in_sqlite); }
TEST_CASE("sqlite: alerts") { contract_of_alerts(in_sqlite); }
