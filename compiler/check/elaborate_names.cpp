// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"
#include "check/paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// Names, members and indexes.
namespace onus::check {

using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;
using resolve::bit;

// ---- Locals

const Elaborator::Local *Elaborator::local(llvm::StringRef name) const {
  for (size_t at = locals_.size(); at > frame_.visibleFrom; --at)
    if (locals_[at - 1].name == name)
      return &locals_[at - 1];
  return nullptr;
}

namespace {
/// True where an expression reads nothing of any event.
bool isClosed(const ir::Expr *node) {
  bool closed = true;
  ir::walk(node, [&](const ir::Expr *part) {
    closed &= part->kind != ExprKind::Root && part->kind != ExprKind::EffectParameter &&
              part->kind != ExprKind::Local && part->kind != ExprKind::History && part->kind != ExprKind::Signal;
  });
  return closed;
}
} // namespace

const ir::Expr *Elaborator::localRead(const Local &found, Range range) {
  size_t at = static_cast<size_t>(&found - locals_.data());
  const ir::Expr *node = make(ExprKind::Local, found.type, range, {}, found.name, found.id);
  if (at >= frame_.historyBarrier || found.type->isError())
    return node;
  if (found.value) {
    const ir::Expr *meaning = substituted(found.value, false);
    if (isClosed(meaning))
      return meaning;
  }
  if (frame_.declaration)
    return bad(range);
  report<Kind::HistoryReadsCurrent>(range, found.name)
      .help("the current event enters a history term through `per` alone, as a path that both events have");
  return bad(range);
}

// ---- Names

/// A tool of which no schema is known may have any argument.
bool Elaborator::hasArgument(const Tool &tool, llvm::StringRef name) const {
  if (!tool.args)
    return false;
  if (tool.args->kind == TypeKind::Json)
    return !context_.program.names->tryFind(*frame_.file, syntax::Name{name, {}}, bit(Decl::Kind::Let));
  return tool.args->field(name);
}

bool Elaborator::meansValue(llvm::StringRef name) const {
  if (local(name))
    return true;
  const Scope &scope = *frame_.scope;
  if (!scope.bindings)
    return isRoot(name);
  // Inside a function that fills a parameter, names are the function's.
  return entered_.empty() && (isArgument(name) || name == "args");
}

bool Elaborator::isArgument(llvm::StringRef name) const {
  return llvm::any_of(frame_.scope->tools, [&](const Tool *tool) { return hasArgument(*tool, name); });
}

const ir::Expr *Elaborator::name(const syntax::NameExpr *expr, const ir::Type *wanted) {
  if (const Local *found = local(expr->name))
    return localRead(*found, expr->range);
  const Scope &scope = *frame_.scope;
  syntax::Name word{expr->name, expr->range};
  if (scope.bindings && meansValue(expr->name)) {
    const ir::Expr *args = make(ExprKind::Root, sharedType("args"), expr->range, {}, "args");
    // `args.where` names an argument that is no name by itself.
    return expr->name == "args" && !isArgument("args") ? args : select(args, word, expr->range);
  }
  bool declared = context_.program.names->tryFind(*frame_.file, word, bit(Decl::Kind::Let));
  bool closed = scope.events.empty() && !frame_.declaration;
  if (isRoot(expr->name) && !scope.bindings && !(declared && closed))
    return root(expr->name, expr->range);
  return qualified(word, expr->range, wanted);
}

/// The names of `a.b.c`; false where the expression is something else.
bool Elaborator::dotted(const syntax::Expr *expr, std::vector<syntax::Name> &names) const {
  return namesOf(expr, names);
}

const ir::Expr *Elaborator::member(const syntax::MemberExpr *expr, const ir::Type *wanted) {
  std::vector<syntax::Name> names;
  if (dotted(expr, names) && !meansValue(names.front().text))
    return qualified(names, expr->range, wanted);
  return select(read(expr->base), expr->member, expr->range);
}

/// A dotted name that begins with a declaration: an effect with its parameter or a constant, and members of it.
const ir::Expr *Elaborator::qualified(llvm::ArrayRef<syntax::Name> names, Range range, const ir::Type *wanted) {
  auto upTo = [&](size_t count) { return source::join(names.front().range, names[count - 1].range); };
  const ir::Expr *node = nullptr;
  size_t used = 0;
  for (size_t count = names.size(); count > 0 && !node; --count) {
    const resolve::Symbol *symbol = context_.program.names->tryFind(*frame_.file, names.take_front(count),
                                                                    bit(Decl::Kind::Let) | bit(Decl::Kind::Effect));
    if (!symbol)
      continue;
    if (symbol->kind() == Decl::Kind::Let) {
      node = constant(*symbol, upTo(count), count == names.size() ? wanted : nullptr);
      used = count;
    } else if (count < names.size()) {
      node = effectParameter(*symbol, names[count], upTo(count + 1));
      used = count + 1;
    }
  }
  if (!node)
    return unknownName(names);
  for (; used < names.size(); ++used)
    node = select(narrowed(node), names[used], used + 1 == names.size() ? range : upTo(used + 1));
  return node;
}

const ir::Expr *Elaborator::unknownName(llvm::ArrayRef<syntax::Name> names) {
  const syntax::Name &first = names.front();
  Range range = source::join(first.range, names.back().range);
  const resolve::Names &all = *context_.program.names;
  for (size_t count = names.size(); count > 0; --count)
    if (const resolve::Symbol *symbol = all.tryFind(*frame_.file, names.take_front(count), ~resolve::Kinds(0))) {
      report<Kind::NotAValue>(range, written(range), resolve::describe(symbol->kind()))
          .related(symbol->decl->name.range, "declared here");
      return bad(range);
    }
  for (const Passed &passed : passed_)
    if (passed.quantifier->variable.text == first.text) {
      const syntax::Expr *body = passed.quantifier->body;
      diagnostics::Fix fix{"let the body hold it too", diagnostics::Applicability::MaybeIncorrect, {}};
      fix.edits.push_back({{body->range.file, body->range.begin, body->range.begin}, "("});
      fix.edits.push_back({{body->range.file, passed.right.end, passed.right.end}, ")"});
      report<Kind::UnknownName>(first.range, "a value", first.text)
          .label("it means nothing outside the body")
          .related(body->range, "the body of `" + first.text.str() + "` is this and ends before `and` and `or`")
          .fix(std::move(fix));
      return bad(range);
    }
  if (frame_.scope->bindings && isRoot(first.text)) {
    report<Kind::RootUnavailable>(first.range, first.text).label("a tool binds its own arguments");
    return bad(range);
  }
  std::vector<llvm::StringRef> candidates = rootNames();
  for (size_t at = frame_.visibleFrom; at < locals_.size(); ++at)
    candidates.push_back(locals_[at].name);
  if (frame_.scope->bindings)
    for (const Tool *tool : frame_.scope->tools)
      for (const ir::Field &field : tool->args ? tool->args->fields : llvm::ArrayRef<ir::Field>())
        candidates.push_back(field.name);
  std::string guess = resolve::closest(first.text, candidates);
  if (!guess.empty()) {
    report<Kind::UnknownName>(first.range, "a value", first.text).didYouMean(first.range, guess);
    return bad(range);
  }
  // What stands before the last dot may be an effect or a package; the first name alone is a constant.
  size_t count = std::max<size_t>(1, names.size() - 1);
  bool effect = names.size() > 1;
  if (effect && all.findPackage(*frame_.file, names.take_front(count)))
    count = names.size(); // the package is known, so it is the last name that is not
  std::vector<syntax::Name> kept(names.begin(), names.begin() + count);
  syntax::Path path{arena_.copy(kept), source::join(first.range, names[count - 1].range)};
  all.find(*frame_.file, path, bit(Decl::Kind::Let) | bit(Decl::Kind::Effect),
           effect ? "an effect or a value" : "a value", context_.reporter);
  return bad(range);
}

// ---- Members

const ir::Expr *Elaborator::select(const ir::Expr *base, const syntax::Name &member, Range range) {
  if (base->type->isError())
    return bad(range);
  if (base->type->isOptional())
    base = proved(base, base->range);
  // `xs[].id`: the member of each element.
  if (base->kind == ExprKind::Project) {
    const ir::Expr *body = select(base->operand(1), member, range);
    return make(ExprKind::Project, body->type->isError() ? body->type : types_.list(body->type), range,
                {base->operand(0), body}, base->text, base->number);
  }
  switch (base->type->kind) {
  case TypeKind::Error:
    return bad(range);
  case TypeKind::Json:
    return make(ExprKind::Member, types_.optional(flowing(simple(TypeKind::Json), {base})), range, {base}, member.text);
  case TypeKind::Record:
    if (base->kind == ExprKind::Root && (base->text == "args" || base->text == "result"))
      return selectShared(base, member, range);
    return selectField(base, base->type, member, range);
  case TypeKind::Content: {
    std::string text = written(base->range);
    report<Kind::ContentRead>(base->range, text)
        .fix("read its text", base->range, "text(" + text + ")", diagnostics::Applicability::MaybeIncorrect);
    return bad(range);
  }
  case TypeKind::Map: {
    std::string quoted = "[\"" + member.text.str() + "\"]";
    Range dot{base->range.file, base->range.end, member.range.end};
    report<Kind::UnknownMember>(member.range, ir::print(base->type), member.text)
        .help("a map is read by key")
        .fix("read it by key", dot, quoted);
    return bad(range);
  }
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::String:
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
  case TypeKind::Ip:
  case TypeKind::Cidr:
  case TypeKind::Null:
  case TypeKind::Pattern:
  case TypeKind::Union:
  case TypeKind::List:
  case TypeKind::Set:
  case TypeKind::Optional:
    report<Kind::UnknownMember>(member.range, ir::print(base->type), member.text);
    return bad(range);
  }
  return bad(range);
}

const ir::Expr *Elaborator::selectField(const ir::Expr *base, const ir::Type *record, const syntax::Name &member,
                                        Range range) {
  if (const ir::Field *field = record->field(member.text))
    return make(ExprKind::Member, base->type->sensitive ? types_.sensitive(field->type) : field->type, range, {base},
                member.text);
  std::vector<llvm::StringRef> candidates;
  for (const ir::Field &field : record->fields)
    candidates.push_back(field.name);
  std::string guess = resolve::closest(member.text, candidates);
  std::string owner = base->kind == ExprKind::Root ? base->text.str() : ir::print(record);
  auto builder = report<Kind::UnknownMember>(member.range, owner, member.text);
  if (!guess.empty()) {
    builder.didYouMean(member.range, guess);
  } else if (!candidates.empty() && candidates.size() <= 12) {
    std::string all;
    for (llvm::StringRef candidate : candidates)
      all += (all.empty() ? "`" : ", `") + candidate.str() + "`";
    builder.note("its members are " + all);
  }
  if (base->kind == ExprKind::Root && base->text == "context")
    builder.help("declare it in a `context { … }`, so that the engine knows to deliver it");
  return bad(range);
}

namespace {
std::string listed(llvm::ArrayRef<const Tool *> tools) {
  std::string out;
  for (size_t at = 0; at < tools.size(); ++at) {
    if (at == 4 && tools.size() > 5)
      return out + " and " + std::to_string(tools.size() - at) + " more";
    out += (at == 0 ? "`" : at + 1 == tools.size() ? " and `" : ", `") + tools[at]->qualified + "`";
  }
  return out;
}
} // namespace

/// A member of `args` or `result` where several tools may be current (S36): all must have it, of a common type.
const ir::Expr *Elaborator::selectShared(const ir::Expr *base, const syntax::Name &member, Range range) {
  std::vector<const Tool *> with, without;
  const ir::Type *common = nullptr;
  bool agree = true;
  for (const Tool *tool : frame_.scope->tools) {
    const ir::Type *whole = base->text == "args" ? tool->args : tool->result;
    const ir::Field *field = whole ? whole->field(member.text) : nullptr;
    (field ? with : without).push_back(tool);
    if (!field || !agree)
      continue;
    common = common ? ir::meet(types_, common, field->type) : field->type;
    agree = common != nullptr;
  }
  if (with.empty())
    return selectField(base, base->type, member, range);
  std::string path = base->text.str() + "." + member.text.str();
  std::string proposal = "declare an effect with a parameter for it, let each tool say which argument fills it (`does "
                         "EFFECT(parameter: " +
                         member.text.str() + ")`), and read `EFFECT.parameter`";
  if (!without.empty()) {
    report<Kind::MemberNotInAll>(range, path)
        .label(listed(without) + (without.size() == 1 ? " lacks it" : " lack it"))
        .help(proposal);
    return bad(range);
  }
  if (!agree) {
    report<Kind::NoCommonType>(range, path).label("it differs between " + listed(with)).help(proposal);
    return bad(range);
  }
  return make(ExprKind::Member, common, range, {base}, member.text);
}

const ir::Expr *Elaborator::index(const syntax::IndexExpr *expr) {
  const ir::Expr *base = present(expr->base);
  if (base->type->isError())
    return bad(expr->range);
  const ir::Expr *at = nullptr;
  const ir::Type *element = nullptr;
  if (base->type->kind == TypeKind::List) {
    at = value(expr->index, simple(TypeKind::Int));
    element = base->type->element;
  } else if (base->type->kind == TypeKind::Map) {
    at = value(expr->index, simple(TypeKind::String));
    element = base->type->element;
  } else if (base->type->kind == TypeKind::Json) {
    at = present(expr->index);
    if (at->type->kind != TypeKind::Int)
      at = coerce(at, simple(TypeKind::String), expr->index->range);
    element = simple(TypeKind::Json);
  } else if (auto *key = llvm::dyn_cast<syntax::StringExpr>(expr->index); key && base->type->kind == TypeKind::Record) {
    std::string path = written(expr->base) + "." + key->value.str();
    auto builder =
        report<Kind::TypeMismatch>(expr->base->range, ir::print(types_.withoutSensitive(base->type)), "map<json>");
    builder.label("a record, whose members have names");
    if (llvm::all_of(key->value, [](char letter) { return llvm::isAlnum(letter) || letter == '_'; }))
      builder.fix("name the member", expr->range, path);
    return bad(expr->range);
  } else {
    return mismatch(base, types_.map(simple(TypeKind::Json)), expr->base->range);
  }
  if (at->type->isError())
    return bad(expr->range);
  return make(ExprKind::Index, types_.optional(flowing(element, {base, at})), expr->range, {base, at});
}

/// `xs[]`, where a tool fills an effect's parameter: each element.
const ir::Expr *Elaborator::project(const syntax::ProjectExpr *expr) {
  if (!frame_.scope->bindings) {
    report<Kind::ProjectOutside>(expr->range).help("go through the list with `any x in …: …` or `all x in …: …`");
    return bad(expr->range);
  }
  const ir::Expr *base = read(expr->base);
  if (base->type->isError())
    return bad(expr->range);
  const ir::Type *list = types_.withoutOptional(base->type);
  if (list->kind != TypeKind::List) {
    report<Kind::NotAList>(expr->base->range, ir::print(base->type));
    return bad(expr->range);
  }
  if (base->type->isOptional())
    base = make(ExprKind::Coalesce, list, base->range, {base, make(ExprKind::List, list, base->range)});
  int64_t id = context_.program.nextLocal++;
  const ir::Expr *each = make(ExprKind::Local, list->element, expr->range, {}, "each", id);
  return make(ExprKind::Project, list, expr->range, {base, each}, "each", id);
}

const ir::Expr *Elaborator::path(const syntax::Expr *expr) {
  const ir::Expr *node = expr->kind == syntax::Expr::Kind::Call ? raw(expr, nullptr) : lenientPath(expr);
  if (node->type->isError())
    return node;
  bool ofText = node->kind == ExprKind::Call && node->text == "text" && isPath(node->operand(0));
  if (ofText || isPath(node))
    return node;
  report<Kind::NotAPath>(expr->range).help("write a path such as `args.amount` or `session.id`, or `text(…)` of one");
  return bad(expr->range);
}

// ---- Effect parameters

const ir::Expr *Elaborator::effectParameter(const resolve::Symbol &symbol, const syntax::Name &parameter, Range range) {
  const Effect *effect = context_.program.effect(&symbol);
  if (!effect || frame_.declaration)
    return bad(range);
  const ir::Field *field = effect->parameter(parameter.text);
  if (!field) {
    std::vector<llvm::StringRef> candidates;
    for (const ir::Field &each : effect->parameters)
      candidates.push_back(each.name);
    std::string guess = resolve::closest(parameter.text, candidates);
    auto builder = report<Kind::UnknownEffectParameter>(parameter.range, symbol.simpleName(), parameter.text);
    builder.related(effect->decl->name.range, "the effect is declared here");
    if (!guess.empty())
      builder.didYouMean(parameter.range, guess);
    return bad(range);
  }
  const Scope &scope = *frame_.scope;
  if (scope.events.empty()) {
    report<Kind::RootUnavailable>(range, written(range)).label("there is no event here");
    return bad(range);
  }
  if (!llvm::is_contained(scope.effects, effect)) {
    std::vector<const Tool *> without;
    for (const Tool *tool : scope.tools)
      if (!tool->find(effect))
        without.push_back(tool);
    if (scope.tools.empty() && llvm::all_of(scope.events, hasTools))
      return bad(range); // The selector was reported, or selects nothing.
    auto builder = report<Kind::EffectUnavailable>(range, written(range));
    if (!without.empty())
      builder.label(listed(without) + (without.size() == 1 ? " does not have it" : " do not have it"));
    else
      builder.label("only calls and results of tools that have the effect carry it");
    builder.help("select with `call that " + symbol.simpleName().str() + "`");
    return bad(range);
  }
  bool sensitive = false;
  for (const Tool *tool : scope.tools)
    for (const EffectBinding &binding : tool->find(effect)->bindings)
      if (binding.parameter == field && binding.value)
        sensitive |= ir::holdsSensitive(binding.value->type);
  return make(ExprKind::EffectParameter, sensitive ? types_.sensitive(field->type) : field->type, range, {},
              effect->symbol->name, 0, field->name);
}

} // namespace onus::check
