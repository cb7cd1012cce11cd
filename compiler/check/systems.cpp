// SPDX-License-Identifier: Apache-2.0
#include "check/passes.h"
#include "check/people.h"
#include "check/system_context.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

#include <algorithm>

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;

/// "`acme.shop` of `acme.people.shop`": where a surface stands and who owns it.
std::string ofOwner(const Surface &surface) {
  return "`" + surface.symbol->package->name + "`" + (surface.owner ? " of `" + surface.owner->name() + "`" : "");
}

/// The guardrails of each package that has some, in their order.
using Policies = llvm::DenseMap<const resolve::Package *, std::vector<const Guardrail *>>;

Policies policiesOf(const Program &program) {
  Policies found;
  for (const Guardrail &guardrail : program.guardrails)
    found[guardrail.symbol->package].push_back(&guardrail);
  return found;
}

/// Fills one declared system.
class SystemBuilder {
public:
  SystemBuilder(Context &context, const Policies &policies, System &system)
      : context_(context), policies_(policies), system_(system), decl_(*system.decl) {}

  void run() {
    checkPresence();
    std::string quoted = "system `" + name().str() + "`";
    system_.operatorParty = findOperator();
    system_.business = findInternal(context_, file(), decl_.business, "approve the use of " + quoted);
    system_.engineering = findInternal(context_, file(), decl_.engineering, "integrate " + quoted);
    system_.security = findInternal(context_, file(), decl_.security, "define the runtime policy of " + quoted);
    system_.model = findModelMaker();
    for (const syntax::Path &path : decl_.surfaces)
      addSurface(path);
    for (const syntax::Path &path : decl_.enforces)
      enforce(path);
    for (const auto &[exception, range] : exceptions_)
      checkException(*exception, range);
  }

private:
  const syntax::File &file() const { return *system_.symbol->file; }
  StringRef name() const { return system_.symbol->simpleName(); }

  void missing(bool present, const char *what, const char *help) {
    if (!present)
      context_.reporter.report<Kind::SystemClauseMissing>(decl_.name.range, name(), what)
          .label("incomplete")
          .help(help);
  }

  void checkPresence() {
    missing(bool(decl_.operatorParty), "who operates it", "name the organization: `operator acme`");
    missing(bool(decl_.business), "who approved its use", "name a team or person: `business some_team`");
    missing(bool(decl_.engineering), "who integrated it", "name a team or person: `engineering some_team`");
    missing(bool(decl_.security), "who defined its runtime policy", "name a team or person: `security some_team`");
    missing(bool(decl_.model), "whose model it runs", "name who makes it and which: `model some_vendor \"m-5\"`");
    missing(!decl_.surfaces.empty(), "which tools it has", "name its surfaces: `surfaces mail, payments`");
    missing(!decl_.enforces.empty(), "what it enforces", "name packages or guardrails: `enforces acme.policies`");
    if (decl_.surfaces.empty() || decl_.enforces.empty())
      context_.program.broken.insert(&decl_);
  }

  const Party *findParty(const syntax::Path &path, StringRef what) {
    if (!path)
      return nullptr;
    return context_.program.party(
        context_.program.names->find(file(), path, resolve::parties, what, context_.reporter));
  }

  void reportUnfit(const syntax::Path &path, const Party &party, const std::string &act, StringRef help) {
    context_.reporter.report<Kind::SystemPartyUnfit>(path.range, path.text(), resolve::describe(party.kind), act)
        .label(resolve::describe(party.kind))
        .related(party.decl->name.range, "declared here")
        .help(help.str());
  }

  const Party *findOperator() {
    const Party *party = findParty(decl_.operatorParty, "an organization");
    if (!party || party->kind == Decl::Kind::Organization)
      return party;
    reportUnfit(decl_.operatorParty, *party, "operate a system", "a system is operated by an organization");
    return nullptr;
  }

  const Party *findModelMaker() {
    const Party *party = findParty(decl_.model, "a vendor or organization");
    if (!party || party->kind == Decl::Kind::Vendor || party->kind == Decl::Kind::Organization)
      return party;
    reportUnfit(decl_.model, *party, "supply a model",
                "name the vendor, or the organization where the model is its own");
    return nullptr;
  }

  void addSurface(const syntax::Path &path) {
    const resolve::Symbol *symbol =
        context_.program.names->find(file(), path, resolve::bit(Decl::Kind::Surface), "a surface", context_.reporter);
    const Surface *surface = context_.program.surface(symbol);
    if (!surface) {
      context_.program.broken.insert(&decl_);
      return;
    }
    if (llvm::is_contained(system_.surfaces, surface)) {
      context_.reporter.report<Kind::NamedTwice>(path.range, path.text(), "surfaces").label("once is enough");
      return;
    }
    for (const Surface *other : system_.surfaces)
      if (other->symbol->simpleName() == symbol->simpleName()) {
        context_.reporter.report<Kind::SurfaceNameClash>(path.range, name(), symbol->simpleName())
            .label("the second")
            .related(other->decl->name.range, "one is declared here, in package " + ofOwner(*other))
            .related(surface->decl->name.range, "the other here, in package " + ofOwner(*surface))
            .help("an event names a tool by its surface's simple name, so rename one of them");
        return;
      }
    system_.surfaces.push_back(surface);
  }

  void enforce(const syntax::Path &path) {
    const resolve::Names &names = *context_.program.names;
    if (const resolve::Package *package = names.package(file(), path.text()))
      return enforcePackage(*package, path);
    resolve::Kinds wanted = resolve::bit(Decl::Kind::Guardrail) | resolve::bit(Decl::Kind::Exception);
    if (const resolve::Symbol *symbol = names.tryFind(file(), path.names, wanted))
      return enforceSymbol(*symbol, path);
    if (const resolve::Package *package = names.findPackage(file(), path.names))
      return enforcePackage(*package, path);
    context_.program.broken.insert(&decl_);
    names.find(file(), path, wanted, "a package, guardrail or exception", context_.reporter);
  }

  void enforcePackage(const resolve::Package &package, const syntax::Path &path) {
    if (auto policies = policies_.find(&package); policies != policies_.end()) {
      for (const Guardrail *guardrail : policies->second)
        add(*guardrail);
      return;
    }
    context_.program.broken.insert(&decl_);
    context_.reporter.report<Kind::EnforcedEmpty>(path.range, package.name)
        .label("enforces nothing")
        .help("name a package that has guardrails; an exception is named by itself");
  }

  void enforceSymbol(const resolve::Symbol &symbol, const syntax::Path &path) {
    if (symbol.kind() == Decl::Kind::Guardrail) {
      if (const Guardrail *guardrail = context_.program.guardrail(&symbol))
        add(*guardrail);
      return;
    }
    for (const Guardrail &guardrail : context_.program.guardrails)
      for (const Exception &exception : guardrail.exceptions)
        if (exception.symbol == &symbol)
          exceptions_.emplace_back(&exception, path.range);
  }

  void add(const Guardrail &guardrail) {
    if (!enforced_.insert(&guardrail).second)
      return;
    system_.enforced.push_back(&guardrail);
    // An exception on its own in the guardrail's own package comes with the package; one of another package is named.
    for (const Exception &exception : guardrail.exceptions)
      if (exception.symbol && exception.symbol->package == guardrail.symbol->package)
        system_.exceptions.push_back(&exception);
  }

  void checkException(const Exception &exception, Range range) {
    if (enforced_.contains(exception.guardrail)) {
      if (!llvm::is_contained(system_.exceptions, &exception))
        system_.exceptions.push_back(&exception);
      return;
    }
    if (context_.program.broken.contains(&decl_))
      return;
    context_.reporter
        .report<Kind::ExceptionWithoutGuardrail>(range, name(), exception.name, exception.guardrail->name())
        .label("lifts nothing here")
        .related(exception.decl->name.range, "the exception")
        .help("enforce the guardrail, or leave the exception out");
    context_.program.broken.insert(exception.guardrail->decl);
  }

  Context &context_;
  const Policies &policies_;
  System &system_;
  const syntax::SystemDecl &decl_;
  llvm::DenseSet<const Guardrail *> enforced_;
  std::vector<std::pair<const Exception *, Range>> exceptions_;
};

/// Everybody whose `context` a system's policies may read.
std::vector<const resolve::Package *> packagesOf(const System &system) {
  llvm::SetVector<const resolve::Package *> packages;
  if (system.symbol)
    packages.insert(system.symbol->package);
  for (const Guardrail *guardrail : system.enforced) {
    packages.insert(guardrail->symbol->package);
    for (const resolve::Symbol *from : {guardrail->pattern, guardrail->duties})
      if (from)
        packages.insert(from->package);
  }
  for (const Exception *exception : system.exceptions)
    if (exception->symbol)
      packages.insert(exception->symbol->package);
  return packages.takeVector();
}

/// In a project that has systems, what none of them enforces is an oversight: it reads like a control and is none. What
/// a dependency publishes is there to be chosen from.
void checkEnforced(Context &context) {
  const Program &program = context.program;
  if (llvm::all_of(program.systems, [](const System &system) { return system.symbol->package->foreign; }) ||
      llvm::any_of(program.systems, [&](const System &system) { return program.broken.contains(system.decl); }))
    return;
  llvm::DenseSet<const Guardrail *> enforced;
  llvm::DenseSet<const Exception *> acting;
  for (const System &system : program.systems) {
    enforced.insert(system.enforced.begin(), system.enforced.end());
    acting.insert(system.exceptions.begin(), system.exceptions.end());
  }
  for (const Guardrail &guardrail : program.guardrails) {
    if (program.broken.contains(guardrail.decl)) // named by an exception: reported
      continue;
    if (guardrail.symbol->package->foreign && !enforced.contains(&guardrail))
      continue;
    if (!enforced.contains(&guardrail)) {
      context.reporter.report<Kind::GuardrailNotEnforced>(guardrail.decl->name.range, guardrail.decl->name.text)
          .label("in no system's `enforces`")
          .help("name it, or package `" + guardrail.symbol->package->name + "`, in `enforces` of a system");
      continue;
    }
    for (const Exception &exception : guardrail.exceptions)
      if (exception.symbol && !acting.contains(&exception))
        context.reporter
            .report<Kind::ExceptionNotEnforced>(exception.decl->name.range,
                                                "exception `" + exception.decl->name.text.str() + "`")
            .label("in no system's `enforces`")
            .related(guardrail.decl->name.range,
                     "to this guardrail" + (guardrail.owner ? " of `" + guardrail.owner->name() + "`" : ""))
            .note("an exception from another package acts only in systems that name it")
            .help("name `" + exception.name + "` in `enforces` of the system that it is meant for");
  }
}

/// Guardrails that no system enforces are typed in a stand-in for each package, over all surfaces that it sees: what a
/// dependency publishes does not answer for the tools of those who use it.
void addStandIns(Context &context) {
  Program &program = context.program;
  llvm::DenseSet<const Guardrail *> enforced;
  for (const System &system : program.systems)
    enforced.insert(system.enforced.begin(), system.enforced.end());
  std::map<const resolve::Package *, System *> byPackage;
  for (const Guardrail &guardrail : program.guardrails) {
    if (enforced.contains(&guardrail))
      continue;
    System *&standIn = byPackage[guardrail.symbol->package];
    if (!standIn) {
      standIn = &program.standIns.emplace_back();
      const source::Layout *layout = program.names->layout();
      for (const Surface &surface : program.surfaces)
        if (!layout || layout->sees(guardrail.symbol->file->id, surface.symbol->file->id))
          standIn->surfaces.push_back(&surface);
    }
    standIn->enforced.push_back(&guardrail);
    for (const Exception &exception : guardrail.exceptions)
      if (exception.symbol)
        standIn->exceptions.push_back(&exception);
  }
}

} // namespace

void checkSystems(Context &context) {
  const Policies policies = policiesOf(context.program);
  for (const resolve::Symbol *symbol : context.program.names->all(Decl::Kind::System)) {
    System &system = context.program.systems.emplace_back();
    system.symbol = symbol;
    system.decl = llvm::cast<syntax::SystemDecl>(symbol->decl);
    context.program.byDecl[symbol->decl] = &system;
    SystemBuilder(context, policies, system).run();
  }
  checkEnforced(context);
  addStandIns(context);
  for (auto *systems : {&context.program.systems, &context.program.standIns})
    for (System &system : *systems)
      mergeContext(context, packagesOf(system), system);
}

} // namespace onus::check
