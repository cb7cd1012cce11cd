// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"
#include "check/frame.h"

#include "llvm/ADT/STLExtras.h"

/// Constants and functions of the project, which are read in place, and detectors.
namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;

namespace {
/// A scope in which nothing of an event can be read.
const Scope closedScope{};

const Data *dataOf(const Program &program, const resolve::Symbol &symbol) {
  for (const Data &data : program.data)
    if (data.symbol == &symbol)
      return &data;
  return nullptr;
}

/// A detector is asked somewhere in it.
bool asks(const ir::Expr *expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr *part) { found |= part->kind == ExprKind::Signal; });
  return found;
}

bool reads(const ir::Expr *expr, int64_t local) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr *part) { found |= part->kind == ExprKind::Local && part->number == local; });
  return found;
}
} // namespace

/// Counts what is read in place: functions that call functions twice would otherwise double with each level.
bool Elaborator::unfold(const syntax::LetDecl &decl, Range range) {
  constexpr unsigned limit = 10'000;
  if (unfolded_ > limit)
    return false;
  if (++unfolded_ <= limit)
    return true;
  report<Kind::UnfoldLimit>(range, decl.name.text, limit)
      .note("functions and constants are read in place, each time they are used");
  return false;
}

/// A constant stands for its value, checked against what is wanted where it is used.
const ir::Expr *Elaborator::constant(const resolve::Symbol &symbol, Range range, const ir::Type *wanted) {
  auto &decl = *llvm::cast<syntax::LetDecl>(symbol.decl);
  if (context_.program.broken.contains(&decl))
    return bad(range);
  if (decl.function) {
    report<Kind::NotAValue>(range, written(range), "a function")
        .related(decl.name.range, "declared here")
        .help("call it: `" + written(range) + "(…)`");
    return bad(range);
  }
  if (decl.from) {
    const Data *data = dataOf(context_.program, symbol);
    return data ? make(ExprKind::Data, data->type, range, {}, symbol.name) : bad(range);
  }
  if (!decl.value)
    return bad(range);
  if (llvm::any_of(entered_, [&](const Entered &each) { return each.decl == &decl; })) {
    report<Kind::LetCycle>(decl.name.range, decl.name.text).related(range, "read here");
    return bad(range);
  }
  if (!unfold(decl, range))
    return bad(range);
  FrameGuard guard(*this);
  FactsGuard facts(*this);
  facts_.clear();
  if (!entered_.empty() || wanted)
    useSite_ = useSite_.valid() ? useSite_ : range;
  entered_.push_back({&decl, range});
  frame_.file = symbol.file;
  frame_.scope = &closedScope;
  frame_.visibleFrom = locals_.size();
  const ir::Type *type = decl.type ? elaborateType(context_, *symbol.file, decl.type) : wanted;
  const ir::Expr *node = decl.type ? value(decl.value, type) : read(decl.value, type);
  return node->type->isError() ? bad(range) : retyped(node, decl.type && !type->isError() ? type : node->type);
}

/// The body of a function with its parameters among the locals; its type is the function's.
const ir::Expr *Elaborator::bodyOf(const resolve::Symbol &symbol, const syntax::LetDecl &decl, Range) {
  const ir::Type *type = decl.type ? elaborateType(context_, *symbol.file, decl.type) : nullptr;
  if (!type)
    return read(decl.value);
  const ir::Expr *body = value(decl.value, type);
  bool bad = body->type->isError() || type->isError();
  return bad ? body : retyped(body, flowing(type, body)); // what is declared, not what the body happens to be
}

const ir::Expr *Elaborator::inlined(const resolve::Symbol &symbol, const syntax::CallExpr *expr,
                                    llvm::ArrayRef<const syntax::Expr *> arguments) {
  auto &decl = *llvm::cast<syntax::LetDecl>(symbol.decl);
  if (!decl.function) {
    report<Kind::NotAFunction>(expr->callee->range, decl.name.text)
        .label("it is a constant")
        .related(decl.name.range, "declared here");
    return bad(expr->range);
  }
  if (!countIs(decl.name.text, expr, decl.parameters.size(), arguments.size()))
    return bad(expr->range);
  if (llvm::any_of(entered_, [&](const Entered &each) { return each.decl == &decl; })) {
    if (!context_.program.broken.contains(&decl))
      report<Kind::Recursion>(expr->range, decl.name.text)
          .related(decl.name.range, "the function")
          .help("go through a list with `any`, `all`, `count` or `sum`");
    context_.program.broken.insert(&decl);
    return bad(expr->range);
  }
  std::vector<Local> parameters;
  std::vector<const ir::Expr *> values;
  bool good = !context_.program.broken.contains(&decl);
  for (size_t at = 0; at < arguments.size(); ++at) {
    const ir::Type *type = elaborateType(context_, *symbol.file, decl.parameters[at].type);
    values.push_back(value(arguments[at], type));
    good &= !values.back()->type->isError();
    parameters.push_back(
        {decl.parameters[at].name.text, context_.program.nextLocal++, flowing(type, values.back()), values.back()});
  }
  if (!good || !unfold(decl, expr->range))
    return bad(expr->range);
  FrameGuard guard(*this);
  entered_.push_back({&decl, expr->range});
  frame_.file = symbol.file;
  frame_.visibleFrom = locals_.size();
  for (const Local &parameter : parameters) {
    locals_.push_back(parameter);
    meanings_[parameter.id] = parameter.value;
  }
  const ir::Expr *body = bodyOf(symbol, decl, expr->range);
  if (body->type->isError())
    return bad(expr->range);
  for (const Local &parameter : llvm::reverse(parameters))
    if (reads(body, parameter.id))
      body = make(ExprKind::Let, body->type, expr->range, {parameter.value, body}, parameter.name, parameter.id);
  return body;
}

/// Checks a `let` on its own, so that its mistakes are found once and in their place.
const ir::Expr *Elaborator::declaration(const resolve::Symbol &symbol) {
  auto &decl = *llvm::cast<syntax::LetDecl>(symbol.decl);
  if (!decl.function)
    return constant(symbol, decl.name.range, nullptr);
  FrameGuard guard(*this);
  entered_.push_back({&decl, Range()});
  frame_.declaration = true;
  for (const syntax::FieldDecl &parameter : decl.parameters)
    locals_.push_back({parameter.name.text, context_.program.nextLocal++,
                       elaborateType(context_, *symbol.file, parameter.type), nullptr});
  return bodyOf(symbol, decl, decl.range);
}

// ---- Detectors

std::string Elaborator::keyOf(const Detector &detector, llvm::ArrayRef<const ir::Expr *> arguments) {
  std::string key = detector.symbol->name + "(";
  for (const ir::Expr *argument : arguments)
    key += (argument == arguments.front() ? "" : ", ") + ir::print(argument);
  return key + ")";
}

std::string Elaborator::signalKey(const Detector &detector, const syntax::Expr *argument) {
  const ir::Type *type = detector.inputs.empty() ? nullptr : detector.inputs.front().type;
  const ir::Expr *node = value(argument, type);
  return node->type->isError() ? std::string() : keyOf(detector, substituted(node, false));
}

const ir::Expr *Elaborator::detectorCall(const resolve::Symbol &symbol, const syntax::CallExpr *expr,
                                         llvm::ArrayRef<const syntax::Expr *> arguments) {
  const Detector *detector = context_.program.detector(&symbol);
  if (!detector || !countIs(symbol.simpleName(), expr, detector->inputs.size(), arguments.size()))
    return bad(expr->range);
  if (symbol.package->standard) {
    report<Kind::DetectorIncomplete>(expr->range, symbol.simpleName(), "who owns it")
        .label("nobody answers for what it says")
        .related(symbol.decl->name.range, "the library says only what it is asked")
        .help("take it over in the project, and ask that one: `detector " + symbol.simpleName().str() + " is " +
              symbol.name + " { owner TEAM  timeout 200ms }`");
    return bad(expr->range);
  }
  const Scope &scope = *frame_.scope;
  if (quantifiers_ > 0) {
    report<Kind::DetectorInQuantifier>(expr->range, symbol.simpleName())
        .label("asked for each item")
        .note("an engine asks a detector before the decision, once for each text that the policy names")
        .help("ask it about the whole text, for instance `" + symbol.simpleName().str() + "(text(…))`");
    return bad(expr->range);
  }
  if (!frame_.declaration && (scope.events.empty() || scope.inHistory || scope.bindings)) {
    report<Kind::DetectorUnavailable>(expr->range, symbol.simpleName())
        .label(scope.inHistory ? "answers about earlier events are not kept" : "there is no event here");
    return bad(expr->range);
  }
  std::vector<const ir::Expr *> operands;
  for (size_t at = 0; at < arguments.size(); ++at) {
    const ir::Field &input = detector->inputs[at];
    operands.push_back(substituted(value(arguments[at], input.type), false));
    if (operands.back()->type->isError())
      return frame_.declaration ? retyped(bad(expr->range), detector->output) : bad(expr->range);
    if (asks(operands.back())) {
      report<Kind::DetectorNested>(arguments[at]->range, symbol.simpleName())
          .label("asks a detector itself")
          .note("an engine asks every detector before the decision, none of them with another's answer")
          .help("ask each about the event, and join their answers with `and` or `or`");
      return bad(expr->range);
    }
    if (detector->vendor && ir::holdsSensitive(operands.back()->type) && !ir::holdsSensitive(input.type)) {
      report<Kind::SensitiveToVendor>(arguments[at]->range, written(arguments[at]), symbol.simpleName(),
                                      detector->vendor->symbol->simpleName())
          .related(detector->decl->name.range, "the detector is declared here")
          .help("if the vendor may see it, say `" + input.name.str() + ": sensitive " +
                ir::print(types_.withoutSensitive(input.type)) + "` in the detector's `input`");
      return bad(expr->range);
    }
  }
  return make(ExprKind::Signal, detector->output, expr->range, operands, symbol.name, 0, {keyOf(*detector, operands)});
}

} // namespace onus::check
