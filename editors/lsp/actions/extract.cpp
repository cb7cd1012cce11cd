// SPDX-License-Identifier: Apache-2.0
#include "check/builtins.h"
#include "lsp/actions/text_edits.h"
#include "lsp/written_types.h"
#include "syntax/token.h"
#include "syntax/walk.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lsp {

using llvm::dyn_cast;
using llvm::StringRef;
using source::Range;

namespace {

/// An expression that somebody selected.
struct Selected {
  const syntax::Expr *expr = nullptr;
  Range range; ///< with the parentheses that were selected with it
  const syntax::Decl *decl = nullptr;
};

/// Something of an event, or a variable, that the expression reads and a function would be given.
struct Parameter {
  std::string name;
  std::string type;
  StringRef argument; ///< as it is written
  std::vector<Range> places;
  bool isVariable = false; ///< of a quantifier around it
};

Range trimmed(StringRef text, Range range) {
  while (range.begin < range.end && llvm::isSpace(text[range.begin]))
    ++range.begin;
  while (range.begin < range.end && llvm::isSpace(text[range.end - 1]))
    --range.end;
  return range;
}

std::optional<Selected> selectedIn(const ActionRequest &request, const syntax::File &tree) {
  StringRef text = request.document->text;
  Range whole = trimmed(text, {tree.id, request.begin, request.end}), inner = whole;
  while (inner.begin + 1 < inner.end && text[inner.begin] == '(' && text[inner.end - 1] == ')')
    inner = trimmed(text, {tree.id, inner.begin + 1, inner.end - 1});
  std::optional<Selected> found;
  llvm::DenseSet<const syntax::Expr *> callees;
  for (const syntax::Decl *decl : tree.decls)
    if (decl->range.begin <= whole.begin && whole.end <= decl->range.end)
      syntax::walk(*decl, [&](const syntax::Expr &expr) {
        if (auto *call = dyn_cast<syntax::CallExpr>(&expr))
          callees.insert(call->callee);
        bool isWhole = expr.range == whole || (expr.range == inner && expr.parenthesised);
        if (isWhole && !callees.count(&expr) && !found)
          found = Selected{&expr, whole, decl};
      });
  return found;
}

/// Finds what an expression reads of its surroundings.
class Surroundings {
public:
  Surroundings(const ActionRequest &request, const Selected &selected)
      : view_(*request.place->view), file_(request.place->file), types_(view_, file_), selected_(selected) {
    syntax::walk(*selected.expr, [&](const syntax::Expr &expr) { bind(expr); });
    syntax::walk(*selected.expr, [&](const syntax::Expr &expr) { read(expr); });
  }

  const std::vector<Parameter> &parameters() const { return parameters_; }
  /// Why no function can hold it; empty where one can.
  const std::string &obstacle() const { return obstacle_; }
  const ir::Type *type() const { return types_.of(selected_.expr->range); }

private:
  /// Variables that the expression declares itself.
  void bind(const syntax::Expr &expr) {
    if (auto *quantifier = dyn_cast<syntax::QuantifierExpr>(&expr))
      bound_.insert(quantifier->variable.range.begin);
    if (auto *call = dyn_cast<syntax::CallExpr>(&expr))
      for (const syntax::Argument &argument : call->arguments)
        if (argument.kind == syntax::Argument::Kind::Comprehension)
          bound_.insert(argument.variable.range.begin);
  }

  const check::Reference *referenceIn(Range range) const {
    for (const check::Reference &each : view_.references(file_))
      if (range.begin <= each.range.begin && each.range.end <= range.end)
        return &each;
    return nullptr;
  }

  void call(const syntax::CallExpr &call) {
    done_.insert(call.callee);
    auto *name = dyn_cast<syntax::NameExpr>(call.callee);
    bool asksHistory = llvm::any_of(call.arguments, [](const syntax::Argument &argument) {
      return argument.kind == syntax::Argument::Kind::Selector;
    });
    if (asksHistory || (name && check::findHistoryOp(name->name)))
      obstacle_ = "a function knows nothing of what happened before";
    const check::Reference *callee = referenceIn(call.callee->range);
    if (callee && callee->symbol && callee->symbol->kind() == syntax::Decl::Kind::Detector)
      obstacle_ = "a function cannot ask a detector";
    // What an event says as text is given to the function as text.
    bool ofEvent = name && name->name == "text" && call.arguments.size() == 1 && call.arguments[0].value &&
                   llvm::isa<syntax::NameExpr>(call.arguments[0].value);
    if (ofEvent && !isBound(*call.arguments[0].value)) {
      add(call.range, "text", false);
      done_.insert(call.arguments[0].value);
    }
  }

  bool isBound(const syntax::Expr &name) const {
    const check::Reference *reference = referenceIn(name.range);
    return reference && reference->local && bound_.count(reference->local->range.begin);
  }

  void read(const syntax::Expr &expr) {
    if (auto *each = dyn_cast<syntax::CallExpr>(&expr))
      return call(*each);
    bool skip = done_.count(&expr);
    if (auto *member = dyn_cast<syntax::MemberExpr>(&expr); member && !skip)
      return path(expr, member->member.text);
    if (auto *name = dyn_cast<syntax::NameExpr>(&expr); name && !skip)
      path(expr, name->name);
  }

  /// `context.user.role`, `r`, `acme.limits.most`
  void path(const syntax::Expr &expr, StringRef name) {
    const syntax::Expr *root = &expr;
    std::vector<const syntax::Expr *> below;
    while (auto *member = dyn_cast<syntax::MemberExpr>(root)) {
      root = member->base;
      below.push_back(root);
    }
    if (!llvm::isa<syntax::NameExpr>(root))
      return; // a member of something else, which is looked at by itself
    done_.insert(below.begin(), below.end());
    const check::Reference *reference = referenceIn(expr.range);
    bool isDeclared = reference && (reference->package ||
                                    (reference->symbol && reference->symbol->kind() != syntax::Decl::Kind::Effect));
    if (!isDeclared && !isBound(*root))
      add(expr.range, name, reference && reference->local);
  }

  void add(Range range, StringRef name, bool isVariable) {
    StringRef written = view_.sources().text(range);
    for (Parameter &known : parameters_) {
      // What is read of a value that is given already is read of the parameter.
      bool isPart = written == known.argument ||
                    (written.startswith(known.argument) && written.substr(known.argument.size()).startswith("."));
      if (isPart) {
        known.places.push_back({range.file, range.begin, range.begin + static_cast<uint32_t>(known.argument.size())});
        return;
      }
    }
    const ir::Type *type = types_.of(range);
    if (!type)
      obstacle_ = "the type of `" + written.str() + "` is not known";
    std::string unique = name.str();
    auto isTaken = [&] {
      return syntax::isReserved(syntax::wordKind(unique)) || check::isRoot(unique) ||
             llvm::any_of(parameters_, [&](const Parameter &each) { return each.name == unique; });
    };
    for (int number = 2; isTaken(); ++number)
      unique = name.str() + "_" + std::to_string(number);
    parameters_.push_back({unique, type ? ir::print(type) : "", written, {range}, isVariable});
  }

  const View &view_;
  source::FileId file_;
  WrittenTypes types_;
  const Selected &selected_;
  llvm::DenseSet<uint32_t> bound_;            ///< where variables are declared within
  llvm::DenseSet<const syntax::Expr *> done_; ///< looked at with what holds them
  std::vector<Parameter> parameters_;
  std::string obstacle_;
};

/// What a value of a type is called for want of a better name.
StringRef wordFor(const ir::Type *type) {
  switch (type ? type->kind : ir::TypeKind::Error) {
  case ir::TypeKind::Bool:
    return "condition";
  case ir::TypeKind::Int:
  case ir::TypeKind::Decimal:
    return "limit";
  case ir::TypeKind::String:
  case ir::TypeKind::Union:
    return "text_value";
  case ir::TypeKind::List:
  case ir::TypeKind::Set:
    return "items";
  case ir::TypeKind::Duration:
    return "period";
  case ir::TypeKind::Date:
    return "day";
  default:
    return "value";
  }
}

/// The expression as a function's body, over the parameters.
std::string bodyOf(const ActionRequest &request, const Selected &selected, const Surroundings &surroundings) {
  std::vector<diagnostics::Edit> edits;
  Range range = selected.expr->range;
  for (const Parameter &parameter : surroundings.parameters())
    for (Range place : parameter.places)
      edits.push_back({{place.file, place.begin - range.begin, place.end - range.begin}, parameter.name});
  llvm::sort(edits, [](const auto &left, const auto &right) { return left.range.begin > right.range.begin; });
  std::string body = request.place->view->sources().text(range).str();
  for (const diagnostics::Edit &edit : edits)
    body.replace(edit.range.begin, edit.range.end - edit.range.begin, edit.text);
  return body;
}

json::Value extractConstant(const ActionRequest &request, const Selected &selected, const ir::Type *type) {
  const View &view = *request.place->view;
  std::string name = freeName(view, *request.tree(), wordFor(type));
  uint32_t place = placeBefore(*request.document, *selected.decl);
  std::string declared = "let " + name + " = " + view.sources().text(selected.expr->range).str() + "\n\n";
  return checkedEdit(request, {{{request.place->file, place, place}, declared}, {selected.range, name}}, "a constant");
}

json::Value extractFunction(const ActionRequest &request, const Selected &selected) {
  Surroundings surroundings(request, selected);
  std::string name = freeName(*request.place->view, *request.tree(), wordFor(surroundings.type()));
  std::vector<std::string> parameters, arguments;
  for (const Parameter &each : surroundings.parameters()) {
    parameters.push_back(each.name + ": " + each.type);
    arguments.push_back(each.argument.str());
  }
  std::string declared = "let " + name + "(" + llvm::join(parameters, ", ") + "): " + ir::print(surroundings.type()) +
                         " = " + bodyOf(request, selected, surroundings) + "\n\n";
  std::string call = name + "(" + llvm::join(arguments, ", ") + ")";
  uint32_t place = placeBefore(*request.document, *selected.decl);
  return checkedEdit(request, {{{request.place->file, place, place}, declared}, {selected.range, call}}, "a function");
}

/// The line above the first rule, where a guardrail names a value.
json::Value extractName(const ActionRequest &request, const Selected &selected, const ir::Type *type) {
  const Document &document = *request.document;
  const auto *guardrail = llvm::cast<syntax::GuardrailDecl>(selected.decl);
  uint32_t first = guardrail->clauses.rules.front()->range.begin;
  for (const syntax::Rule *rule : guardrail->clauses.rules)
    first = std::min(first, rule->label ? rule->label.range.begin : rule->range.begin);
  uint32_t line = document.lines.position(first).line;
  while (line > 0 && document.lines.line(line - 1).ltrim().startswith("//"))
    --line;
  StringRef shown = document.lines.line(document.lines.position(first).line);
  std::string indent = shown.take_front(shown.size() - shown.ltrim().size()).str();
  bool alone =
      shown.size() - shown.ltrim().size() == document.lines.offset(document.lines.position(first)) -
                                                 document.lines.offset({document.lines.position(first).line, 0});
  uint32_t place = alone ? document.lines.offset({line, 0}) : first;
  std::string name = freeName(*request.place->view, *request.tree(), wordFor(type));
  std::string value = request.place->view->sources().text(selected.expr->range).str();
  std::string declared = (alone ? indent : "") + "let " + name + " = " + value + (alone ? "\n" : "\n  ");
  return checkedEdit(request, {{{request.place->file, place, place}, declared}, {selected.range, name}}, "a name");
}

} // namespace

void offerExtractions(const ActionRequest &request, std::vector<Action> &actions) {
  const syntax::File *tree = request.tree();
  if (!tree || request.begin == request.end || !request.document->isFile)
    return;
  auto selected = selectedIn(request, *tree);
  if (!selected)
    return;
  Surroundings surroundings(request, *selected);
  const ir::Type *type = surroundings.type();
  bool isClosed = surroundings.parameters().empty() && surroundings.obstacle().empty();
  if (isClosed) {
    actions.push_back(
        {.title = "Extract into a constant",
         .kind = "refactor.extract.constant",
         .costly = true,
         .edit = [&request, chosen = *selected, type] { return extractConstant(request, chosen, type); }});
    return;
  }
  std::string obstacle = !surroundings.obstacle().empty() ? surroundings.obstacle()
                         : !type                          ? "the type of this is not known"
                                                          : "";
  actions.push_back({.title = "Extract into a function",
                     .kind = "refactor.extract.function",
                     .costly = true,
                     .edit = [&request, chosen = *selected] { return extractFunction(request, chosen); },
                     .disabled = obstacle});
  bool variable = llvm::any_of(surroundings.parameters(), [](const Parameter &each) { return each.isVariable; });
  auto *guardrail = dyn_cast<syntax::GuardrailDecl>(selected->decl);
  if (guardrail && !guardrail->clauses.rules.empty())
    actions.push_back({.title = "Extract into a name of `" + guardrail->name.text.str() + "`",
                       .kind = "refactor.extract.variable",
                       .costly = true,
                       .edit = [&request, chosen = *selected, type] { return extractName(request, chosen, type); },
                       .disabled = variable ? "it reads a variable that is known in this place only" : ""});
}

} // namespace onus::lsp
