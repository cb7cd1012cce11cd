// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

/// A text whose line breaks are still open: words, and between them places where a line may end. It is a flat list of
/// commands; what nests in it is bracketed by a `begin…` and an `end`. Printing it decides each place from left to
/// right, with a look ahead of at most one line, so that it takes time in proportion to the text.
namespace onus::format {

/// How many columns a line may fill.
inline constexpr uint32_t lineWidth = 120;

/// A printed line. The comment at its end is kept apart, so that comments of neighbouring lines can be aligned.
struct Line {
  std::string code;    ///< with its indentation
  uint32_t width = 0;  ///< of the code, in columns
  uint32_t indent = 0; ///< blanks before the code
  std::string comment; ///< empty where none ends the line
};

class Document {
public:
  /// What a place does when its line does not end there is to write `flat` blanks.
  enum class Break : uint8_t {
    Group, ///< ends the line where the innermost group does not fit on it
    Fill,  ///< ends the line where what follows, up to the next place, does not fit on it
    Hard,  ///< always ends it; no group around it is on one line
    Blank, ///< always ends it, and leaves an empty line
  };

  /// A word; the text must outlive the document.
  void text(llvm::StringRef text, uint32_t width);
  void pad(uint32_t columns);
  /// Blanks that are written only where the innermost group is not on one line.
  void padIfBroken(uint32_t columns);
  /// With `outdent`, the next line is indented as the innermost block or statement is.
  void line(Break kind, uint32_t flat = 0, bool outdent = false);
  /// A comment that ends the line; a break must follow. It counts for no line's width.
  void comment(llvm::StringRef text);

  void beginGroup();
  /// The lines within are indented by that much more than the statement they belong to.
  void beginContinuation(uint32_t columns);
  /// The lines within are statements of their own, indented by that much more than the one around them.
  void beginBlock(uint32_t columns);
  /// The lines within begin where the first one does.
  void beginAlign();
  void end();
  /// The innermost group is not on one line.
  void breakGroup();

  std::vector<Line> print() const;

private:
  enum class Op : uint8_t { Text, Pad, PadIfBroken, Line, Comment, Group, Continuation, Block, Align, End };
  struct Command {
    Op op = Op::Text;
    Break kind = Break::Group; ///< Line
    bool flag = false;         ///< Line: outdent; Group: broken for sure
    uint32_t width = 0;        ///< Text; Pad: blanks; Line: blanks when flat; Continuation, Block: columns
    llvm::StringRef text;      ///< Text, Comment
  };
  class Printer;
  bool fits(size_t index, uint32_t room) const;

  std::vector<Command> commands_;
  std::vector<size_t> open_; ///< the `begin…` commands without their end
};

/// Columns that a text of one line takes on a terminal.
uint32_t displayWidth(llvm::StringRef text);

} // namespace onus::format
