// SPDX-License-Identifier: Apache-2.0
#include "ir/module.h"

namespace onus::ir {

llvm::StringRef word(Severity severity) {
  switch (severity) {
  case Severity::Low:
    return "low";
  case Severity::Medium:
    return "medium";
  case Severity::High:
    return "high";
  case Severity::Critical:
    return "critical";
  }
  return {};
}

llvm::StringRef word(Verdict verdict) {
  switch (verdict) {
  case Verdict::Allow:
    return "allow";
  case Verdict::Flag:
    return "flag";
  case Verdict::Redact:
    return "redact";
  case Verdict::Ask:
    return "ask";
  case Verdict::Deny:
    return "deny";
  }
  return {};
}

llvm::StringRef word(EventKind kind) {
  switch (kind) {
  case EventKind::Start:
    return "start";
  case EventKind::Input:
    return "input";
  case EventKind::Prompt:
    return "prompt";
  case EventKind::Completion:
    return "completion";
  case EventKind::Call:
    return "call";
  case EventKind::Result:
    return "result";
  case EventKind::Output:
    return "output";
  case EventKind::Handoff:
    return "handoff";
  case EventKind::Memory:
    return "memory";
  }
  return {};
}

std::optional<EventKind> eventKind(llvm::StringRef text) {
  for (EventKind kind : {EventKind::Start, EventKind::Input, EventKind::Prompt, EventKind::Completion, EventKind::Call,
                         EventKind::Result, EventKind::Output, EventKind::Handoff, EventKind::Memory})
    if (word(kind) == text)
      return kind;
  return std::nullopt;
}

llvm::StringRef word(HistoryOp op) {
  switch (op) {
  case HistoryOp::Seen:
    return "seen";
  case HistoryOp::Count:
    return "count";
  case HistoryOp::Total:
    return "total";
  case HistoryOp::Latest:
    return "latest";
  case HistoryOp::Mentioned:
    return "mentioned";
  }
  return {};
}

llvm::StringRef word(FailsMode mode) {
  switch (mode) {
  case FailsMode::Closed:
    return "closed";
  case FailsMode::Open:
    return "open";
  case FailsMode::Ask:
    return "ask";
  }
  return {};
}

} // namespace onus::ir
