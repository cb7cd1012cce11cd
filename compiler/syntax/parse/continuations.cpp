// SPDX-License-Identifier: Apache-2.0
#include "syntax/parse/continuations.h"

#include "syntax/parse/word_stream.h"

#include "grammar/OnusParser.h"

#include "llvm/ADT/DenseMap.h"

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <tuple>

/// ANTLR's automaton of the grammar, followed in all its branches at once. No rule of the grammar begins with itself,
/// so that the rules that are open are never more than the words are deep.
namespace onus::syntax {
namespace {

using antlr4::atn::ATN;
using antlr4::atn::ATNState;
using antlr4::atn::Transition;

/// A rule that is open, in the rules around it. There is one node for each such stack.
struct Node {
  const Node *around = nullptr;
  const ATNState *after = nullptr; ///< where to go on when the rule ends
  OpenRule open;
};

/// A rule that begins, and where to go on after it.
struct Entry {
  RuleKind rule;
  const ATNState *after;
};

/// A way from a state over one word: the rules that begin on it, and where it leads.
struct Step {
  std::vector<Entry> entries;
  WordKinds words;
  const ATNState *target;
};

/// What can be reached from a state without a word.
struct Reach {
  std::vector<Step> steps;
  bool ends = false; ///< the end of the state's rule
};

/// Where a reading may be.
struct Place {
  const ATNState *state;
  const Node *node;
  bool operator<(const Place &other) const { return std::tie(state, node) < std::tie(other.state, other.node); }
};

class Automaton {
public:
  explicit Automaton(const ATN &atn) : atn_(atn) {}

  void start();
  void read(const Token &word);
  std::vector<Continuation> continuations();

private:
  const Reach &reach(const ATNState *state);
  void explore(const ATNState *state, std::vector<Entry> &entries, std::set<const ATNState *> &seen, Reach &found);
  void addStep(const Transition &transition, const std::vector<Entry> &entries, Reach &found) const;
  bool ends(const ATNState *state) const { return state == atn_.ruleToStopState[state->ruleIndex]; }
  void add(Place place);
  const Node *node(Node wanted);
  const Node *enter(const Node *around, const std::vector<Entry> &entries, size_t first);

  const ATN &atn_;
  llvm::DenseMap<const ATNState *, std::unique_ptr<Reach>> reaches_;
  std::deque<Node> nodes_;
  std::map<std::tuple<const Node *, const ATNState *, RuleKind, size_t, size_t, size_t>, const Node *> known_;
  std::vector<Place> places_; ///< in the order in which the grammar has them
  std::set<Place> found_;     ///< the same
  size_t read_ = 0;           ///< words so far
};

const Reach &Automaton::reach(const ATNState *state) {
  auto &slot = reaches_[state];
  if (slot)
    return *slot;
  auto found = std::make_unique<Reach>();
  std::vector<Entry> entries;
  std::set<const ATNState *> seen;
  explore(state, entries, seen, *found);
  auto &room = reaches_[state]; // exploring may have moved the other one
  room = std::move(found);
  return *room;
}

/// Adds what can be reached from a state inside the rules `entries`.
void Automaton::explore(const ATNState *state, std::vector<Entry> &entries, std::set<const ATNState *> &seen,
                        Reach &found) {
  if (!seen.insert(state).second)
    return;
  if (ends(state)) {
    if (entries.empty()) {
      found.ends = true;
      return;
    }
    Entry last = entries.back(); // a rule that may be empty
    entries.pop_back();
    explore(last.after, entries, seen, found);
    entries.push_back(last);
    return;
  }
  for (const auto &each : state->transitions) {
    const Transition &transition = *each;
    if (auto *rule = dynamic_cast<const antlr4::atn::RuleTransition *>(&transition)) {
      entries.push_back({static_cast<RuleKind>(rule->target->ruleIndex), rule->followState});
      // The same rule may begin in several ways: what was seen counts for this one only.
      std::set<const ATNState *> inner;
      explore(rule->target, entries, inner, found);
      entries.pop_back();
    } else if (transition.isEpsilon()) {
      explore(transition.target, entries, seen, found);
    } else {
      addStep(transition, entries, found);
    }
  }
}

void Automaton::addStep(const Transition &transition, const std::vector<Entry> &entries, Reach &found) const {
  Step step{entries, {}, transition.target};
  for (ssize_t kind : transition.label().toList())
    if (kind > 0)
      step.words.set(static_cast<size_t>(kind));
  if (dynamic_cast<const antlr4::atn::NotSetTransition *>(&transition))
    for (size_t kind = 1; kind < step.words.size(); ++kind)
      step.words.set(kind, kind <= atn_.maxTokenType && !step.words.test(kind));
  if (step.words.any())
    found.steps.push_back(std::move(step));
}

const Node *Automaton::node(Node wanted) {
  const OpenRule &open = wanted.open;
  auto [found, isNew] =
      known_.try_emplace({wanted.around, wanted.after, open.rule, open.first, open.keyword, open.separator}, nullptr);
  if (isNew)
    found->second = &nodes_.emplace_back(wanted);
  return found->second;
}

/// Rules that begin with a word, inside of others.
const Node *Automaton::enter(const Node *around, const std::vector<Entry> &entries, size_t first) {
  for (const Entry &entry : entries)
    around = node({around, entry.after, {entry.rule, first}});
  return around;
}

void Automaton::start() {
  add({atn_.ruleToStartState[grammar::OnusParser::RuleFile], node({nullptr, nullptr, {RuleKind::File, 0}})});
}

/// Adds a place, and those at which the reading is as well because rules may end there.
void Automaton::add(Place place) {
  while (found_.insert(place).second) {
    places_.push_back(place);
    if (!place.node->around || !reach(place.state).ends)
      return;
    place = {place.node->after, place.node->around};
  }
}

void Automaton::read(const Token &word) {
  std::vector<Place> before = std::move(places_);
  places_.clear();
  found_.clear();
  ++read_;
  for (const Place &place : before)
    for (const Step &step : reach(place.state).steps) {
      if (!has(step.words, word.kind))
        continue;
      Node reader = *enter(place.node, step.entries, read_ - 1);
      if (!has(step.words, TokenKind::Identifier)) // the grammar spells it out
        (isWord(word.kind) ? reader.open.keyword : reader.open.separator) = read_ - 1;
      add({step.target, node(reader)});
    }
}

std::vector<Continuation> Automaton::continuations() {
  std::vector<Continuation> result;
  std::map<std::pair<const Node *, bool>, size_t> byNode; // names apart from what the grammar spells out
  for (const Place &place : places_)
    for (const Step &step : reach(place.state).steps) {
      const Node *reader = enter(place.node, step.entries, read_);
      auto [found, isNew] = byNode.try_emplace({reader, has(step.words, TokenKind::Identifier)}, result.size());
      if (isNew) {
        result.emplace_back();
        for (; reader; reader = reader->around)
          result.back().rules.insert(result.back().rules.begin(), reader->open);
      }
      result[found->second].next |= step.words;
    }
  return result;
}

} // namespace

std::vector<Continuation> continuations(llvm::ArrayRef<Token> words) {
  Token end;
  WordStream nothing;
  nothing.load(end, 0, 0);
  grammar::OnusParser parser(&nothing);
  Automaton automaton(parser.getATN());
  automaton.start();
  for (const Token &word : words)
    automaton.read(word);
  return automaton.continuations();
}

} // namespace onus::syntax
