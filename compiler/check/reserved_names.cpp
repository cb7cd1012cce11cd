// SPDX-License-Identifier: Apache-2.0
#include "check/builtins.h"
#include "check/passes.h"

namespace onus::check {

namespace {
constexpr llvm::StringLiteral types[] = {"bool", "int",  "decimal", "string", "duration", "date", "instant",
                                         "ip",   "cidr", "json",    "list",   "map",      "set",  "sensitive"};
} // namespace

bool isBuiltinType(llvm::StringRef name) { return llvm::is_contained(types, name); }
llvm::ArrayRef<llvm::StringLiteral> builtinTypes() { return types; }

namespace {

using diagnostics::Kind;
using llvm::StringRef;

/// Names that an expression already understands: the roots of an event and the built-in functions.
bool isExpressionName(StringRef name) {
  static constexpr const char *names[] = {
      "args",  "result", "error",     "context",    "session", "agent",   "tool",  "time",
      "input", "prompt", "output",    "completion", "memory",  "handoff", "start", "seen",
      "count", "total",  "mentioned", "latest",     "sum",     "has",
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) #NAME,
#include "ir/builtins.def"
  };
  return llvm::is_contained(names, name);
}

bool isReserved(Decl::Kind kind, StringRef name) {
  switch (kind) {
  case Decl::Kind::Organization:
  case Decl::Kind::Person:
  case Decl::Kind::Team:
  case Decl::Kind::Vendor:
    return name == "user" || name == "owner";
  case Decl::Kind::Type:
    return isBuiltinType(name);
  case Decl::Kind::Let:
  case Decl::Kind::Detector:
    return isExpressionName(name);
  case Decl::Kind::Effect:
    return name == "nothing" || isExpressionName(name);
  case Decl::Kind::Sink:
  case Decl::Kind::Duties:
  case Decl::Kind::Context:
  case Decl::Kind::Surface:
  case Decl::Kind::System:
  case Decl::Kind::Guardrail:
  case Decl::Kind::Pattern:
  case Decl::Kind::Exception:
  case Decl::Kind::Framework:
  case Decl::Kind::Standard:
  case Decl::Kind::Test:
    return false;
  }
  return false;
}

} // namespace

void checkReservedNames(Context &context) {
  for (const auto &package : context.program.names->packages())
    for (const syntax::File *file : package->files)
      for (const Decl *decl : file->decls)
        if (decl->name && isReserved(decl->kind, decl->name.text))
          context.reporter.report<Kind::ReservedName>(decl->name.range, decl->name.text, resolve::describe(decl->kind))
              .label("already means something")
              .help("choose another name; the built-in meaning would be hidden from whoever reads the rules");
}

} // namespace onus::check
