// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/wanted_type.h"

#include "lsp/brackets.h"
#include "lsp/shapes.h"
#include "syntax/literals.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using llvm::dyn_cast_or_null;
using resolve::bit;
using syntax::Decl;
using syntax::OpenRule;
using syntax::RuleKind;
using syntax::TokenKind;

size_t pathEnd(const Cursor &cursor, size_t first) {
  size_t at = first + 1;
  while (cursor.kind(at) == TokenKind::Dot)
    at += 2;
  return std::min(at, cursor.words().size());
}

const check::Tool *toolAt(const CompletionPlace &place, size_t first, size_t end) {
  std::vector<syntax::Name> names = namesIn(place.cursor, first, end);
  return ShapeFinder(place.view).tool({names, {}}, place.file);
}

namespace {

/// Follows the rules around the cursor from the outside in.
class Wanted {
public:
  Wanted(const CompletionPlace &place, const syntax::Continuation &way, const ReadScope &scope)
      : place_(place), cursor_(place.cursor), way_(way), scope_(scope) {}
  /// Up to the innermost rule of a kind, or through all.
  const ir::Type *run(size_t count);

private:
  void enter(const OpenRule &rule, const OpenRule *around);
  void step(const OpenRule &rule);
  void let();
  void binding(const OpenRule &rule);
  void argument(const OpenRule &rule, const OpenRule &around);
  void bracket(const OpenRule &rule);
  void operation(const OpenRule &rule);
  size_t operandBegin(size_t first, size_t end) const;
  const ir::Type *field(const ir::Type *type, llvm::StringRef name) const;
  size_t commas(size_t first) const;

  const CompletionPlace &place_;
  const Cursor &cursor_;
  const syntax::Continuation &way_;
  const ReadScope &scope_;
  const ir::Type *type_ = nullptr;
};

const ir::Type *Wanted::field(const ir::Type *type, llvm::StringRef name) const {
  type = plain(type);
  if (type && type->kind == ir::TypeKind::Map)
    return type->element;
  const ir::Field *found = type && type->kind == ir::TypeKind::Record ? type->field(name) : nullptr;
  return found ? found->type : nullptr;
}

/// An event of a test, or what it says of the world around.
void Wanted::step(const OpenRule &rule) {
  TokenKind keyword = cursor_.kind(rule.first);
  const check::Tool *tool = toolAt(place_, rule.first + 1, pathEnd(cursor_, rule.first + 1));
  ReadScope event = scope_;
  event.events = {ir::EventKind::Call};
  if (keyword == TokenKind::Call)
    type_ = tool ? tool->args : nullptr;
  else if (keyword == TokenKind::Result)
    type_ = !tool ? nullptr : cursor_.kind(rule.keyword) == TokenKind::Args ? tool->args : tool->result;
  else if (keyword == TokenKind::Context || keyword == TokenKind::Agent)
    type_ = place_.types.of(syntax::spelling(keyword), event);
}

void Wanted::let() {
  llvm::StringRef text = cursor_.text(cursor_.declaration());
  std::string head = text.take_front(text.find('=')).str();
  auto *found = dyn_cast_or_null<syntax::LetDecl>(place_.types.parse(head + " = true"));
  type_ = found ? place_.types.typeOf(found->type, place_.file) : nullptr;
}

/// `does EFFECT(parameter: …)`, `is PATTERN(parameter: …)`
void Wanted::binding(const OpenRule &rule) {
  const OpenRule *user = nullptr;
  for (const OpenRule &each : way_.rules)
    if (each.rule == RuleKind::EffectUse || each.rule == RuleKind::GuardrailDecl)
      user = &each;
  if (!user)
    return;
  bool effect = user->rule == RuleKind::EffectUse;
  size_t first = effect ? user->first : user->keyword + 1;
  std::vector<syntax::Name> names = namesIn(cursor_, first, pathEnd(cursor_, first));
  const resolve::Symbol *symbol =
      place_.view.names().tryFind(place_.file, names, bit(effect ? Decl::Kind::Effect : Decl::Kind::Pattern));
  llvm::ArrayRef<syntax::FieldDecl> parameters;
  if (symbol)
    parameters = effect ? llvm::cast<syntax::EffectDecl>(symbol->decl)->parameters
                        : llvm::cast<syntax::PatternDecl>(symbol->decl)->parameters;
  for (const syntax::FieldDecl &each : parameters)
    if (each.name.text == cursor_.text(rule.first))
      type_ = place_.types.typeOf(each.type, *symbol->file);
}

size_t Wanted::commas(size_t first) const {
  size_t depth = 0, count = 0;
  for (size_t at = first; at < cursor_.words().size(); ++at) {
    count += depth == 0 && cursor_.kind(at) == TokenKind::Comma;
    depth += opensBracket(cursor_.kind(at));
    depth -= depth > 0 && closesBracket(cursor_.kind(at));
  }
  return count;
}

/// An argument of a function of the project; before the dot stands the first one.
void Wanted::argument(const OpenRule &rule, const OpenRule &around) {
  bool method = around.rule == RuleKind::Suffix;
  syntax::Name name{cursor_.text(rule.first - 1), {}};
  size_t index = commas(rule.first + 1) + method;
  const resolve::Symbol *symbol = place_.view.names().tryFind(place_.file, name, bit(Decl::Kind::Let));
  auto *function = symbol ? llvm::cast<syntax::LetDecl>(symbol->decl) : nullptr;
  if (function && index < function->parameters.size())
    type_ = place_.types.typeOf(function->parameters[index].type, *symbol->file);
}

void Wanted::bracket(const OpenRule &rule) {
  const ir::Type *whole = plain(type_);
  if (cursor_.kind(rule.first) == TokenKind::LBrack)
    type_ = whole ? whole->element : nullptr;
  else if (cursor_.kind(rule.first) != TokenKind::LBrace && cursor_.kind(rule.first) != TokenKind::LParen)
    type_ = nullptr;
}

/// Where the operand begins that ends before `end`.
size_t Wanted::operandBegin(size_t first, size_t end) const {
  size_t depth = 0;
  for (size_t at = end; at > first; --at) {
    TokenKind kind = cursor_.kind(at - 1);
    depth += closesBracket(kind);
    bool ends = kind == TokenKind::And || kind == TokenKind::Or || kind == TokenKind::Not || kind == TokenKind::Colon;
    if (depth == 0 && (ends || opensBracket(kind)))
      return at;
    depth -= depth > 0 && opensBracket(kind);
  }
  return first;
}

/// The right side of an operator is of the type of the left one, or a list of it.
void Wanted::operation(const OpenRule &rule) {
  size_t last = rule.separator == OpenRule::none                                  ? rule.keyword
                : rule.keyword == OpenRule::none || rule.separator > rule.keyword ? rule.separator
                                                                                  : rule.keyword;
  if (last == OpenRule::none)
    return;
  switch (cursor_.kind(last)) {
  case TokenKind::Then:
  case TokenKind::Else:
    return;
  case TokenKind::Equal:
  case TokenKind::NotEqual:
  case TokenKind::Less:
  case TokenKind::LessEqual:
  case TokenKind::Greater:
  case TokenKind::GreaterEqual:
  case TokenKind::Coalesce:
    type_ = plain(place_.types.of(cursor_.text(operandBegin(rule.first, last), last), scope_));
    return;
  case TokenKind::In: {
    const ir::Type *item = plain(place_.types.of(cursor_.text(operandBegin(rule.first, last), last), scope_));
    type_ = item ? place_.types.listOf(item) : nullptr;
    return;
  }
  default:
    type_ = nullptr;
  }
}

void Wanted::enter(const OpenRule &rule, const OpenRule *around) {
  switch (rule.rule) {
  case RuleKind::TestStep:
    return step(rule);
  case RuleKind::LetDecl:
    return let();
  case RuleKind::Binding:
  case RuleKind::NamedArgument:
    return binding(rule);
  case RuleKind::CallArguments:
    return argument(rule, *around);
  case RuleKind::Atom:
    if (rule.first < cursor_.words().size())
      bracket(rule);
    return;
  case RuleKind::Member:
  case RuleKind::LooseMember:
    if (rule.first < cursor_.words().size())
      type_ = field(type_, namesIn(cursor_, rule.first, rule.first + 1).front().text);
    return;
  case RuleKind::Expr:
  case RuleKind::StepExpr:
    return operation(rule);
  case RuleKind::Subject:
  case RuleKind::CountBody:
  case RuleKind::HistoryTerm:
    type_ = nullptr;
    return;
  default:
    return;
  }
}

const ir::Type *Wanted::run(size_t count) {
  for (size_t at = 0; at < count; ++at)
    enter(way_.rules[at], at > 0 ? &way_.rules[at - 1] : nullptr);
  return plain(type_);
}

} // namespace

const ir::Type *wantedType(const CompletionPlace &place, const syntax::Continuation &way, const ReadScope &scope) {
  return Wanted(place, way, scope).run(way.rules.size());
}

const ir::Type *wantedRecord(const CompletionPlace &place, const syntax::Continuation &way, const ReadScope &scope) {
  size_t count = way.rules.size();
  while (count > 0 && way.rules[count - 1].rule != RuleKind::Atom)
    --count;
  const ir::Type *type = Wanted(place, way, scope).run(count);
  return type && type->kind == ir::TypeKind::Record ? type : nullptr;
}

} // namespace onus::lsp
