// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/text.h"

#include "diagnostics/render/cells.h"
#include "diagnostics/render/fixes.h"
#include "diagnostics/render/snippet.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/ErrorHandling.h"

namespace onus::diagnostics::render {

llvm::StringRef wordOf(Severity severity, llvm::StringRef note, llvm::StringRef warning, llvm::StringRef error) {
  switch (severity) {
  case Severity::Note:
    return note;
  case Severity::Warning:
    return warning;
  case Severity::Error:
    return error;
  }
  llvm_unreachable("a severity outside the list");
}

llvm::StringRef word(Severity severity) { return wordOf(severity, "note", "warning", "error"); }

llvm::StringRef word(Applicability applicability) {
  switch (applicability) {
  case Applicability::MachineApplicable:
    return "machine-applicable";
  case Applicability::MaybeIncorrect:
    return "maybe-incorrect";
  case Applicability::HasPlaceholders:
    return "has-placeholders";
  }
  llvm_unreachable("an applicability outside the list");
}

Role role(Severity severity) {
  switch (severity) {
  case Severity::Note:
    return Role::Note;
  case Severity::Warning:
    return Role::Warning;
  case Severity::Error:
    return Role::Error;
  }
  llvm_unreachable("a severity outside the list");
}

namespace {

class Text {
public:
  Text(const Diagnostic &diagnostic, const source::SourceManager &sources, bool colour)
      : diagnostic_(diagnostic), sources_(sources) {
    style_.colour = colour;
    style_.primary = role(diagnostic.severity);
    style_.gutter = gutterWidth();
  }

  std::string render() {
    header();
    places();
    steps();
    for (const std::string &note : diagnostic_.notes)
      remark("note", note);
    if (!diagnostic_.help.empty())
      remark("help", diagnostic_.help);
    for (const Fix &fix : diagnostic_.fixes)
      showFix(fix);
    return std::move(out_) + "\n";
  }

private:
  size_t gutterWidth() const {
    uint32_t line = 1;
    auto see = [&](source::Range range) {
      if (range.valid())
        line = std::max(line, sources_.end(range).line);
    };
    see(diagnostic_.range);
    for (const Related &related : diagnostic_.related)
      see(related.range);
    for (const Fix &fix : diagnostic_.fixes)
      for (const Edit &edit : fix.edits)
        see(edit.range);
    return std::to_string(line).size();
  }

  void header() {
    std::string tag = word(diagnostic_.severity).str() + "[" + std::string(info(diagnostic_).code) + "]";
    out_ += paint(style_.colour, style_.primary, tag) +
            paint(style_.colour, Role::Strong, ": " + printable(diagnostic_.message)) + "\n";
  }

  void placeLine(llvm::StringRef arrow, source::Range range) {
    out_ += std::string(style_.gutter, ' ') + paint(style_.colour, Role::Gutter, arrow) + " " +
            printable(source::describe(sources_, range)) + "\n";
  }

  /// One snippet for each text: the primary's first, then the others in the order of the list.
  void places() {
    if (!diagnostic_.range.valid())
      return;
    std::vector<std::vector<Mark>> byFile{{Mark{diagnostic_.range, diagnostic_.label, true}}};
    for (const Related &related : diagnostic_.related) {
      auto same = [&](const std::vector<Mark> &marks) { return marks.front().range.file == related.range.file; };
      auto found = llvm::find_if(byFile, same);
      if (found == byFile.end())
        found = byFile.insert(byFile.end(), std::vector<Mark>());
      found->push_back(Mark{related.range, related.message, false});
    }
    for (const auto &marks : byFile) {
      placeLine(&marks == &byFile.front() ? "-->" : ":::", marks.front().range);
      out_ += snippet(sources_, marks, style_);
    }
    if (!diagnostic_.flow.empty() || !diagnostic_.notes.empty() || !diagnostic_.help.empty() ||
        !diagnostic_.fixes.empty())
      out_ += gutter(style_) + "\n";
  }

  /// How an event comes about that shows it: a numbered line for each step.
  void steps() {
    std::string list;
    for (const Related &step : diagnostic_.flow) {
      list += (list.empty() ? "" : "\n") + std::to_string(&step - diagnostic_.flow.data() + 1) + ". " + step.message;
      if (step.range.valid())
        list += " (" + source::describe(sources_, step.range) + ")";
    }
    if (!list.empty())
      remark("how", list);
  }

  /// `= note: …`; further lines stand under the first.
  void remark(llvm::StringRef kind, llvm::StringRef text) {
    llvm::SmallVector<llvm::StringRef, 4> lines;
    text.split(lines, '\n');
    std::string indent(style_.gutter + 1, ' ');
    for (size_t i = 0; i < lines.size(); ++i) {
      if (i == 0)
        out_ += indent + paint(style_.colour, Role::Gutter, "=") + " " +
                paint(style_.colour, Role::Strong, kind.str() + ":") + " " + printable(lines[i]) + "\n";
      else
        out_ += indent + std::string(kind.size() + 4, ' ') + printable(lines[i]) + "\n";
    }
  }

  void showFix(const Fix &fix) {
    std::string changes = diff(fix, sources_, style_);
    out_ += paint(style_.colour, Role::Help, "help") + ": " + printable(fix.title) + "\n";
    if (!changes.empty())
      out_ += gutter(style_) + "\n" + changes;
  }

  const Diagnostic &diagnostic_;
  const source::SourceManager &sources_;
  SnippetStyle style_;
  std::string out_;
};

std::string counted(size_t count, llvm::StringRef what) {
  return std::to_string(count) + " " + what.str() + (count == 1 ? "" : "s");
}

} // namespace

std::string text(const Diagnostic &diagnostic, const source::SourceManager &sources, bool colour) {
  return Text(diagnostic, sources, colour).render();
}

void Counts::add(const Reporter &reporter) {
  errors += reporter.errorCount();
  warnings += static_cast<size_t>(
      llvm::count_if(reporter.all(), [](const auto &diagnostic) { return diagnostic->severity == Severity::Warning; }));
}

std::string summary(const Counts &counts, bool colour) {
  std::string result;
  if (counts.errors)
    result = paint(colour, Role::Error, counted(counts.errors, "error"));
  if (counts.warnings)
    result += (result.empty() ? "" : ", ") + paint(colour, Role::Warning, counted(counts.warnings, "warning"));
  return result;
}

} // namespace onus::diagnostics::render
