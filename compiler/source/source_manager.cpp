// SPDX-License-Identifier: Apache-2.0
#include "source/source_manager.h"

#include <algorithm>
#include <cassert>

namespace onus::source {

namespace {

/// Where each line begins; `\n`, `\r\n` and a lone `\r` end a line.
std::vector<uint32_t> findLines(llvm::StringRef text) {
  std::vector<uint32_t> starts{0};
  // A text seldom has a `\r`; to look for one character at a time is several times as fast.
  bool returns = text.contains('\r');
  auto next = [&](size_t at) { return returns ? text.find_first_of("\r\n", at) : text.find('\n', at); };
  for (size_t at = next(0); at != llvm::StringRef::npos; at = next(at)) {
    at += text.substr(at).startswith("\r\n") ? 2 : 1;
    starts.push_back(static_cast<uint32_t>(at));
  }
  return starts;
}

} // namespace

Range join(Range first, Range last) {
  assert(first.file == last.file && "a range lies in one file");
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

FileId SourceManager::add(std::string path, std::string text, std::string inProject) {
  auto file = std::make_shared<File>();
  file->inProject = inProject.empty() ? path : std::move(inProject);
  file->path = std::move(path);
  file->text = std::move(text);
  file->lineStarts = findLines(file->text);
  files_.push_back(std::move(file));
  return {static_cast<uint32_t>(files_.size() - 1)};
}

void SourceManager::replace(FileId file, std::string text) {
  auto changed = std::make_shared<File>(File{files_[file.index]->path, files_[file.index]->inProject, {}, {}});
  changed->text = std::move(text);
  changed->lineStarts = findLines(changed->text);
  files_[file.index] = std::move(changed);
}

std::shared_ptr<const void> SourceManager::hold(FileId file) const { return files_[file.index]; }

llvm::StringRef SourceManager::path(FileId file) const { return files_[file.index]->path; }

llvm::StringRef SourceManager::projectPath(FileId file) const { return files_[file.index]->inProject; }

llvm::StringRef SourceManager::text(FileId file) const { return files_[file.index]->text; }

llvm::StringRef SourceManager::text(Range range) const { return text(range.file).slice(range.begin, range.end); }

Position SourceManager::position(FileId file, uint32_t offset) const {
  const File &held = *files_[file.index];
  offset = std::min(offset, static_cast<uint32_t>(held.text.size()));
  auto next = std::upper_bound(held.lineStarts.begin(), held.lineStarts.end(), offset);
  uint32_t line = static_cast<uint32_t>(next - held.lineStarts.begin());
  uint32_t column = 1;
  for (uint32_t at = held.lineStarts[line - 1]; at < offset; ++at)
    if ((static_cast<unsigned char>(held.text[at]) & 0xC0) != 0x80) // not a continuation byte
      ++column;
  return {line, column};
}

llvm::StringRef SourceManager::line(FileId file, uint32_t line) const {
  const File &held = *files_[file.index];
  if (line == 0 || line > held.lineStarts.size())
    return {};
  uint32_t begin = held.lineStarts[line - 1];
  uint32_t end = line < held.lineStarts.size() ? held.lineStarts[line] : static_cast<uint32_t>(held.text.size());
  llvm::StringRef text = llvm::StringRef(held.text).slice(begin, end);
  if (line < held.lineStarts.size() && !text.consume_back("\r\n") && !text.consume_back("\n"))
    text.consume_back("\r");
  return text;
}

uint32_t SourceManager::lineBegin(FileId file, uint32_t line) const {
  const File &held = *files_[file.index];
  if (line == 0 || line > held.lineStarts.size())
    return static_cast<uint32_t>(held.text.size());
  return held.lineStarts[line - 1];
}

uint32_t SourceManager::lineCount(FileId file) const {
  return static_cast<uint32_t>(files_[file.index]->lineStarts.size());
}

std::string describe(const SourceManager &sources, Range range) {
  if (!range.valid())
    return "<unknown>";
  Position start = sources.start(range);
  return sources.path(range.file).str() + ":" + std::to_string(start.line) + ":" + std::to_string(start.column);
}

} // namespace onus::source
