// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/states.h"

#include "llvm/ADT/Hashing.h"

namespace onus::backends::bytecode {

namespace {

/// Beside a set's words in its key: the last scalar was a word character; no scalar was yet.
constexpr uint64_t afterWord = 1, atBegin = 2;

class Subsets {
public:
  Subsets(const Relation &relation, const Alphabet &alphabet, size_t limit, Simulation *simulation)
      : relation_(relation), alphabet_(alphabet), limit_(limit), simulation_(simulation), words_(relation.words()),
        stride_(words_ + 1), find_(relation.use == rt::AutomatonUse::Find),
        search_(relation.use == rt::AutomatonUse::Search), table_(1024, none) {}

  std::optional<States> run() {
    states_.classes = alphabet_.size();
    if (!find_)
      begin();
    std::vector<uint64_t> key(stride_);
    key[words_] = relation_.use == rt::AutomatonUse::Whole ? atBegin : 0;
    states_.start = stateOf(key);
    for (uint32_t state = find_ ? 0 : 2; state < states_.size(); ++state) {
      if (states_.size() > limit_)
        return std::nullopt;
      leave(state);
    }
    if (find_)
      keepSets();
    return std::move(states_);
  }

private:
  static constexpr uint32_t none = UINT32_MAX;

  void begin() {
    for (uint32_t state : {States::dead, States::sure}) {
      states_.accepts.push_back(state == States::sure);
      states_.next.insert(states_.next.end(), states_.classes, state);
      keys_.insert(keys_.end(), stride_, ~uint64_t{0}); // no set has the bits behind its last word
    }
  }

  /// The number of a set, new or known.
  uint32_t stateOf(const std::vector<uint64_t> &key) {
    if (states_.size() * 2 > table_.size())
      grow();
    size_t slot = static_cast<size_t>(llvm::hash_combine_range(key.begin(), key.end()));
    for (;; ++slot) {
      uint32_t &known = table_[slot & (table_.size() - 1)];
      if (known == none) {
        known = static_cast<uint32_t>(states_.size());
        keys_.insert(keys_.end(), key.begin(), key.end());
        states_.accepts.push_back(accepts(key.data()));
        states_.next.insert(states_.next.end(), states_.classes, known);
        return known;
      }
      if (std::equal(key.begin(), key.end(), keys_.begin() + static_cast<ptrdiff_t>(known * stride_)))
        return known;
    }
  }

  void grow() {
    table_.assign(table_.size() * 2, none);
    for (uint32_t state = find_ ? 0 : 2; state < states_.size(); ++state) {
      const uint64_t *key = keys_.data() + state * stride_;
      size_t slot = static_cast<size_t>(llvm::hash_combine_range(key, key + stride_));
      while (table_[slot & (table_.size() - 1)] != none)
        ++slot;
      table_[slot & (table_.size() - 1)] = state;
    }
  }

  /// A match ends here if what stands between this scalar and the next one is of the context.
  bool endsIn(const uint64_t *key, uint32_t context) const {
    bool empty = relation_.empty[context] && (search_ || (key[words_] & atBegin) != 0);
    return empty || intersects(key, relation_.ends[context].data(), words_);
  }

  bool accepts(const uint64_t *key) const {
    if (find_)
      return intersects(key, relation_.ends[0].data(), words_) ||
             (relation_.contexts == 2 && intersects(key, relation_.ends[1].data(), words_));
    return endsIn(key, relation_.contexts == 2 && (key[words_] & afterWord) != 0 ? 1 : 0);
  }

  /// All transitions of a state.
  void leave(uint32_t state) {
    std::vector<uint64_t> from(keys_.begin() + static_cast<ptrdiff_t>(state * stride_),
                               keys_.begin() + static_cast<ptrdiff_t>((state + 1) * stride_));
    std::vector<uint64_t> moved[2];
    bool ends[2] = {};
    for (uint32_t context = 0; context < relation_.contexts; ++context) {
      moved[context] = step(from, context);
      ends[context] = search_ && endsIn(from.data(), context);
    }
    std::vector<uint64_t> key(stride_);
    for (uint32_t letter = 1; letter < states_.classes; ++letter) {
      bool word = alphabet_.isWord(letter);
      uint32_t context = relation_.contexts == 2 && word != ((from[words_] & afterWord) != 0) ? 1 : 0;
      uint32_t to = ends[context] ? States::sure : arrive(moved[context], letter, word, key);
      states_.next[state * states_.classes + letter] = to;
    }
  }

  std::vector<uint64_t> step(const std::vector<uint64_t> &from, uint32_t context) const {
    bool seeds = relation_.use != rt::AutomatonUse::Whole || (from[words_] & atBegin) != 0;
    std::vector<uint64_t> moved = seeds ? relation_.seeds[context] : std::vector<uint64_t>(words_);
    forEachBit(from.data(), words_, [&](size_t position) {
      const uint64_t *row = relation_.steps[context].row(position);
      for (size_t word = 0; word < words_; ++word)
        moved[word] |= row[word];
    });
    return moved;
  }

  uint32_t arrive(const std::vector<uint64_t> &moved, uint32_t letter, bool afterWordNow, std::vector<uint64_t> &key) {
    const uint64_t *takes = relation_.takes.row(letter);
    bool any = false;
    for (size_t word = 0; word < words_; ++word) {
      key[word] = moved[word] & takes[word];
      any |= key[word] != 0;
    }
    if (simulation_)
      simulation_->prune(key);
    key[words_] = afterWordNow ? afterWord : 0;
    if (!any && relation_.use == rt::AutomatonUse::Whole)
      return States::dead;
    if (search_ && endsIn(key.data(), 0) && (relation_.contexts == 1 || endsIn(key.data(), 1)))
      return States::sure;
    return stateOf(key);
  }

  void keepSets() {
    states_.sets = BitRows(states_.size(), words_);
    for (size_t state = 0; state < states_.size(); ++state)
      std::copy_n(keys_.begin() + static_cast<ptrdiff_t>(state * stride_), words_, states_.sets.row(state));
  }

  const Relation &relation_;
  const Alphabet &alphabet_;
  size_t limit_;
  Simulation *simulation_; ///< or null
  size_t words_, stride_;
  bool find_, search_;
  States states_;
  std::vector<uint64_t> keys_; ///< state → its set, and what stands beside it
  std::vector<uint32_t> table_;
};

} // namespace

std::optional<States> statesOf(const Relation &relation, const Alphabet &alphabet, size_t limit,
                               Simulation *simulation) {
  return Subsets(relation, alphabet, limit, simulation).run();
}

States acceptingLast(const States &states, size_t fixed) {
  std::vector<uint32_t> order;
  for (uint32_t state = 0; state < states.size(); ++state)
    if (state < fixed || !states.accepts[state])
      order.push_back(state);
  for (auto state = static_cast<uint32_t>(fixed); state < states.size(); ++state)
    if (states.accepts[state])
      order.push_back(state);
  std::vector<uint32_t> number(order.size());
  for (uint32_t place = 0; place < order.size(); ++place)
    number[order[place]] = place;

  States sorted;
  sorted.classes = states.classes;
  sorted.start = number[states.start];
  sorted.sets = BitRows(states.sets.words() ? states.size() : 0, states.sets.words());
  for (uint32_t place = 0; place < order.size(); ++place) {
    uint32_t state = order[place];
    sorted.accepts.push_back(states.accepts[state]);
    for (uint32_t letter = 0; letter < states.classes; ++letter)
      sorted.next.push_back(number[states.next[state * states.classes + letter]]);
    std::copy_n(states.sets.row(states.sets.words() ? state : 0), states.sets.words(), sorted.sets.row(place));
  }
  return sorted;
}

} // namespace onus::backends::bytecode
