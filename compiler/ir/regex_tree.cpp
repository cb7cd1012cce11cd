// SPDX-License-Identifier: Apache-2.0
#include "ir/regex_tree.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::ir {

std::vector<CodeRange> normalized(std::vector<CodeRange> ranges) {
  llvm::sort(ranges, [](CodeRange left, CodeRange right) { return left.first < right.first; });
  std::vector<CodeRange> joined;
  for (CodeRange range : ranges)
    if (!joined.empty() && range.first <= joined.back().last + 1)
      joined.back().last = std::max(joined.back().last, range.last);
    else
      joined.push_back(range);
  return joined;
}

std::vector<CodeRange> complement(const std::vector<CodeRange> &ranges) {
  std::vector<CodeRange> others;
  uint32_t next = 0;
  for (CodeRange range : ranges) {
    if (range.first > next)
      others.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= lastScalar)
    others.push_back({next, lastScalar});
  return others;
}

std::vector<CodeRange> shorthandRanges(char letter) {
  std::vector<CodeRange> ranges;
  switch (llvm::toLower(letter)) {
  case 'd':
    ranges = {{'0', '9'}};
    break;
  case 'w':
    ranges = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    break;
  default:
    ranges = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
    break;
  }
  return letter >= 'a' ? ranges : complement(ranges);
}

namespace {

void writeScalar(std::string &out, uint32_t scalar) { out += "\\x{" + llvm::utohexstr(scalar, true) + "}"; }

/// A class that reaches up to the last scalar is written by what is not in it.
void writeTake(std::string &out, const std::vector<CodeRange> &ranges) {
  bool high = !ranges.empty() && ranges.back().last == lastScalar;
  std::vector<CodeRange> others = complement(ranges);
  if (high && others.empty()) {
    out += "(?s:.)";
    return;
  }
  uint32_t only = ranges.size() == 1 && ranges[0].first == ranges[0].last ? ranges[0].first : lastScalar;
  if (only < 0x80 && (llvm::isAlnum(static_cast<char>(only)) || only == '_')) {
    out += static_cast<char>(only);
    return;
  }
  bool negated = high || ranges.empty();
  out += negated ? "[^" : "[";
  for (CodeRange range : negated ? others : ranges) {
    writeScalar(out, range.first);
    if (range.first == range.last)
      continue;
    out += '-';
    writeScalar(out, range.last);
  }
  out += ']';
}

void write(std::string &out, const RegexNode &node);

void writeGrouped(std::string &out, const RegexNode &node, bool group) {
  out += group ? "(?:" : "";
  write(out, node);
  out += group ? ")" : "";
}

void writeRepeat(std::string &out, const RegexNode &node) {
  writeGrouped(out, node.parts.front(), node.parts.front().kind != RegexNode::Kind::Take);
  if (node.open && node.least < 2)
    out += node.least == 0 ? "*" : "+";
  else if (!node.open && node.least == 0 && node.most == 1)
    out += '?';
  else if (node.open)
    out += "{" + std::to_string(node.least) + ",}";
  else
    out += "{" + std::to_string(node.least) + "," + std::to_string(node.most) + "}";
  if (node.lazy)
    out += '?';
}

void write(std::string &out, const RegexNode &node) {
  switch (node.kind) {
  case RegexNode::Kind::Take:
    return writeTake(out, node.ranges);
  case RegexNode::Kind::Boundary:
    out += "\\b";
    return;
  case RegexNode::Kind::NoBoundary:
    out += "\\B";
    return;
  case RegexNode::Kind::Sequence:
    for (const RegexNode &part : node.parts)
      writeGrouped(out, part, part.kind == RegexNode::Kind::Alternatives);
    return;
  case RegexNode::Kind::Alternatives:
    for (const RegexNode &part : node.parts) {
      out += &part == &node.parts.front() ? "" : "|";
      write(out, part);
    }
    return;
  case RegexNode::Kind::Repeat:
    return writeRepeat(out, node);
  }
}

} // namespace

std::string writeRegex(const RegexNode &node) {
  std::string out;
  write(out, node);
  return out;
}

} // namespace onus::ir
