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

Builder &Builder::flow(source::Range range, std::string step) {
  if (diagnostic_)
    diagnostic_->flow.push_back({range, std::move(step)});
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
  Diagnostic diagnostic{};
  diagnostic.kind = kind;
  diagnostic.severity = info(kind).severity;
  diagnostic.range = range;
  diagnostic.message = std::move(message);
  return keep(std::move(diagnostic));
}

Builder Reporter::report(const KindInfo &rule, Severity severity, source::Range range, std::string message) {
  Diagnostic diagnostic{};
  diagnostic.kind = Kind::Lint;
  diagnostic.rule = &rule;
  diagnostic.severity = severity;
  diagnostic.range = range;
  diagnostic.message = std::move(message);
  return keep(std::move(diagnostic));
}

Builder Reporter::keep(Diagnostic diagnostic) {
  const source::Range &range = diagnostic.range;
  if (!seen_.emplace(info(diagnostic).code, range.file.index, range.begin, range.end, diagnostic.message).second)
    return Builder(nullptr);
  if (diagnostic.severity == Severity::Error)
    ++errors_;
  diagnostic.group = group_;
  diagnostics_.push_back(std::make_unique<Diagnostic>(std::move(diagnostic)));
  return Builder(diagnostics_.back().get());
}

void Reporter::add(const Reporter &other) {
  for (const auto &diagnostic : other.diagnostics_)
    keep(*diagnostic);
}

void Reporter::drop(Kind kind) {
  revise([&](const Diagnostic &diagnostic) { return diagnostic.kind != kind; });
}

void Reporter::revise(llvm::function_ref<bool(Diagnostic &)> keep) {
  llvm::erase_if(diagnostics_, [&](const auto &diagnostic) { return !keep(*diagnostic); });
  errors_ = static_cast<size_t>(
      llvm::count_if(diagnostics_, [](const auto &diagnostic) { return diagnostic->severity == Severity::Error; }));
}

void Reporter::suppress(llvm::function_ref<std::optional<Suppression>(const Diagnostic &)> why) {
  revise([&](Diagnostic &diagnostic) {
    diagnostic.suppression = why(diagnostic);
    if (!diagnostic.suppression)
      return true;
    suppressed_.push_back(std::make_unique<Diagnostic>(std::move(diagnostic)));
    return false;
  });
}

void Reporter::sort() {
  auto key = [](const Diagnostic &diagnostic) {
    // `FileId` of no text is the greatest, so messages about no text come last.
    return std::make_tuple(diagnostic.range.file.index, diagnostic.range.begin, diagnostic.range.end, diagnostic.kind,
                           info(diagnostic).name);
  };
  auto before = [&](const auto &left, const auto &right) { return key(*left) < key(*right); };
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(), before);
  std::stable_sort(suppressed_.begin(), suppressed_.end(), before);
}

} // namespace onus::diagnostics
