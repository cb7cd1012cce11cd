// SPDX-License-Identifier: Apache-2.0
#include "syntax/ast.h"

namespace onus::syntax {

std::string Path::text() const {
  std::string joined;
  for (const Name &name : names) {
    if (!joined.empty())
      joined += '.';
    joined += name.text;
  }
  return joined;
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
  llvm_unreachable("every kind of event has a word");
}

llvm::StringRef word(Decl::Kind kind) {
  switch (kind) {
  case Decl::Kind::Organization:
    return "organization";
  case Decl::Kind::Person:
    return "person";
  case Decl::Kind::Team:
    return "team";
  case Decl::Kind::Vendor:
    return "vendor";
  case Decl::Kind::Sink:
    return "sink";
  case Decl::Kind::Duties:
    return "duties";
  case Decl::Kind::Type:
    return "type";
  case Decl::Kind::Let:
    return "let";
  case Decl::Kind::Context:
    return "context";
  case Decl::Kind::Effect:
    return "effect";
  case Decl::Kind::Surface:
    return "surface";
  case Decl::Kind::Detector:
    return "detector";
  case Decl::Kind::System:
    return "system";
  case Decl::Kind::Guardrail:
    return "guardrail";
  case Decl::Kind::Pattern:
    return "pattern";
  case Decl::Kind::Exception:
    return "exception";
  case Decl::Kind::Framework:
    return "framework";
  case Decl::Kind::Standard:
    return "standard";
  case Decl::Kind::Test:
    return "test";
  }
  llvm_unreachable("every kind of declaration has a word");
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
  llvm_unreachable("every verdict has a word");
}

} // namespace onus::syntax
