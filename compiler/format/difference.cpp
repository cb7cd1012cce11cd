// SPDX-License-Identifier: Apache-2.0
#include "format/difference.h"

#include <algorithm>

namespace onus::format {

namespace {

using Lines = llvm::ArrayRef<llvm::StringRef>;

constexpr int mostChanges = 1'000;

/// The shortest way from one list of lines to another, by E. W. Myers' algorithm: of all ways with so many changes,
/// `reached` holds how far each diagonal gets.
class ShortestWay {
public:
  ShortestWay(Lines before, Lines after)
      : before_(before), after_(after), most_(std::min(mostChanges, static_cast<int>(before.size() + after.size()))) {}

  /// False where it takes too many changes.
  bool find() {
    std::vector<int> reached(2 * static_cast<size_t>(most_) + 3, 0);
    for (int changes = 0; changes <= most_; ++changes) {
      for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
        bool down =
            diagonal == -changes || (diagonal != changes && at(reached, diagonal - 1) < at(reached, diagonal + 1));
        int line = down ? at(reached, diagonal + 1) : at(reached, diagonal - 1) + 1;
        line = alongDiagonal(line, diagonal);
        at(reached, diagonal) = line;
        if (line == size(before_) && line - diagonal == size(after_)) {
          trace_.push_back(reached);
          return true;
        }
      }
      trace_.push_back(reached);
    }
    return false;
  }

  /// The changes, from the top down.
  std::vector<LineEdit> edits() {
    std::vector<LineEdit> found;
    int line = size(before_), newLine = size(after_);
    for (int changes = static_cast<int>(trace_.size()) - 1; changes > 0; --changes) {
      std::vector<int> &reached = trace_[static_cast<size_t>(changes) - 1];
      int diagonal = line - newLine;
      bool down =
          diagonal == -changes || (diagonal != changes && at(reached, diagonal - 1) < at(reached, diagonal + 1));
      int from = down ? at(reached, diagonal + 1) : at(reached, diagonal - 1);
      int newFrom = from - (down ? diagonal + 1 : diagonal - 1);
      int taken = down ? 0 : 1;
      found.push_back({index(from), index(from + taken), index(newFrom), index(newFrom + 1 - taken)});
      line = from;
      newLine = newFrom;
    }
    std::reverse(found.begin(), found.end());
    return found;
  }

private:
  static int size(Lines lines) { return static_cast<int>(lines.size()); }
  static size_t index(int line) { return static_cast<size_t>(line); }
  int &at(std::vector<int> &reached, int diagonal) const { return reached[index(diagonal + most_ + 1)]; }
  int alongDiagonal(int line, int diagonal) const {
    while (line < size(before_) && line - diagonal < size(after_) &&
           before_[index(line)] == after_[index(line - diagonal)])
      ++line;
    return line;
  }

  Lines before_, after_;
  int most_;
  std::vector<std::vector<int>> trace_; ///< by the number of changes
};

} // namespace

std::vector<LineEdit> lineDifference(llvm::StringRef before, llvm::StringRef after) {
  std::vector<llvm::StringRef> left = splitLines(before), right = splitLines(after);
  size_t shorter = std::min(left.size(), right.size()), same = 0, sameEnd = 0;
  while (same < shorter && left[same] == right[same])
    ++same;
  while (sameEnd < shorter - same && left[left.size() - 1 - sameEnd] == right[right.size() - 1 - sameEnd])
    ++sameEnd;
  if (same == left.size() && same == right.size())
    return {};
  Lines changedLeft = Lines(left).drop_front(same).drop_back(sameEnd);
  Lines changedRight = Lines(right).drop_front(same).drop_back(sameEnd);
  ShortestWay way(changedLeft, changedRight);
  if (!way.find())
    return {{same, left.size() - sameEnd, same, right.size() - sameEnd}};
  std::vector<LineEdit> edits;
  for (const LineEdit &edit : way.edits()) {
    LineEdit moved{edit.begin + same, edit.end + same, edit.newBegin + same, edit.newEnd + same};
    if (!edits.empty() && edits.back().end == moved.begin && edits.back().newEnd == moved.newBegin) {
      edits.back().end = moved.end;
      edits.back().newEnd = moved.newEnd;
    } else {
      edits.push_back(moved);
    }
  }
  return edits;
}

} // namespace onus::format
