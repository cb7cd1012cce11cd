// SPDX-License-Identifier: Apache-2.0
#include "analysis/state.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace onus::analysis {

namespace {

unsigned mirrored(unsigned orders) {
  return (orders & equal) | (orders & less ? unsigned(greater) : 0) | (orders & greater ? unsigned(less) : 0);
}

std::vector<Constant> constantsOf(const std::set<std::string> &texts) {
  std::vector<Constant> constants;
  for (const std::string &text : texts)
    constants.push_back({0, text});
  return constants;
}

/// The number nearest to zero that is not excluded; settled bounds are never excluded themselves.
int64_t pickNumber(const Knowledge &known) {
  int64_t number = std::clamp<int64_t>(0, known.low, known.high);
  while (known.notNumbers.count(number) && number < known.high)
    ++number;
  while (known.notNumbers.count(number) && number > known.low)
    --number;
  return number;
}

std::string pickText(const Knowledge &known) {
  if (known.texts)
    return *known.texts->begin();
  std::string text = "…";
  while (known.notTexts.count(text))
    text += "…";
  return text;
}

/// A term that was made lower-case has no capital letter in it.
bool possible(const Term &term, llvm::StringRef text) {
  return !term.lowered || llvm::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

Knowledge &State::at(TermId term) {
  while (known_.size() <= term) {
    const Term &fresh = (*terms_)[known_.size()];
    Knowledge &known = known_.emplace_back();
    known.low = fresh.low;
    known.high = fresh.high;
    known.texts = fresh.literals;
  }
  return known_[term];
}

bool State::read(TermId term) {
  Knowledge &known = at(term);
  changed_ |= !known.read;
  known.read = true;
  return !known.failed;
}

bool State::fail(TermId term) {
  Knowledge &known = at(term);
  known.failed = true;
  return !known.read;
}

bool State::narrow(TermId term, int64_t low, int64_t high) {
  Knowledge &known = at(term);
  if (low <= known.low && high >= known.high)
    return true;
  known.low = std::max(known.low, low);
  known.high = std::min(known.high, high);
  changed_ = true;
  return settle(known, (*terms_)[term].domain);
}

/// Takes away values at the edges that are excluded; false where none is left.
bool State::settle(Knowledge &known, Domain domain) {
  if (domain == Domain::Number) {
    while (known.low <= known.high && known.notNumbers.count(known.low) && known.low < INT64_MAX)
      ++known.low;
    while (known.low <= known.high && known.notNumbers.count(known.high) && known.high > INT64_MIN)
      --known.high;
    return known.low <= known.high;
  }
  if (known.texts)
    for (const std::string &text : known.notTexts)
      changed_ |= known.texts->erase(text) > 0;
  return !known.texts || !known.texts->empty();
}

bool State::compare(TermId term, unsigned orders, const Constant &constant) {
  Knowledge &known = at(term);
  Domain domain = (*terms_)[term].domain;
  if (domain == Domain::Text)
    return within(term, {constant}, (orders & equal) != 0);
  if (domain == Domain::Other || orders == anyOrder)
    return orders != 0;
  int64_t number = constant.number;
  switch (orders) {
  case equal:
    return narrow(term, number, number);
  case less:
    return number > INT64_MIN && narrow(term, INT64_MIN, number - 1);
  case greater:
    return number < INT64_MAX && narrow(term, number + 1, INT64_MAX);
  case less | equal:
    return narrow(term, INT64_MIN, number);
  case greater | equal:
    return narrow(term, number, INT64_MAX);
  case less | greater:
    changed_ |= known.notNumbers.insert(number).second;
    return settle(known, domain);
  default:
    return false;
  }
}

bool State::within(TermId term, const std::vector<Constant> &constants, bool truth) {
  Knowledge &known = at(term);
  Domain domain = (*terms_)[term].domain;
  if (domain == Domain::Other)
    return true;
  if (!truth) {
    for (const Constant &constant : constants)
      changed_ |= domain == Domain::Text ? known.notTexts.insert(constant.text).second
                                         : known.notNumbers.insert(constant.number).second;
    return settle(known, domain);
  }
  if (domain == Domain::Number) {
    if (constants.empty())
      return false;
    auto [least, most] = std::minmax_element(constants.begin(), constants.end(),
                                             [](auto &left, auto &right) { return left.number < right.number; });
    return narrow(term, least->number, most->number);
  }
  std::set<std::string> texts;
  for (const Constant &constant : constants)
    if ((!known.texts || known.texts->count(constant.text)) && possible((*terms_)[term], constant.text))
      texts.insert(constant.text);
  changed_ |= known.texts != texts;
  known.texts = std::move(texts);
  return settle(known, domain);
}

bool State::relate(TermId left, TermId right, unsigned orders) {
  if (left == right)
    return (orders & equal) != 0;
  if (left > right) {
    std::swap(left, right);
    orders = mirrored(orders);
  }
  if ((*terms_)[left].domain != Domain::Number && !(orders & equal))
    orders = less | greater;
  changed_ = true;
  for (Relation &relation : relations_)
    if (relation.left == left && relation.right == right)
      return (relation.orders &= orders) != 0;
  relations_.push_back({left, right, orders});
  return orders != 0;
}

bool State::hold(const Atom &atom, bool truth) {
  unsigned orders = truth ? atom.orders : anyOrder & ~atom.orders;
  if (!read(atom.left))
    return false;
  switch (atom.kind) {
  case Atom::Kind::Compare:
    return compare(atom.left, orders, atom.constants[0]);
  case Atom::Kind::OneOf:
    return within(atom.left, atom.constants, truth);
  case Atom::Kind::Relate:
    return read(atom.right) && relate(atom.left, atom.right, orders);
  }
  return false;
}

/// A test of a text that is one of a few: the texts for which it comes out otherwise are out of the question, and where
/// it comes out the same for all, that is its answer.
bool State::concludeTest(TermId id) {
  constexpr size_t few = 64;
  TermId subject = *(*terms_)[id].tested;
  if (!at(id).read || !at(subject).texts || at(subject).texts->size() > few)
    return true;
  bool yes = false, no = false;
  std::vector<Constant> kept;
  for (const std::string &text : std::set<std::string>(*at(subject).texts)) {
    auto answer = testOf((*terms_)[id].expr, text);
    if (!answer)
      return true;
    (*answer ? yes : no) = true;
    if (!at(id).isNumber() || (at(id).low == 1) == *answer)
      kept.push_back({0, text});
  }
  if (!at(id).isNumber())
    return yes == no || narrow(id, yes, yes);
  return within(subject, kept, true);
}

bool State::concludeTerm(TermId id) {
  const Term &term = (*terms_)[id];
  if (!at(id).read)
    return true;
  if (term.tested && !concludeTest(id))
    return false;
  for (TermId has : term.whenRead)
    if (!read(has) || !narrow(has, 1, 1))
      return false;
  if (term.domain == Domain::Number && at(id).low >= 1)
    for (const Consequence &consequence : term.whenTrue)
      if (!narrow(consequence.condition, consequence.atLeast, INT64_MAX))
        return false;
  return true;
}

bool State::concludeNumbers(Relation &relation) {
  Knowledge left = at(relation.left), right = at(relation.right);
  if (relation.orders == equal)
    return narrow(relation.left, right.low, right.high) && narrow(relation.right, left.low, left.high);
  int64_t strict = relation.orders & equal ? 0 : 1;
  if (!(relation.orders & greater)) // left below right
    return narrow(relation.left, INT64_MIN, right.high == INT64_MIN ? INT64_MIN : right.high - strict) &&
           narrow(relation.right, left.low == INT64_MAX ? INT64_MAX : left.low + strict, INT64_MAX);
  if (!(relation.orders & less))
    return narrow(relation.right, INT64_MIN, left.high == INT64_MIN ? INT64_MIN : left.high - strict) &&
           narrow(relation.left, right.low == INT64_MAX ? INT64_MAX : right.low + strict, INT64_MAX);
  if (relation.orders & equal)
    return true;
  if (left.isNumber() && !compare(relation.right, less | greater, {left.low, {}}))
    return false;
  return !right.isNumber() || compare(relation.left, less | greater, {right.low, {}});
}

bool State::concludeTexts(Relation &relation) {
  Knowledge left = at(relation.left), right = at(relation.right);
  if (relation.orders == equal) {
    if (left.texts && !within(relation.right, constantsOf(*left.texts), true))
      return false;
    if (right.texts && !within(relation.left, constantsOf(*right.texts), true))
      return false;
    return within(relation.right, constantsOf(left.notTexts), false) &&
           within(relation.left, constantsOf(right.notTexts), false);
  }
  if (relation.orders & equal)
    return true;
  if (left.isText() && !within(relation.right, constantsOf(*left.texts), false))
    return false;
  return !right.isText() || within(relation.left, constantsOf(*right.texts), false);
}

bool State::concludeRelation(Relation &relation) {
  if (relation.orders == 0)
    return false;
  switch ((*terms_)[relation.left].domain) {
  case Domain::Number:
    return concludeNumbers(relation);
  case Domain::Text:
    return concludeTexts(relation);
  case Domain::Other:
    return true;
  }
  return true;
}

bool State::conclude() {
  constexpr int rounds = 16; // bounds creep up on each other; the rest is left undecided
  for (int round = 0; round < rounds; ++round) {
    changed_ = false;
    for (TermId term = 0; term < terms_->size(); ++term)
      if (!concludeTerm(term))
        return false;
    for (size_t index = 0; index < relations_.size(); ++index)
      if (!concludeRelation(relations_[index]))
        return false;
    if (!changed_)
      return true;
  }
  return true;
}

std::optional<std::map<TermId, Constant>> State::model() const {
  State rest = *this;
  std::map<TermId, Constant> values;
  for (TermId id = 0; id < known_.size(); ++id) {
    if (!rest.at(id).read || (*terms_)[id].domain == Domain::Other)
      continue;
    const Knowledge &known = rest.at(id);
    Constant value;
    if ((*terms_)[id].domain == Domain::Number)
      value.number = pickNumber(known);
    else
      value.text = pickText(known);
    if (!rest.compare(id, equal, value) || !rest.conclude())
      return std::nullopt;
    values[id] = std::move(value);
  }
  for (const Relation &relation : relations_) {
    if ((*terms_)[relation.left].domain != Domain::Number)
      continue; // texts were settled one by one
    int64_t left = values[relation.left].number, right = values[relation.right].number;
    Order order = left < right ? less : left > right ? greater : equal;
    if (!(relation.orders & order))
      return std::nullopt;
  }
  return values;
}

} // namespace onus::analysis
