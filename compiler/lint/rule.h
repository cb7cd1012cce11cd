// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"
#include "diagnostics/diagnostic.h"

#include <optional>
#include <string_view>
#include <vector>

/// Lint: what compiles and is yet unwise. A `Rule` is one file below lint/rules (with its page beside it) and one line
/// of rules.def. It says what it looks at by the handlers that it sets; the engine walks a program once and calls them.
namespace onus::lint {

class Pass;
struct Allowance;

/// Why one would want a rule.
enum class Category {
  Safety,       ///< a hole in what the guardrails protect
  Correctness,  ///< surely not what was meant
  Suspicious,   ///< probably not what was meant
  Completeness, ///< something that should be there is missing
  Performance,  ///< costs more than it needs to
  Style,        ///< says something in a way that is harder to read or to change
  Testing,      ///< nothing shows that it works
};
llvm::StringRef word(Category category); ///< `safety`
std::optional<Category> findCategory(llvm::StringRef word);
/// The category whose word looks most like one that is none; nothing where nothing comes near.
std::optional<Category> closestCategory(llvm::StringRef word);

enum class Level {
  Off,
  Info, ///< said, and never fails a run
  Warn, ///< fails a run unless somebody raised the level that does
  Error,
  Forbid, ///< an error that no comment and no baseline excuses
};
llvm::StringRef word(Level level); ///< `warn`
std::optional<Level> findLevel(llvm::StringRef word);
/// How findings of a level are shown; the level is not Off.
diagnostics::Severity severity(Level level);

/// The first lint edition, and the one that holds where onus.toml names none.
inline constexpr unsigned firstEdition = 2026;
/// The newest that this version knows.
inline constexpr unsigned lastEdition = 2026;

struct Rule {
  /// Kebab-case; reads after "allow …": the bad pattern, never the repair (`unused-import`).
  std::string_view name;
  Category category = Category::Suspicious;
  Level level = Level::Warn; ///< by default, from its edition on
  std::string_view summary;  ///< what it finds: one line, lower case, no full stop
  bool fixable = false;      ///< some of its findings come with a fix
  bool preview = false;      ///< runs only where somebody selects it by name
  unsigned edition = firstEdition;

  // What it looks at. Everything that a handler is given is the project's own: neither the standard library's nor a
  // dependency's. Each is null where the rule does not look.

  void (*project)(Pass &) = nullptr; ///< once
  void (*file)(const syntax::File &, Pass &) = nullptr;
  void (*declaration)(const syntax::File &, const syntax::Decl &, Pass &) = nullptr;
  /// Every expression as it was written, parents first; nested ones too.
  void (*expression)(const syntax::File &, const syntax::Expr &, Pass &) = nullptr;
  void (*party)(const check::Party &, Pass &) = nullptr;
  void (*surface)(const check::Surface &, Pass &) = nullptr;
  void (*tool)(const check::Tool &, Pass &) = nullptr;
  void (*detector)(const check::Detector &, Pass &) = nullptr;
  void (*system)(const check::System &, Pass &) = nullptr;
  void (*guardrail)(const check::Guardrail &, Pass &) = nullptr;
  /// A guardrail as it acts in one system (or in the stand-in for guardrails that no system enforces). The same finding
  /// from several systems is kept once.
  void (*typedGuardrail)(const check::System &, const check::TypedGuardrail &, Pass &) = nullptr;
  /// Every typed expression of a guardrail's lets, rules and exceptions, parents first. Only those that were written in
  /// the project (functions are read in place, so the body of a library's function is among the operands).
  void (*condition)(const check::System &, const check::TypedGuardrail &, const ir::Expr &, Pass &) = nullptr;
  void (*exception)(const check::Exception &, Pass &) = nullptr;
  /// Every waiver, once, with what people call it: `unguarded`, `fails open`, `shadow` and exceptions.
  void (*waiver)(const check::Waiver &, llvm::StringRef what, Pass &) = nullptr;
  void (*test)(const check::TypedTest &, Pass &) = nullptr;
  /// Every comment that asks for a finding to be excused, once all others have spoken (suppressions.h). What is found
  /// in such a comment cannot itself be excused by one.
  void (*allowance)(const Allowance &, Pass &) = nullptr;
};

/// Every rule, in the order of rules.def.
llvm::ArrayRef<const Rule *> allRules();
/// The rule of a name, or null.
const Rule *findRule(llvm::StringRef name);
/// The rule whose name looks most like a word that is none; null where nothing comes near.
const Rule *closestRule(llvm::StringRef word);
/// Where the rule's page lies below lint/rules: `style/unused_import.md`.
std::string pagePath(const Rule &rule);
/// The rule's row for diagnostics.
const diagnostics::KindInfo &kindInfo(const Rule &rule);

} // namespace onus::lint
