// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/completer.h"

#include "check/builtins.h"
#include "check/standards/attributes.h"
#include "lsp/brackets.h"

#include "llvm/ADT/STLExtras.h"

/// What an expression can read, and what lies below what it reads.
namespace onus::lsp {

using resolve::bit;
using syntax::Decl;
using syntax::RuleKind;
using syntax::TokenKind;

namespace {

struct BuiltinFunction {
  llvm::StringRef name, signature;
  /// The types of the first parameter: `list | map | set | string`.
  llvm::StringRef subject() const {
    return signature.split('(').second.take_until([](char c) { return c == ',' || c == ')'; });
  }
  bool takesMore() const { return signature.contains(','); }
};

constexpr BuiltinFunction builtins[] = {
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) {#NAME, SIGNATURE},
#include "ir/builtins.def"
};

/// True where the first parameter of a function may be of a type.
bool takes(const BuiltinFunction &function, const ir::Type *type) {
  llvm::SmallVector<llvm::StringRef, 4> words;
  function.subject().split(words, '|');
  std::string name = type->isStringLike() ? "string" : ir::print(type);
  llvm::StringRef form = llvm::StringRef(name).take_until([](char c) { return c == '<' || c == ' '; });
  return llvm::any_of(words, [&](llvm::StringRef word) {
    word = word.trim();
    return word == "any" || word.take_until([](char c) { return c == '<'; }) == form;
  });
}

} // namespace

const syntax::OpenRule *Completer::around(const Way &way, RuleKind rule) const {
  for (const OpenRule &each : llvm::reverse(way.rules))
    if (each.rule == rule)
      return &each;
  return nullptr;
}

// ---- Where an expression begins

void Completer::expression(const Way &way) {
  if (around(way, RuleKind::StandardClause)) {
    severities();
    return attributes("");
  }
  ReadScope scope = readScope(place(), way);
  choices(wantedType(place(), way, scope));
  if (around(way, RuleKind::TestStep))
    recordSnippet(way, scope);
  for (const ReadScope::Local &each : llvm::reverse(scope.locals)) {
    Proposal proposal;
    proposal.label = each.name;
    proposal.kind = ItemKind::Variable;
    proposal.fit = Fit::Local;
    proposal.detail = each.type ? ir::print(each.type) : "";
    add(std::move(proposal));
  }
  if (const OpenRule *clause = around(way, RuleKind::GuardrailMember))
    if (cursor_.kind(clause->first) == TokenKind::Log)
      addWords({"inputs"}, ItemKind::Value, "everything that the rules read");
  if (scope.bindings)
    bindings(scope);
  else
    roots(scope);
  constexpr resolve::Kinds values = bit(Decl::Kind::Let) | bit(Decl::Kind::Detector);
  declared(values);
  imported(values);
  effectNames(scope);
  functions();
  elsewhere(values);
  packageRoots();
}

void Completer::roots(const ReadScope &scope) {
  if (scope.events.empty())
    return;
  // Duties are for guardrails on any event: what one of them has may be named.
  bool any = cursor_.declaration().front().kind == TokenKind::Duties;
  for (llvm::StringRef name : check::rootNames()) {
    const ir::Type *type = types_->of(name, scope);
    if (!type && !any)
      continue;
    Proposal proposal;
    proposal.label = name.str();
    proposal.kind = ItemKind::Variable;
    proposal.fit = Fit::Local;
    proposal.detail = type && type->kind != ir::TypeKind::Record ? ir::print(type) : "";
    add(std::move(proposal));
  }
}

/// The effects whose parameters can be read here.
void Completer::effectNames(const ReadScope &scope) {
  for (const check::Effect *each : scope.effects)
    if (!each->parameters.empty())
      addSymbol(*each->symbol, Fit::Local, each->symbol->simpleName());
}

/// The arguments of the tool whose line is being written.
void Completer::bindings(const ReadScope &scope) {
  addWords({"none"}, ItemKind::Value, "no argument says it");
  for (const check::Tool *tool : scope.tools)
    fields(tool->args, ItemKind::Variable);
}

void Completer::functions() {
  for (const BuiltinFunction &each : builtins) {
    Proposal proposal;
    proposal.label = each.name.str();
    proposal.kind = ItemKind::Function;
    proposal.detail = each.signature.str();
    proposal.word = each.name.str();
    proposal.snippet = proposal.label + "($1)";
    add(std::move(proposal));
  }
}

/// What a standard may ask for of its subject.
void Completer::attributes(llvm::StringRef before) {
  llvm::StringRef subject;
  for (size_t at = cursor_.words().size(); at > 1 && subject.empty(); --at)
    if (cursor_.kind(at - 2) == TokenKind::Every)
      subject = cursor_.text(at - 1);
  std::optional<check::standards::SubjectKind> kind = check::standards::subjectKind(subject);
  for (const check::standards::Attribute &each : check::standards::allAttributes()) {
    llvm::StringRef rest = each.words;
    if (each.subject != kind || !rest.consume_front(before))
      continue;
    Proposal proposal;
    proposal.label = rest.str();
    proposal.kind = ItemKind::Property;
    proposal.fit = Fit::Best;
    proposal.detail = each.doc.str();
    add(std::move(proposal));
  }
}

// ---- Behind a dot

void Completer::member(const Way &way) {
  const OpenRule *operand = nullptr;
  for (const OpenRule &each : way.rules)
    if (each.rule == RuleKind::Operand || each.rule == RuleKind::StepOperand || each.rule == RuleKind::Subject ||
        each.rule == RuleKind::PerPath)
      operand = &each;
  if (!operand)
    return;
  size_t first = operand->first, end = cursor_.words().size() - 1, depth = 0;
  for (size_t at = first; at < end; ++at) { // behind `not`, `-` and `any x in xs:`
    TokenKind kind = cursor_.kind(at);
    depth += opensBracket(kind);
    depth -= depth > 0 && closesBracket(kind);
    if (depth == 0 && (kind == TokenKind::Not || kind == TokenKind::Minus || kind == TokenKind::Colon))
      first = at + 1;
  }
  if (around(way, RuleKind::StandardClause))
    return attributes(cursor_.text(first, end).str() + ".");
  ReadScope scope = readScope(place(), way);
  std::vector<syntax::Name> names = namesIn(cursor_, first, end);
  if (const ir::Type *base = types_->of(cursor_.text(first, end), scope)) {
    fields(plain(base), ItemKind::Field);
    methods(plain(base), !scope.events.empty());
  } else if (const resolve::Symbol *symbol =
                 project_.view->names().tryFind(*project_.file, names, bit(Decl::Kind::Effect))) {
    if (const check::Effect *effect = project_.view->program().effect(symbol))
      for (const ir::Field &each : effect->parameters) {
        Proposal proposal;
        proposal.label = each.name.str();
        proposal.kind = ItemKind::Field;
        proposal.fit = Fit::Best;
        proposal.detail = ir::print(each.type);
        add(std::move(proposal));
      }
  } else {
    qualifiedNames(names, bit(Decl::Kind::Let) | bit(Decl::Kind::Detector) | bit(Decl::Kind::Effect));
  }
}

void Completer::fields(const ir::Type *type, ItemKind kind) {
  type = plain(type);
  if (!type || type->kind != ir::TypeKind::Record)
    return;
  for (const ir::Field &each : type->fields) {
    Proposal proposal;
    proposal.label = each.name.str();
    proposal.kind = kind;
    proposal.fit = Fit::Best;
    proposal.detail = ir::print(each.type);
    add(std::move(proposal));
  }
}

/// Functions of the language and of the project whose first parameter may be what stands before the dot.
void Completer::methods(const ir::Type *base, bool events) {
  for (const BuiltinFunction &each : builtins) {
    if (!takes(each, base))
      continue;
    Proposal proposal;
    proposal.label = each.name.str();
    proposal.kind = ItemKind::Method;
    proposal.fit = Fit::Local;
    proposal.detail = each.signature.str();
    proposal.word = each.name.str();
    if (cursor_.next().kind != TokenKind::LParen)
      proposal.insert = proposal.label + "()";
    proposal.snippet = proposal.label + (each.takesMore() ? "($1)" : "()");
    add(std::move(proposal));
  }
  for (const auto &each : project_.view->names().packageOf(*project_.file).scope) {
    auto *let = llvm::dyn_cast<syntax::LetDecl>(each.second->decl);
    if (!let || !let->function || let->parameters.empty() || !events)
      continue;
    const ir::Type *first = types_->typeOf(let->parameters.front().type, *each.second->file);
    if (first && ir::assignable(base, first))
      addSymbol(*each.second, Fit::Own, each.first());
  }
}

// ---- Members of records that are written out

void Completer::recordMember(const Way &way) {
  ReadScope scope = readScope(place(), way);
  const ir::Type *type = wantedRecord(place(), way, scope);
  const OpenRule *record = around(way, RuleKind::Atom);
  if (!type || !record)
    return;
  std::set<llvm::StringRef> written;
  for (size_t at = record->first; at + 1 < cursor_.words().size(); ++at)
    if (cursor_.kind(at + 1) == TokenKind::Colon)
      written.insert(cursor_.text(at));
  for (const ir::Field &each : type->fields) {
    if (written.count(each.name))
      continue;
    Proposal proposal;
    proposal.label = each.name.str();
    proposal.kind = ItemKind::Property;
    proposal.fit = each.type->isOptional() ? Fit::Local : Fit::Best;
    proposal.detail = ir::print(each.type);
    if (cursor_.where() == Cursor::Where::Words && cursor_.next().kind != TokenKind::Colon) {
      proposal.insert = proposal.label + ": ";
      if (plain(each.type)->kind == ir::TypeKind::String)
        proposal.snippet = snippetText(proposal.label) + ": \"$1\"";
    }
    add(std::move(proposal));
  }
}

/// All that a record must have, to be filled in.
void Completer::recordSnippet(const Way &way, const ReadScope &scope) {
  const ir::Type *type = wantedType(place(), way, scope);
  if (!type || type->kind != ir::TypeKind::Record || !cursor_.typed().empty() ||
      cursor_.next().kind == TokenKind::LBrace)
    return;
  Proposal proposal;
  size_t count = 0;
  for (const ir::Field &each : type->fields) {
    if (each.type->isOptional())
      continue;
    proposal.label += (count++ ? ", " : "") + each.name.str();
    proposal.insert += (count > 1 ? ", " : "") + each.name.str() + ": ";
    bool text = each.type->isStringLike();
    proposal.snippet += (count > 1 ? ", " : "") + snippetText(each.name) + ": " +
                        (text ? "\"$" + std::to_string(count) + "\"" : "$" + std::to_string(count));
  }
  if (count == 0)
    return;
  proposal.label = "{ " + proposal.label + " }";
  proposal.insert = "{}";
  proposal.snippet = "{ " + proposal.snippet + " }";
  proposal.kind = ItemKind::Snippet;
  proposal.fit = Fit::Best;
  proposal.detail = "what must be there";
  add(std::move(proposal));
}

} // namespace onus::lsp
