// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/passes.h"

#include <variant>

/// The closed list of what standards speak of: subjects (every guardrail, every exception, …) and their attributes.
/// Rows are in attributes.def; a subject is made for one system, because what a guardrail selects, and with it its
/// severity, is known only there.
namespace onus::check::standards {

enum class SubjectKind { Guardrail, Exception, Waiver, System, Tool, Detector };
enum class AttributeType { Severity, Duration, Int, Bool, Text, Date, Party };

enum class AttributeId {
#define ONUS_ATTRIBUTE(NAME, SUBJECT, WORDS, TYPE, DOC) NAME,
#include "check/standards/attributes.def"
};

struct Attribute {
  AttributeId id;
  SubjectKind subject;
  llvm::StringRef words;
  AttributeType type;
  llvm::StringRef doc;
};

llvm::ArrayRef<Attribute> allAttributes();
const Attribute *findAttribute(SubjectKind subject, llvm::StringRef words);
/// The word as a standard writes it: `guardrail`.
llvm::StringRef word(SubjectKind subject);
std::optional<SubjectKind> subjectKind(llvm::StringRef word);
/// With its article: `a duration`.
llvm::StringRef describe(AttributeType type);

/// What a standard is held against. Only the members of its kind are set.
struct Subject {
  SubjectKind kind = SubjectKind::Guardrail;
  std::string text; ///< "guardrail `large_refund`"
  Range name;       ///< where something missing is reported
  const System *system = nullptr;
  const TypedGuardrail *guardrail = nullptr;
  const Exception *exception = nullptr;
  const Waiver *waiver = nullptr;
  llvm::StringRef waiverKind; ///< exception unguarded fails_open shadow
  const Tool *tool = nullptr;
  const Detector *detector = nullptr;
};

/// What is neither known nor absent was reported by an earlier pass, and is not held against the subject again.
struct Unknown {
  auto operator<=>(const Unknown &) const = default;
};
/// The subject does not have it, and need not.
struct Absent {
  auto operator<=>(const Absent &) const = default;
};
struct Duration {
  Millis value = 0;
  auto operator<=>(const Duration &) const = default;
};
struct Date {
  Day value = 0;
  auto operator<=>(const Date &) const = default;
};
using Value = std::variant<Unknown, Absent, ir::Severity, Duration, int64_t, bool, std::string, Date, const Party *>;

/// A value and the clause that it comes from (not set where no clause says it).
struct Found {
  Value value;
  Range range;
};

Found attributeOf(const Context &context, const Subject &subject, AttributeId attribute);
/// As a person writes it: `15m`, `high`, `"closed"`.
std::string print(const Value &value);

/// Everything that standards can be held against in a system.
std::vector<Subject> subjectsOf(const Context &context, const System &system);

} // namespace onus::check::standards
