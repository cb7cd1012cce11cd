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

llvm::StringRef word(BinaryOp op) {
  switch (op) {
  case BinaryOp::Or:
    return "or";
  case BinaryOp::And:
    return "and";
  case BinaryOp::Equal:
    return "==";
  case BinaryOp::NotEqual:
    return "!=";
  case BinaryOp::Less:
    return "<";
  case BinaryOp::LessEqual:
    return "<=";
  case BinaryOp::Greater:
    return ">";
  case BinaryOp::GreaterEqual:
    return ">=";
  case BinaryOp::In:
    return "in";
  case BinaryOp::Matches:
    return "matches";
  case BinaryOp::Like:
    return "like";
  case BinaryOp::Coalesce:
    return "??";
  case BinaryOp::Add:
    return "+";
  case BinaryOp::Subtract:
    return "-";
  case BinaryOp::Multiply:
    return "*";
  }
  llvm_unreachable("every operator has a word");
}

} // namespace onus::syntax
