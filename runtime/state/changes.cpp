// SPDX-License-Identifier: Apache-2.0
#include "runtime/state/changes.h"

#include "runtime/format/set_hash.h"

#include <new>

namespace onus::rt {

namespace {
constexpr size_t few = 16; ///< so many changes are looked through one after the other
}

/// An address goes in, so that whoever sends events cannot choose keys that fall together.
uint64_t Changes::hashOf(Table table, uint32_t group, Text key) const {
  return hashText(mixHash((static_cast<uint64_t>(table) << 32 | group) ^ reinterpret_cast<uintptr_t>(&arena_)), key);
}

Changes::Change *Changes::find(uint64_t hash, Table table, uint32_t group, Text key) const {
  Change *at = lists_ ? lists_[hash & (listCount_ - 1)] : first_;
  while (at && !(at->hash == hash && at->table == table && at->group == group && at->key == key))
    at = lists_ ? at->nextInList : at->next;
  return at;
}

Text Changes::get(Table table, uint32_t group, Text key) {
  if (first_)
    if (const Change *changed = find(hashOf(table, group, key), table, group, key))
      return changed->removes ? Text() : changed->value;
  onus_text value = {nullptr, 0};
  if (failed_ || !done(store_.get(store_.self, static_cast<uint32_t>(table), group, toC(key), &value)))
    return {};
  return fromC(value);
}

uint64_t Changes::count(Table table, uint32_t group) {
  uint64_t count = 0;
  if (failed_ || !done(store_.count(store_.self, static_cast<uint32_t>(table), group, &count)))
    return 0;
  return count;
}

void Changes::sweep(Table table, uint32_t group, int64_t now) {
  if (!failed_)
    done(store_.sweep(store_.self, static_cast<uint32_t>(table), group, now));
}

void Changes::each(Table table, uint32_t group,
                   int (*visit)(void *context, onus_text key, onus_text value, int64_t expires), void *context) {
  if (!failed_)
    done(store_.each(store_.self, static_cast<uint32_t>(table), group, visit, context));
}

/// Spreads the changes over lists, at least as many as there are changes.
void Changes::spread() {
  size_t wanted = listCount_ ? listCount_ * 4 : few * 4;
  Change **lists = arena_.array<Change *>(wanted);
  if (!lists)
    return;
  for (size_t at = 0; at < wanted; ++at)
    lists[at] = nullptr;
  lists_ = lists;
  listCount_ = wanted;
  for (Change *each = first_; each; each = each->next) {
    each->nextInList = lists_[each->hash & (wanted - 1)];
    lists_[each->hash & (wanted - 1)] = each;
  }
}

/// The change of a key, made where there is none yet; null without memory.
Changes::Change *Changes::change(Table table, uint32_t group, Text key) {
  uint64_t hash = hashOf(table, group, key);
  if (Change *known = find(hash, table, group, key))
    return known;
  Change *room = arena_.array<Change>(1);
  if (!room)
    return nullptr;
  Change *made = new (room) Change;
  made->hash = hash;
  made->table = table;
  made->group = group;
  made->key = key;
  (last_ ? last_->next : first_) = made;
  last_ = made;
  ++count_;
  if (lists_) {
    made->nextInList = lists_[hash & (listCount_ - 1)];
    lists_[hash & (listCount_ - 1)] = made;
  }
  if (count_ > few && count_ > listCount_)
    spread();
  return made;
}

void Changes::put(Table table, uint32_t group, Text key, Text value, int64_t expires, WhenFull whenFull,
                  uint64_t limit) {
  Change *made = change(table, group, key);
  if (!made)
    return; // the arena is exhausted, and whoever decides sees that
  made->removes = false;
  made->value = value.data ? value : Text("");
  made->expires = expires;
  made->whenFull = whenFull;
  made->limit = limit;
}

void Changes::remove(Table table, uint32_t group, Text key) {
  if (Change *made = change(table, group, key))
    made->removes = true;
}

bool Changes::isKnown(const Change &change) {
  onus_text value = {nullptr, 0};
  uint32_t table = static_cast<uint32_t>(change.table);
  return done(store_.get(store_.self, table, change.group, toC(change.key), &value)) && value.data;
}

/// Drops the earliest keys beyond the limit.
bool Changes::shrink(const Change &change) {
  uint32_t table = static_cast<uint32_t>(change.table);
  uint64_t count = 0;
  if (!done(store_.count(store_.self, table, change.group, &count)))
    return false;
  for (; count > change.limit; --count)
    if (!done(store_.drop_oldest(store_.self, table, change.group)))
      return false;
  return true;
}

bool Changes::write(const Change &change, int64_t now) {
  uint32_t table = static_cast<uint32_t>(change.table);
  if (change.removes)
    return done(store_.remove(store_.self, table, change.group, toC(change.key)));
  bool sweeps = change.whenFull == WhenFull::SweepAlways || (change.whenFull == WhenFull::Sweep && !isKnown(change));
  if (sweeps) {
    uint64_t count = 0;
    if (!done(store_.count(store_.self, table, change.group, &count)))
      return false;
    if (count >= change.limit && !done(store_.sweep(store_.self, table, change.group, now)))
      return false;
  }
  bool put = !failed_ &&
             done(store_.put(store_.self, table, change.group, toC(change.key), toC(change.value), change.expires));
  return put && (change.whenFull != WhenFull::ForgetEarliest || shrink(change));
}

bool Changes::commit(int64_t now) {
  for (const Change *each = first_; each; each = each->next)
    if (failed_ || !write(*each, now))
      return false;
  return !failed_;
}

} // namespace onus::rt
