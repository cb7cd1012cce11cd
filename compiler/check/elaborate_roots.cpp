// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"

#include "check/builtins.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

/// The roots: what of the current event may be read, and of which type it is.
namespace onus::check {

using diagnostics::Kind;
using ir::EventKind;
using ir::ExprKind;
using ir::TypeKind;

namespace {
constexpr llvm::StringLiteral allRoots[] = {"args", "result", "error",  "tool",       "context", "session", "agent",
                                            "time", "input",  "prompt", "completion", "output",  "handoff", "memory"};
} // namespace

bool isRoot(llvm::StringRef name) { return llvm::is_contained(allRoots, name); }
llvm::ArrayRef<llvm::StringLiteral> rootNames() { return allRoots; }
bool Elaborator::isRoot(llvm::StringRef name) const { return check::isRoot(name); }

std::vector<llvm::StringRef> Elaborator::rootNames() const {
  std::vector<llvm::StringRef> names;
  for (llvm::StringRef name : allRoots)
    if (frame_.declaration || whyUnavailable(name).empty())
      names.push_back(name);
  return names;
}

/// Why a root cannot be read at this place; empty where it can.
std::string Elaborator::whyUnavailable(llvm::StringRef name) const {
  const Scope &scope = *frame_.scope;
  auto every = [&](auto holds) { return llvm::all_of(scope.events, holds); };
  if (scope.bindings)
    return name == "args" ? "" : "a tool fills an effect's parameter from its arguments alone";
  if (scope.events.empty())
    return "there is no event here";
  if (auto kind = ir::eventKind(name); kind && hasText(*kind))
    return every([&](EventKind event) { return event == *kind; }) ? "" : "only `" + name.str() + "` events have it";
  if (name == "args" || name == "tool")
    return every(hasTools) ? "" : "only calls and results have it";
  if (name == "result" || name == "error")
    return every([](EventKind event) { return event == EventKind::Result; }) ? "" : "only results have it";
  return "";
}

const ir::Expr *Elaborator::root(llvm::StringRef name, Range range) {
  if (frame_.declaration)
    return bad(range);
  std::string why = whyUnavailable(name);
  if (!why.empty()) {
    auto builder = report<Kind::RootUnavailable>(range, name).label(why);
    if (frame_.scope->events.size() > 1 && !frame_.scope->inHistory)
      builder.note("the rules of a guardrail read what every event that it selects has");
    return bad(range);
  }
  const ir::Type *type = rootType(name, range);
  return type->isError() ? bad(range) : make(ExprKind::Root, type, range, {}, name);
}

const ir::Type *Elaborator::rootType(llvm::StringRef name, Range) {
  const ir::Type *string = simple(TypeKind::String);
  if (name == "time")
    return simple(TypeKind::Instant);
  if (name == "error")
    return simple(TypeKind::Bool);
  if (name == "tool") // its names stay texts: a guardrail may speak of tools that only one of its systems has
    return types_.record({{"name", string}, {"surface", string}});
  if (name == "session")
    return types_.record({{"id", string}, {"turn", simple(TypeKind::Int)}});
  if (name == "agent") {
    const ir::Type *credential = types_.record({{"id", string},
                                                {"purpose", types_.optional(string)},
                                                {"expires", types_.optional(simple(TypeKind::Instant))}});
    return types_.record({{"id", string},
                          {"on_behalf_of", types_.optional(string)},
                          {"credential", types_.optional(credential)},
                          {"address", types_.optional(simple(TypeKind::Ip))},
                          {"auto_approve", types_.optional(simple(TypeKind::Bool))}});
  }
  if (name == "context")
    return contextType();
  if (name == "args" || name == "result")
    return sharedType(name);
  return simple(TypeKind::Content);
}

const ir::Type *Elaborator::contextType() {
  if (!frame_.scope->system)
    return types_.error();
  std::vector<ir::Field> fields;
  for (const ir::ContextMember &member : frame_.scope->system->context)
    fields.push_back({member.name, member.type});
  return types_.record(fields);
}

/// The type of `args` or `result` over the tools that may be current (S36). Members that not all have are found missing
/// where they are read, so that the message can name the tools.
const ir::Type *Elaborator::sharedType(llvm::StringRef rootName) {
  const Scope &scope = *frame_.scope;
  if (scope.allTools)
    return simple(TypeKind::Json);
  const ir::Type *common = nullptr;
  bool first = true;
  for (const Tool *tool : scope.tools) {
    const ir::Type *type = rootName == "args" ? tool->args : tool->result;
    type = type ? type : simple(TypeKind::Json);
    common = first ? type : common ? ir::meet(types_, common, type) : nullptr;
    first = false;
  }
  if (first)
    return types_.error();
  return common ? common : simple(TypeKind::Json);
}

} // namespace onus::check
