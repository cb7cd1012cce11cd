// SPDX-License-Identifier: Apache-2.0
#include "check/passes.h"
#include "check/text.h"

/// Clauses that are written and say nothing: a reason without a word, a deadline of no time, an address that is none.
/// They satisfy whoever asks whether the clause is there, and help nobody when it is needed.
namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;
using syntax::Clauses;

class EmptyClauses {
public:
  explicit EmptyClauses(Context &context) : context_(context) {}

  void run() {
    for (Decl::Kind kind :
         {Decl::Kind::Organization, Decl::Kind::Person, Decl::Kind::Team, Decl::Kind::Vendor, Decl::Kind::Sink,
          Decl::Kind::Surface, Decl::Kind::Detector, Decl::Kind::System, Decl::Kind::Duties, Decl::Kind::Pattern,
          Decl::Kind::Guardrail, Decl::Kind::Exception, Decl::Kind::Standard})
      for (const resolve::Symbol *symbol : context_.program.names->all(kind))
        look(*symbol->decl);
  }

private:
  void look(const Decl &decl) {
    if (auto *party = llvm::dyn_cast<syntax::PartyDecl>(&decl))
      lookAt(*party);
    else if (auto *sink = llvm::dyn_cast<syntax::SinkDecl>(&decl))
      time(sink->keep, "nothing would be kept");
    else if (auto *surface = llvm::dyn_cast<syntax::SurfaceDecl>(&decl))
      lookAt(*surface);
    else if (auto *detector = llvm::dyn_cast<syntax::DetectorDecl>(&decl))
      time(detector->timeout, "the detector could never answer within it");
    else if (auto *system = llvm::dyn_cast<syntax::SystemDecl>(&decl))
      lookAt(*system);
    else if (auto *duties = llvm::dyn_cast<syntax::DutiesDecl>(&decl))
      lookAt(duties->clauses);
    else if (auto *pattern = llvm::dyn_cast<syntax::PatternDecl>(&decl))
      lookAt(pattern->clauses);
    else if (auto *guardrail = llvm::dyn_cast<syntax::GuardrailDecl>(&decl))
      lookAt(guardrail->clauses);
    else if (auto *exception = llvm::dyn_cast<syntax::ExceptionDecl>(&decl))
      lookAt(*exception);
    else if (auto *standard = llvm::dyn_cast<syntax::StandardDecl>(&decl))
      for (const syntax::StandardClause &clause : standard->clauses)
        reason(clause.because);
  }

  // ---- Declarations

  void lookAt(const syntax::PartyDecl &party) {
    email(party.email);
    for (const syntax::Contact &contact : party.contacts)
      text(contact.address, "contact " + contact.channel.text.str(), "nobody can be called there");
    text(party.provides, "provides", "nobody learns what the vendor supplies");
  }

  void lookAt(const syntax::SurfaceDecl &surface) {
    for (const syntax::ToolDecl *tool : surface.tools) {
      for (const syntax::DoesClause &does : tool->does)
        for (const syntax::Binding &binding : does.bindings)
          reason(binding.because);
      for (const syntax::UnguardedClause &unguarded : tool->unguarded)
        lookAt(unguarded.waiver);
    }
    for (const syntax::SurfaceUnguarded &unguarded : surface.unguarded)
      lookAt(unguarded.clause.waiver);
  }

  void lookAt(const syntax::SystemDecl &system) {
    text(system.modelVersion, "model", "nobody learns which model decides");
    text(system.change, "change", "nobody finds under which change it was released");
    text(system.incident, "incident", "nobody finds what to do in an incident");
    text(system.review, "review", "nobody finds who looked at it");
  }

  void lookAt(const Clauses &clauses) {
    for (const syntax::Rule *rule : clauses.rules) {
      reason(rule->because);
      time(rule->within, "no approval can come within it");
    }
    for (const syntax::EscalateClause *escalate : clauses.escalates) {
      for (const syntax::EscalateStep &step : escalate->steps)
        time(step.within, "nobody can come within it");
      if (escalate->when)
        time(escalate->when->in, "nothing happens within it");
    }
    for (const syntax::RollbackClause *rollback : clauses.rollbacks) {
      time(rollback->within, "nobody can roll back within it");
      text(rollback->runbook, "runbook", "whoever rolls back finds nothing to follow");
      text(rollback->credential, "revoke", "it names no credential");
    }
    for (const syntax::FailsClause *fails : clauses.fails)
      lookAt(fails->waiver);
    for (const syntax::Waiver *shadow : clauses.shadows)
      lookAt(*shadow);
    for (const syntax::ExceptionDecl *exception : clauses.exceptions)
      lookAt(*exception);
  }

  void lookAt(const syntax::ExceptionDecl &exception) {
    lookAt(exception.waiver);
    if (exception.monitor)
      time(exception.monitor->threshold.in, "nothing happens within it");
  }

  void lookAt(const syntax::Waiver &waiver) { reason(waiver.because); }

  // ---- What may be empty

  void reason(const syntax::Text &because) { text(because, "because", "whoever reads it learns no reason"); }

  void text(const syntax::Text &text, const std::string &clause, StringRef consequence) {
    if (text && text.value.trim().empty())
      context_.reporter.report<Kind::TextEmpty>(text.range, clause, consequence)
          .help("write what somebody who reads it will need");
  }

  /// A duration too large to be read was reported, and has no value either.
  void time(const syntax::DurationLit &duration, StringRef consequence) {
    if (!duration || duration.value != 0 || !isZero(duration.range))
      return;
    StringRef written = context_.program.sources->text(duration.range);
    context_.reporter.report<Kind::DurationEmpty>(duration.range, written, consequence).help("write how long it is");
  }

  bool isZero(Range range) const {
    StringRef digits = context_.program.sources->text(range).take_while([](char c) { return c >= '0' && c <= '9'; });
    return digits.find_first_not_of('0') == StringRef::npos;
  }

  void email(const syntax::Text &email) {
    if (!email)
      return;
    auto [name, domain] = email.value.split('@');
    bool plain = email.value.find_first_of(" \t\"<>,;") == StringRef::npos && !domain.contains('@');
    if (!plain || name.empty() || domain.trim('.').empty() || domain.startswith(".") || domain.endswith("."))
      context_.reporter.report<Kind::EmailForm>(email.range, email.value)
          .help("write the address alone, for instance `\"head-of-payments@acme.example\"`");
  }

  Context &context_;
};

} // namespace

void checkEmptyClauses(Context &context) { EmptyClauses(context).run(); }

} // namespace onus::check
