// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/states.h"

#include <deque>

namespace onus::backends::bytecode {

namespace {

constexpr uint32_t none = UINT32_MAX;

/// Hopcroft's refinement: blocks of states that nothing tells apart so far, each split by who leads into a block.
class Refinement {
public:
  explicit Refinement(const States &states) : states_(states), count_(static_cast<uint32_t>(states.size())) {
    invert();
    members_.resize(count_);
    placeOf_.resize(count_);
    blockOf_.resize(count_);
    uint32_t place = 0;
    for (bool accepts : {false, true})
      for (uint32_t state = 0; state < count_; ++state)
        if (states.accepts[state] == accepts)
          members_[place++] = state;
    for (uint32_t at = 0; at < count_; ++at)
      placeOf_[members_[at]] = at;
    uint32_t border = 0;
    while (border < count_ && !states.accepts[members_[border]])
      ++border;
    if (border > 0)
      addBlock(0, border);
    if (border < count_)
      addBlock(border, count_);
  }

  /// The block of each state.
  std::vector<uint32_t> run() {
    for (uint32_t block = 0; block < blocks_.size(); ++block)
      await(block);
    while (!waiting_.empty()) {
      uint32_t block = waiting_.front();
      waiting_.pop_front();
      isWaiting_[block] = false;
      std::vector<uint32_t> splitter(members_.begin() + blocks_[block].begin, members_.begin() + blocks_[block].end);
      for (uint32_t letter = 1; letter < states_.classes; ++letter)
        refine(splitter, letter);
    }
    return blockOf_;
  }

  uint32_t blocks() const { return static_cast<uint32_t>(blocks_.size()); }

private:
  struct Block {
    uint32_t begin, end, marked;
  };

  /// Who leads where, by letter: lists in one array.
  void invert() {
    size_t cells = states_.next.size();
    firsts_.assign(cells + 1, 0);
    for (uint32_t state = 0; state < count_; ++state)
      for (uint32_t letter = 0; letter < states_.classes; ++letter)
        ++firsts_[cell(states_.next[state * states_.classes + letter], letter) + 1];
    for (size_t index = 0; index < cells; ++index)
      firsts_[index + 1] += firsts_[index];
    sources_.resize(cells);
    std::vector<uint32_t> at(firsts_.begin(), firsts_.end() - 1);
    for (uint32_t state = 0; state < count_; ++state)
      for (uint32_t letter = 0; letter < states_.classes; ++letter)
        sources_[at[cell(states_.next[state * states_.classes + letter], letter)]++] = state;
  }

  size_t cell(uint32_t state, uint32_t letter) const { return size_t{state} * states_.classes + letter; }

  uint32_t addBlock(uint32_t begin, uint32_t end) {
    auto block = static_cast<uint32_t>(blocks_.size());
    blocks_.push_back({begin, end, begin});
    isWaiting_.push_back(false);
    for (uint32_t place = begin; place < end; ++place)
      blockOf_[members_[place]] = block;
    return block;
  }

  void await(uint32_t block) {
    if (isWaiting_[block])
      return;
    isWaiting_[block] = true;
    waiting_.push_back(block);
  }

  void refine(const std::vector<uint32_t> &splitter, uint32_t letter) {
    touched_.clear();
    for (uint32_t to : splitter)
      for (uint32_t index = firsts_[cell(to, letter)]; index < firsts_[cell(to, letter) + 1]; ++index)
        mark(sources_[index]);
    for (uint32_t block : touched_)
      split(block);
  }

  void mark(uint32_t state) {
    Block &block = blocks_[blockOf_[state]];
    uint32_t place = placeOf_[state];
    if (place < block.marked)
      return;
    if (block.marked == block.begin)
      touched_.push_back(blockOf_[state]);
    std::swap(members_[place], members_[block.marked]);
    placeOf_[members_[place]] = place;
    placeOf_[state] = block.marked++;
  }

  void split(uint32_t block) {
    Block whole = blocks_[block];
    blocks_[block].marked = whole.begin;
    if (whole.marked == whole.end)
      return;
    bool smallerFirst = whole.marked - whole.begin <= whole.end - whole.marked;
    uint32_t begin = smallerFirst ? whole.begin : whole.marked, end = smallerFirst ? whole.marked : whole.end;
    (smallerFirst ? blocks_[block].begin : blocks_[block].end) = whole.marked;
    blocks_[block].marked = blocks_[block].begin;
    await(addBlock(begin, end)); // the smaller one is enough, whether the larger one waits or not
  }

  const States &states_;
  uint32_t count_;
  std::vector<uint32_t> firsts_, sources_;
  std::vector<uint32_t> members_, placeOf_, blockOf_;
  std::vector<Block> blocks_;
  std::vector<bool> isWaiting_;
  std::deque<uint32_t> waiting_;
  std::vector<uint32_t> touched_;
};

} // namespace

States minimized(const States &states) {
  Refinement refinement(states);
  std::vector<uint32_t> blockOf = refinement.run();
  std::vector<uint32_t> number(refinement.blocks(), none), order;
  auto numberOf = [&](uint32_t state) {
    uint32_t &known = number[blockOf[state]];
    if (known == none) {
      known = static_cast<uint32_t>(order.size());
      order.push_back(state);
    }
    return known;
  };
  numberOf(States::dead);
  numberOf(States::sure);
  States least;
  least.classes = states.classes;
  least.start = numberOf(states.start);
  for (size_t index = 0; index < order.size(); ++index) {
    uint32_t state = order[index];
    least.accepts.push_back(states.accepts[state]);
    for (uint32_t letter = 0; letter < states.classes; ++letter)
      least.next.push_back(numberOf(states.next[state * states.classes + letter]));
  }
  return least;
}

} // namespace onus::backends::bytecode
