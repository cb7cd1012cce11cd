// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "base/json.h"
#include "base/time.h"
#include "base/words.h"
#include "ir/expr.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The typed policy IR: everything that an engine needs to decide, record and account, and nothing about how it was
/// written beyond spans. `lower` makes a Module from a program without errors; `backends/json` writes it; `readModule`
/// reads it back. Names of parties, guardrails, sinks and so on are qualified (`acme.people.ciso`).
namespace onus::ir {

using onus::EventKind;
using onus::eventKind;
using onus::Severity;
using onus::Verdict;
using onus::word;

/// A place in a source file; lines and columns from 1, columns in Unicode scalars.
struct Span {
  std::string file;
  uint32_t line = 0, column = 0, endLine = 0, endColumn = 0;
};

/// What signs for an absence (S40), and until when. In force from `on` 00:00Z through the end of `until` (S26).
struct Waiver {
  std::string because;
  std::string requestedBy;
  std::string approvedBy;
  Day on = 0;
  Day until = 0;
  std::string alsoApprovedBy; ///< the guardrail's owner, for an exception from another package (S40)
};

struct Party {
  std::string name;
  std::string kind; ///< organization person team vendor
  std::string title;
  std::string email;
  std::string lead; ///< of a team
  std::vector<std::string> members;
  std::string answersTo;                                     ///< of a vendor: the internal team
  std::vector<std::pair<std::string, std::string>> contacts; ///< channel, address
  std::optional<Day> activeFrom, activeUntil;
};

struct Sink {
  std::string name;
  std::string owner;
  Millis keep = 0;
};

struct Control {
  std::string framework; ///< qualified name
  std::string version;
  std::string id;
  std::string title;
};

struct Detector {
  std::string name;
  std::string owner;
  std::string vendor;
  const Type *output = nullptr;
  Millis timeout = 0;
  std::vector<std::string> terms; ///< every signal key that the system reads (S47)
};

/// A compile-time table: `let known: set<string> from json "…"`.
struct Data {
  std::string name;
  const Type *type = nullptr;
  json::Value value;
  std::string digest; ///< of the file that it was read from, `sha256:…`; empty for a literal
};

/// How a tool fills one parameter of an effect (S37).
struct Binding {
  std::string parameter;
  const Type *type = nullptr;
  bool none = false;
  const Expr *value = nullptr; ///< over the root `args`; null where `none`
};
struct ToolEffect {
  std::string effect;
  std::vector<Binding> bindings;
};
struct ToolUnguarded {
  EventKind event = EventKind::Call;
  Waiver waiver;
};
struct Tool {
  std::string name;                            ///< as events say it: `stripe.create_refund`
  std::string surface;                         ///< `stripe`
  std::string digest;                          ///< `sha256:…` of name, schema and description
  const Type *args = nullptr;                  ///< Record, or Json where the schema says nothing
  const Type *result = nullptr;                ///< Json where nothing is known
  bool resultFromText = false;                 ///< the result is JSON inside the text content
  bool needsCall = false, needsResult = false; ///< what its effects say must be covered
  std::vector<ToolEffect> effects;
  std::vector<ToolUnguarded> unguarded;
  std::string classifiedBy; ///< approver of the classification
  std::string owner;        ///< of the surface
};

struct ContextMember {
  std::string name;
  const Type *type = nullptr; ///< Optional where it need not be there
};

enum class HistoryOp { Seen, Count, Total, Latest, Mentioned };
llvm::StringRef word(HistoryOp op);

/// A bounded piece of history (S18 to S25). In `where`, `per` and `path` the roots are the earlier event's.
struct Slot {
  std::string text; ///< as written, canonical
  HistoryOp op = HistoryOp::Seen;
  bool denied = false;
  EventKind event = EventKind::Call;
  std::vector<std::string> tools; ///< of call and result
  const Expr *where = nullptr;
  std::vector<const Expr *> per;   ///< empty: the session
  std::optional<Millis> last;      ///< none: the whole session
  const Expr *path = nullptr;      ///< of total and latest
  std::vector<std::string> notFor; ///< tools that bind a scalar parameter the path reads to `none`
  int64_t capacity = 100'000;      ///< keys; bytes for `mentioned` (16 KiB)
  bool readsResult = false;        ///< `where` or the path reads the result (S24)
};

struct RedactTarget {
  const Expr *path = nullptr;
  std::string pattern;    ///< of `matching`; empty: the whole value
  bool wholeText = false; ///< the path is `text(x)`
};

struct Rule {
  std::string label; ///< empty where the guardrail has one rule without
  Span span;
  Verdict verdict = Verdict::Deny;
  bool require = false;            ///< `deny when not condition`, and later rules assume it
  const Expr *condition = nullptr; ///< null: always
  std::string because;
  std::string askParty; ///< qualified, or `user`
  Millis within = 3'600'000;
  std::vector<RedactTarget> redact;
  std::vector<std::string> notFor; ///< tools to which it does not apply: a scalar parameter is bound to `none` (S37)
};

struct Monitor {
  std::string alert;
  int64_t moreThan = 0;
  Millis in = 0;
};

struct Exception {
  std::string name; ///< qualified: `acme.refunds.large_refund.vip_goodwill`
  Span span;
  std::vector<std::string> lifts; ///< labels
  const Expr *when = nullptr;
  Waiver waiver;
  std::string reviewedBy;
  Day reviewedOn = 0;
  Millis every = 0;
  Monitor monitor;
};

struct LogItem {
  std::string text; ///< the path as written: `session.id`, `args.amount`
  const Expr *value = nullptr;
  bool redacted = false;
  bool sensitive = false;
};
struct EscalateStep {
  std::string to;
  Millis within = 0;
};
struct Rollback {
  std::string act; ///< disable_tools disable_system restore_previous revoke manual
  std::vector<std::string> targets;
  std::string by;
  Millis within = 0;
  std::string runbook;
};
enum class FailsMode { Closed, Open, Ask };
llvm::StringRef word(FailsMode mode);

struct GuardrailSelector {
  EventKind event = EventKind::Call;
  std::vector<std::string> tools; ///< of call and result, sorted; empty for the text kinds
  /// Those of `tools` that the guardrail covers while it is enforced and not in shadow (S12): none of `*`, none where
  /// all rules only flag, none that bind all which the rules read to `none`.
  std::vector<std::string> covers;
};

/// A local value that a guardrail names: lazy, in scope of the rules and exceptions.
struct LocalValue {
  int64_t local = 0;
  std::string name;
  const Expr *value = nullptr;
};

struct Guardrail {
  std::string name;
  std::string title;
  std::string doc;
  Span span;
  Severity severity = Severity::Low;
  std::string owner;
  std::vector<GuardrailSelector> on;
  std::vector<LocalValue> lets;
  std::vector<Rule> rules;
  std::vector<Exception> exceptions;
  std::vector<LogItem> log;
  std::string sink;
  std::vector<EscalateStep> escalate;
  std::optional<std::pair<int64_t, Millis>> escalateWhen; ///< more than N in D
  Rollback rollback;
  FailsMode fails = FailsMode::Closed;
  std::string failsAsk;
  std::optional<Waiver> failsWaiver;
  std::optional<Waiver> shadow;
  std::vector<Control> controls;
  bool readsState = false;
};

struct System {
  std::string name;
  std::string title;
  std::string operatorParty, business, engineering, security;
  std::string model, modelVersion;
  std::string change, incident, review;
  std::optional<Day> reviewOn;
  std::vector<ContextMember> context;
  std::vector<Tool> tools; ///< sorted by name
  std::vector<Detector> detectors;
  std::vector<Slot> slots;
  std::vector<Guardrail> guardrails; ///< sorted by name
  int64_t worstCost = 0;             ///< elementary steps of the dearest decision (S38)
};

struct SourceFile {
  std::string path;
  std::string digest; ///< `sha256:…`
};

struct Module {
  std::string onusVersion;
  std::vector<SourceFile> sources;
  std::vector<Party> parties;
  std::vector<Sink> sinks;
  std::vector<Data> data;
  std::vector<System> systems; ///< sorted by name
  std::string digest;          ///< `sha256:…` of the canonical JSON form without this member

  std::shared_ptr<TypeTable> types = std::make_shared<TypeTable>();
  std::shared_ptr<Arena> arena = std::make_shared<Arena>();
};

} // namespace onus::ir
