// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/program.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::backends::bytecode {

namespace {

/// Builds from the end to the beginning: each function is told where to go on, and says where its part begins.
class Builder {
public:
  explicit Builder(size_t limit) : limit_(limit) {}

  std::optional<Program> run(const ir::RegexNode &pattern) {
    uint32_t accept = add({Step::Kind::Accept});
    program_.start = node(pattern, accept);
    return full_ ? std::nullopt : std::optional(std::move(program_));
  }

private:
  uint32_t add(Step step) {
    if (program_.steps.size() >= limit_) {
      full_ = true;
      return 0;
    }
    program_.steps.push_back(step);
    return static_cast<uint32_t>(program_.steps.size() - 1);
  }

  /// Once more, or on; a lazy one the other way round.
  uint32_t choice(uint32_t more, uint32_t on, bool lazy) {
    return add({Step::Kind::Choice, lazy ? on : more, lazy ? more : on});
  }

  uint32_t node(const ir::RegexNode &node, uint32_t on);
  uint32_t alternatives(const ir::RegexNode &node, uint32_t on);
  uint32_t repeat(const ir::RegexNode &repeat, uint32_t on);
  uint32_t onceOrMore(const ir::RegexNode &part, bool lazy, uint32_t on);
  uint32_t anyTimes(const ir::RegexNode &part, bool lazy, uint32_t on);

  Program program_;
  size_t limit_;
  bool full_ = false;
};

/// The part may match without taking anything.
bool isNullable(const ir::RegexNode &node) {
  switch (node.kind) {
  case ir::RegexNode::Kind::Take:
    return false;
  case ir::RegexNode::Kind::Boundary:
  case ir::RegexNode::Kind::NoBoundary:
    return true;
  case ir::RegexNode::Kind::Sequence:
    return llvm::all_of(node.parts, isNullable);
  case ir::RegexNode::Kind::Alternatives:
    return llvm::any_of(node.parts, isNullable);
  case ir::RegexNode::Kind::Repeat:
    return node.least == 0 || isNullable(node.parts.front());
  }
  return false;
}

uint32_t Builder::node(const ir::RegexNode &node, uint32_t on) {
  if (full_)
    return 0;
  switch (node.kind) {
  case ir::RegexNode::Kind::Take:
    return add({Step::Kind::Take, on, 0, &node.ranges});
  case ir::RegexNode::Kind::Boundary:
    return add({Step::Kind::Boundary, on});
  case ir::RegexNode::Kind::NoBoundary:
    return add({Step::Kind::NoBoundary, on});
  case ir::RegexNode::Kind::Sequence:
    for (const ir::RegexNode &part : llvm::reverse(node.parts))
      on = this->node(part, on);
    return on;
  case ir::RegexNode::Kind::Alternatives:
    return alternatives(node, on);
  case ir::RegexNode::Kind::Repeat:
    return repeat(node, on);
  }
  return on;
}

uint32_t Builder::alternatives(const ir::RegexNode &node, uint32_t on) {
  std::vector<uint32_t> begins;
  for (const ir::RegexNode &part : node.parts)
    begins.push_back(this->node(part, on));
  uint32_t begin = begins.back();
  for (size_t index = begins.size() - 1; index > 0; --index)
    begin = add({Step::Kind::Choice, begins[index - 1], begin});
  return begin;
}

uint32_t Builder::onceOrMore(const ir::RegexNode &part, bool lazy, uint32_t on) {
  uint32_t loop = choice(0, on, lazy);
  uint32_t begin = node(part, loop);
  if (full_)
    return 0;
  (lazy ? program_.steps[loop].other : program_.steps[loop].out) = begin;
  return begin;
}

/// Where the part may be empty, a lone choice in front of it would put what comes behind the loop in the wrong place:
/// it is once or more, or not at all.
uint32_t Builder::anyTimes(const ir::RegexNode &part, bool lazy, uint32_t on) {
  if (isNullable(part))
    return choice(onceOrMore(part, lazy, on), on, lazy);
  uint32_t loop = choice(0, on, lazy);
  uint32_t begin = node(part, loop);
  if (full_)
    return 0;
  (lazy ? program_.steps[loop].other : program_.steps[loop].out) = begin;
  return loop;
}

uint32_t Builder::repeat(const ir::RegexNode &repeat, uint32_t on) {
  const ir::RegexNode &part = repeat.parts.front();
  unsigned least = repeat.least;
  if (repeat.open) {
    on = least == 0 ? anyTimes(part, repeat.lazy, on) : onceOrMore(part, repeat.lazy, on);
    least = least == 0 ? 0 : least - 1;
  } else {
    // Those that may be left out stand inside one another: without one there is none behind it.
    uint32_t end = on;
    for (unsigned count = least; count < repeat.most && !full_; ++count)
      on = choice(node(part, on), end, repeat.lazy);
  }
  for (unsigned count = 0; count < least && !full_; ++count)
    on = node(part, on);
  return on;
}

} // namespace

std::optional<Program> programOf(const ir::RegexNode &pattern, size_t limit) { return Builder(limit).run(pattern); }

} // namespace onus::backends::bytecode
