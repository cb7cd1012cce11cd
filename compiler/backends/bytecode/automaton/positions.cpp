// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/positions.h"

#include "backends/bytecode/automaton/program.h"
#include "runtime/format/automaton.h"

namespace onus::backends::bytecode {

namespace {

constexpr size_t maxSteps = 65536;
constexpr size_t maxItems = 262144; ///< of all lists
constexpr uint32_t notTaken = UINT32_MAX;

/// Follows choices without taking anything.
class Reader {
public:
  Reader(const Program &program, bool boundary) : program_(program), boundary_(boundary), seen_(program.steps.size()) {}

  /// The `Take` and `Accept` steps that are reached from a step, the preferred first.
  const std::vector<uint32_t> &reached(uint32_t step) {
    ++round_;
    found_.clear();
    open_ = {step};
    while (!open_.empty()) {
      uint32_t at = open_.back();
      open_.pop_back();
      if (seen_[at] == round_)
        continue;
      seen_[at] = round_;
      visit(at, program_.steps[at]);
    }
    return found_;
  }

private:
  void visit(uint32_t at, const Step &step) {
    switch (step.kind) {
    case Step::Kind::Choice:
      open_.push_back(step.other);
      open_.push_back(step.out);
      return;
    case Step::Kind::Boundary:
    case Step::Kind::NoBoundary:
      if ((step.kind == Step::Kind::Boundary) == boundary_)
        open_.push_back(step.out);
      return;
    case Step::Kind::Take:
      if (!step.ranges->empty())
        found_.push_back(at);
      return;
    case Step::Kind::Accept:
      found_.push_back(at);
      return;
    }
  }

  const Program &program_;
  bool boundary_;
  std::vector<uint32_t> seen_;
  uint32_t round_ = 0;
  std::vector<uint32_t> open_, found_;
};

class Numbering {
public:
  Numbering(const Program &program, const Alphabet &alphabet) : program_(program), alphabet_(alphabet) {}

  std::variant<Positions, TooLarge> run() {
    number();
    if (taken_.size() > rt::automatonMaxPositions)
      return TooLarge{"has more than " + std::to_string(rt::automatonMaxPositions) +
                      " characters where its repetitions are written out"};
    positions_.count = static_cast<uint32_t>(taken_.size());
    positions_.contexts = alphabet_.boundaries() ? 2 : 1;
    take();
    for (uint32_t context = 0; context < positions_.contexts; ++context)
      follow(context);
    if (items_ > maxItems)
      return TooLarge{"has more than " + std::to_string(maxItems) + " ways from one of its characters to the next"};
    return std::move(positions_);
  }

private:
  /// The steps that take something, in the order of the pattern.
  void number() {
    numbers_.assign(program_.steps.size(), notTaken);
    std::vector<bool> seen(program_.steps.size());
    std::vector<uint32_t> open = {program_.start};
    while (!open.empty()) {
      uint32_t at = open.back();
      open.pop_back();
      if (seen[at])
        continue;
      seen[at] = true;
      const Step &step = program_.steps[at];
      if (step.kind == Step::Kind::Accept)
        continue;
      if (step.kind == Step::Kind::Take) {
        numbers_[at] = static_cast<uint32_t>(taken_.size());
        taken_.push_back(at);
      }
      if (step.kind == Step::Kind::Choice)
        open.push_back(step.other);
      open.push_back(step.out);
    }
  }

  void take() {
    positions_.takes = BitRows(alphabet_.size(), positions_.words());
    for (uint32_t position = 0; position < taken_.size(); ++position)
      for (uint32_t scalarClass : alphabet_.classesOf(*program_.steps[taken_[position]].ranges))
        positions_.takes.set(scalarClass, position);
  }

  void follow(uint32_t context) {
    Reader reader(program_, context == 1);
    size_t words = positions_.words();
    positions_.follows[context] = BitRows(taken_.size() + 1, words);
    positions_.last[context].resize(words);
    for (uint32_t position = 0; position <= taken_.size() && items_ <= maxItems; ++position) {
      bool begin = position == taken_.size();
      uint32_t from = begin ? program_.start : program_.steps[taken_[position]].out;
      bool ends = list(context, position, reader.reached(from));
      if (ends && !begin)
        positions_.last[context][position / 64] |= uint64_t{1} << (position % 64);
      if (begin)
        positions_.empty[context] = ends;
    }
    const uint64_t *first = positions_.follows[context].row(taken_.size());
    positions_.first[context].assign(first, first + words);
  }

  /// Writes what follows a position down; true where the match may end there.
  bool list(uint32_t context, uint32_t position, const std::vector<uint32_t> &reached) {
    Positions::List list;
    bool ends = false;
    for (uint32_t step : reached) {
      if (program_.steps[step].kind == Step::Kind::Accept) {
        list.push_back(Positions::accept);
        ends = true;
        continue;
      }
      positions_.follows[context].set(position, numbers_[step]);
      if (!ends)
        list.push_back(static_cast<uint16_t>(numbers_[step]));
    }
    items_ += list.size();
    positions_.lists[context].push_back(std::move(list));
    return ends;
  }

  const Program &program_;
  const Alphabet &alphabet_;
  Positions positions_;
  std::vector<uint32_t> numbers_; ///< of steps
  std::vector<uint32_t> taken_;   ///< position → step
  size_t items_ = 0;
};

} // namespace

std::variant<Positions, TooLarge> positionsOf(const ir::RegexNode &pattern, const Alphabet &alphabet) {
  std::optional<Program> program = programOf(pattern, maxSteps);
  if (!program)
    return TooLarge{"has more than " + std::to_string(maxSteps) + " parts where its repetitions are written out"};
  return Numbering(*program, alphabet).run();
}

} // namespace onus::backends::bytecode
