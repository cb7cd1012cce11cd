// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/automaton.h"
#include "runtime/interpret/automaton_tables.h"

namespace onus::rt {

namespace {

/// Looks at everything that the runners follow without looking.
class AutomatonVerifier {
public:
  AutomatonVerifier(const uint8_t *bytes, size_t size) : bytes_(bytes), size_(size) {}

  const char *run(AutomatonUse use) {
    if (size_ < sizeof(AutomatonHeader) || size_ > automatonMaxBytes || size_ % 8 != 0)
      return "an automaton has tables of an impossible size";
    header_ = reinterpret_cast<const AutomatonHeader *>(bytes_);
    if (header_->size != size_)
      return "an automaton's tables have another size than they say";
    if (header_->use != use)
      return "an automaton is for another use";
    if (header_->form != AutomatonForm::Table && header_->form != AutomatonForm::Sets)
      return "an automaton has no known form";
    if ((header_->flags & ~(automatonBoundaries | automatonLooksUp)) != 0 || header_->emptyAccepts > 3)
      return "an automaton has unknown flags";
    if (header_->positions > automatonMaxPositions)
      return "an automaton has too many positions";
    words_ = (uint64_t{header_->positions} + 63) / 64;
    contexts_ = (header_->flags & automatonBoundaries) != 0 ? 2 : 1;
    const char *problem = alphabet();
    if (!problem)
      problem = header_->form == AutomatonForm::Table ? table() : sets();
    return !problem && use == AutomatonUse::Find ? lists() : problem;
  }

private:
  /// An array lies behind the header, inside the tables and where its items may be read.
  bool holds(uint32_t at, uint64_t count, uint64_t itemSize) const {
    return at % 8 == 0 && at >= sizeof(AutomatonHeader) && at <= size_ && count <= (size_ - at) / itemSize;
  }
  template <typename T>
  const T *items(uint32_t at) const {
    return reinterpret_cast<const T *>(bytes_ + at);
  }
  /// Rows of sets, of which there may be none.
  bool holdsSets(uint32_t at, uint64_t rows) const { return rows * words_ == 0 || holds(at, rows, 8 * words_); }

  const char *alphabet() const {
    const AutomatonHeader &header = *header_;
    if (header.classes == 0 || header.ranges == 0 || !holds(header.bytesAt, 256, 1) ||
        !holds(header.rangesAt, header.ranges, sizeof(AutomatonRange)) || !holds(header.classesAt, header.classes, 1))
      return "an automaton's alphabet is not inside its tables";
    bool looksUp = (header.flags & automatonLooksUp) != 0;
    for (size_t byte = 0; byte < 256; ++byte) {
      uint8_t found = items<uint8_t>(header.bytesAt)[byte];
      if (found == automatonLookUp ? !looksUp : found >= header.classes)
        return "an automaton's byte has no class";
    }
    for (size_t range = 0; range < header.ranges; ++range)
      if (items<AutomatonRange>(header.rangesAt)[range].scalarClass >= header.classes)
        return "an automaton's range has no class";
    return nullptr;
  }

  const char *table() const {
    const AutomatonHeader &header = *header_;
    uint64_t cells = uint64_t{header.states} * header.classes;
    if (header.states == 0 || cells > automatonMaxCells || !holds(header.nextAt, cells, 2))
      return "an automaton's states are not inside its tables";
    auto isRow = [&](uint32_t cell) { return cell < cells && cell % header.classes == 0; };
    for (size_t cell = 0; cell < cells; ++cell)
      if (!isRow(items<uint16_t>(header.nextAt)[cell]))
        return "an automaton's transition leads to no state";
    if (!isRow(header.start) || !isRow(header.idle))
      return "an automaton starts in no state";
    if (header.use == AutomatonUse::Find && !holdsSets(header.viableAt, header.states))
      return "an automaton's states stand for nothing";
    return nullptr;
  }

  const char *sets() const {
    const AutomatonHeader &header = *header_;
    if (!holdsSets(header.masksAt, header.classes) || !holdsSets(header.seedsAt, contexts_) ||
        !holdsSets(header.endsAt, contexts_) || !holdsSets(header.shiftsAt, contexts_) ||
        !holdsSets(header.groupedAt, contexts_) || !holdsSets(header.membersAt, header.groups) ||
        !holdsSets(header.followAt, header.groups))
      return "an automaton's sets are not inside its tables";
    if (header.positions == 0)
      return nullptr;
    if (!holds(header.groupsAt, contexts_ * header.positions, 2))
      return "an automaton's groups are not inside its tables";
    for (uint64_t context = 0; context < contexts_; ++context)
      for (uint64_t position = 0; position < words_ * 64; ++position) {
        uint64_t word = items<uint64_t>(header.groupedAt)[context * words_ + position / 64];
        bool grouped = (word >> (position % 64) & 1) != 0;
        bool known = position < header.positions &&
                     items<uint16_t>(header.groupsAt)[context * header.positions + position] < header.groups;
        if (grouped && !known)
          return "an automaton's position is in no group";
      }
    return nullptr;
  }

  const char *lists() const {
    const AutomatonHeader &header = *header_;
    uint64_t count = contexts_ * (uint64_t{header.positions} + 1);
    if (!holds(header.listsAt, count, sizeof(AutomatonList)) ||
        (header.items != 0 && !holds(header.itemsAt, header.items, 2)))
      return "an automaton's lists are not inside its tables";
    for (uint64_t index = 0; index < count; ++index) {
      AutomatonList list = items<AutomatonList>(header.listsAt)[index];
      if (list.first > header.items || list.count > header.items - list.first)
        return "an automaton's list is not among its items";
    }
    for (uint64_t index = 0; index < header.items; ++index) {
      uint16_t item = items<uint16_t>(header.itemsAt)[index];
      if (item != automatonAccept && item >= header.positions)
        return "an automaton's item is no position";
    }
    return nullptr;
  }

  const uint8_t *bytes_;
  uint64_t size_;
  const AutomatonHeader *header_ = nullptr;
  uint64_t words_ = 0, contexts_ = 1;
};

} // namespace

bool verifyAutomaton(const uint8_t *tables, size_t size, AutomatonUse use, const char *&problem) {
  problem = AutomatonVerifier(tables, size).run(use);
  return !problem;
}

} // namespace onus::rt
