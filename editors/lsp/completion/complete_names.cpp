// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/completer.h"

#include "base/words.h"
#include "check/builtins.h"
#include "check/standards/attributes.h"
#include "lsp/completion/library_names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// Names of declarations, packages and tools, and words that stand for themselves in their places.
namespace onus::lsp {

using llvm::dyn_cast_or_null;
using resolve::bit;
using resolve::Kinds;
using syntax::Decl;
using syntax::RuleKind;
using syntax::TokenKind;

namespace {

ItemKind itemKind(const Decl &decl) {
  switch (decl.kind) {
  case Decl::Kind::Organization:
  case Decl::Kind::Person:
  case Decl::Kind::Team:
  case Decl::Kind::Vendor:
  case Decl::Kind::Guardrail:
    return ItemKind::Class;
  case Decl::Kind::Type:
    return ItemKind::Struct;
  case Decl::Kind::Let:
    return llvm::cast<syntax::LetDecl>(decl).function ? ItemKind::Function : ItemKind::Constant;
  case Decl::Kind::Effect:
    return ItemKind::Interface;
  case Decl::Kind::Detector:
    return ItemKind::Function;
  default:
    return ItemKind::Module;
  }
}

constexpr llvm::StringLiteral dataFormats[] = {"csv", "json", "text"};
constexpr llvm::StringLiteral surfaceFormats[] = {"mcp", "openapi"};
constexpr llvm::StringLiteral coverable[] = {"call", "none", "result"};
constexpr llvm::StringLiteral severityWords[] = {
#define ONUS_SEVERITY(NAME, WORD) WORD,
#include "base/words.def"
};

/// The package that a `use` names so far, at whose end something of it is to be named.
std::string packageBefore(const Cursor &cursor, size_t first) {
  std::string name;
  for (size_t at = first; at < cursor.words().size(); ++at) {
    if (cursor.kind(at) == TokenKind::LBrace)
      break;
    name += cursor.text(at);
  }
  return llvm::StringRef(name).rtrim('.').str();
}

} // namespace

void Completer::name(const Way &way) {
  switch (rule(way, 1).rule) {
  case RuleKind::Path:
  case RuleKind::TypePath:
    return path(way);
  case RuleKind::ToolPath:
  case RuleKind::ToolPart:
    return tools(way);
  case RuleKind::ToolName:
    return surfaceTools();
  case RuleKind::Atom:
  case RuleKind::PerPath:
    return expression(way);
  case RuleKind::Suffix:
    return member(way);
  case RuleKind::MemberKey:
  case RuleKind::LooseKey:
    return recordMember(way);
  case RuleKind::Binding:
  case RuleKind::NamedArgument:
    return parameters(way);
  case RuleKind::UseClause:
  case RuleKind::UsePart:
  case RuleKind::UseItem:
    return used(way);
  default:
    return words(way);
  }
}

/// Words that a place takes and that are neither keywords nor declared.
void Completer::words(const Way &way) {
  const OpenRule &place = rule(way, 1);
  TokenKind word = keyword(place);
  if (place.rule == RuleKind::EffectClause)
    addWords(word == TokenKind::Cover ? llvm::makeArrayRef(coverable) : llvm::makeArrayRef(severityWords),
             ItemKind::EnumMember);
  else if (place.rule == RuleKind::GuardrailMember && word == TokenKind::Severity)
    severities();
  else if (place.rule == RuleKind::SurfaceClause && word == TokenKind::From)
    addWords(surfaceFormats, ItemKind::EnumMember);
  else if (place.rule == RuleKind::LetDecl && word == TokenKind::From)
    addWords(dataFormats, ItemKind::EnumMember);
  else if (place.rule == RuleKind::StandardClause)
    standardSubjects();
  else if (place.rule == RuleKind::ExceptionClause && word == TokenKind::Lifts)
    labels(enclosingSymbol(this->place()));
  else if (place.rule == RuleKind::Origin)
    addWords(check::entryReasons(), ItemKind::EnumMember);
}

void Completer::severities() { addWords(severityWords, ItemKind::EnumMember); }

void Completer::standardSubjects() {
  for (const check::standards::Attribute &each : check::standards::allAttributes()) {
    Proposal proposal;
    proposal.label = check::standards::word(each.subject).str();
    proposal.kind = ItemKind::EnumMember;
    proposal.fit = Fit::Best;
    add(std::move(proposal));
  }
}

// ---- Declarations

void Completer::addSymbol(const resolve::Symbol &symbol, Fit fit, llvm::StringRef label, bool imports) {
  if (symbol.testOnly && !inTests())
    return;
  Proposal proposal;
  proposal.label = label.str();
  proposal.kind = itemKind(*symbol.decl);
  proposal.fit = fit;
  proposal.detail = symbol.decl->title ? symbol.decl->title.value.str() : syntax::word(symbol.kind()).str();
  proposal.symbol = symbol.name;
  proposal.imports = imports;
  if (symbol.package->name != project_.view->names().packageOf(*project_.file).name)
    proposal.origin = symbol.package->name;
  if (auto *let = llvm::dyn_cast<syntax::LetDecl>(symbol.decl); let && let->function)
    proposal.snippet = label.str() + "($1)";
  add(std::move(proposal));
}

void Completer::path(const Way &way) {
  const OpenRule &written = rule(way, 1), &place = rule(way, 2);
  Kinds kinds = kindsWanted(place.rule, keyword(place));
  std::vector<syntax::Name> before = namesIn(cursor_, written.first, cursor_.words().size());
  if (!before.empty()) {
    if (place.rule == RuleKind::Origin)
      labels(project_.view->names().tryFind(*project_.file, before, bit(Decl::Kind::Guardrail)));
    return qualifiedNames(before, kinds);
  }
  addWords(wordsWanted(place.rule, keyword(place)), ItemKind::Value);
  if (place.rule == RuleKind::PackageClause && kinds == 0)
    return packages();
  if (kinds == 0)
    return;
  declared(kinds);
  imported(kinds);
  elsewhere(kinds);
  if (kinds & bit(Decl::Kind::Exception))
    innerExceptions();
  packageRoots();
  if (kinds & bit(Decl::Kind::Guardrail))
    packages();
}

/// Exceptions that stand inside the guardrails of the package.
void Completer::innerExceptions() {
  const resolve::Package *own = &project_.view->names().packageOf(*project_.file);
  for (const check::Guardrail &guardrail : project_.view->program().guardrails)
    for (const check::Exception &each : guardrail.exceptions) {
      if (guardrail.symbol->package != own || each.symbol)
        continue;
      Proposal proposal;
      proposal.label = each.decl->name.text.str();
      proposal.kind = ItemKind::Class;
      proposal.fit = Fit::Own;
      proposal.detail = each.decl->title.value.str();
      add(std::move(proposal));
    }
}

/// The first words of full names.
void Completer::packageRoots() {
  for (const auto &each : project_.view->names().packages()) {
    Proposal proposal;
    proposal.label = llvm::StringRef(each->name).take_until([](char c) { return c == '.'; }).str();
    proposal.kind = ItemKind::Module;
    proposal.fit = Fit::Elsewhere;
    add(std::move(proposal));
  }
}

/// What a package has, behind its name.
void Completer::qualifiedNames(llvm::ArrayRef<syntax::Name> before, Kinds kinds) {
  const resolve::Names &names = project_.view->names();
  if (const resolve::Package *package = names.findPackage(*project_.file, before))
    for (const auto &each : package->scope)
      if (kinds & bit(each.second->kind()))
        addSymbol(*each.second, Fit::Best, each.first());
  std::string prefix;
  for (const syntax::Name &each : before)
    prefix += each.text.str() + ".";
  for (const auto &each : names.packages())
    if (llvm::StringRef rest = each->name; rest.consume_front(prefix)) {
      Proposal proposal;
      proposal.label = rest.take_until([](char c) { return c == '.'; }).str();
      proposal.kind = ItemKind::Module;
      add(std::move(proposal));
    }
}

/// Of the file's own package.
void Completer::declared(Kinds kinds) {
  for (const auto &each : project_.view->names().packageOf(*project_.file).scope)
    if (kinds & bit(each.second->kind()))
      addSymbol(*each.second, Fit::Own, each.first());
}

/// What the `use`s of the text as it stands bind.
void Completer::imported(Kinds kinds) {
  const resolve::Names &names = project_.view->names();
  auto bind = [&](llvm::StringRef package, const syntax::Name &name, const syntax::Name &alias) {
    const resolve::Package *from = names.package(*project_.file, package);
    const resolve::Symbol *symbol = from ? from->scope.lookup(name.text) : nullptr;
    if (symbol && (kinds & bit(symbol->kind())))
      addSymbol(*symbol, Fit::Imported, alias ? alias.text : name.text);
    return symbol != nullptr;
  };
  for (const syntax::Use &use : document_.syntax().head().uses) {
    for (const syntax::UseItem &item : use.items)
      bind(use.path.text(), item.name, item.alias);
    if (use.braces || use.path.names.empty())
      continue;
    syntax::Path package = use.path;
    package.names = package.names.drop_back();
    if (bind(package.text(), use.path.names.back(), use.alias))
      continue;
    Proposal proposal; // a whole package
    proposal.label = (use.alias ? use.alias : use.path.names.back()).text.str();
    proposal.kind = ItemKind::Module;
    proposal.fit = Fit::Imported;
    proposal.detail = use.path.text();
    add(std::move(proposal));
  }
}

/// What would have to be imported. Parties are known by their names wherever they are declared.
void Completer::elsewhere(Kinds kinds) {
  const resolve::Names &names = project_.view->names();
  const std::string &own = names.packageOf(*project_.file).name;
  for (const View *view : {project_.view.get(), project_.whole.get()})
    for (const auto &package : view ? llvm::makeArrayRef(view->names().packages()) : llvm::None)
      if (package->name != own && (view != project_.view.get() || names.package(*project_.file, package->name)))
        for (const auto &each : package->scope)
          if (kinds & bit(each.second->kind()))
            addSymbol(*each.second, Fit::Elsewhere, each.first(), !(resolve::parties & bit(each.second->kind())));
  for (const LibraryName &each : libraryNames()) {
    const resolve::Package *known = names.package(each.package);
    if (!(kinds & bit(each.kind)) || (known && known->scope.count(each.name)))
      continue;
    Proposal proposal;
    proposal.label = each.name;
    proposal.kind = ItemKind::Module;
    proposal.fit = Fit::Elsewhere;
    proposal.detail = each.title;
    proposal.origin = each.package;
    proposal.imports = true;
    add(std::move(proposal));
  }
}

void Completer::packages() {
  auto propose = [&](llvm::StringRef name) {
    Proposal proposal;
    proposal.label = name.str();
    proposal.kind = ItemKind::Module;
    proposal.fit = Fit::Own;
    add(std::move(proposal));
  };
  const resolve::Names &names = project_.view->names();
  for (const auto &each : names.packages())
    if (names.package(*project_.file, each->name) && !each->standard)
      propose(each->name);
}

// ---- Uses

/// The next part of a package's name, or what a package has.
void Completer::used(const Way &way) {
  const OpenRule *clause = around(way, RuleKind::UseClause);
  std::string package = packageBefore(cursor_, clause->first + 1);
  std::string prefix = package.empty() ? "" : package + ".";
  const resolve::Names &names = project_.view->names();
  const resolve::Package *known = names.package(*project_.file, package);
  for (const auto &each : known ? known->scope : llvm::StringMap<const resolve::Symbol *>())
    addSymbol(*each.second, Fit::Best, each.first());
  auto propose = [&](llvm::StringRef name, ItemKind kind, llvm::StringRef detail) {
    Proposal proposal;
    proposal.label = name.str();
    proposal.kind = kind;
    proposal.fit = Fit::Best;
    proposal.detail = detail.str();
    add(std::move(proposal));
  };
  for (const LibraryName &each : libraryNames())
    if (each.package == package) // of which the project has what it uses
      propose(each.name, ItemKind::Module, each.title);
  if (rule(way, 1).rule == RuleKind::UseItem)
    return;
  auto part = [&](llvm::StringRef name) {
    if (name.consume_front(prefix))
      propose(name.take_until([](char c) { return c == '.'; }), ItemKind::Module, "package");
  };
  for (const auto &each : names.packages())
    part(each->name);
  for (const LibraryName &each : libraryNames())
    part(each.package);
}

// ---- Tools

void Completer::addTool(const check::Tool &tool) {
  Proposal proposal;
  proposal.label = tool.name;
  proposal.kind = ItemKind::Method;
  proposal.fit = Fit::Best;
  proposal.detail = tool.args ? ir::print(tool.args) : "";
  proposal.tool = tool.qualified;
  bool word = syntax::isName(syntax::wordKind(tool.name)) &&
              llvm::all_of(tool.name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  if (!word && cursor_.where() == Cursor::Where::Words)
    proposal.insert = '"' + tool.name + '"';
  add(std::move(proposal));
}

void Completer::toolNames(const check::Surface &surface) {
  for (const check::Tool &each : surface.tools)
    addTool(each);
}

/// `surface.tool`
void Completer::tools(const Way &way) {
  const OpenRule *written = around(way, RuleKind::ToolPath);
  std::vector<syntax::Name> before = namesIn(cursor_, written->first, cursor_.words().size());
  const resolve::Names &names = project_.view->names();
  if (before.empty()) {
    declared(bit(Decl::Kind::Surface));
    imported(bit(Decl::Kind::Surface));
    elsewhere(bit(Decl::Kind::Surface));
    if (const OpenRule *action = around(way, RuleKind::RollbackAction))
      if (keyword(*action) == TokenKind::Disable)
        addWords({"system"}, ItemKind::Value, "all of the system");
    return;
  }
  if (const resolve::Symbol *symbol = names.tryFind(*project_.file, before, bit(Decl::Kind::Surface))) {
    if (const check::Surface *surface = project_.view->program().surface(symbol))
      toolNames(*surface);
    return;
  }
  qualifiedNames(before, bit(Decl::Kind::Surface));
}

/// The tools of the surface that is being written, those first that nothing classifies.
void Completer::surfaceTools() {
  const resolve::Symbol *symbol = enclosingSymbol(place());
  if (const check::Surface *surface = symbol ? project_.view->program().surface(symbol) : nullptr)
    toolNames(*surface);
}

// ---- What hangs on a declaration

/// The labels of a guardrail's rules, its pattern's among them.
void Completer::labels(const resolve::Symbol *symbol) {
  const check::Guardrail *guardrail = project_.view->program().guardrail(symbol);
  for (const syntax::Rule *each :
       guardrail ? llvm::makeArrayRef(guardrail->rules) : llvm::ArrayRef<const syntax::Rule *>())
    if (each->label) {
      Proposal proposal;
      proposal.label = each->label.text.str();
      proposal.kind = ItemKind::Field;
      proposal.fit = Fit::Best;
      proposal.detail = each->because.value.str();
      add(std::move(proposal));
    }
}

/// The parameters of the effect or pattern that is being given them.
void Completer::parameters(const Way &way) {
  const OpenRule *effect = around(way, RuleKind::EffectUse);
  const OpenRule *user = effect ? effect : around(way, RuleKind::GuardrailDecl);
  size_t first = effect ? user->first : user->keyword + 1;
  std::vector<syntax::Name> names = namesIn(cursor_, first, pathEnd(cursor_, first));
  const resolve::Symbol *symbol =
      project_.view->names().tryFind(*project_.file, names, bit(effect ? Decl::Kind::Effect : Decl::Kind::Pattern));
  llvm::ArrayRef<syntax::FieldDecl> fields;
  if (symbol)
    fields = effect ? llvm::cast<syntax::EffectDecl>(symbol->decl)->parameters
                    : llvm::cast<syntax::PatternDecl>(symbol->decl)->parameters;
  for (const syntax::FieldDecl &each : fields) {
    Proposal proposal;
    proposal.label = each.name.text.str();
    proposal.kind = ItemKind::Property;
    proposal.fit = Fit::Best;
    proposal.detail = each.type ? project_.view->sources().text(each.type->range).str() : "";
    proposal.insert = proposal.label + (cursor_.next().kind == TokenKind::Colon ? "" : ": ");
    add(std::move(proposal));
  }
}

} // namespace onus::lsp
