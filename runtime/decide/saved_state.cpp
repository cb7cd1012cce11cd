// SPDX-License-Identifier: Apache-2.0
// The state of an engine as bytes, so that it may stop and go on: a head, then for each system its tables and its
// slots, then the SHA-256 of all that. Slots are found again by their definition; one whose definition is new has lost
// the sessions that ran before (S23).
#include "runtime/base/sha256.h"
#include "runtime/decide/engine.h"

namespace onus::rt {

namespace {

constexpr Text magic = "onus-state\r\n";
constexpr uint32_t stateVersion = 1;
constexpr uint8_t anEntry = 1, theEnd = 0;
constexpr size_t partBytes = size_t{64} << 10;
/// The tables of a system that are taken as they are, in the order in which they are saved.
constexpr Table tables[] = {Table::Sessions, Table::Seen,       Table::Calls,
                            Table::Asks,     Table::Thresholds, Table::Escalations};

// ---- Writing

class Saver {
public:
  using Write = int (*)(void *context, const void *bytes, size_t size);
  Saver(const Context &context, Write write, void *target)
      : context_(context), bundle_(context.bundle), write_(write), target_(target), writer_(part_) {}

  onus_status run() {
    part_.append(magic);
    writer_.word(stateVersion);
    writer_.text(get(0, metaRecord));
    Span<SystemRow> systems = bundle_.rows<Section::Systems>();
    writer_.word(static_cast<uint32_t>(systems.size));
    for (uint32_t place = 0; place < systems.size; ++place)
      saveSystem(place);
    flush();
    Digest digest = hash_.finish();
    if (!failed_ && write_(target_, digest.bytes, sizeof digest.bytes) != 0)
      failed_ = true;
    return noStore_ ? ONUS_BAD_STATE : failed_ ? ONUS_NO_MEMORY : ONUS_OK;
  }

private:
  Text get(uint32_t group, Text key) {
    onus_text value = {nullptr, 0};
    uint32_t table = static_cast<uint32_t>(Table::Meta);
    noStore_ |= context_.store.get(context_.store.self, table, group, toC(key), &value) != 0;
    return noStore_ ? Text() : fromC(value);
  }

  void saveSystem(uint32_t place) {
    const SystemRow &system = bundle_.row<Section::Systems>(place);
    uint32_t group = context_.systemGroups[place];
    writer_.text(bundle_.text(system.name));
    writer_.text(get(group, metaClock));
    for (Table table : tables)
      saveTable(table, group);
    writer_.word(system.slots.count);
    for (uint32_t at = 0; at < system.slots.count; ++at) {
      size_t slot = system.slots.first + at;
      writer_.text(bundle_.text(bundle_.row<Section::Slots>(slot).definition));
      writer_.number(static_cast<int64_t>(context_.since[slot]));
      saveTable(Table::Slots, context_.slotGroups[slot]);
      saveTable(Table::Pending, context_.slotGroups[slot]);
    }
  }

  void saveTable(Table table, uint32_t group) {
    auto visit = [](void *self, onus_text key, onus_text value, int64_t expires) {
      return static_cast<Saver *>(self)->saveEntry(fromC(key), fromC(value), expires);
    };
    noStore_ |= context_.store.each(context_.store.self, static_cast<uint32_t>(table), group, visit, this) != 0;
    writer_.byte(theEnd);
  }

  int saveEntry(Text key, Text value, int64_t expires) {
    writer_.byte(anEntry);
    writer_.number(expires);
    writer_.text(key);
    writer_.text(value);
    if (part_.size() >= partBytes)
      flush();
    return failed_;
  }

  void flush() {
    failed_ |= part_.failed();
    hash_.update(part_.text());
    if (!failed_ && part_.size() > 0 && write_(target_, part_.text().data, part_.size()) != 0)
      failed_ = true;
    part_.clear();
  }

  const Context &context_;
  const Bundle &bundle_;
  Write write_;
  void *target_;
  Buffer part_;
  BlobWriter writer_;
  Sha256 hash_;
  bool failed_ = false, noStore_ = false;
};

// ---- Reading

/// Goes through saved state: once only to see that it is whole, then once more to put it into a store.
class Loader {
public:
  Loader(Context &context, Text saved) : context_(context), bundle_(context.bundle), saved_(saved), reader_({}) {}

  /// An explanation of what is wrong; empty where all of it can be taken up.
  Text check() {
    if (!saved_.startsWith(magic))
      return "this is no state of an engine";
    constexpr size_t digestBytes = 32;
    if (saved_.size < magic.size + digestBytes + 4)
      return "the state is cut off";
    Text body = saved_.part(0, saved_.size - digestBytes);
    uint32_t version = 0;
    memcpy(&version, body.data + magic.size, sizeof version);
    if (version != stateVersion)
      return "the state is of another version";
    Digest digest = sha256(body);
    if (memcmp(digest.bytes, saved_.data + body.size, digestBytes) != 0)
      return "the state is damaged";
    saved_ = body;
    return go() ? Text() : Text("the state is damaged");
  }

  /// Puts everything into the store, which must be empty; false where it failed. `since` is beside Slots.
  bool fill(const onus_store &store, uint64_t *since) {
    store_ = &store;
    since_ = since;
    return go() && !noStore_;
  }

private:
  bool go() {
    reader_ = BlobReader(saved_);
    reader_.take(magic.size + 4);
    Text record = reader_.text();
    if (!record.empty())
      put(Table::Meta, 0, metaRecord, record, never);
    for (uint32_t left = reader_.word(); left > 0 && reader_.ok(); --left)
      loadSystem();
    return reader_.ok() && reader_.atEnd();
  }

  uint32_t placeOf(Text name) const {
    Span<SystemRow> systems = bundle_.rows<Section::Systems>();
    for (uint32_t place = 0; place < systems.size; ++place)
      if (bundle_.text(systems[place].name) == name)
        return place;
    return none;
  }

  void loadSystem() {
    uint32_t place = placeOf(reader_.text());
    bool isHere = place != none;
    uint32_t group = isHere ? context_.systemGroups[place] : 0;
    SystemClock clock;
    Text clockBytes = reader_.text();
    if (!clock.read(clockBytes.empty() ? Text() : clockBytes))
      reader_.take(SIZE_MAX);
    if (isHere && !clockBytes.empty())
      put(Table::Meta, group, metaClock, clockBytes, never);
    for (Table table : tables)
      loadTable(table, group, isHere);
    Range slots = isHere ? bundle_.row<Section::Systems>(place).slots : Range();
    for (uint32_t at = 0; since_ && at < slots.count; ++at)
      since_[slots.first + at] = clock.nextSequence; // unless it is found again below
    for (uint32_t left = reader_.word(); left > 0 && reader_.ok(); --left)
      loadSlot(slots);
  }

  void loadSlot(Range slots) {
    Text definition = reader_.text();
    int64_t since = reader_.number();
    size_t slot = slots.first, end = size_t{slots.first} + slots.count;
    while (slot < end && !(bundle_.text(bundle_.row<Section::Slots>(slot).definition) == definition))
      ++slot;
    bool isHere = slot < end;
    if (isHere && since_)
      since_[slot] = static_cast<uint64_t>(since);
    loadTable(Table::Slots, isHere ? context_.slotGroups[slot] : 0, isHere);
    loadTable(Table::Pending, isHere ? context_.slotGroups[slot] : 0, isHere);
  }

  void loadTable(Table table, uint32_t group, bool isHere) {
    uint64_t limit = table == Table::Seen || table == Table::Calls ? context_.limits.rememberedIds : UINT64_MAX;
    uint64_t count = 0;
    while (reader_.ok() && reader_.byte() == anEntry) {
      int64_t expires = reader_.number();
      Text key = reader_.text();
      Text value = reader_.text();
      if (!reader_.ok() || !isHere)
        continue;
      put(table, group, key, value, expires);
      if (++count > limit && store_)
        noStore_ |= store_->drop_oldest(store_->self, static_cast<uint32_t>(table), group) != 0;
    }
  }

  void put(Table table, uint32_t group, Text key, Text value, int64_t expires) {
    if (store_ && reader_.ok())
      noStore_ |= store_->put(store_->self, static_cast<uint32_t>(table), group, toC(key), toC(value), expires) != 0;
  }

  Context &context_;
  const Bundle &bundle_;
  Text saved_;
  BlobReader reader_;
  const onus_store *store_ = nullptr;
  uint64_t *since_ = nullptr;
  bool noStore_ = false;
};

// ---- A store of the host's

/// Takes all keys out of one table.
bool clearTable(const onus_store &store, Table table, uint32_t group) {
  uint64_t count = 0;
  if (store.count(store.self, static_cast<uint32_t>(table), group, &count) != 0)
    return false;
  for (; count > 0; --count)
    if (store.drop_oldest(store.self, static_cast<uint32_t>(table), group) != 0)
      return false;
  return true;
}

bool clearStore(const Context &context) {
  Span<SystemRow> systems = context.bundle.rows<Section::Systems>();
  bool cleared = clearTable(context.store, Table::Meta, 0);
  for (size_t place = 0; place < systems.size && cleared; ++place) {
    cleared = clearTable(context.store, Table::Meta, context.systemGroups[place]);
    for (Table table : tables)
      cleared = cleared && clearTable(context.store, table, context.systemGroups[place]);
    for (uint32_t at = 0; at < systems[place].slots.count && cleared; ++at) {
      uint32_t group = context.slotGroups[systems[place].slots.first + at];
      cleared = clearTable(context.store, Table::Slots, group) && clearTable(context.store, Table::Pending, group);
    }
  }
  return cleared;
}

} // namespace

onus_status Engine::save(int (*write)(void *context, const void *bytes, size_t size), void *context) {
  if (!lock())
    return ONUS_BAD_STATE;
  onus_status status = Saver(context_, write, context).run();
  unlock();
  return status;
}

onus_status Engine::load(Text saved, Problem &problem) {
  Loader loader(context_, saved);
  if (Text why = loader.check(); !why.empty()) {
    problem.say(why);
    return ONUS_BAD_STATE;
  }
  Arena scratch;
  scratch.setLimit(SIZE_MAX / 2);
  size_t slots = context_.bundle.rows<Section::Slots>().size;
  uint64_t *since = scratch.array<uint64_t>(slots + 1);
  if (!since)
    return ONUS_NO_MEMORY;
  memset(since, 0, slots * sizeof *since);
  MemoryStore next;
  onus_store inMemory = next.interface();
  if (isOwn_ && !loader.fill(inMemory, since))
    return ONUS_NO_MEMORY;
  if (!lock()) {
    problem.say("the store does not answer");
    return ONUS_BAD_STATE;
  }
  bool filled = isOwn_ || (clearStore(context_) && loader.fill(context_.store, since));
  if (filled) {
    if (isOwn_)
      own_.swap(next);
    memcpy(context_.since, since, slots * sizeof *since);
    filled = isOwn_ || writeSince();
  }
  unlock();
  if (!filled)
    problem.say("the store does not take the state");
  return filled ? ONUS_OK : ONUS_BAD_STATE;
}

// ---- Slots in a store of the host's

namespace {

/// The key among ONUS_TABLE_META under which a slot's `since` stands.
Text sinceKey(Buffer &room, Text definition) {
  room.clear();
  room.append(metaSince);
  room.append(definition);
  return room.text();
}

} // namespace

bool Engine::writeSince() {
  const Bundle &bundle = context_.bundle;
  Buffer room;
  Span<SystemRow> systems = bundle.rows<Section::Systems>();
  for (size_t place = 0; place < systems.size; ++place)
    for (uint32_t at = 0; at < systems[place].slots.count; ++at) {
      size_t slot = systems[place].slots.first + at;
      Text key = sinceKey(room, bundle.text(bundle.row<Section::Slots>(slot).definition));
      onus_text value = {reinterpret_cast<const char *>(&context_.since[slot]), sizeof context_.since[slot]};
      if (room.failed() || context_.store.put(context_.store.self, ONUS_TABLE_META, context_.systemGroups[place],
                                              toC(key), value, never) != 0)
        return false;
    }
  return true;
}

/// Finds out for which sessions each slot's history is whole: a slot that the store has not seen begins now.
bool Engine::readSince() {
  const Bundle &bundle = context_.bundle;
  if (!lock())
    return false;
  Buffer room;
  Span<SystemRow> systems = bundle.rows<Section::Systems>();
  bool isRead = true;
  for (size_t place = 0; place < systems.size && isRead; ++place) {
    auto get = [&](Text key) {
      onus_text value = {nullptr, 0};
      isRead = isRead && context_.store.get(context_.store.self, ONUS_TABLE_META, context_.systemGroups[place],
                                            toC(key), &value) == 0;
      return isRead ? fromC(value) : Text();
    };
    SystemClock clock;
    Text stored = get(metaClock);
    isRead = isRead && clock.read(stored);
    for (uint32_t at = 0; at < systems[place].slots.count && isRead; ++at) {
      size_t slot = systems[place].slots.first + at;
      Text since = get(sinceKey(room, bundle.text(bundle.row<Section::Slots>(slot).definition)));
      context_.since[slot] = stored.data ? clock.nextSequence : 0;
      if (since.data && since.size == sizeof(uint64_t))
        memcpy(&context_.since[slot], since.data, sizeof(uint64_t));
    }
  }
  isRead = isRead && writeSince();
  unlock();
  return isRead;
}

} // namespace onus::rt
