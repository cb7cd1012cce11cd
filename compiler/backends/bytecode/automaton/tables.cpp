// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/tables.h"

#include "backends/bytecode/automaton/groups.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/EndianStream.h"

namespace onus::backends::bytecode {

namespace {

using rt::AutomatonHeader;

/// Appends arrays, little-endian on every machine, each at a multiple of 8.
class Writer {
public:
  Writer() : bytes_(sizeof(AutomatonHeader)) {}

  template <typename T>
  uint32_t add(llvm::ArrayRef<T> items) {
    if (items.empty())
      return 0;
    auto at = static_cast<uint32_t>(bytes_.size());
    for (T item : items)
      put(item);
    bytes_.resize(llvm::alignTo(bytes_.size(), 8));
    return at;
  }

  std::optional<Tables> finish(AutomatonHeader &header) {
    if (bytes_.size() > rt::automatonMaxBytes)
      return std::nullopt;
    header.size = static_cast<uint32_t>(bytes_.size());
    Tables body = std::move(bytes_);
    bytes_.clear();
    put(header.size);
    bytes_.push_back(static_cast<uint8_t>(header.form));
    bytes_.push_back(static_cast<uint8_t>(header.use));
    bytes_.push_back(header.flags);
    bytes_.push_back(header.emptyAccepts);
    for (uint32_t number :
         {header.classes,  header.ranges,    header.positions, header.states,   header.start,     header.accept,
          header.groups,   header.items,     header.bytesAt,   header.rangesAt, header.classesAt, header.nextAt,
          header.viableAt, header.masksAt,   header.seedsAt,   header.endsAt,   header.shiftsAt,  header.groupedAt,
          header.groupsAt, header.membersAt, header.followAt,  header.listsAt,  header.itemsAt,   header.idle})
      put(number);
    std::copy(bytes_.begin(), bytes_.end(), body.begin());
    return body;
  }

private:
  template <typename T>
  void put(T number) {
    for (size_t byte = 0; byte < sizeof(T); ++byte)
      bytes_.push_back(static_cast<uint8_t>(number >> (8 * byte)));
  }

  Tables bytes_;
};

uint8_t byteClass(const Alphabet &alphabet, uint32_t byte) {
  if (byte < 0x80)
    return static_cast<uint8_t>(alphabet.classOf(byte));
  std::optional<uint32_t> lead = alphabet.classOfLead(static_cast<uint8_t>(byte));
  bool begins = byte >= 0xC2 && byte < 0xF5;
  return !begins                               ? rt::automatonSkipClass
         : lead && *lead < rt::automatonLookUp ? static_cast<uint8_t>(*lead)
                                               : rt::automatonLookUp;
}

/// What every automaton has: what the classes are.
void writeAlphabet(Writer &writer, AutomatonHeader &header, const Relation &relation, const Alphabet &alphabet) {
  std::vector<uint8_t> bytes;
  for (uint32_t byte = 0; byte < 256; ++byte)
    bytes.push_back(byteClass(alphabet, byte));
  std::vector<uint32_t> ranges = {0x80, alphabet.classOf(0x80)};
  for (Alphabet::Cell cell : alphabet.cells())
    if (cell.first > 0x80)
      ranges.insert(ranges.end(), {cell.first, cell.scalarClass});
  std::vector<uint8_t> flags(alphabet.size());
  for (uint32_t letter = 1; letter < alphabet.size(); ++letter) {
    flags[letter] = alphabet.isWord(letter) ? rt::automatonWord : 0;
    for (uint32_t context = 0; context < relation.contexts; ++context)
      if (intersects(relation.seeds[context].data(), relation.takes.row(letter), relation.words()))
        flags[letter] |= static_cast<uint8_t>(rt::automatonStarts << context);
  }
  header.use = relation.use;
  header.flags = relation.contexts == 2 ? rt::automatonBoundaries : 0;
  if (llvm::is_contained(bytes, rt::automatonLookUp))
    header.flags |= rt::automatonLooksUp;
  header.classes = alphabet.size();
  header.ranges = static_cast<uint32_t>(ranges.size() / 2);
  header.bytesAt = writer.add(llvm::makeArrayRef(bytes));
  header.rangesAt = writer.add(llvm::makeArrayRef(ranges));
  header.classesAt = writer.add(llvm::makeArrayRef(flags));
}

/// What Find needs to walk along a match.
void writeLists(Writer &writer, AutomatonHeader &header, const Positions &positions) {
  std::vector<uint32_t> lists;
  std::vector<uint16_t> items;
  for (uint32_t context = 0; context < positions.contexts; ++context)
    for (const Positions::List &list : positions.lists[context]) {
      lists.insert(lists.end(), {static_cast<uint32_t>(items.size()), static_cast<uint32_t>(list.size())});
      llvm::append_range(items, list);
    }
  header.items = static_cast<uint32_t>(items.size());
  header.listsAt = writer.add(llvm::makeArrayRef(lists));
  header.itemsAt = writer.add(llvm::makeArrayRef(items));
}

std::vector<uint64_t> bothContexts(const std::vector<uint64_t> (&sets)[2]) {
  std::vector<uint64_t> joined = sets[0];
  llvm::append_range(joined, sets[1]);
  return joined;
}

/// Of 1,000 characters of prose and code, how many are which, roughly: first the letters from `a` on.
constexpr unsigned ordinary[] = {60, 12, 22, 28, 95, 18, 16, 35, 55, 2,  7, 35, 20,
                                 55, 60, 17, 1,  50, 52, 72, 22, 8,  14, 3, 14, 1};
constexpr unsigned seldom = 3, space = 160, mostStarts = 80;

/// The state that follows on `start` where word characters went by that begin no match; 0 where such characters cannot
/// be skipped, or so much is begun that looking for them first would cost more than it spares.
uint32_t idleState(const States &states, const Relation &relation, const Alphabet &alphabet) {
  unsigned starts = 0;
  uint32_t idle = states.start;
  std::vector<bool> begins(states.classes);
  for (uint32_t letter = 1; letter < states.classes; ++letter) {
    for (uint32_t context = 0; context < relation.contexts; ++context)
      begins[letter] =
          begins[letter] || intersects(relation.seeds[context].data(), relation.takes.row(letter), relation.words());
    if (!begins[letter] && alphabet.isWord(letter))
      idle = states.next[states.start * states.classes + letter];
  }
  for (uint32_t byte = 0; byte < 0x80; ++byte)
    if (begins[alphabet.classOf(byte)])
      starts += byte >= 'a' && byte <= 'z' ? ordinary[byte - 'a'] : byte == ' ' ? space : seldom;
  bool skips = starts <= mostStarts && states.start > States::sure && idle > States::sure;
  for (uint32_t letter = 1; letter < states.classes; ++letter)
    for (uint32_t from : {states.start, idle})
      skips = skips && (begins[letter] ||
                        states.next[from * states.classes + letter] == (alphabet.isWord(letter) ? idle : states.start));
  return skips ? idle : 0;
}

} // namespace

std::optional<Tables> tableForm(const States &states, const Relation &relation, const Positions &positions,
                                const Alphabet &alphabet) {
  Writer writer;
  AutomatonHeader header;
  header.form = rt::AutomatonForm::Table;
  writeAlphabet(writer, header, relation, alphabet);
  std::vector<uint16_t> next;
  for (uint32_t state : states.next)
    next.push_back(static_cast<uint16_t>(state * states.classes));
  header.states = static_cast<uint32_t>(states.size());
  header.start = states.start * states.classes;
  auto accepts =
      std::find(states.accepts.begin() + (relation.use == rt::AutomatonUse::Find ? 0 : 2), states.accepts.end(), true);
  header.accept = static_cast<uint32_t>(accepts - states.accepts.begin()) * states.classes;
  header.nextAt = writer.add(llvm::makeArrayRef(next));
  if (relation.use == rt::AutomatonUse::Search)
    header.idle = idleState(states, relation, alphabet) * states.classes;
  if (relation.use == rt::AutomatonUse::Find) {
    header.positions = relation.positions;
    header.viableAt = writer.add(states.sets.all());
    writeLists(writer, header, positions);
  }
  return writer.finish(header);
}

std::optional<Tables> setsForm(const Relation &relation, const Positions &positions, const Alphabet &alphabet) {
  Writer writer;
  AutomatonHeader header;
  header.form = rt::AutomatonForm::Sets;
  writeAlphabet(writer, header, relation, alphabet);
  header.positions = relation.positions;
  header.emptyAccepts = static_cast<uint8_t>((relation.empty[0] ? 1 : 0) | (relation.empty[1] ? 2 : 0));
  Groups groups = groupsOf(relation);
  header.groups = static_cast<uint32_t>(groups.count);
  header.masksAt = writer.add(relation.takes.all());
  header.seedsAt = writer.add(llvm::makeArrayRef(bothContexts(relation.seeds)));
  header.endsAt = writer.add(llvm::makeArrayRef(bothContexts(relation.ends)));
  header.shiftsAt = writer.add(groups.shifts.all());
  header.groupedAt = writer.add(groups.grouped.all());
  header.groupsAt = writer.add(llvm::makeArrayRef(groups.of));
  header.membersAt = writer.add(llvm::makeArrayRef(groups.members));
  header.followAt = writer.add(llvm::makeArrayRef(groups.follow));
  if (relation.use == rt::AutomatonUse::Find)
    writeLists(writer, header, positions);
  return writer.finish(header);
}

} // namespace onus::backends::bytecode
