// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "base/decimal.h"
#include "base/time.h"
#include "base/words.h"
#include "source/source_manager.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Casting.h"

#include <cstdint>
#include <optional>

/// The syntax tree of one file, as it was written: nothing is resolved, nothing is inherited. `parse` makes it in the
/// file's arena; it never changes afterwards. Nodes carry a kind tag (LLVM's isa/cast/dyn_cast); all text is owned by
/// the arena or the source manager. An optional clause that was not written is a null pointer, an empty list or
/// nothing.
namespace onus::syntax {

using source::Range;

/// A word with its place. Strings are unescaped here.
struct Name {
  llvm::StringRef text;
  Range range;
  bool quoted = false; ///< written as a string: a tool or a member that is no identifier
  explicit operator bool() const { return range.valid(); }
};

/// `a.b.c`
struct Path {
  llvm::ArrayRef<Name> names;
  Range range;
  explicit operator bool() const { return !names.empty(); }
  /// The names joined by dots, for messages and look-ups.
  std::string text() const;
};

struct Text {
  llvm::StringRef value; ///< unescaped
  Range range;
  explicit operator bool() const { return range.valid(); }
};
struct DateLit {
  Day value = 0;
  Range range;
  explicit operator bool() const { return range.valid(); }
};
struct InstantLit {
  Instant value = 0;
  Range range;
};
struct DurationLit {
  Millis value = 0;
  Range range;
  explicit operator bool() const { return range.valid(); }
};
struct IntLit {
  int64_t value = 0;
  Range range;
  explicit operator bool() const { return range.valid(); }
};

// ---- Types

struct Expr;
struct TypeExpr;
struct FieldDecl {
  Name name;
  TypeExpr *type = nullptr;
  Range range;
  llvm::StringRef doc;
  Expr *fallback = nullptr; ///< of a pattern's parameter: what it is where a guardrail says nothing
};

struct TypeExpr {
  enum class Kind { Union, Named, Record };
  Kind kind = Kind::Named;
  Range range;
  bool sensitive = false;
  bool optional = false;            ///< `T?`
  llvm::ArrayRef<Text> literals;    ///< Union: "a" | "b"
  Path name;                        ///< Named: `string`, `list`, `Tier`, `a.b.Tier`
  TypeExpr *element = nullptr;      ///< Named: the `<T>`
  std::optional<IntLit> max;        ///< Named: `max 50`
  llvm::ArrayRef<FieldDecl> fields; ///< Record
  bool open = false;                ///< Record: `...`
};

// ---- Expressions

struct Selector;

enum class BinaryOp {
  Or,
  And,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,
  Matches,
  Like,
  Coalesce,
  Add,
  Subtract,
  Multiply
};
llvm::StringRef word(BinaryOp op);
enum class UnaryOp { Not, Negate };

/// What stands between the parentheses of a call.
struct Argument {
  enum class Kind {
    Value,         ///< an expression; `input` alone is one too, though `seen(input)` means the selector
    Selector,      ///< `result that E where … last 1h per x`
    Comprehension, ///< `x in xs where C`
  };
  Kind kind = Kind::Value;
  Range range;
  Expr *value = nullptr;           ///< Value; Comprehension: the list
  Selector *selector = nullptr;    ///< Selector
  Name variable;                   ///< Comprehension
  Expr *where = nullptr;           ///< Selector, Comprehension
  std::optional<DurationLit> last; ///< Selector
  llvm::ArrayRef<Expr *> per;      ///< Selector
  Name label;                      ///< `limit: 3` (pattern arguments, effect bindings)
};

struct MemberInit {
  Name name;
  Expr *value = nullptr;
};

struct Expr {
  enum class Kind {
    Bool,
    Int,
    Decimal,
    String,
    Pattern,
    Duration,
    Date,
    Instant,
    List,
    Record,
    Name,
    Member,
    Index,
    Project,
    Call,
    Cast,
    Has,
    Unary,
    Binary,
    If,
    Quantifier,
    Error
  };
  Kind kind;
  Range range;                ///< without the parentheses around it
  bool parenthesised = false; ///< written in parentheses
  Expr(Kind ofKind, Range where) : kind(ofKind), range(where) {}
};

#define ONUS_EXPR(NAME)                                                                                                \
  static bool classof(const Expr *expr) { return expr->kind == Kind::NAME; }                                           \
  explicit NAME##Expr(Range where) : Expr(Kind::NAME, where) {}

struct BoolExpr : Expr {
  ONUS_EXPR(Bool) bool value = false;
};
struct IntExpr : Expr {
  ONUS_EXPR(Int) int64_t value = 0;
};
struct DecimalExpr : Expr {
  ONUS_EXPR(Decimal) Decimal value;
};
struct StringExpr : Expr {
  ONUS_EXPR(String) llvm::StringRef value;
};
/// r"…"
struct PatternExpr : Expr {
  ONUS_EXPR(Pattern) llvm::StringRef value;
};
struct DurationExpr : Expr {
  ONUS_EXPR(Duration) Millis value = 0;
};
struct DateExpr : Expr {
  ONUS_EXPR(Date) Day value = 0;
};
struct InstantExpr : Expr {
  ONUS_EXPR(Instant) onus::Instant value = 0;
};
struct ListExpr : Expr {
  ONUS_EXPR(List) llvm::ArrayRef<Expr *> items;
};
struct RecordExpr : Expr {
  ONUS_EXPR(Record) llvm::ArrayRef<MemberInit> members;
};
struct NameExpr : Expr {
  ONUS_EXPR(Name) llvm::StringRef name;
};
struct MemberExpr : Expr {
  ONUS_EXPR(Member) Expr *base = nullptr;
  Name member;
};
struct IndexExpr : Expr {
  ONUS_EXPR(Index) Expr *base = nullptr;
  Expr *index = nullptr;
};
/// `payment_methods[]`, in effect bindings: every element.
struct ProjectExpr : Expr {
  ONUS_EXPR(Project) Expr *base = nullptr;
};
/// `f(x)` and `x.f(y)`; the callee is a NameExpr or a MemberExpr.
struct CallExpr : Expr {
  ONUS_EXPR(Call) Expr *callee = nullptr;
  llvm::ArrayRef<Argument> arguments;
};
struct CastExpr : Expr {
  ONUS_EXPR(Cast) Expr *operand = nullptr;
  TypeExpr *type = nullptr;
};
struct HasExpr : Expr {
  ONUS_EXPR(Has) Expr *operand = nullptr;
};
struct UnaryExpr : Expr {
  ONUS_EXPR(Unary) UnaryOp op = UnaryOp::Not;
  Expr *operand = nullptr;
};
struct BinaryExpr : Expr {
  ONUS_EXPR(Binary)
  BinaryOp op = BinaryOp::Or;
  Expr *left = nullptr;
  Expr *right = nullptr;
  Range opRange;
};
struct IfExpr : Expr {
  ONUS_EXPR(If) Expr *condition = nullptr;
  Expr *then = nullptr;
  Expr *otherwise = nullptr;
};
/// `any x in xs: C`, `all x in xs: C`
struct QuantifierExpr : Expr {
  ONUS_EXPR(Quantifier)
  bool all = false;
  Name variable;
  Expr *list = nullptr;
  Expr *body = nullptr;
};
/// Where the parser could not read an expression; an error was reported.
struct ErrorExpr : Expr {
  ONUS_EXPR(Error)
};
#undef ONUS_EXPR

// ---- Selectors

using onus::EventKind;
using onus::Severity;
using onus::Verdict;
using onus::word; // as written: `call`

struct Selector {
  enum class Form {
    Kind,    ///< `output`, or `call` without more (an error later)
    All,     ///< `call *`
    Effects, ///< `call that A and B`
    Tool,    ///< `call surface.tool`
    Surface, ///< `call surface.*`
  };
  Range range;
  bool denied = false; ///< only in history terms
  EventKind event = EventKind::Call;
  Form form = Form::Kind;
  llvm::ArrayRef<Path> effects;
  Path target; ///< Tool: surface and tool, the tool's name may be quoted; Surface: the surface
};

// ---- Clauses that several declarations share

/// `approved by P on D`, `requested by P`, `reviewed by P on D every T`
struct Approval {
  Path by;
  DateLit on;
  Range range;
  explicit operator bool() const { return range.valid(); }
};
struct Review {
  Path by;
  DateLit on;
  DurationLit every;
  Range range;
};

/// What signs for an absence: the body that `unguarded`, `fails open`, `shadow` and exceptions share (S40).
struct Waiver {
  Range range;
  Text because;
  Path requestedBy;
  Approval approved;
  Approval alsoApproved; ///< a second `approved by`: the guardrail's owner, for an exception from another package
  std::optional<Review> reviewed;
  DateLit until;
};

// ---- Declarations

struct Decl {
  enum class Kind {
    Organization,
    Person,
    Team,
    Vendor,
    Sink,
    Duties,
    Type,
    Let,
    Context,
    Effect,
    Surface,
    Detector,
    System,
    Guardrail,
    Pattern,
    Exception,
    Framework,
    Standard,
    Test
  };
  Kind kind;
  Range range; ///< from the keyword to the closing brace
  Range keyword;
  Name name; ///< not set for `context`
  Text title;
  llvm::StringRef doc; ///< the `///` lines above, without the slashes, joined by newlines
  Decl(Kind ofKind, Range where) : kind(ofKind), range(where) {}
};
llvm::StringRef word(Decl::Kind kind);

#define ONUS_DECL(NAME)                                                                                                \
  static bool classof(const Decl *decl) { return decl->kind == Kind::NAME; }                                           \
  explicit NAME##Decl(Range where) : Decl(Kind::NAME, where) {}

struct Contact {
  Name channel;
  Text address;
};

/// organization, person, team, vendor: any clause may stand in any of them; the checker says which belong.
struct PartyDecl : Decl {
  PartyDecl(Kind ofKind, Range where) : Decl(ofKind, where) {}
  static bool classof(const Decl *decl) { return decl->kind <= Kind::Vendor; }
  Text email;
  Path lead;
  llvm::ArrayRef<Path> members;
  llvm::ArrayRef<Contact> contacts;
  Text provides;
  Path answersTo;
  DateLit activeFrom;
  DateLit activeUntil;
  llvm::ArrayRef<Path> standards;
};

struct SinkDecl : Decl {
  ONUS_DECL(Sink) Path owner;
  DurationLit keep;
};
struct ContextDecl : Decl {
  ONUS_DECL(Context) TypeExpr *type = nullptr;
};
struct TypeDecl : Decl {
  ONUS_DECL(Type) TypeExpr *type = nullptr;
};

struct LetDecl : Decl {
  ONUS_DECL(Let)
  bool function = false; ///< written with parentheses
  llvm::ArrayRef<FieldDecl> parameters;
  TypeExpr *type = nullptr;
  Expr *value = nullptr;
  Name format; ///< `from json "path"`: json, csv, text
  Text from;
  llvm::ArrayRef<Text> yes; ///< examples of a named pattern
  llvm::ArrayRef<Text> no;
};

struct EffectDecl : Decl {
  ONUS_DECL(Effect)
  llvm::ArrayRef<FieldDecl> parameters;
  std::optional<Severity> severity;
  Range severityRange;
  llvm::ArrayRef<Name> cover; ///< `call`, `result`
};

/// One argument of `does EFFECT(param: …)`.
struct Binding {
  Name parameter;
  Expr *value = nullptr; ///< null where `none`
  bool none = false;
  Text because; ///< of `none`
  Range range;
};
struct DoesClause {
  Path effect;
  llvm::ArrayRef<Binding> bindings;
  Range range;
};
struct UnguardedClause {
  std::optional<EventKind> event; ///< `unguarded call …`; nothing means what nothing covers
  Waiver waiver;
};
/// `tool a, b(x: T) returns T from text does E approved by …`
struct ToolDecl {
  llvm::ArrayRef<Name> names;
  Range range;
  llvm::StringRef doc;
  bool hasParameters = false;
  llvm::ArrayRef<FieldDecl> parameters;
  bool open = false; ///< `...` among the parameters
  TypeExpr *returns = nullptr;
  bool fromText = false;
  bool nothing = false;    ///< `does nothing`
  bool classified = false; ///< has a `does`
  llvm::ArrayRef<DoesClause> does;
  Approval approved;
  llvm::ArrayRef<UnguardedClause> unguarded;
};
struct SurfaceUnguarded {
  llvm::ArrayRef<Name> tools;
  UnguardedClause clause;
};
struct SurfaceDecl : Decl {
  ONUS_DECL(Surface)
  Name format; ///< `from mcp "…"`: mcp, openapi
  Text from;
  Path owner;
  Approval approved;
  llvm::ArrayRef<ToolDecl *> tools;
  llvm::ArrayRef<SurfaceUnguarded> unguarded;
};

struct DetectorDecl : Decl {
  ONUS_DECL(Detector)
  Path base; ///< `is std.detectors.x`: whose input and output it takes over
  llvm::ArrayRef<FieldDecl> inputs;
  TypeExpr *output = nullptr;
  Path vendor;
  Path owner;
  DurationLit timeout;
};

struct SystemDecl : Decl {
  ONUS_DECL(System)
  Path operatorParty;
  Path business;
  Path engineering;
  Path security;
  Path model;
  Text modelVersion;
  llvm::ArrayRef<Path> surfaces;
  llvm::ArrayRef<Path> enforces;
  Text change;
  Text incident;
  Text review;
  DateLit reviewOn;
};

/// One `redact` target: a path, or a text with the pattern whose matches go.
struct RedactTarget {
  Expr *path = nullptr;
  Expr *matching = nullptr; ///< a PatternExpr or the name of a pattern
};
struct Rule {
  Range range;
  Range keyword;
  Name label;
  bool require = false;
  Verdict verdict = Verdict::Deny;
  Path ask;
  bool askUser = false;  ///< `ask user`
  bool askOwner = false; ///< `ask owner`: the guardrail's control owner
  DurationLit within;
  llvm::ArrayRef<RedactTarget> redact;
  Expr *condition = nullptr;
  Text because;
  llvm::StringRef doc;
};

struct LogClause {
  Range range;
  bool inputs = false;
  Range inputsRange;
  llvm::ArrayRef<Expr *> items;
  llvm::ArrayRef<Expr *> redact;
  Path to;
};
struct Threshold {
  IntLit moreThan;
  DurationLit in;
  Range range;
};
struct EscalateStep {
  Path to;
  DurationLit within;
};
struct EscalateClause {
  Range range;
  llvm::ArrayRef<EscalateStep> steps;
  std::optional<Threshold> when;
};
struct RollbackClause {
  enum class Act { DisableTools, DisableSystem, RestorePrevious, Revoke, Manual };
  Range range;
  Act act = Act::Manual;
  llvm::ArrayRef<Path> tools;
  Text credential;
  Path by;
  DurationLit within;
  Text runbook;
};
struct FailsClause {
  enum class Mode { Closed, Open, Ask };
  Range range;
  Mode mode = Mode::Closed;
  Path ask;
  Waiver waiver; ///< of Open
};
struct MapsClause {
  Range range;
  Path framework;
  llvm::ArrayRef<Text> controls;
};
struct LocalLet {
  Name name;
  Expr *value = nullptr;
};
struct OwnerClause {
  Path party;
  Range range;
};

struct ExceptionDecl;
/// What guardrails, duties and patterns may hold; which clause belongs where is the checker's business. A clause that
/// was written twice is in the list twice (the checker reports it).
struct Clauses {
  llvm::ArrayRef<OwnerClause> owners;
  llvm::ArrayRef<LocalLet> lets;
  std::optional<Severity> severity;
  Range severityRange;
  llvm::ArrayRef<Selector *> on;
  Range onRange;
  llvm::ArrayRef<Rule *> rules;
  llvm::ArrayRef<LogClause *> logs;
  llvm::ArrayRef<EscalateClause *> escalates;
  llvm::ArrayRef<RollbackClause *> rollbacks;
  llvm::ArrayRef<FailsClause *> fails;
  llvm::ArrayRef<MapsClause *> maps;
  llvm::ArrayRef<Waiver *> shadows;
  llvm::ArrayRef<ExceptionDecl *> exceptions;
};

struct DutiesDecl : Decl {
  ONUS_DECL(Duties) Clauses clauses;
};
struct PatternDecl : Decl {
  ONUS_DECL(Pattern) llvm::ArrayRef<FieldDecl> parameters;
  Clauses clauses;
};
struct GuardrailDecl : Decl {
  ONUS_DECL(Guardrail)
  Path pattern; ///< `is std.patterns.x(limit: 3)`
  llvm::ArrayRef<Argument> arguments;
  Path duties; ///< `under`
  Clauses clauses;
};

struct MonitorClause {
  Range range;
  Path alert;
  Threshold threshold;
};
/// Inside a guardrail, or on its own with `to`.
struct ExceptionDecl : Decl {
  ONUS_DECL(Exception)
  Path to;
  llvm::ArrayRef<Name> lifts;
  Expr *when = nullptr;
  Waiver waiver; ///< because, requested by, approved by, reviewed by, until
  std::optional<MonitorClause> monitor;
};

struct StandardClause {
  Range range;
  Name subject; ///< guardrail, exception, waiver, system, tool, detector
  Expr *where = nullptr;
  Expr *requires_ = nullptr;
  Text because;
};
struct StandardDecl : Decl {
  ONUS_DECL(Standard) Path owner;
  llvm::ArrayRef<StandardClause> clauses;
};

struct ControlDecl {
  Text id;
  Text title;
  bool withdrawn = false;
  llvm::ArrayRef<Text> replacedBy;
  Name level;                          ///< `level article`: what the catalogue calls entries of this depth
  IntLit paragraphs;                   ///< how many numbered paragraphs it has, where the catalogue says so
  llvm::ArrayRef<Text> inserted;       ///< paragraphs beside the numbered ones: `paragraphs 8 with "1a", "1b"`
  llvm::ArrayRef<Text> withdrawnParts; ///< paragraphs that are gone: `paragraphs 6 withdrawn "5"`
  bool incomplete = false;             ///< not everything below it is listed
  llvm::ArrayRef<ControlDecl *> children;
  Range range;
};
struct FrameworkDecl : Decl {
  ONUS_DECL(Framework)
  Text version;
  Text source;
  Text publisher;
  Text license;
  Text supersededBy;
  bool incomplete = false; ///< an unknown id is a warning
  llvm::ArrayRef<ControlDecl *> controls;
};

/// One line of a test.
struct Step {
  enum class Kind { At, After, Session, Agent, Context, Event, Signal, Approved, Expect };
  Kind kind = Kind::Event;
  Range range;
  InstantLit at;
  DurationLit after;
  Expr *value = nullptr; ///< Session, Agent, Context, Event (args, result value or text), Signal (its value)
  EventKind event = EventKind::Call;
  Path tool;                ///< Event: call and result
  bool error = false;       ///< Event: `result T error`; `value` is its text, if it says one
  Expr *args = nullptr;     ///< Event: `result T … args {…}`
  Path detector;            ///< Signal
  Expr *argument = nullptr; ///< Signal: `prompt_injection(text(result))`
  bool unavailable = false; ///< Signal
  Path party;               ///< Approved; Expect: `ask P`
  bool user = false;        ///< Approved, Expect: the party is `user`
  // Expect
  bool failing = false; ///< `expect failing G`: `by` is the guardrail
  bool wouldBe = false;
  Verdict verdict = Verdict::Allow;
  Path by;        ///< GUARDRAIL or GUARDRAIL.RULE
  Path exception; ///< `by exception E`
  Name with;      ///< an entry check's reason
};
struct TestDecl : Decl {
  ONUS_DECL(Test)
  Text what; ///< the test's name is a string
  Path of;
  llvm::ArrayRef<Step *> steps;
};
#undef ONUS_DECL

struct UseItem {
  Name name;
  Name alias;
};
struct Use {
  Range range;
  Path path;
  Name alias;
  bool braces = false;
  llvm::ArrayRef<UseItem> items;
};

/// A comment that is no documentation, for the formatter.
struct Comment {
  Range range;
  bool doc = false;
};

/// One file. `package` may be missing after a syntax error.
struct File {
  source::FileId id;
  Range range;
  Path package;
  llvm::StringRef doc;
  Path owner; ///< the package's default control owner
  llvm::ArrayRef<Use> uses;
  llvm::ArrayRef<Decl *> decls;
  llvm::ArrayRef<Comment> comments;
  bool broken = false; ///< a syntax error was reported
};

} // namespace onus::syntax
