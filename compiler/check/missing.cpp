// SPDX-License-Identifier: Apache-2.0
#include "check/missing.h"
#include "check/text.h"

#include <map>

namespace onus::check {
namespace {

using diagnostics::Applicability;
using diagnostics::Builder;
using diagnostics::Kind;
using llvm::StringRef;

/// The word of a clause, what to write, and why it is asked for.
struct Advice {
  StringRef word;
  std::string clause;
  StringRef why;
};

/// The only declaration of a kind, by the name that the guardrail's file would use, or a placeholder.
std::string onlyOne(const Context &context, Decl::Kind kind, StringRef placeholder) {
  auto all = context.program.names->all(kind);
  return all.size() == 1 ? all.front()->simpleName().str() : placeholder.str();
}

Advice adviceFor(const Context &context, const Guardrail &guardrail, Required clause) {
  std::string team = guardrail.owner ? guardrail.owner->symbol->simpleName().str() : "TEAM";
  switch (clause) {
  case Required::Owner:
    return {"owner", "owner TEAM", "who answers for it?"};
  case Required::On:
    return {"on", "on call that EFFECT", "which events does it look at?"};
  case Required::Rules:
    return {"rule", "deny when CONDITION because \"…\"", "what does it decide?"};
  case Required::Log:
    return {"log", "log inputs, session.id to " + onlyOne(context, Decl::Kind::Sink, "SINK"),
            "where is it recorded what it decided, and on what?"};
  case Required::Escalate:
    return {"escalate", "escalate to " + team + " within 15m", "who is called, and how soon?"};
  case Required::Rollback:
    return {"rollback", "rollback disable system by " + team + " within 15m", "who stops it, and how soon?"};
  case Required::Fails:
    return {"fails", "fails closed", "does it deny, let through or ask?"};
  }
  return {};
}

Builder reportAt(Context &context, const Guardrail &guardrail, Required clause) {
  Range range = guardrail.decl->name.range;
  StringRef name = guardrail.decl->name.text;
  diagnostics::Reporter &reporter = context.reporter;
  switch (clause) {
  case Required::Owner:
    return reporter.report<Kind::OwnerMissing>(range, name);
  case Required::On:
    return reporter.report<Kind::SelectorMissing>(range, name);
  case Required::Rules:
    return reporter.report<Kind::RulesMissing>(range, name);
  case Required::Log:
    return reporter.report<Kind::LogMissing>(range, name);
  case Required::Escalate:
    return reporter.report<Kind::EscalateMissing>(range, name);
  case Required::Rollback:
    return reporter.report<Kind::RollbackMissing>(range, name);
  case Required::Fails:
    return reporter.report<Kind::FailsMissing>(range, name);
  }
  return Builder(nullptr);
}

/// The place before the closing brace, where a clause can be put on a line of its own.
Range beforeBrace(const Decl &decl) { return {decl.range.file, decl.range.end - 1, decl.range.end - 1}; }

bool fromDuties(Required clause) {
  return clause != Required::Owner && clause != Required::On && clause != Required::Rules;
}

void explain(Context &context, Builder &builder, const Guardrail &guardrail, Required clause) {
  Advice advice = adviceFor(context, guardrail, clause);
  builder.label(advice.why.str());
  if (clause == Required::Owner)
    builder.help("write `owner TEAM` in it, or name one for the whole package: `package " +
                 guardrail.symbol->package->name + " owner TEAM`");
  else
    builder.help("write " + quoted(advice.clause) + " in it" +
                 (fromDuties(clause) ? ", or in the duties that it stands under" : ""));
  if ((clause == Required::On || clause == Required::Rules) && guardrail.pattern) {
    builder.related(guardrail.pattern->decl->name.range, "its pattern has none");
    return;
  }
  builder.fix("add the clause", beforeBrace(*guardrail.decl), "  " + advice.clause + "\n",
              Applicability::HasPlaceholders);
}

} // namespace

void collectMissing(const Guardrail &guardrail, std::vector<MissingClause> &missing) {
  if (guardrail.symbol->file->broken || (guardrail.duties && guardrail.duties->file->broken))
    return;
  auto want = [&](bool there, Required clause) {
    if (!there)
      missing.push_back({&guardrail, clause});
  };
  bool ownerWritten = !guardrail.decl->clauses.owners.empty() || guardrail.symbol->package->ownerFile;
  want(ownerWritten, Required::Owner);
  if (!guardrail.decl->pattern || guardrail.pattern) {
    want(!guardrail.on.empty(), Required::On);
    want(!guardrail.rules.empty(), Required::Rules);
  }
  if (guardrail.decl->duties && !guardrail.duties)
    return;
  want(bool(guardrail.log), Required::Log);
  want(bool(guardrail.escalate), Required::Escalate);
  want(bool(guardrail.rollback), Required::Rollback);
  want(bool(guardrail.fails), Required::Fails);
}

void reportMissing(Context &context, const std::vector<MissingClause> &missing) {
  // What a package or shared duties could have said once is missing once.
  std::map<std::pair<const void *, Required>, Builder> shared;
  for (const auto &[guardrail, clause] : missing) {
    bool ofPackage = clause == Required::Owner;
    bool group = ofPackage || (guardrail->duties && fromDuties(clause));
    std::pair key(ofPackage ? static_cast<const void *>(guardrail->symbol->package) : guardrail->duties, clause);
    if (auto first = shared.find(key); group && first != shared.end()) {
      first->second.related(guardrail->decl->name.range, quoted(guardrail->decl->name.text) + " lacks it too");
      continue;
    }
    Builder builder = reportAt(context, *guardrail, clause);
    explain(context, builder, *guardrail, clause);
    if (!group)
      continue;
    if (ofPackage)
      builder.related(guardrail->symbol->file->package.range, "nor does its package name one");
    else
      builder.related(guardrail->duties->decl->name.range,
                      "nor do its duties have `" + adviceFor(context, *guardrail, clause).word.str() + "`");
    shared.emplace(key, builder);
  }
}

} // namespace onus::check
