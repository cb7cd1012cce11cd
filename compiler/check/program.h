// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"
#include "resolve/names.h"

#include "llvm/ADT/DenseSet.h"

#include <deque>
#include <set>

/// What the checker found the program to mean: declarations with their names resolved, what guardrails inherit, and,
/// for each system, its guardrails with typed rules. Made by `check`; `lower` turns it into the IR. All pointers live
/// as long as the `Program`, which borrows syntax trees and names.
namespace onus::check {

using source::Range;
using syntax::Decl;

struct Party {
  const resolve::Symbol *symbol = nullptr;
  const syntax::PartyDecl *decl = nullptr;
  Decl::Kind kind = Decl::Kind::Team;
  const Party *lead = nullptr; ///< of a team
  std::vector<const Party *> members;
  const Party *answersTo = nullptr;               ///< of a vendor
  std::vector<const struct Standard *> standards; ///< of an organization
  const std::string &name() const { return symbol->name; }
  bool internal() const { return kind == Decl::Kind::Team || kind == Decl::Kind::Person; }
};

struct Sink {
  const resolve::Symbol *symbol = nullptr;
  const syntax::SinkDecl *decl = nullptr;
  const Party *owner = nullptr;
};

struct Effect {
  const resolve::Symbol *symbol = nullptr;
  const syntax::EffectDecl *decl = nullptr;
  std::vector<ir::Field> parameters;
  ir::Severity severity = ir::Severity::Medium;
  bool coverCall = true, coverResult = false;
  const ir::Field *parameter(llvm::StringRef name) const;
};

struct Detector {
  const resolve::Symbol *symbol = nullptr;
  const syntax::DetectorDecl *decl = nullptr;
  const resolve::Symbol *base = nullptr; ///< the library's, which it takes over; may be null
  std::vector<ir::Field> inputs;
  const ir::Type *output = nullptr;
  const Party *owner = nullptr;
  const Party *vendor = nullptr; ///< may be null: the operator's own
};

/// A waiver with its people found (S40). Null people were reported already.
struct Waiver {
  const syntax::Waiver *syntax = nullptr;
  Range range;
  const Party *requestedBy = nullptr;
  const Party *approvedBy = nullptr;
  const Party *alsoApprovedBy = nullptr; ///< of an exception from another package: the guardrail's owner
  const Party *reviewedBy = nullptr;
};

struct EffectBinding {
  const ir::Field *parameter = nullptr;
  const syntax::Binding *syntax = nullptr;
  bool none = false;
  const ir::Expr *value = nullptr; ///< over the tool's `args`
};
struct ToolEffect {
  const Effect *effect = nullptr;
  const syntax::DoesClause *syntax = nullptr;
  std::vector<EffectBinding> bindings;
};
struct ToolUnguarded {
  std::optional<ir::EventKind> event; ///< none: the required kinds that nothing covers
  Waiver waiver;
};
struct Surface;
struct Tool {
  const Surface *surface = nullptr;
  std::string name;                         ///< without the surface
  std::string qualified;                    ///< `stripe.create_refund`, as events say it
  const syntax::ToolDecl *syntax = nullptr; ///< null where nothing classifies it (reported)
  Range range;                              ///< of its name in the surface, or of the manifest clause
  std::string description;
  const ir::Type *args = nullptr; ///< a Record, or Json
  const ir::Type *result = nullptr;
  bool resultFromText = false;
  bool saysResult = false; ///< the manifest has a schema of the result
  std::string digest;
  std::vector<ToolEffect> effects;
  std::vector<ToolUnguarded> unguarded;
  bool needsCall = false, needsResult = false; ///< what its effects say must be covered
  const Party *approvedBy = nullptr;           ///< of the classification: the line's, else the surface's
  const ToolEffect *find(const Effect *effect) const;
};
struct Surface {
  const resolve::Symbol *symbol = nullptr;
  const syntax::SurfaceDecl *decl = nullptr;
  const Party *owner = nullptr;
  const Party *approvedBy = nullptr;
  std::string manifestPath;   ///< empty for an inline surface
  std::string manifestDigest; ///< `sha256:…` of the manifest's bytes
  std::deque<Tool> tools;
  const Tool *find(llvm::StringRef name) const;
};

/// Where a clause of a guardrail came from.
enum class Origin { Guardrail, Duties, Pattern, Package };
template <typename T>
struct Inherited {
  const T *clause = nullptr;
  Origin origin = Origin::Guardrail;
  const resolve::Symbol *from = nullptr; ///< the duties or pattern; null where the guardrail itself
  const syntax::File *file = nullptr;    ///< in whose scope the clause's names are looked up
  explicit operator bool() const { return clause != nullptr; }
};

struct EscalateStep {
  const Party *to = nullptr;
  Millis within = 0;
};
struct MappedControl {
  const struct Framework *framework = nullptr;
  const struct Control *control = nullptr; ///< null where an incomplete catalogue does not list it
  Range range;
  std::string id; ///< the official spelling; with the paragraph where one is named, `Article 14(4)`
};

struct Exception {
  const resolve::Symbol *symbol = nullptr; ///< of one that stands in another package; null inside a guardrail
  const syntax::ExceptionDecl *decl = nullptr;
  const syntax::File *file = nullptr;
  const struct Guardrail *guardrail = nullptr;
  std::string name; ///< qualified
  std::vector<const syntax::Rule *> lifts;
  Waiver waiver;
  const Party *alert = nullptr;
};

/// What a guardrail passes to a parameter of its pattern. The value is written in the guardrail's file, not the
/// pattern's.
struct PatternArgument {
  const syntax::FieldDecl *parameter = nullptr;
  const syntax::File *file = nullptr; ///< in whose scope the value's names are looked up
};

/// What a parameter of type `party` stands for: whom the pattern's rules ask.
struct PatternParty {
  llvm::StringRef parameter;
  syntax::Path path;                  ///< a team, a person, `owner` or `user`; empty where that was reported
  const syntax::File *file = nullptr; ///< in whose scope the path is looked up
};

/// A guardrail with everything that it inherits, independent of any system.
struct Guardrail {
  const resolve::Symbol *symbol = nullptr;
  const syntax::GuardrailDecl *decl = nullptr;
  const resolve::Symbol *duties = nullptr;
  const resolve::Symbol *pattern = nullptr;
  const Party *owner = nullptr;
  Origin ownerOrigin = Origin::Guardrail;
  std::optional<ir::Severity> severity;     ///< written somewhere; else it comes from the effects
  std::vector<const syntax::Selector *> on; ///< looked up in `bodyFile`
  std::vector<const syntax::Rule *> rules;
  std::vector<syntax::LocalLet> lets;     ///< a pattern's arguments first, then what the body names
  std::vector<PatternArgument> arguments; ///< how the first of the lets are to be read
  std::vector<PatternParty> parties;      ///< what the pattern's parameters of type `party` stand for
  const syntax::File *bodyFile = nullptr; ///< the guardrail's, or the pattern's
  Inherited<syntax::LogClause> log;
  const Sink *sink = nullptr;
  Inherited<syntax::EscalateClause> escalate;
  std::vector<EscalateStep> escalateSteps;
  Inherited<syntax::RollbackClause> rollback;
  const Party *rollbackBy = nullptr;
  std::vector<std::string> rollbackTargets; ///< tools as events say them
  Inherited<syntax::FailsClause> fails;
  const Party *failsAsk = nullptr;
  std::optional<Waiver> failsWaiver;
  const syntax::Waiver *shadowClause = nullptr;
  std::optional<Waiver> shadow;
  std::vector<MappedControl> controls;
  std::deque<Exception> exceptions; ///< its own and those of other packages
  const std::string &name() const { return symbol->name; }
};

struct Control {
  const syntax::ControlDecl *decl = nullptr;
  const Control *parent = nullptr;
};
struct Framework {
  const resolve::Symbol *symbol = nullptr;
  const syntax::FrameworkDecl *decl = nullptr;
  std::deque<Control> controls;           ///< all levels, in written order
  llvm::StringMap<const Control *> byKey; ///< by normalised id (frameworks.h)
};

struct Standard {
  const resolve::Symbol *symbol = nullptr;
  const syntax::StandardDecl *decl = nullptr;
  const Party *owner = nullptr;
};

// ---- A system's guardrails, typed

struct TypedRule {
  const syntax::Rule *syntax = nullptr;
  const ir::Expr *condition = nullptr; ///< null: always; of `require`, the condition that must hold
  const Party *ask = nullptr;          ///< null with `askUser`
  bool askUser = false;                ///< the person in `agent.on_behalf_of` is asked
  std::vector<ir::RedactTarget> redact;
  std::vector<const Tool *> notFor;
};
struct TypedException {
  const Exception *exception = nullptr;
  const ir::Expr *when = nullptr;
};
struct TypedSelector {
  ir::EventKind event = ir::EventKind::Call;
  syntax::Selector::Form form = syntax::Selector::Form::Kind;
  const syntax::Selector *syntax = nullptr;
  std::vector<const Tool *> tools; ///< of call and result: those of the system that it selects
};
struct TypedLogItem {
  const ir::Expr *value = nullptr;
  bool redacted = false;
  Range range;
};
struct TypedLocal {
  int64_t local = 0;
  std::string name;
  const ir::Expr *value = nullptr;
};
struct TypedGuardrail {
  const Guardrail *guardrail = nullptr;
  ir::Severity severity = ir::Severity::Low;
  std::vector<TypedSelector> on;
  std::vector<TypedLocal> lets;
  std::vector<TypedRule> rules;
  std::vector<TypedException> exceptions; ///< those that act in this system
  std::vector<TypedLogItem> log;          ///< what `log` lists, `inputs` expanded to the paths that are read
};

struct System {
  const resolve::Symbol *symbol = nullptr; ///< null for the stand-in that types guardrails no system enforces
  const syntax::SystemDecl *decl = nullptr;
  const Party *operatorParty = nullptr, *business = nullptr, *engineering = nullptr, *security = nullptr;
  const Party *model = nullptr;
  std::vector<const Surface *> surfaces;
  std::vector<const Guardrail *> enforced;
  std::vector<const Exception *> exceptions; ///< of other packages, named in `enforces` (S40)
  std::vector<ir::ContextMember> context;    ///< merged over the packages whose policies act in it (S43)
  /// Members that one of those packages requires and another, which therefore asks for them with `has`, does not.
  std::set<std::string> contextMadeRequired;
  std::vector<TypedGuardrail> guardrails;
  std::deque<ir::Slot> slots; ///< history that the typed rules read; `History` nodes name them by index
  int64_t worstCost = 0;      ///< elementary steps of the dearest decision (S38)
  const Tool *tool(llvm::StringRef qualified) const;
};

/// A named constant table or pattern.
struct Data {
  const resolve::Symbol *symbol = nullptr;
  const ir::Type *type = nullptr;
  json::Value value;
  std::string digest;
};

/// A test with its names found; values are closed expressions.
struct TypedStep {
  const syntax::Step *syntax = nullptr;
  const Tool *tool = nullptr;
  const ir::Expr *value = nullptr;
  const ir::Expr *args = nullptr;      ///< Event: what `result T … args {…}` states
  std::vector<std::string> signalKeys; ///< Signal: the printed terms that it answers
  const Party *party = nullptr;
  const Guardrail *by = nullptr; ///< Expect
  const syntax::Rule *byRule = nullptr;
  const Exception *exception = nullptr;
};
struct TypedTest {
  const syntax::TestDecl *decl = nullptr;
  const syntax::File *file = nullptr;
  const System *system = nullptr;
  std::vector<TypedStep> steps;
};

/// Something worth saying that is no finding; shown with `--verbose`.
struct Remark {
  Range range;
  std::string text;
};

/// Settings that diagnostics depend on.
struct Options {
  Day asOf = 0;                      ///< the day as of which dates are judged
  bool locked = false;               ///< `--locked`: a missing onus.lock is an error
  int64_t costLimit = 1'000'000'000; ///< elementary steps that one decision may take at worst (S38)
  /// Where set, only the guardrails of these files are typed beyond what they select, and judged. For whoever knows
  /// that nothing but their rules changed, and believes only what is said of these files.
  const llvm::DenseSet<uint32_t> *focus = nullptr;
  bool isFocused(source::FileId file) const { return !focus || focus->count(file.index); }
};

/// How a named pattern is used; its examples are checked in that way (S29).
struct PatternUse {
  bool whole = false;    ///< by `matches`
  bool anywhere = false; ///< by `contains`, `find` or `redact … matching`
};

/// Reads the files that sources name (manifests, data, onus.lock), relative to the project's root.
class FileReader {
public:
  virtual ~FileReader() = default;
  /// The bytes of a file, or nothing with a reason in `error`. `path` is relative to the file that names it, else to
  /// the project's root.
  virtual std::optional<std::string> read(llvm::StringRef fromFile, llvm::StringRef path, std::string &error) = 0;
};

struct Program {
  const resolve::Names *names = nullptr;
  const source::SourceManager *sources = nullptr;
  Options options;
  std::deque<Party> parties;
  std::deque<Sink> sinks;
  std::deque<Effect> effects;
  std::deque<Detector> detectors;
  std::deque<Surface> surfaces;
  std::deque<Framework> frameworks;
  std::deque<Standard> standards;
  std::deque<Guardrail> guardrails;
  std::deque<Data> data;
  std::deque<System> systems;
  std::deque<System> standIns; ///< for guardrails that no system enforces; typed, never lowered
  std::deque<TypedTest> tests;
  std::vector<Remark> remarks;
  int64_t nextLocal = 1; ///< every local of typed expressions has an id of its own
  /// Declarations whose own mistakes were reported: uses of such a let or type stay silent; what such a surface lacks
  /// (a tool, an effect of a tool) or such a system lacks (a guardrail) proves nothing.
  llvm::DenseSet<const syntax::Decl *> broken;
  llvm::DenseMap<const syntax::Decl *, PatternUse> patternUses; ///< by the pattern's `let`
  std::deque<syntax::Rule> synthesized;                         ///< room for clauses the checker makes
  std::shared_ptr<ir::TypeTable> types = std::make_shared<ir::TypeTable>();
  std::shared_ptr<Arena> arena = std::make_shared<Arena>();

  const Party *party(const resolve::Symbol *symbol) const;
  const Effect *effect(const resolve::Symbol *symbol) const;
  const Surface *surface(const resolve::Symbol *symbol) const;
  const Detector *detector(const resolve::Symbol *symbol) const;
  const Guardrail *guardrail(const resolve::Symbol *symbol) const;
  const System *system(const resolve::Symbol *symbol) const;
  const Sink *sink(const resolve::Symbol *symbol) const;

  /// Side table from declaration to what it became; filled by the passes.
  llvm::DenseMap<const syntax::Decl *, const void *> byDecl;
};

/// The whole of checking: runs the passes below in order, each of which reports what it finds. The program is complete
/// only where the reporter holds no error.
std::unique_ptr<Program> check(const resolve::Names &names, const source::SourceManager &sources, FileReader &files,
                               const Options &options, diagnostics::Reporter &reporter);

} // namespace onus::check
