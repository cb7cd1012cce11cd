// SPDX-License-Identifier: Apache-2.0
#include "check/reference_collector.h"

#include "check/inheritance.h"
#include "check/paths.h"

#include "llvm/ADT/STLExtras.h"

/// References of declarations and their clauses.
namespace onus::check {

using llvm::dyn_cast;
using resolve::bit;

ReferenceCollector::ReferenceCollector(const Program &program, const syntax::File &file)
    : program_(program), names_(*program.names), file_(file) {}

std::vector<Reference> ReferenceCollector::run() {
  for (const syntax::Use &each : file_.uses)
    use(each);
  path(file_.owner, resolve::parties);
  for (const Decl *decl : file_.decls) {
    within_ = decl;
    declaration(*decl);
  }
  llvm::stable_sort(found_, [](const Reference &a, const Reference &b) { return a.range.begin < b.range.begin; });
  return std::move(found_);
}

// ---- What `use` binds

void ReferenceCollector::use(const syntax::Use &use) {
  if (!use.path)
    return;
  if (!use.braces) {
    const syntax::Name &last = use.path.names.back();
    imported(last, use.alias ? use.alias : last, {use.path.names.drop_back(), use.path.range});
    return;
  }
  addPackage(use.path.names, names_.package(file_, use.path.text()), /*inUse=*/true);
  for (const syntax::UseItem &item : use.items)
    imported(item.name, item.alias ? item.alias : item.name, use.path);
}

/// A whole package comes before a name in a package, and the first of several imports of one name holds.
void ReferenceCollector::imported(const syntax::Name &name, const syntax::Name &as, const syntax::Path &prefix) {
  std::string full = (prefix ? prefix.text() + "." : "") + name.text.str();
  if (const resolve::Package *whole = names_.package(file_, full)) {
    imports_.push_back({&as, nullptr, whole});
    found_.push_back({name.range, nullptr, whole, nullptr, nullptr, true, nullptr});
    return;
  }
  const resolve::Package *package = prefix ? names_.package(file_, prefix.text()) : nullptr;
  const resolve::Symbol *symbol = package ? package->scope.lookup(name.text) : nullptr;
  if (!symbol)
    return;
  imports_.push_back({&as, symbol, nullptr});
  found_.push_back({name.range, symbol, nullptr, nullptr, nullptr, true, nullptr});
}

/// The import without which the names would mean nothing here.
const syntax::Name *ReferenceCollector::importOf(Names names, const resolve::Package &package,
                                                 const resolve::Symbol *symbol) const {
  Names before = symbol ? names.drop_back() : names;
  if (!before.empty() && syntax::Path{before, {}}.text() == package.name)
    return nullptr;
  for (const Import &each : imports_) {
    if (each.name->text != names.front().text)
      continue;
    if (before.empty() ? each.symbol == symbol : each.package != nullptr)
      return each.name;
  }
  return nullptr;
}

// ---- Adding

const resolve::Symbol *ReferenceCollector::find(Names names, resolve::Kinds wanted) const {
  return names_.tryFind(file_, names, wanted);
}

void ReferenceCollector::add(Names names, const resolve::Symbol *symbol) {
  if (names.size() > 1)
    addPackage(names.drop_back(), symbol->package);
  const syntax::Name *import = importOf(names, *symbol->package, symbol);
  found_.push_back({names.back().range, symbol, nullptr, nullptr, import, false, within_});
}

void ReferenceCollector::addPackage(Names names, const resolve::Package *package, bool inUse) {
  if (!package)
    return;
  Range range = source::join(names.front().range, names.back().range);
  const syntax::Name *import = inUse ? nullptr : importOf(names, *package, nullptr);
  found_.push_back({range, nullptr, package, nullptr, import, inUse, within_});
}

void ReferenceCollector::addLocal(Range range, const syntax::Name *declared) {
  found_.push_back({range, nullptr, nullptr, declared, nullptr, false, within_});
}

void ReferenceCollector::addParameter(llvm::ArrayRef<syntax::FieldDecl> parameters, const syntax::Name &name) {
  for (const syntax::FieldDecl &each : parameters)
    if (each.name.text == name.text)
      return addLocal(name.range, &each.name);
}

void ReferenceCollector::path(const syntax::Path &path, resolve::Kinds wanted) {
  if (!path)
    return;
  if (const resolve::Symbol *symbol = find(path.names, wanted))
    add(path.names, symbol);
}

void ReferenceCollector::parties(std::initializer_list<const syntax::Path *> paths) {
  for (const syntax::Path *each : paths)
    path(*each, resolve::parties);
}

/// Of a tool's path, the surface.
void ReferenceCollector::surfaceOf(const syntax::Path &tool) {
  if (tool.names.size() > 1)
    path({tool.names.drop_back(), tool.range}, bit(Decl::Kind::Surface));
}

// ---- Declarations

void ReferenceCollector::declaration(const Decl &decl) {
  if (auto *each = dyn_cast<syntax::PartyDecl>(&decl)) {
    party(*each);
  } else if (auto *sink = dyn_cast<syntax::SinkDecl>(&decl)) {
    path(sink->owner, resolve::parties);
  } else if (auto *context = dyn_cast<syntax::ContextDecl>(&decl)) {
    type(context->type);
  } else if (auto *shape = dyn_cast<syntax::TypeDecl>(&decl)) {
    type(shape->type);
  } else if (auto *constant = dyn_cast<syntax::LetDecl>(&decl)) {
    let(*constant);
  } else if (auto *effect = dyn_cast<syntax::EffectDecl>(&decl)) {
    fields(effect->parameters);
  } else if (auto *tools = dyn_cast<syntax::SurfaceDecl>(&decl)) {
    surface(*tools);
  } else if (auto *classifier = dyn_cast<syntax::DetectorDecl>(&decl)) {
    detector(*classifier);
  } else if (auto *deployed = dyn_cast<syntax::SystemDecl>(&decl)) {
    system(*deployed);
  } else if (auto *duties = dyn_cast<syntax::DutiesDecl>(&decl)) {
    clauses(duties->clauses);
  } else if (auto *control = dyn_cast<syntax::GuardrailDecl>(&decl)) {
    guardrail(*control);
  } else if (auto *body = dyn_cast<syntax::PatternDecl>(&decl)) {
    pattern(*body);
  } else if (auto *lifted = dyn_cast<syntax::ExceptionDecl>(&decl)) {
    exception(*lifted);
  } else if (auto *bar = dyn_cast<syntax::StandardDecl>(&decl)) {
    standard(*bar);
  } else if (auto *trial = dyn_cast<syntax::TestDecl>(&decl)) {
    test(*trial);
  }
}

void ReferenceCollector::party(const syntax::PartyDecl &decl) {
  parties({&decl.lead, &decl.answersTo});
  for (const syntax::Path &each : decl.members)
    path(each, resolve::parties);
  for (const syntax::Path &each : decl.standards)
    path(each, bit(Decl::Kind::Standard));
}

void ReferenceCollector::let(const syntax::LetDecl &decl) {
  fields(decl.parameters);
  type(decl.type);
  if (!decl.function)
    return closed(decl.value);
  for (const syntax::FieldDecl &each : decl.parameters)
    push(each.name);
  expr(decl.value);
  locals_.clear();
}

void ReferenceCollector::surface(const syntax::SurfaceDecl &decl) {
  parties({&decl.owner, &decl.approved.by});
  for (const syntax::ToolDecl *each : decl.tools)
    tool(decl, *each);
  for (const syntax::SurfaceUnguarded &each : decl.unguarded)
    waiver(each.clause.waiver);
}

void ReferenceCollector::tool(const syntax::SurfaceDecl &decl, const syntax::ToolDecl &tool) {
  fields(tool.parameters);
  type(tool.returns);
  tools_.clear();
  if (const Surface *surface = program_.surface(names_.symbolOf(&decl)))
    for (const Tool &each : surface->tools)
      if (each.syntax == &tool)
        tools_.push_back(&each);
  binding_ = true;
  for (const syntax::DoesClause &does : tool.does) {
    path(does.effect, bit(Decl::Kind::Effect));
    const resolve::Symbol *symbol = find(does.effect.names, bit(Decl::Kind::Effect));
    for (const syntax::Binding &each : does.bindings) {
      if (symbol)
        addParameter(llvm::cast<syntax::EffectDecl>(symbol->decl)->parameters, each.parameter);
      expr(each.value);
    }
  }
  binding_ = false;
  path(tool.approved.by, resolve::parties);
  for (const syntax::UnguardedClause &each : tool.unguarded)
    waiver(each.waiver);
}

void ReferenceCollector::detector(const syntax::DetectorDecl &decl) {
  path(decl.base, bit(Decl::Kind::Detector));
  fields(decl.inputs);
  type(decl.output);
  path(decl.vendor, bit(Decl::Kind::Vendor));
  path(decl.owner, resolve::parties);
}

void ReferenceCollector::system(const syntax::SystemDecl &decl) {
  parties({&decl.operatorParty, &decl.business, &decl.engineering, &decl.security, &decl.model});
  for (const syntax::Path &each : decl.surfaces)
    path(each, bit(Decl::Kind::Surface));
  for (const syntax::Path &each : decl.enforces) {
    resolve::Kinds wanted = bit(Decl::Kind::Guardrail) | bit(Decl::Kind::Exception);
    if (const resolve::Package *package = names_.package(file_, each.text()))
      addPackage(each.names, package);
    else if (const resolve::Symbol *symbol = find(each.names, wanted))
      add(each.names, symbol);
    else
      addPackage(each.names, names_.findPackage(file_, each.names));
  }
}

// ---- Guardrails, and what is made of the same clauses

/// What the body of a guardrail names, its pattern's included: its exceptions see it wherever they stand.
void ReferenceCollector::pushGuardrail(const syntax::File &file, const syntax::GuardrailDecl &decl) {
  const resolve::Symbol *symbol =
      decl.pattern ? names_.tryFind(file, decl.pattern.names, bit(Decl::Kind::Pattern)) : nullptr;
  const syntax::Clauses *body = &decl.clauses;
  if (symbol) {
    auto &pattern = *llvm::cast<syntax::PatternDecl>(symbol->decl);
    for (const syntax::FieldDecl &each : pattern.parameters)
      if (!isPartyParameter(each))
        push(each.name);
    body = &pattern.clauses;
  }
  for (const syntax::LocalLet &each : body->lets)
    push(each.name);
}

void ReferenceCollector::guardrail(const syntax::GuardrailDecl &decl) {
  path(decl.duties, bit(Decl::Kind::Duties));
  if (decl.pattern) {
    path(decl.pattern, bit(Decl::Kind::Pattern));
    patternArguments(decl);
    pushGuardrail(file_, decl);
  }
  clauses(decl.clauses);
  locals_.clear();
}

/// A party passed to a pattern is a path; any other argument is a value that sees nothing of the pattern's names.
void ReferenceCollector::patternArguments(const syntax::GuardrailDecl &decl) {
  const resolve::Symbol *symbol = find(decl.pattern.names, bit(Decl::Kind::Pattern));
  if (!symbol)
    return;
  auto &pattern = *llvm::cast<syntax::PatternDecl>(symbol->decl);
  for (const syntax::Argument &argument : decl.arguments) {
    addParameter(pattern.parameters, argument.label);
    bool isParty = llvm::any_of(pattern.parameters, [&](const syntax::FieldDecl &each) {
      return each.name.text == argument.label.text && isPartyParameter(each);
    });
    std::vector<syntax::Name> names;
    if (!isParty)
      expr(argument.value);
    else if (namesOf(argument.value, names))
      path({names, argument.value->range}, resolve::parties);
  }
}

void ReferenceCollector::pattern(const syntax::PatternDecl &decl) {
  for (const syntax::FieldDecl &each : decl.parameters) {
    std::vector<syntax::Name> names;
    if (!isPartyParameter(each)) {
      type(each.type);
      closed(each.fallback);
    } else if (each.fallback && namesOf(each.fallback, names)) {
      path({names, each.fallback->range}, resolve::parties);
    }
  }
  for (const syntax::FieldDecl &each : decl.parameters)
    push(each.name);
  clauses(decl.clauses);
  locals_.clear();
}

/// Each local name is seen by those after it and by everything else.
void ReferenceCollector::clauses(const syntax::Clauses &clauses) {
  for (const syntax::LocalLet &each : clauses.lets) {
    expr(each.value);
    push(each.name);
  }
  for (const syntax::OwnerClause &each : clauses.owners)
    path(each.party, resolve::parties);
  for (const syntax::Selector *each : clauses.on)
    selector(*each);
  for (const syntax::Rule *each : clauses.rules)
    rule(*each);
  for (const syntax::LogClause *each : clauses.logs)
    log(*each);
  for (const syntax::EscalateClause *each : clauses.escalates)
    for (const syntax::EscalateStep &step : each->steps)
      path(step.to, resolve::parties);
  for (const syntax::RollbackClause *each : clauses.rollbacks) {
    for (const syntax::Path &tool : each->tools)
      surfaceOf(tool);
    path(each->by, resolve::parties);
  }
  for (const syntax::FailsClause *each : clauses.fails) {
    path(each->ask, resolve::parties);
    waiver(each->waiver);
  }
  for (const syntax::MapsClause *each : clauses.maps)
    path(each->framework, bit(Decl::Kind::Framework));
  for (const syntax::Waiver *each : clauses.shadows)
    waiver(*each);
  for (const syntax::ExceptionDecl *each : clauses.exceptions)
    exception(*each);
}

void ReferenceCollector::rule(const syntax::Rule &rule) {
  const Local *asked = rule.ask.names.size() == 1 ? localOf(rule.ask.names.front().text) : nullptr;
  if (asked)
    addLocal(rule.ask.range, asked->declared);
  else
    path(rule.ask, resolve::parties);
  for (const syntax::RedactTarget &each : rule.redact) {
    expr(each.path);
    expr(each.matching);
  }
  expr(rule.condition);
}

void ReferenceCollector::log(const syntax::LogClause &clause) {
  for (llvm::ArrayRef<syntax::Expr *> list : {clause.items, clause.redact})
    for (const syntax::Expr *item : list)
      expr(item);
  path(clause.to, bit(Decl::Kind::Sink));
}

/// One that stands for itself sees what the guardrail names that it is an exception to.
void ReferenceCollector::exception(const syntax::ExceptionDecl &decl) {
  size_t outer = locals_.size();
  if (decl.to) {
    path(decl.to, bit(Decl::Kind::Guardrail));
    if (const resolve::Symbol *symbol = find(decl.to.names, bit(Decl::Kind::Guardrail)))
      pushGuardrail(*symbol->file, *llvm::cast<syntax::GuardrailDecl>(symbol->decl));
  }
  expr(decl.when);
  locals_.resize(outer);
  waiver(decl.waiver);
  if (decl.monitor)
    path(decl.monitor->alert, resolve::parties);
}

void ReferenceCollector::waiver(const syntax::Waiver &waiver) {
  parties({&waiver.requestedBy, &waiver.approved.by, &waiver.alsoApproved.by});
  if (waiver.reviewed)
    path(waiver.reviewed->by, resolve::parties);
}

void ReferenceCollector::standard(const syntax::StandardDecl &decl) {
  path(decl.owner, resolve::parties);
  for (const syntax::StandardClause &each : decl.clauses)
    for (const syntax::Expr *part : {each.where, each.requires_})
      standardTerm(each.subject.text, part);
}

// ---- Tests

void ReferenceCollector::test(const syntax::TestDecl &decl) {
  path(decl.of, bit(Decl::Kind::System));
  for (const syntax::Step *each : decl.steps)
    step(decl, *each);
}

void ReferenceCollector::step(const syntax::TestDecl &test, const syntax::Step &step) {
  closed(step.value);
  closed(step.args);
  surfaceOf(step.tool);
  path(step.detector, bit(Decl::Kind::Detector));
  expr(step.argument);
  if (!step.user)
    path(step.party, resolve::parties);
  outcome(test, step);
}

/// GUARDRAIL or GUARDRAIL.RULE; an exception may be named without being imported.
void ReferenceCollector::outcome(const syntax::TestDecl &test, const syntax::Step &step) {
  if (step.by) {
    constexpr resolve::Kinds wanted = bit(Decl::Kind::Guardrail);
    bool whole = find(step.by.names, wanted);
    path({whole ? step.by.names : step.by.names.drop_back(), step.by.range}, wanted);
  }
  if (!step.exception)
    return;
  if (const resolve::Symbol *symbol = find(step.exception.names, bit(Decl::Kind::Exception)))
    return add(step.exception.names, symbol);
  for (const TypedTest &typed : program_.tests)
    for (const TypedStep &each : typed.steps)
      if (typed.decl == &test && each.syntax == &step && each.exception && each.exception->symbol)
        found_.push_back(
            {step.exception.names.back().range, each.exception->symbol, nullptr, nullptr, nullptr, false, within_});
}

std::vector<Reference> references(const Program &program, const syntax::File &file) {
  return ReferenceCollector(program, file).run();
}

} // namespace onus::check
