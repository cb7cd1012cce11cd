// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/value/cell.h"

/// The bytes of a bundle (`.onusb`): a header, a directory of sections, and sections of rows of a fixed size, all
/// little-endian and aligned to 8 bytes. A bundle is mapped and read where it lies; nothing in it is an address.
/// docs/bytecode.md says what each row means. The compiler writes these structs, `verify` checks them, engines read
/// them.
namespace onus::rt {

inline constexpr uint32_t formatVersion = 1;
inline constexpr char formatMagic[8] = {'O', 'N', 'U', 'S', 'B', '\r', '\n', '\x1a'};
inline constexpr uint32_t none = UINT32_MAX; ///< an index that points to nothing
inline constexpr int32_t noDay = INT32_MIN;
inline constexpr unsigned maxDepth = 400;    ///< of evaluations inside one another
inline constexpr int64_t maxLocal = 1 << 20; ///< locals are numbered from 0 to this

/// Bytes of the Texts section, which is valid UTF-8 as a whole; a text begins and ends between scalars.
struct TextRef {
  uint32_t offset = 0;
  uint32_t size = 0;
};
/// Rows of some section.
struct Range {
  uint32_t first = 0;
  uint32_t count = 0;
};
/// A place in a source file; lines and columns from 1.
struct SpanRow {
  TextRef file;
  uint32_t line = 0, column = 0, endLine = 0, endColumn = 0;
};

enum class Section : uint32_t {
#define ONUS_SECTION(NAME, ROW, DOC) NAME,
#include "runtime/format/sections.def"
  Count
};

struct SectionRow {
  uint64_t offset = 0; ///< from the beginning of the bundle, a multiple of 8
  uint64_t count = 0;  ///< of rows (bytes, in Texts, Addresses and AutomatonTables)
};

/// At offset 0. The directory has one entry for each section, in the order of sections.def, used or not.
struct Header {
  char magic[8];
  uint32_t version = formatVersion;
  uint32_t sections = static_cast<uint32_t>(Section::Count);
  uint64_t size = 0;       ///< of the whole bundle
  uint8_t digest[32] = {}; ///< SHA-256 of the whole bundle, with these bytes zero
  TextRef policyDigest;    ///< `sha256:…` of the policy IR: what records name as the bundle's digest
  TextRef onusVersion;
  int64_t worstCost = 0; ///< the greatest of its systems', in elementary steps (S38)
  uint64_t reserved = 0; ///< 0
};
static_assert(sizeof(Header) == 88);

// ---- Types

enum class TypeKind : uint8_t {
  Bool,
  Int,
  Decimal,
  String,
  Duration,
  Date,
  Instant,
  Ip,
  Cidr,
  Json,
  Null,
  Content,
  Pattern,
  Union,
  List,
  Map,
  Set,
  Record,
  Optional
};
inline constexpr uint8_t typeSensitive = 1, typeOpen = 2, typeNullable = 4, typeHoldsSensitive = 8;
/// Parts have smaller indexes than what they are parts of.
struct TypeRow {
  TypeKind kind = TypeKind::Bool;
  uint8_t flags = 0;
  uint16_t reserved = 0;
  uint32_t element = none; ///< List, Map, Set, Optional
  int64_t max = 0;         ///< List, Set, Map: items; String: bytes; 0: the default (S38)
  Range parts;             ///< Union: TextRefs, sorted; Record: Fields, as written
  TextRef print;           ///< as a person writes it
};
struct FieldRow {
  TextRef name;
  uint32_t type = 0; ///< Optional where the member may be absent
  uint32_t reserved = 0;
};

// ---- Code

enum class Opcode : uint8_t {
#define ONUS_OPCODE(NAME, WORD, LEAST, MOST, NUMBER, TEXT, DOC) NAME,
#include "runtime/format/opcodes.def"
  Count
};
enum class Builtin : uint8_t {
#define ONUS_RUNTIME_BUILTIN(NAME, WORD, LEAST, MOST) NAME,
#include "runtime/format/builtins.def"
  Count
};
/// What `root` reads. The text kinds of event follow, in the order of EventKind: `Root::Text` + the kind.
enum class Root : uint8_t { Args, Result, Error, Context, Session, Agent, Tool, Time, Text };
inline constexpr uint8_t codeMasked = 1;    ///< no record of the guardrail shows its value (S46)
inline constexpr uint8_t codeSensitive = 2; ///< its value may come from something sensitive (S45)
/// One instruction: an expression whose operands are earlier instructions.
struct Code {
  Opcode op = Opcode::Bool;
  uint8_t flags = 0;
  uint16_t depth = 0;   ///< 1 more than its deepest operand, of the value that a local stands for, too; at most 400
  uint32_t type = none; ///< of its value
  Range operands;       ///< of Operands: indexes of instructions, each smaller than this one's
  int64_t number = 0;   ///< what opcodes.def says
  TextRef text;         ///< what opcodes.def says
};
static_assert(sizeof(Code) == 32);

// ---- Patterns and data

struct PatternRow {
  TextRef source;
  uint32_t whole = none; ///< an Automaton for each use; none where nothing needs it
  uint32_t search = none;
  uint32_t find = none;
  uint32_t reserved = 0;
};
/// A compile-time table.
struct DataRow {
  TextRef name;
  TextRef digest;        ///< of the file that it was read from, or empty
  uint32_t constant = 0; ///< its cell in Constants
  uint32_t set = none;   ///< of Sets: for tables of strings, and the keys of maps
};
/// A perfect hash over texts: docs/bytecode.md, "Sets".
struct SetRow {
  uint64_t seed = 0;
  Range displacements; ///< of Indexes, one for each bucket; a power of two of them
  Range keys;          ///< of TextRefs: the text at each slot
  Range values;        ///< of Indexes, beside the keys: what the text stands for; empty for a plain set
};

// ---- Parties, sinks, controls

enum class PartyKind : uint32_t { Organization, Person, Team, Vendor };
struct PartyRow {
  TextRef name, title, email, answersTo;
  PartyKind kind = PartyKind::Person;
  uint32_t lead = none; ///< of a team: a Party
  Range members;        ///< of Indexes: Parties
  Range contacts;       ///< of TextRefs: channel, address, channel, address …
  int32_t activeFrom = noDay, activeUntil = noDay;
};
struct SinkRow {
  TextRef name, owner;
  int64_t keep = 0; ///< milliseconds
};
struct ControlRow { ///< sorted by framework, version and id
  TextRef framework, version, id, title;
};
struct SourceRow {
  TextRef path, digest;
};
/// In force from `on` 00:00Z through the end of `until`.
struct WaiverRow {
  int32_t on = 0, until = 0;
  TextRef because, requestedBy, approvedBy, alsoApprovedBy;
};

// ---- Systems

struct SystemRow {
  TextRef name, title, operatorParty, business, engineering, security, model, modelVersion, change, incident, review;
  int32_t reviewOn = noDay;
  uint32_t toolSet = none; ///< of Sets: a tool's name → its place among `tools`
  Range tools, context, detectors, slots, guardrails;
  Range dispatch; ///< of Dispatch: two for each tool (call, result), then one for each other kind of event, in the
                  ///< order of EventKind
  int64_t worstCost = 0; ///< elementary steps of the dearest decision (S38)
};
/// The kinds of event, as compiler/base/words.def orders them.
enum class EventKind : uint8_t { Start, Input, Prompt, Completion, Call, Result, Output, Handoff, Memory };
inline constexpr size_t eventKinds = 9;
/// In order of strictness (S4).
enum class Verdict : uint8_t { Allow, Flag, Redact, Ask, Deny };
enum class Severity : uint8_t { Low, Medium, High, Critical };

/// What concerns one (kind, tool).
struct DispatchRow {
  Range guardrails; ///< of Indexes: places among the system's guardrails that select it, ascending
  Range covering;   ///< of Indexes: those of them that cover it while they are not in shadow (S12)
  Range recording;  ///< of Indexes: slots of the system that it may enter, or wait in for its result (S24), ascending
};
inline constexpr uint32_t toolResultFromText = 1, toolNeedsCall = 2, toolNeedsResult = 4;
struct ToolRow { ///< sorted by name within the system
  TextRef name, surface, digest, classifiedBy, owner;
  uint32_t args = 0, result = 0; ///< Types
  uint32_t flags = 0, reserved = 0;
  Range effects;  ///< of TextRefs
  Range bindings; ///< of Bindings, sorted by parameter
  Range unguarded;
};
/// How a tool fills one parameter of an effect (S37).
struct BindingRow {
  TextRef parameter; ///< `effect.parameter`, sorted by it
  uint32_t type = none;
  uint32_t value = none; ///< an instruction over the root `args`; none: bound to `none`
};
struct UnguardedRow {
  uint32_t event = 0; ///< an EventKind
  uint32_t waiver = 0;
};
struct ContextRow {
  TextRef name;
  uint32_t type = 0; ///< Optional where it need not be there
  uint32_t reserved = 0;
};
struct DetectorRow {
  TextRef name, owner, vendor;
  uint32_t output = 0;
  uint32_t reserved = 0;
  int64_t timeout = 0;
  Range terms; ///< of TextRefs: every key that the system reads
};
enum class HistoryOp : uint8_t { Seen, Count, Total, Latest, Mentioned };
inline constexpr uint8_t slotDenied = 1, slotReadsResult = 2, slotSessionScoped = 4;
struct SlotRow {
  TextRef text;       ///< as written, canonical
  TextRef definition; ///< SHA-256 in hex of what it means: a saved state finds it again by this (S23)
  HistoryOp op = HistoryOp::Seen;
  uint8_t flags = 0; ///< slotReadsResult: its `where` reads the result (S24)
  EventKind event = EventKind::Call;
  Kind amount = Kind::Int;            ///< what `total` adds up: Int, Decimal or Duration
  uint32_t where = none, path = none; ///< instructions
  uint32_t reserved = 0;
  Range per;            ///< of Operands: instructions; empty: the session
  Range notFor;         ///< of Indexes: places of tools
  Range readers;        ///< of Indexes: places of guardrails that read it
  int64_t last = -1;    ///< milliseconds; -1: the whole session
  int64_t capacity = 0; ///< keys; bytes for `mentioned`
};

// ---- Guardrails: what decides, and apart from it what only records and people read

enum class FailsMode : uint8_t { Closed, Open, Ask };
struct GuardrailRow { ///< sorted by name within the system
  FailsMode fails = FailsMode::Closed;
  Severity severity = Severity::Low;
  uint16_t reserved = 0;
  uint32_t failsWaiver = none, shadow = none; ///< Waivers
  Range lets, rules, exceptions;
  TextRef name;
  TextRef failsAsk;
};
struct LetRow {
  int64_t local = 0;
  uint32_t value = 0; ///< an instruction
  uint32_t reserved = 0;
};
struct RuleRow {
  Verdict verdict = Verdict::Deny;
  uint8_t require = 0;
  uint16_t reserved = 0;
  uint32_t condition = none; ///< an instruction; none: always
  Range redact;
  Range notFor; ///< of Indexes: places of tools
  TextRef label;
  TextRef askParty; ///< qualified, or `user`
  int64_t within = 0;
};
struct RedactRow {
  uint32_t path = 0;       ///< an instruction
  uint32_t pattern = none; ///< of Patterns; none: the whole value
};
struct ExceptionRow {
  Range lifts; ///< of Indexes: places of rules within the guardrail (all that carry the labels; all rules where none is
               ///< named)
  uint32_t when = none;
  int32_t on = 0, until = 0;
  int32_t reviewedBefore = 0; ///< the last day of the review: `on` of the review + `every`
};
/// Beside Guardrails, row by row: what a decision touches only when its record is asked for.
struct GuardrailColdRow {
  TextRef title, doc, owner;
  SpanRow span;
  uint32_t sink = none;
  uint32_t reserved = 0;
  Range log, escalate;
  Range controls;                                ///< of Indexes: Controls
  int64_t escalateMoreThan = 0, escalateIn = -1; ///< `when more than N in D`; -1: at once
  TextRef rollbackAct, rollbackBy, runbook;
  Range rollbackTargets; ///< of TextRefs
  int64_t rollbackWithin = 0;
};
struct RuleColdRow { ///< beside Rules
  TextRef because;
  SpanRow span;
};
struct ExceptionColdRow { ///< beside Exceptions
  TextRef name, reviewedBy;
  SpanRow span;
  uint32_t waiver = 0;
  int32_t reviewedOn = 0;
  int64_t every = 0;
  TextRef alert; ///< of `monitor`
  int64_t moreThan = 0, in = 0;
};
inline constexpr uint32_t logRedacted = 1, logSensitive = 2;
struct LogRow {
  TextRef text;       ///< the path as written
  uint32_t value = 0; ///< an instruction
  uint32_t flags = 0;
};
struct EscalateRow {
  TextRef to;
  int64_t within = 0;
};

} // namespace onus::rt
