// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostic.h"

#include <algorithm>

namespace onus::diagnostics {

Builder &Builder::label(std::string text) {
  if (diagnostic_)
    diagnostic_->label = std::move(text);
  return *this;
}

Builder &Builder::related(source::Range range, std::string message) {
  if (diagnostic_ && range.valid())
    diagnostic_->related.push_back({range, std::move(message)});
  return *this;
}

Builder &Builder::note(std::string text) {
  if (diagnostic_)
    diagnostic_->notes.push_back(std::move(text));
  return *this;
}

Builder &Builder::help(std::string text) {
  if (diagnostic_)
    diagnostic_->help = std::move(text);
  return *this;
}

Builder &Builder::fix(Fix fix) {
  if (diagnostic_)
    diagnostic_->fixes.push_back(std::move(fix));
  return *this;
}

Builder &Builder::fix(std::string title, source::Range range, std::string text, Applicability applicability) {
  if (!range.valid())
    return *this;
  return fix(Fix{std::move(title), applicability, {{range, std::move(text)}}});
}

Builder &Builder::didYouMean(source::Range range, llvm::StringRef text) {
  return fix("did you mean `" + text.str() + "`?", range, text.str());
}

Builder Reporter::add(Kind kind, source::Range range, std::string message) {
  if (!seen_.emplace(kind, range.file.index, range.begin, range.end, message).second)
    return Builder(nullptr);
  Severity severity = info(kind).severity;
  if (severity == Severity::Error)
    ++errors_;
  diagnostics_.push_back(
      std::make_unique<Diagnostic>(Diagnostic{kind, severity, std::move(message), range, {}, {}, {}, {}, {}}));
  return Builder(diagnostics_.back().get());
}

void Reporter::drop(Kind kind) {
  auto ofKind = [&](const auto &diagnostic) { return diagnostic->kind == kind; };
  if (info(kind).severity == Severity::Error)
    errors_ -= static_cast<size_t>(std::count_if(diagnostics_.begin(), diagnostics_.end(), ofKind));
  diagnostics_.erase(std::remove_if(diagnostics_.begin(), diagnostics_.end(), ofKind), diagnostics_.end());
}

void Reporter::revise(llvm::function_ref<bool(Diagnostic &)> keep) {
  llvm::erase_if(diagnostics_, [&](const auto &diagnostic) { return !keep(*diagnostic); });
  errors_ = static_cast<size_t>(
      llvm::count_if(diagnostics_, [](const auto &diagnostic) { return diagnostic->severity == Severity::Error; }));
}

void Reporter::sort() {
  auto key = [](const Diagnostic &diagnostic) {
    // `FileId` of no text is the greatest, so messages about no text come last.
    return std::make_tuple(diagnostic.range.file.index, diagnostic.range.begin, diagnostic.range.end, diagnostic.kind);
  };
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [&](const auto &left, const auto &right) { return key(*left) < key(*right); });
}

} // namespace onus::diagnostics
