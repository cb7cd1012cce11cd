// SPDX-License-Identifier: Apache-2.0
#include "backends/bytecode/automaton/alphabet.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace onus::backends::bytecode {

namespace {

using Ranges = std::vector<ir::CodeRange>;

bool isBefore(const Ranges &left, const Ranges &right) {
  auto pair = [](ir::CodeRange range) { return std::pair(range.first, range.last); };
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                      [&](ir::CodeRange a, ir::CodeRange b) { return pair(a) < pair(b); });
}

/// All sets of scalars that the pattern takes, and whether it asks for word boundaries.
void collect(const ir::RegexNode &node, std::vector<Ranges> &sets, bool &boundaries) {
  using Kind = ir::RegexNode::Kind;
  if (node.kind == Kind::Take)
    sets.push_back(node.ranges);
  boundaries |= node.kind == Kind::Boundary || node.kind == Kind::NoBoundary;
  for (const ir::RegexNode &part : node.parts)
    collect(part, sets, boundaries);
}

} // namespace

Alphabet::Alphabet(const ir::RegexNode &pattern) {
  std::vector<Ranges> sets;
  collect(pattern, sets, boundaries_);
  Ranges word = ir::shorthandRanges('w');
  if (boundaries_)
    sets.push_back(word);
  llvm::sort(sets, isBefore);
  sets.erase(std::unique(sets.begin(), sets.end(),
                         [](const Ranges &a, const Ranges &b) { return !isBefore(a, b) && !isBefore(b, a); }),
             sets.end());

  std::vector<uint32_t> cuts = {0};
  for (const Ranges &set : sets)
    for (ir::CodeRange range : set) {
      cuts.push_back(range.first);
      if (range.last < ir::lastScalar)
        cuts.push_back(range.last + 1);
    }
  llvm::sort(cuts);
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  for (uint32_t cut : cuts)
    cells_.push_back({cut, 0});

  // Two cells are in one class where they lie in the same sets.
  std::vector<std::vector<uint32_t>> sides(cells_.size());
  for (uint32_t index = 0; index < sets.size(); ++index)
    for (ir::CodeRange range : sets[index])
      for (size_t cell = cellOf(range.first); cell < cells_.size() && cells_[cell].first <= range.last; ++cell)
        sides[cell].push_back(index);
  std::map<std::vector<uint32_t>, uint32_t> known;
  words_.push_back(false);
  std::vector<Cell> joined;
  for (size_t cell = 0; cell < cells_.size(); ++cell) {
    auto [place, fresh] = known.try_emplace(sides[cell], size_);
    if (fresh) {
      ++size_;
      words_.push_back(boundaries_ && llvm::any_of(word, [&](ir::CodeRange range) {
                         return range.first <= cells_[cell].first && cells_[cell].first <= range.last;
                       }));
    }
    if (joined.empty() || joined.back().scalarClass != place->second)
      joined.push_back({cells_[cell].first, place->second});
  }
  cells_ = std::move(joined);
}

size_t Alphabet::cellOf(uint32_t scalar) const {
  auto after = llvm::upper_bound(cells_, scalar, [](uint32_t value, const Cell &cell) { return value < cell.first; });
  return static_cast<size_t>(after - cells_.begin()) - 1;
}

uint32_t Alphabet::classOf(uint32_t scalar) const { return cells_[cellOf(scalar)].scalarClass; }

std::vector<uint32_t> Alphabet::classesOf(const Ranges &ranges) const {
  std::vector<uint32_t> classes;
  for (ir::CodeRange range : ranges)
    for (size_t cell = cellOf(range.first); cell < cells_.size() && cells_[cell].first <= range.last; ++cell)
      classes.push_back(cells_[cell].scalarClass);
  llvm::sort(classes);
  classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
  return classes;
}

std::optional<uint32_t> Alphabet::classOfLead(uint8_t byte) const {
  uint32_t first = 0, last = 0;
  if (byte >= 0xC2 && byte < 0xE0) {
    first = (byte & 0x1Fu) << 6;
    last = first + 0x3F;
  } else if (byte >= 0xE0 && byte < 0xF0) {
    first = byte == 0xE0 ? 0x800 : (byte & 0xFu) << 12;
    last = byte == 0xED ? 0xD7FF : ((byte & 0xFu) << 12) + 0xFFF;
  } else if (byte >= 0xF0 && byte < 0xF5) {
    first = byte == 0xF0 ? 0x10000 : (byte & 7u) << 18;
    last = std::min(((byte & 7u) << 18) + 0x3FFFF, ir::lastScalar);
  } else {
    return std::nullopt;
  }
  size_t cell = cellOf(first);
  return cell == cellOf(last) ? std::optional(cells_[cell].scalarClass) : std::nullopt;
}

} // namespace onus::backends::bytecode
