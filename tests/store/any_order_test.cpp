#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "store/facts_told.h"

using namespace myotrend;
using namespace myotrend::tests;

namespace {

/// Facts that get in each other's way: few series, few instants, few values, many repeats. What has an external id has
/// one value, as the order of two values is what tells the first from its correction.
rc::Gen<Entry> entry_told() {
  return rc::gen::apply(
      [](int kind, int at, int value, bool id) {
        Entry entry = kind == 0 ? sign("dysarthria", value % 2 == 0, day(at)) : grip(30 + value, day(at));
        if (kind == 2) std::get<Series>(entry.where).side = Side::left;
        if (kind == 3) std::get<Series>(entry.where).device = "dyn-A";
        if (kind == 3 && id) entry.details.external_id = "x" + std::to_string(at) + "-" + std::to_string(value);
        entry.details.told_offset = std::chrono::minutes{60};
        entry.details.note = "note";
        return entry;
      },
      rc::gen::inRange(0, 4), rc::gen::inRange(1, 5), rc::gen::inRange(0, 3), rc::gen::arbitrary<bool>());
}

std::multiset<std::string> content_after(const std::vector<std::vector<Entry>>& batches) {
  const Folder folder;
  const auto store = open_sqlite(folder.file("a.db"), OpenMode::create_or_open, catalogue());
  add_patient(*store, "P1");
  for (const auto& batch : batches) append(*store, "P1", batch);
  if (!store->check().faults.empty()) return {"faults: " + store->check().faults[0]};
  return content_of(store->history_of({"P1"}, Depth::everything));
}

/// The entries that tell one row from another with an id only: a row without one in the same slot is told apart by the
/// order in which they came.
bool has_mixed_slot(const std::vector<Entry>& entries) {
  std::set<std::pair<Instant, bool>> seen;
  for (const Entry& entry : entries) {
    const auto* series = std::get_if<Series>(&entry.where);
    if (series == nullptr || series->device.empty()) continue;
    seen.insert({entry.effective, entry.details.external_id.empty()});
  }
  for (const auto& [at, without] : seen) {
    if (seen.contains({at, !without})) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("any order and any batches of the same facts give the same history") {
  CHECK(rc::check("one batch, or several in any order", [] {
    const auto entries = *rc::gen::container<std::vector<Entry>>(entry_told());
    RC_PRE(!has_mixed_slot(entries));
    std::vector<std::size_t> order(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
    std::vector<std::vector<Entry>> batches(1);
    for (const std::size_t i : order) {
      if (*rc::gen::inRange(0, 3) == 0) batches.emplace_back();
      batches.back().push_back(entries[i]);
    }
    RC_ASSERT(content_after({entries}) == content_after(batches));
  }));
}
