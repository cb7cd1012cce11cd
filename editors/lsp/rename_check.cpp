// SPDX-License-Identifier: Apache-2.0
#include "lsp/rename_check.h"

#include "lsp/meaning.h"
#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace onus::lsp {

namespace {

using Kind = Meaning::Kind;

class Comparison {
public:
  Comparison(const View &before, const View &after, const Replacements &replacements)
      : before_(before), after_(after), replacements_(replacements) {}

  std::optional<std::string> findings() const {
    std::multiset<std::string> known;
    for (const auto &each : before_.compilation().reporter.all())
      known.insert(keyOf(*each, /*moves=*/true));
    for (const auto &each : after_.compilation().reporter.all()) {
      auto same = known.find(keyOf(*each, /*moves=*/false));
      if (same == known.end())
        return at(after_, each->range) + each->message;
      known.erase(same);
    }
    return std::nullopt;
  }

  std::optional<std::string> meaningsIn(source::FileId file) const {
    std::vector<Meaning> old = meanings(before_, file), now = meanings(after_, file);
    size_t common = std::min(old.size(), now.size());
    for (size_t index = 0; index < common; ++index)
      if (keyOf(before_, old[index], true) != keyOf(after_, now[index], false))
        return differs(old[index].range);
    if (old.size() == now.size())
      return std::nullopt;
    return differs(common < old.size() ? old[common].range : old.back().range);
  }

private:
  std::string differs(source::Range range) const {
    return at(before_, range) + "`" + before_.sources().text(range).str() + "` would mean something else";
  }

  static std::string at(const View &view, source::Range range) {
    if (!range.valid())
      return {};
    return source::shownPath(view.path(range.file)) + ":" + std::to_string(view.sources().start(range).line) + ": ";
  }

  /// Where a byte of a text before is after the replacements.
  uint32_t moved(source::FileId file, uint32_t offset) const {
    auto found = replacements_.find(file.index);
    int64_t shift = 0;
    if (found != replacements_.end())
      for (const Replacement &each : found->second)
        if (each.begin < offset)
          shift += static_cast<int64_t>(each.text.size()) - (each.end - each.begin);
    return static_cast<uint32_t>(offset + shift);
  }

  /// Files have the same ids before and after.
  std::string placeOf(source::FileId file, uint32_t offset, bool moves) const {
    return std::to_string(file.index) + " " + std::to_string(moves ? moved(file, offset) : offset);
  }

  std::string keyOf(const diagnostics::Diagnostic &diagnostic, bool moves) const {
    std::string key(diagnostics::info(diagnostic).code);
    return diagnostic.range.valid() ? key + placeOf(diagnostic.range.file, diagnostic.range.begin, moves) : key;
  }

  /// The word's place, and what it means without a name that could have been changed.
  std::string keyOf(const View &view, const Meaning &meaning, bool moves) const {
    std::string key = placeOf(meaning.range.file, meaning.range.begin, moves) + " " +
                      std::to_string(static_cast<int>(meaning.kind)) + " ";
    if (meaning.package) {
      const syntax::File *first = meaning.package->files.empty() ? nullptr : meaning.package->files.front();
      return key + (first ? view.path(first->id) : meaning.package->name);
    }
    if (meaning.tool)
      return key + placeOf(meaning.tool->range.file, meaning.tool->range.begin, moves) + meaning.path +
             meaning.word.str();
    if (auto declared = declarationOf(meaning))
      return key + placeOf(declared->file, declared->begin, moves);
    return key + (meaning.path.empty() ? nameOf(meaning).str() : meaning.path);
  }

  const View &before_;
  const View &after_;
  const Replacements &replacements_;
};

std::string edited(llvm::StringRef text, llvm::ArrayRef<Replacement> replacements) {
  std::string out;
  size_t end = 0;
  for (const Replacement &each : replacements) {
    out += text.slice(end, each.begin);
    out += each.text;
    end = each.end;
  }
  return out + text.substr(end).str();
}

} // namespace

std::optional<std::string> whatBreaks(const View &view, const Replacements &replacements,
                                      llvm::ArrayRef<llvm::StringRef> words) {
  auto compilation = driver::again(view.compilation(), view.compilation().project.files);
  for (const auto &[file, edits] : replacements)
    compilation->sources.replace({file}, edited(view.text({file}), edits));
  driver::PipelineOptions options;
  options.check = view.program().options;
  driver::compile(*compilation, driver::Stage::Check, options);
  if (!compilation->program)
    return "the new text could not be read";
  View after(std::move(compilation), view.isWhole());
  Comparison comparison(view, after, replacements);
  if (auto found = comparison.findings())
    return found;
  for (const syntax::File *file : view.compilation().files) {
    bool concerned = llvm::any_of(words, [&](llvm::StringRef word) { return view.text(file->id).contains(word); });
    if (concerned && !view.names().packageOf(*file).standard)
      if (auto found = comparison.meaningsIn(file->id))
        return found;
  }
  return std::nullopt;
}

} // namespace onus::lsp
