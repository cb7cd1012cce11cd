// SPDX-License-Identifier: Apache-2.0
#include "check/standards/attributes.h"

namespace onus::check::standards {
namespace {

using llvm::StringRef;

constexpr Attribute attributes[] = {
#define ONUS_ATTRIBUTE(NAME, SUBJECT, WORDS, TYPE, DOC)                                                                \
  {AttributeId::NAME, SubjectKind::SUBJECT, WORDS, AttributeType::TYPE, DOC},
#include "check/standards/attributes.def"
};

constexpr SubjectKind subjectKinds[] = {SubjectKind::Guardrail, SubjectKind::Exception, SubjectKind::Waiver,
                                        SubjectKind::System,    SubjectKind::Tool,      SubjectKind::Detector};

} // namespace

llvm::ArrayRef<Attribute> allAttributes() { return attributes; }

const Attribute *findAttribute(SubjectKind subject, StringRef words) {
  for (const Attribute &attribute : attributes)
    if (attribute.subject == subject && attribute.words == words)
      return &attribute;
  return nullptr;
}

StringRef word(SubjectKind subject) {
  switch (subject) {
  case SubjectKind::Guardrail:
    return "guardrail";
  case SubjectKind::Exception:
    return "exception";
  case SubjectKind::Waiver:
    return "waiver";
  case SubjectKind::System:
    return "system";
  case SubjectKind::Tool:
    return "tool";
  case SubjectKind::Detector:
    return "detector";
  }
  return {};
}

std::optional<SubjectKind> subjectKind(StringRef text) {
  for (SubjectKind kind : subjectKinds)
    if (word(kind) == text)
      return kind;
  return std::nullopt;
}

StringRef describe(AttributeType type) {
  switch (type) {
  case AttributeType::Severity:
    return "a severity";
  case AttributeType::Duration:
    return "a duration";
  case AttributeType::Int:
    return "a number";
  case AttributeType::Bool:
    return "a yes or no";
  case AttributeType::Text:
    return "a text";
  case AttributeType::Date:
    return "a date";
  case AttributeType::Party:
    return "a party";
  }
  return {};
}

std::string print(const Value &value) {
  struct Printer {
    std::string operator()(Unknown) const { return "unknown"; }
    std::string operator()(Absent) const { return "absent"; }
    std::string operator()(ir::Severity severity) const { return ir::word(severity).str(); }
    /// Whole days as days: lifetimes and times of keeping are thought of so.
    std::string operator()(Duration duration) const {
      bool days = duration.value % millisPerDay == 0;
      return days ? std::to_string(duration.value / millisPerDay) + "d" : formatDuration(duration.value);
    }
    std::string operator()(int64_t number) const { return std::to_string(number); }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const std::string &text) const { return "\"" + text + "\""; }
    std::string operator()(Date date) const { return formatDay(date.value); }
    std::string operator()(const Party *party) const { return party->symbol->simpleName().str(); }
  };
  return std::visit(Printer(), value);
}

} // namespace onus::check::standards
