// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/read_scope.h"

#include "check/inheritance.h"
#include "check/selectors.h"
#include "lsp/brackets.h"
#include "lsp/shapes.h"
#include "syntax/literals.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using llvm::dyn_cast_or_null;
using resolve::bit;
using syntax::Decl;
using syntax::RuleKind;
using syntax::Token;
using syntax::TokenKind;

std::vector<syntax::Name> namesIn(const Cursor &cursor, size_t first, size_t end) {
  std::vector<syntax::Name> names;
  for (size_t at = first; at < end; ++at)
    if (cursor.kind(at) == TokenKind::String)
      names.push_back({syntax::quotedBody(cursor.text(at)), {}, true});
    else if (cursor.kind(at) != TokenKind::Dot)
      names.push_back({cursor.text(at), {}});
  return names;
}

const resolve::Symbol *enclosingSymbol(const CompletionPlace &place) {
  llvm::ArrayRef<Token> words = place.cursor.declaration();
  if (words.size() < 2)
    return nullptr;
  syntax::Name name{place.cursor.text(words.slice(1, 1)), {}};
  return place.view.names().tryFind(place.file, name, ~resolve::Kinds(0));
}

std::vector<const check::Tool *> toolsOfLine(const CompletionPlace &place) {
  const resolve::Symbol *symbol = enclosingSymbol(place);
  const check::Surface *surface = symbol ? place.view.program().surface(symbol) : nullptr;
  auto lines = place.cursor.clausesOf(TokenKind::Tool);
  std::vector<const check::Tool *> tools;
  if (!surface || lines.empty())
    return tools;
  for (const Token &word : lines.back()) {
    if (!syntax::isName(word.kind) && word.kind != TokenKind::String && word.kind != TokenKind::Comma)
      break;
    llvm::StringRef text = place.cursor.text(word);
    if (const check::Tool *tool = surface->find(word.kind == TokenKind::String ? syntax::quotedBody(text) : text))
      tools.push_back(tool);
    else if (word.kind != TokenKind::Comma)
      break; // what follows says something about the tools
  }
  return tools;
}

namespace {

/// Collects what can be read, from the outside in.
class Reader {
public:
  Reader(const CompletionPlace &place, const syntax::Continuation &way)
      : place_(place), cursor_(place.cursor), way_(way) {
    scope_.file = &place.file;
  }
  ReadScope run();

private:
  void chooseSystem();
  void policy();
  void waiver();
  void function();
  void parameters(llvm::ArrayRef<syntax::FieldDecl> fields);
  void select(llvm::ArrayRef<syntax::Selector *> selectors, const syntax::File &file);
  void selectPattern(const syntax::File &file, const syntax::Path &path);
  void lets();
  void opened(const syntax::OpenRule &rule);
  void quantifiers(size_t first);
  size_t variable(size_t first);
  void earlierEvent(size_t first);
  std::string header(TokenKind end) const;
  /// The first of some words from `first` on that stands outside of brackets; the number of words where none does.
  size_t find(size_t first, std::initializer_list<TokenKind> wanted) const;

  const CompletionPlace &place_;
  const Cursor &cursor_;
  const syntax::Continuation &way_;
  ReadScope scope_;
};

/// One that a guardrail of the file's package acts in; where none does, one that could.
void Reader::chooseSystem() {
  const resolve::Package &package = place_.view.names().packageOf(place_.file);
  auto acts = [&](const check::System &system) {
    return llvm::any_of(system.enforced,
                        [&](const check::Guardrail *each) { return each->symbol->package == &package; });
  };
  const check::Program &program = place_.view.program();
  for (const auto *systems : {&program.systems, &program.standIns})
    for (const check::System &each : *systems)
      if (!scope_.system && acts(each))
        scope_.system = &each;
  if (!scope_.system && !program.systems.empty())
    scope_.system = &program.systems.front();
}

/// The declaration up to a word of its own.
std::string Reader::header(TokenKind end) const {
  llvm::ArrayRef<Token> words = cursor_.declaration();
  size_t depth = 0;
  for (size_t at = 0; at < words.size(); ++at) {
    if (depth == 0 && words[at].kind == end)
      return cursor_.text(words.take_front(at)).str();
    depth += opensBracket(words[at].kind);
    depth -= depth > 0 && closesBracket(words[at].kind);
  }
  return {};
}

void Reader::select(llvm::ArrayRef<syntax::Selector *> selectors, const syntax::File &file) {
  ShapeFinder finder(place_.view);
  scope_.events.clear();
  scope_.tools.clear();
  scope_.effects.clear();
  std::vector<const check::Effect *> named;
  for (const syntax::Selector *each : selectors) {
    if (!llvm::is_contained(scope_.events, each->event))
      scope_.events.push_back(each->event);
    scope_.allTools |= each->form == syntax::Selector::Form::All;
    for (const check::Tool *tool : finder.tools(*each, file))
      if (!llvm::is_contained(scope_.tools, tool))
        scope_.tools.push_back(tool);
    for (const syntax::Path &path : each->effects)
      if (const resolve::Symbol *symbol = place_.view.names().tryFind(file, path.names, bit(Decl::Kind::Effect)))
        if (const check::Effect *effect = place_.view.program().effect(symbol))
          named.push_back(effect);
  }
  scope_.effects = scope_.tools.empty() ? named : check::sharedEffects(scope_.tools);
}

void Reader::selectPattern(const syntax::File &file, const syntax::Path &path) {
  const resolve::Symbol *symbol = place_.view.names().tryFind(file, path.names, bit(Decl::Kind::Pattern));
  auto *pattern = symbol ? dyn_cast_or_null<syntax::PatternDecl>(symbol->decl) : nullptr;
  if (pattern)
    select(pattern->clauses.on, *symbol->file);
}

void Reader::parameters(llvm::ArrayRef<syntax::FieldDecl> fields) {
  for (const syntax::FieldDecl &each : fields)
    if (!check::isPartyParameter(each))
      scope_.locals.push_back({each.name.text.str(), place_.types.typeOf(each.type, place_.file)});
}

/// A guardrail, duties or a pattern.
void Reader::policy() {
  scope_.events = {ir::EventKind::Call}; // as long as nothing is selected
  const Decl *decl = place_.types.parse(header(TokenKind::LBrace) + "{}");
  if (auto *pattern = dyn_cast_or_null<syntax::PatternDecl>(decl))
    parameters(pattern->parameters);
  if (auto *guardrail = dyn_cast_or_null<syntax::GuardrailDecl>(decl); guardrail && guardrail->pattern)
    selectPattern(place_.file, guardrail->pattern);
  for (llvm::ArrayRef<Token> clause : cursor_.clausesOf(TokenKind::On)) {
    const Decl *stub = place_.types.parse("guardrail g { on " + cursor_.text(clause).str() + "\n}");
    if (auto *guardrail = dyn_cast_or_null<syntax::GuardrailDecl>(stub))
      select(guardrail->clauses.on, place_.file);
  }
  lets();
}

void Reader::lets() {
  for (llvm::ArrayRef<Token> clause : cursor_.clausesOf(TokenKind::Let)) {
    bool ended = clause.empty() || clause.back().end < cursor_.words().back().begin;
    if (clause.size() > 2 && clause[1].kind == TokenKind::Assign && ended)
      scope_.locals.push_back(
          {cursor_.text(clause.front()).str(), place_.types.of(cursor_.text(clause.drop_front(2)), scope_)});
  }
}

/// An exception that stands for itself reads what its guardrail does.
void Reader::waiver() {
  auto *decl = dyn_cast_or_null<syntax::ExceptionDecl>(place_.types.parse(header(TokenKind::LBrace) + "{}"));
  const resolve::Symbol *symbol =
      decl ? place_.view.names().tryFind(place_.file, decl->to.names, bit(Decl::Kind::Guardrail)) : nullptr;
  if (!symbol)
    return;
  auto *guardrail = llvm::cast<syntax::GuardrailDecl>(symbol->decl);
  if (guardrail->pattern)
    selectPattern(*symbol->file, guardrail->pattern);
  else
    select(guardrail->clauses.on, *symbol->file);
}

/// What a function reads of an event is known where it is called only, but for what every event has.
void Reader::function() {
  std::string head = header(TokenKind::Assign);
  auto *let = dyn_cast_or_null<syntax::LetDecl>(place_.types.parse(head + " = true"));
  if (!let || !let->function)
    return;
  parameters(let->parameters);
  scope_.events = {ir::EventKind::Start};
}

ReadScope Reader::run() {
  chooseSystem();
  llvm::ArrayRef<Token> words = cursor_.declaration();
  TokenKind kind = words.empty() ? TokenKind::End : words.front().kind;
  if (kind == TokenKind::Guardrail || kind == TokenKind::Pattern || kind == TokenKind::Duties) {
    policy();
  } else if (kind == TokenKind::Exception) {
    waiver();
  } else if (kind == TokenKind::Let) {
    function();
  } else if (kind == TokenKind::Surface) {
    scope_.bindings = true;
    scope_.tools = toolsOfLine(place_);
  }
  for (const syntax::OpenRule &rule : way_.rules)
    opened(rule);
  return std::move(scope_);
}

size_t Reader::find(size_t first, std::initializer_list<TokenKind> wanted) const {
  size_t depth = 0;
  for (size_t at = first; at < cursor_.words().size(); ++at) {
    if (depth == 0 && llvm::is_contained(wanted, cursor_.kind(at)))
      return at;
    depth += opensBracket(cursor_.kind(at));
    depth -= depth > 0 && closesBracket(cursor_.kind(at));
  }
  return cursor_.words().size();
}

void Reader::opened(const syntax::OpenRule &rule) {
  if (rule.rule == RuleKind::Operand || rule.rule == RuleKind::StepOperand)
    quantifiers(rule.first);
  else if (rule.rule == RuleKind::CountBody)
    variable(rule.first);
  else if (rule.rule == RuleKind::Atom && cursor_.kind(rule.first) == TokenKind::Sum)
    variable(rule.first + 2);
  else if (rule.rule == RuleKind::HistoryTerm)
    earlierEvent(rule.first);
}

/// `any x in xs: all y in x.ys:`
void Reader::quantifiers(size_t first) {
  for (size_t at = first; cursor_.kind(at) == TokenKind::Any || cursor_.kind(at) == TokenKind::All ||
                          cursor_.kind(at) == TokenKind::Not || cursor_.kind(at) == TokenKind::Minus;
       ++at)
    if (cursor_.kind(at) == TokenKind::Any || cursor_.kind(at) == TokenKind::All)
      at = variable(at + 1);
}

/// `x in xs` and what ends it, which is given back.
size_t Reader::variable(size_t first) {
  size_t end = find(first, {TokenKind::Colon, TokenKind::Where, TokenKind::Comma});
  if (end == cursor_.words().size() || cursor_.kind(first + 1) != TokenKind::In)
    return end;
  const ir::Type *list = plain(place_.types.of(cursor_.text(first + 2, end), scope_));
  scope_.locals.push_back({cursor_.text(first).str(), list ? list->element : nullptr});
  return end;
}

/// The terms of history are about another event than the rest of the rule.
void Reader::earlierEvent(size_t first) {
  size_t end = find(first, {TokenKind::Where, TokenKind::Last, TokenKind::Per, TokenKind::Comma});
  if (cursor_.kind(first) == TokenKind::Denied)
    ++first;
  if (end == cursor_.words().size() || first >= end)
    return;
  const Decl *stub = place_.types.parse("guardrail g { on " + cursor_.text(first, end).str() + "\n}");
  if (auto *guardrail = dyn_cast_or_null<syntax::GuardrailDecl>(stub))
    select(guardrail->clauses.on, place_.file);
}

} // namespace

ReadScope readScope(const CompletionPlace &place, const syntax::Continuation &way) { return Reader(place, way).run(); }

} // namespace onus::lsp
