// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Source texts and places in them. A `SourceManager` owns every text that was read in a run; a `Range` is two byte
/// offsets into one of them; lines and columns exist only when something is shown.
namespace onus::source {

/// A text of a `SourceManager`. The default value names no text.
struct FileId {
  uint32_t index = UINT32_MAX;
  bool valid() const { return index != UINT32_MAX; }
  bool operator==(const FileId &) const = default;
};

/// Half-open bytes [begin, end) of one text.
struct Range {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool valid() const { return file.valid(); }
  bool operator==(const Range &) const = default;
};

/// The smallest range that holds both; they must be of one file.
Range join(Range first, Range last);

/// A place for people: both from 1; the column counts Unicode scalar values.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// A copy shares the texts of the original, under the same ids.
class SourceManager {
public:
  /// Takes a text. `path` is how people see it (relative to the working directory where it lies below it).
  /// `inProject` is the path relative to the project's root, which artifacts name; the same where it is left out.
  FileId add(std::string path, std::string text, std::string inProject = {});
  /// Puts another text into the place of one. What points into the old one stays valid as long as somebody holds it.
  void replace(FileId file, std::string text);
  /// The same with the text that another manager has under that id.
  void replace(FileId file, const SourceManager &from) { files_[file.index] = from.files_[file.index]; }
  /// Keeps a text alive, and tells it from every other one.
  std::shared_ptr<const void> hold(FileId file) const;
  llvm::StringRef path(FileId file) const;
  /// How artifacts name the text: the same from whichever directory they are built.
  llvm::StringRef projectPath(FileId file) const;
  llvm::StringRef text(FileId file) const;
  llvm::StringRef text(Range range) const;
  Position position(FileId file, uint32_t offset) const;
  Position start(Range range) const { return position(range.file, range.begin); }
  Position end(Range range) const { return position(range.file, range.end); }
  /// The line's text without its line break; lines count from 1.
  llvm::StringRef line(FileId file, uint32_t line) const;
  /// The byte offset of a line's first byte; lines count from 1.
  uint32_t lineBegin(FileId file, uint32_t line) const;
  uint32_t lineCount(FileId file) const;
  size_t size() const { return files_.size(); }

private:
  struct File {
    std::string path;
    std::string inProject;
    std::string text;
    std::vector<uint32_t> lineStarts;
  };
  std::vector<std::shared_ptr<const File>> files_;
};

/// `path:line:column` of a range's start, or `<unknown>`.
std::string describe(const SourceManager &sources, Range range);

} // namespace onus::source
