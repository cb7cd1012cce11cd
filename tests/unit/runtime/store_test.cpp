// SPDX-License-Identifier: Apache-2.0
// The store in memory against tables of the C++ library, and what a decision sees of a store.
#include "runtime/state/changes.h"
#include "runtime/state/memory_store.h"
#include "support/catch.h"
#include "unit/runtime/support.h"

#include <list>
#include <map>

using namespace onus::rt;

namespace {

struct Kept {
  std::string key, value;
  int64_t expires;
};

/// One table, slowly.
class SlowTable {
public:
  void put(const std::string &key, const std::string &value, int64_t expires) {
    if (Kept *known = find(key))
      *known = {key, value, expires};
    else
      entries_.push_back({key, value, expires});
  }
  void remove(const std::string &key) {
    entries_.remove_if([&](const Kept &each) { return each.key == key; });
  }
  void sweep(int64_t now) {
    entries_.remove_if([&](const Kept &each) { return each.expires < now; });
  }
  void dropOldest() {
    if (!entries_.empty())
      entries_.pop_front();
  }
  Kept *find(const std::string &key) {
    for (Kept &each : entries_)
      if (each.key == key)
        return &each;
    return nullptr;
  }
  const std::list<Kept> &entries() const { return entries_; }

private:
  std::list<Kept> entries_;
};

onus_text given(const std::string &text) { return {text.data(), text.size()}; }

std::string dumped(const onus_store &store, uint32_t table, uint32_t group) {
  std::string out;
  auto visit = [](void *into, onus_text key, onus_text value, int64_t expires) {
    *static_cast<std::string *>(into) +=
        copied(fromC(key)) + "=" + copied(fromC(value)) + "@" + std::to_string(expires) + ";";
    return 0;
  };
  REQUIRE(store.each(store.self, table, group, visit, &out) == 0);
  return out;
}

std::string dumped(const SlowTable &table) {
  std::string out;
  for (const Kept &each : table.entries())
    out += each.key + "=" + each.value + "@" + std::to_string(each.expires) + ";";
  return out;
}

} // namespace

TEST_CASE("the store in memory does what slow tables do", "[store]") {
  MemoryStore memory;
  onus_store store = memory.interface();
  std::map<std::pair<uint32_t, uint32_t>, SlowTable> slow;
  Random random(7);
  for (int step = 0; step < 60'000; ++step) {
    uint32_t table = static_cast<uint32_t>(random.below(3)), group = static_cast<uint32_t>(random.below(2) * 1000);
    SlowTable &same = slow[{table, group}];
    std::string key = std::to_string(random.below(200)) + std::string(random.below(3) * 20, 'k');
    std::string value = random.text("abc", random.oneIn(50) ? 9000 : 90);
    int64_t expires = random.oneIn(4) ? INT64_MAX : static_cast<int64_t>(random.below(1000));
    switch (random.below(12)) {
    case 0:
      store.remove(store.self, table, group, given(key));
      same.remove(key);
      break;
    case 1: {
      int64_t now = static_cast<int64_t>(random.below(300));
      store.sweep(store.self, table, group, now);
      same.sweep(now);
      break;
    }
    case 2:
      store.drop_oldest(store.self, table, group);
      same.dropOldest();
      break;
    default:
      REQUIRE(store.put(store.self, table, group, given(key), given(value), expires) == 0);
      same.put(key, value, expires);
    }
    onus_text found = {nullptr, 0};
    store.get(store.self, table, group, given(key), &found);
    const Kept *wanted = same.find(key);
    REQUIRE((found.data != nullptr) == (wanted != nullptr));
    if (wanted)
      REQUIRE(copied(fromC(found)) == wanted->value);
    uint64_t count = 0;
    store.count(store.self, table, group, &count);
    REQUIRE(count == same.entries().size());
    if (step % 500 == 0)
      REQUIRE(dumped(store, table, group) == dumped(same));
  }
}

TEST_CASE("an empty value is a value", "[store]") {
  MemoryStore memory;
  onus_store store = memory.interface();
  REQUIRE(store.put(store.self, 1, 2, given(""), given(""), INT64_MAX) == 0);
  onus_text found = {nullptr, 0};
  REQUIRE(store.get(store.self, 1, 2, given(""), &found) == 0);
  CHECK(found.data != nullptr);
  CHECK(found.size == 0);
}

TEST_CASE("stores swap what they hold", "[store]") {
  MemoryStore first, second;
  onus_store one = first.interface(), two = second.interface();
  for (int key = 0; key < 100; ++key)
    one.put(one.self, 1, 1, given("key " + std::to_string(key)), given("first"), INT64_MAX);
  two.put(two.self, 1, 1, given("key 5"), given("second"), INT64_MAX);
  first.swap(second);
  onus_text found = {nullptr, 0};
  for (int key = 0; key < 100; ++key) {
    two.get(two.self, 1, 1, given("key " + std::to_string(key)), &found);
    REQUIRE(copied(fromC(found)) == "first");
  }
  one.get(one.self, 1, 1, given("key 5"), &found);
  CHECK(copied(fromC(found)) == "second");
}

TEST_CASE("a decision sees its own changes, and the store sees them at its end", "[store]") {
  MemoryStore memory;
  onus_store store = memory.interface();
  store.put(store.self, ONUS_TABLE_SEEN, 1, given("old"), given("1"), INT64_MAX);
  Arena arena;
  Changes changes(store, arena);
  std::vector<std::string> names;
  for (int name = 0; name < 300; ++name)
    names.push_back("n" + std::to_string(name));
  for (const std::string &name : names)
    changes.put(Table::Seen, 1, borrowed(name), "first");
  for (const std::string &name : names)
    changes.put(Table::Seen, 1, borrowed(name), borrowed(name));
  changes.remove(Table::Seen, 1, "old");
  changes.remove(Table::Seen, 1, "n7");
  CHECK_FALSE(changes.has(Table::Seen, 1, "old"));
  CHECK_FALSE(changes.has(Table::Seen, 1, "n7"));
  CHECK_FALSE(changes.has(Table::Seen, 2, "n8"));
  CHECK_FALSE(changes.has(Table::Calls, 1, "n8"));
  CHECK(copied(changes.get(Table::Seen, 1, "n8")) == "n8");
  CHECK(dumped(store, ONUS_TABLE_SEEN, 1) == "old=1@9223372036854775807;");
  REQUIRE(changes.commit(0));
  uint64_t count = 0;
  store.count(store.self, ONUS_TABLE_SEEN, 1, &count);
  CHECK(count == 299);
  onus_text found = {nullptr, 0};
  store.get(store.self, ONUS_TABLE_SEEN, 1, given("n299"), &found);
  CHECK(copied(fromC(found)) == "n299");
}

TEST_CASE("full tables forget what they may", "[store]") {
  MemoryStore memory;
  onus_store store = memory.interface();
  auto put = [&](const std::string &key, int64_t expires, WhenFull whenFull, int64_t now) {
    Arena arena;
    Changes changes(store, arena);
    changes.put(Table::Slots, 1, borrowed(key), "v", expires, whenFull, 3);
    REQUIRE(changes.commit(now));
  };
  for (const char *key : {"a", "b", "c"})
    put(key, 10, WhenFull::Sweep, 0);
  put("a", 10, WhenFull::Sweep, 11); // known: nothing has to go
  CHECK(dumped(store, ONUS_TABLE_SLOTS, 1) == "a=v@10;b=v@10;c=v@10;");
  put("d", 20, WhenFull::Sweep, 11);
  CHECK(dumped(store, ONUS_TABLE_SLOTS, 1) == "d=v@20;");
  for (const char *key : {"e", "f", "g"})
    put(key, INT64_MAX, WhenFull::ForgetEarliest, 0);
  CHECK(dumped(store, ONUS_TABLE_SLOTS, 1) ==
        "e=v@9223372036854775807;f=v@9223372036854775807;g=v@9223372036854775807;");
}
