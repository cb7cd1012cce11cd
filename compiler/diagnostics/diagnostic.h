// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// Diagnostics: what the compiler has to say to a person. A `Kind` is one row of kinds/*.def; its text is a format
/// whose arguments are checked when the compiler itself is built. A `Reporter` collects what the phases report.
namespace onus::diagnostics {

enum class Severity { Note, Warning, Error };

enum class Kind {
#define ONUS_DIAGNOSTIC(CODE, NAME, SEVERITY, TEXT) NAME,
#include "diagnostics/kinds.def"
  Lint, ///< a finding of a lint rule, which brings a row of its own
};

/// One row of the list.
struct KindInfo {
  Kind kind;
  std::string_view code; ///< `E0401`; of a lint rule, its name
  std::string_view name; ///< `owner-missing`
  Severity severity;
  std::string_view format; ///< the text with its placeholders
};
/// Every row of the list, in its order; lint rules have theirs in lint/rules.def.
const std::vector<KindInfo> &allKinds();
const KindInfo &info(Kind kind);
/// Finds a row by code (`E0401`, any case) or by name (`owner-missing`); null where there is none.
const KindInfo *find(std::string_view codeOrName);

/// A further span and what it has to do with the message.
struct Related {
  source::Range range;
  std::string message;
};

enum class Applicability {
  MachineApplicable, ///< surely what was meant
  MaybeIncorrect,    ///< probably; a person looks
  HasPlaceholders,   ///< a person fills something in
};

struct Edit {
  source::Range range; ///< an empty range inserts
  std::string text;
};

/// A repair that a program can apply.
struct Fix {
  std::string title;
  Applicability applicability = Applicability::MaybeIncorrect;
  std::vector<Edit> edits;
};

/// A control that a finding concerns: one of those that the guardrail serves in which it lies.
struct Taxon {
  std::string framework; ///< qualified: `std.frameworks.owasp_llm_2025`
  std::string version;
  std::string id; ///< as the catalogue spells it
  std::string title;
};

/// Why a finding does not count.
struct Suppression {
  enum class Where {
    Source,   ///< a comment of the source asks for it
    Baseline, ///< the baseline file lists it
  };
  Where where = Where::Source;
  std::string reason;
  source::Range range; ///< of the comment; invalid for the baseline
};

struct Diagnostic {
  Kind kind;
  const KindInfo *rule = nullptr; ///< of Kind::Lint: the rule's row, which outlives everything
  Severity severity;
  std::string message;
  source::Range range; ///< invalid where the message belongs to no text (an unreadable file, say)
  std::string label;   ///< what stands under the primary span; may be empty
  std::vector<Related> related;
  std::vector<std::string> notes;
  std::string help;
  std::vector<Fix> fixes;
  std::vector<Related> flow; ///< how an event comes about that shows it, step by step; a range may be invalid
  std::vector<Taxon> controls;
  std::optional<Suppression> suppression; ///< set on those of `Reporter::suppressed` only
  unsigned group = 0; ///< of checks: while one has errors those after it are not run, and cannot be known to hold
};
/// What the diagnostic is one of.
const KindInfo &info(const Diagnostic &diagnostic);

/// Adds to a diagnostic that was just reported. Does nothing when the report was a repetition.
class Builder {
public:
  explicit Builder(Diagnostic *diagnostic) : diagnostic_(diagnostic) {}
  Builder &label(std::string text);
  Builder &related(source::Range range, std::string message);
  Builder &note(std::string text);
  Builder &help(std::string text);
  Builder &fix(Fix fix);
  /// One step of how an event comes about that shows it.
  Builder &flow(source::Range range, std::string step);
  /// A fix of one edit.
  Builder &fix(std::string title, source::Range range, std::string text,
               Applicability applicability = Applicability::MaybeIncorrect);
  /// A guess at what was meant, said once: as the fix that writes it.
  Builder &didYouMean(source::Range range, llvm::StringRef text);

private:
  Diagnostic *diagnostic_;
};

template <Kind kind>
struct Format;
#define ONUS_DIAGNOSTIC(CODE, NAME, SEVERITY, TEXT)                                                                    \
  template <>                                                                                                          \
  struct Format<Kind::NAME> {                                                                                          \
    static constexpr auto text() { return FMT_STRING(TEXT); }                                                          \
  };
#include "diagnostics/kinds.def"

/// Collects diagnostics. The same kind with the same message at the same range is kept once.
class Reporter {
public:
  /// Reports KIND at a range; the arguments must fit the row's text or this does not compile.
  template <Kind kind, typename... Args>
  Builder report(source::Range range, const Args &...args) {
    return add(kind, range, fmt::format(Format<kind>::text(), args...));
  }
  /// Reports a finding of a lint rule at a level that somebody chose. The row must outlive the reporter.
  Builder report(const KindInfo &rule, Severity severity, source::Range range, std::string message);
  /// Reports what another one holds, in its order; what it holds as suppressed is left out.
  void add(const Reporter &other);
  const std::vector<std::unique_ptr<Diagnostic>> &all() const { return diagnostics_; }
  /// What was found and does not count; not among `all`.
  const std::vector<std::unique_ptr<Diagnostic>> &suppressed() const { return suppressed_; }
  /// What is reported from now on belongs to the next group of checks.
  void beginGroup() { ++group_; }
  /// How many groups were begun.
  unsigned groups() const { return group_; }
  bool hasErrors() const { return errors_ > 0; }
  size_t errorCount() const { return errors_; }
  size_t count() const { return diagnostics_.size(); }
  /// Takes back every diagnostic of a kind.
  void drop(Kind kind);
  /// Lets somebody add to each diagnostic, or take it back by answering false.
  void revise(llvm::function_ref<bool(Diagnostic &)> keep);
  /// Moves those to `suppressed` for which the function gives a suppression.
  void suppress(llvm::function_ref<std::optional<Suppression>(const Diagnostic &)> why);
  /// Sorts by file, place and code, so that output is stable.
  void sort();

private:
  Builder add(Kind kind, source::Range range, std::string message);
  Builder keep(Diagnostic diagnostic);
  std::vector<std::unique_ptr<Diagnostic>> diagnostics_, suppressed_;
  std::set<std::tuple<std::string_view, uint32_t, uint32_t, uint32_t, std::string>> seen_;
  size_t errors_ = 0;
  unsigned group_ = 0;
};

} // namespace onus::diagnostics

namespace fmt {
template <>
struct formatter<llvm::StringRef> : formatter<string_view> {
  template <typename Context>
  auto format(llvm::StringRef text, Context &context) const {
    return formatter<string_view>::format(string_view(text.data(), text.size()), context);
  }
};
} // namespace fmt
