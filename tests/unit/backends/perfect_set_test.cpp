// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/perfect_set.h"

#include "backends/bytecode/rows.h"
#include "runtime/format/set_hash.h"
#include "support/catch.h"

#include <set>

using namespace onus;
using namespace onus::backends::bytecode;

namespace {

std::vector<std::string> names(size_t count, const std::string &before = "name-") {
  std::vector<std::string> made;
  for (size_t each = 0; each < count; ++each)
    made.push_back(before + std::to_string(each));
  return made;
}

std::vector<llvm::StringRef> refs(const std::vector<std::string> &texts) { return {texts.begin(), texts.end()}; }

/// Which key a text falls on, as the runtime looks it up.
uint32_t lookUp(const PerfectSet &set, llvm::StringRef text) {
  uint64_t hash = rt::hashText(set.seed, asText(text));
  uint32_t bucket = rt::hashBucket(hash, static_cast<uint32_t>(set.displacements.size()));
  return set.keys[rt::hashSlot(hash, set.displacements[bucket], static_cast<uint32_t>(set.keys.size()))];
}

void checkSet(const std::vector<std::string> &texts) {
  auto set = findPerfectSet(refs(texts));
  REQUIRE(set.has_value());
  REQUIRE(set->keys.size() == texts.size());
  size_t buckets = set->displacements.size();
  REQUIRE((buckets & (buckets - 1)) == 0);
  size_t wrong = 0;
  for (uint32_t key = 0; key < texts.size(); ++key)
    wrong += lookUp(*set, texts[key]) != key;
  CHECK(wrong == 0);
}

} // namespace

TEST_CASE("a perfect set finds every key at a slot of its own", "[bytecode]") {
  for (size_t count : {1, 2, 3, 4, 5, 8, 9, 17, 64, 100, 1000})
    checkSet(names(count));
  std::vector<std::string> lengths; // keys that are the beginnings of one another, and the empty one
  for (size_t size = 0; size < 200; ++size)
    lengths.push_back(std::string(size, 'a'));
  checkSet(lengths);
  std::vector<std::string> zeros; // keys that only their lengths tell apart, once they are filled up with zeros
  for (size_t size = 0; size < 24; ++size)
    zeros.push_back(std::string(size, '\0'));
  checkSet(zeros);
}

TEST_CASE("a set of no keys has no slot", "[bytecode]") {
  auto set = findPerfectSet({});
  REQUIRE(set.has_value());
  CHECK(set->keys.empty());
}

TEST_CASE("the same keys give the same set", "[bytecode]") {
  std::vector<std::string> texts = names(5000);
  auto first = findPerfectSet(refs(texts)), second = findPerfectSet(refs(texts));
  CHECK((first->seed == second->seed && first->displacements == second->displacements && first->keys == second->keys));
}

TEST_CASE("a hundred thousand keys are no trouble", "[bytecode]") { checkSet(names(100'000, "account/")); }

TEST_CASE("there is no set of two keys that are the same", "[bytecode]") {
  CHECK_FALSE(findPerfectSet({"a", "b", "a"}).has_value());
}
