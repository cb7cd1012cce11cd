// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/perfect_set.h"

#include "backends/bytecode/rows.h"
#include "runtime/format/set_hash.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::backends::bytecode {

namespace {

constexpr uint64_t seeds = 64;
constexpr size_t keysOfBucket = 4; ///< at most, on average
/// A bucket of the last keys finds its slot after as many tries as there are keys, on average; this many more are
/// never needed for a hash that is any good.
constexpr uint64_t triesOfKey = 64;

/// Hash, displace and compress: the fullest bucket first, each bucket tries displacements until all of its keys fall
/// on slots that are free.
class Search {
public:
  Search(llvm::ArrayRef<llvm::StringRef> keys, uint64_t seed) : count_(static_cast<uint32_t>(keys.size())) {
    uint32_t buckets = 1;
    while (size_t{buckets} * keysOfBucket < keys.size())
      buckets *= 2;
    set_.seed = seed;
    set_.displacements.resize(buckets);
    set_.keys.resize(keys.size(), rt::none);
    buckets_.resize(buckets);
    hashes_.reserve(keys.size());
    for (uint32_t key = 0; key < count_; ++key) {
      hashes_.push_back(rt::hashText(seed, asText(keys[key])));
      buckets_[rt::hashBucket(hashes_[key], buckets)].push_back(key);
    }
  }

  std::optional<PerfectSet> run() {
    std::vector<uint32_t> order(buckets_.size());
    for (uint32_t bucket = 0; bucket < order.size(); ++bucket)
      order[bucket] = bucket;
    llvm::stable_sort(order,
                      [&](uint32_t left, uint32_t right) { return buckets_[left].size() > buckets_[right].size(); });
    for (uint32_t bucket : order)
      if (!place(bucket))
        return std::nullopt;
    return std::move(set_);
  }

private:
  bool sameHash(llvm::ArrayRef<uint32_t> bucket) const {
    std::vector<uint64_t> found;
    for (uint32_t key : bucket)
      found.push_back(hashes_[key]);
    llvm::sort(found);
    return std::adjacent_find(found.begin(), found.end()) != found.end();
  }

  bool place(uint32_t bucket) {
    llvm::ArrayRef<uint32_t> keys = buckets_[bucket];
    if (sameHash(keys))
      return false;
    uint64_t tries = std::min<uint64_t>(rt::none, (uint64_t{count_} + 64) * triesOfKey);
    for (uint64_t displacement = 0; displacement < tries; ++displacement)
      if (fits(keys, static_cast<uint32_t>(displacement))) {
        set_.displacements[bucket] = static_cast<uint32_t>(displacement);
        return true;
      }
    return false;
  }

  /// Takes the slots where all of them are free.
  bool fits(llvm::ArrayRef<uint32_t> keys, uint32_t displacement) {
    for (size_t place = 0; place < keys.size(); ++place) {
      uint32_t slot = rt::hashSlot(hashes_[keys[place]], displacement, count_);
      if (set_.keys[slot] == rt::none) {
        set_.keys[slot] = keys[place];
        continue;
      }
      for (uint32_t taken : keys.take_front(place))
        set_.keys[rt::hashSlot(hashes_[taken], displacement, count_)] = rt::none;
      return false;
    }
    return true;
  }

  uint32_t count_;
  PerfectSet set_;
  std::vector<uint64_t> hashes_;
  std::vector<std::vector<uint32_t>> buckets_;
};

} // namespace

std::optional<PerfectSet> findPerfectSet(llvm::ArrayRef<llvm::StringRef> keys) {
  if (keys.empty())
    return PerfectSet();
  if (keys.size() >= rt::none)
    return std::nullopt;
  for (uint64_t seed = 1; seed <= seeds; ++seed)
    if (auto found = Search(keys, seed).run())
      return found;
  return std::nullopt;
}

} // namespace onus::backends::bytecode
