// SPDX-License-Identifier: Apache-2.0
#include "driver/parsed_files.h"

namespace onus::driver {

std::shared_ptr<const ParsedFile> parseFile(const source::SourceManager &sources, source::FileId file,
                                            const syntax::Limits &limits) {
  auto parsed = std::make_shared<ParsedFile>();
  parsed->text = sources.hold(file);
  parsed->file = syntax::parse(sources, file, parsed->arena, parsed->messages, limits);
  return parsed;
}

std::shared_ptr<const ParsedFile> ParsedFiles::find(const source::SourceManager &sources, source::FileId file) const {
  std::lock_guard lock(mutex_);
  auto kept = byFile_.find(file.index);
  return kept != byFile_.end() && kept->second->text == sources.hold(file) ? kept->second : nullptr;
}

void ParsedFiles::keep(source::FileId file, std::shared_ptr<const ParsedFile> parsed) {
  std::lock_guard lock(mutex_);
  byFile_[file.index] = std::move(parsed);
}

void ParsedFiles::clear() {
  std::lock_guard lock(mutex_);
  byFile_.clear();
}

} // namespace onus::driver
