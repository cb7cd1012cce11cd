// SPDX-License-Identifier: Apache-2.0
#include "check/people.h"
#include "check/standards/terms.h"
#include "check/text.h"

#include <map>
#include <set>

namespace onus::check {
namespace {

using diagnostics::Builder;
using diagnostics::Kind;
using llvm::StringRef;
using namespace standards;

/// A clause whose expressions were checked.
struct Requirement {
  const Standard *standard = nullptr;
  const syntax::StandardClause *clause = nullptr;
  SubjectKind subject = SubjectKind::Guardrail;
  bool selected = false; ///< it applied to something
};

// ---- The standards themselves

void reportUnknownSubject(Context &context, const syntax::Name &name) {
  std::vector<StringRef> known;
  for (SubjectKind kind : {SubjectKind::Guardrail, SubjectKind::Exception, SubjectKind::Waiver, SubjectKind::System,
                           SubjectKind::Tool, SubjectKind::Detector})
    known.push_back(word(kind));
  std::string guess = resolve::closest(name.text, known);
  auto builder = context.reporter.report<Kind::StandardSubjectUnknown>(name.range, name.text);
  builder.help("it can speak of every guardrail, exception, waiver, system, tool and detector");
  if (!guess.empty())
    builder.didYouMean(name.range, guess);
}

std::optional<Requirement> checkClause(Context &context, const Standard &standard,
                                       const syntax::StandardClause &clause) {
  std::optional<SubjectKind> subject = subjectKind(clause.subject.text);
  if (!subject) {
    reportUnknownSubject(context, clause.subject);
    return std::nullopt;
  }
  bool whole = !standard.symbol->file->broken;
  if (!clause.because && whole)
    context.reporter.report<Kind::StandardReasonMissing>(clause.subject.range, standard.decl->name.text)
        .label("why?")
        .help("write `because \"…\"` after it: it is shown to whoever does not meet it");
  bool good = !clause.where || checkCondition(context, standard, *subject, clause.where);
  if (!clause.requires_ || !checkCondition(context, standard, *subject, clause.requires_) || !good)
    return std::nullopt;
  return Requirement{&standard, &clause, *subject, false};
}

void checkStandard(Context &context, Standard &standard, std::vector<Requirement> &requirements) {
  const syntax::StandardDecl &decl = *standard.decl;
  StringRef name = decl.name.text;
  bool whole = !standard.symbol->file->broken;
  if (decl.owner)
    standard.owner = findInternal(context, *standard.symbol->file, decl.owner, "own standard " + quoted(name));
  else if (whole)
    context.reporter.report<Kind::StandardOwnerMissing>(decl.name.range, name)
        .label("whom does somebody ask who cannot meet it?")
        .help("write `owner TEAM` in it");
  if (decl.clauses.empty() && whole)
    context.reporter.report<Kind::StandardEmpty>(decl.name.range, name)
        .help("write `every guardrail requires log.keep >= 365d because \"…\"` in it, or delete it");
  for (const syntax::StandardClause &clause : decl.clauses)
    if (std::optional<Requirement> requirement = checkClause(context, standard, clause))
      requirements.push_back(*requirement);
}

// ---- Holding subjects against them

/// Says each broken condition once at its place: a sink that keeps too little is one mistake, however many guardrails
/// log to it.
class Findings {
public:
  explicit Findings(Context &context) : context_(context) {}

  void add(const Requirement &requirement, const Subject &subject, const syntax::Expr *condition) {
    Finding finding = explain(context_, subject, condition);
    auto key = std::make_tuple(condition, finding.range.file.index, finding.range.begin);
    auto known = said_.find(key);
    if (known == said_.end()) {
      said_.emplace(key, Said{report(requirement, subject, condition, finding), {subject.text}});
      return;
    }
    if (known->second.subjects.insert(subject.text).second && !(subject.name == finding.range))
      known->second.builder.related(subject.name, subject.text + " does not meet it either");
  }

private:
  struct Said {
    Builder builder;
    std::set<std::string> subjects;
  };

  Builder report(const Requirement &requirement, const Subject &subject, const syntax::Expr *condition,
                 const Finding &finding) {
    StringRef demanded = context_.program.sources->text(condition->range);
    Builder builder = context_.reporter.report<Kind::StandardViolated>(
        finding.range, finding.text, requirement.standard->decl->name.text, quoted(demanded));
    if (!(subject.name == finding.range))
      builder.related(subject.name, "for " + subject.text);
    builder.related(requirement.clause->range, "required here");
    if (requirement.clause->because)
      builder.note(requirement.clause->because.value.str());
    return builder;
  }

  Context &context_;
  std::map<std::tuple<const syntax::Expr *, uint32_t, uint32_t>, Said> said_;
};

void holdAgainst(Context &context, Requirement &requirement, const Subject &subject, Findings &findings) {
  const syntax::StandardClause &clause = *requirement.clause;
  if (subject.kind != requirement.subject)
    return;
  if (clause.where && evaluate(context, *requirement.standard, subject, clause.where) != Truth::True)
    return;
  requirement.selected = true;
  for (const syntax::Expr *condition : conjuncts(clause.requires_))
    if (evaluate(context, *requirement.standard, subject, condition) == Truth::False)
      findings.add(requirement, subject, condition);
}

void remarkOnEmptyOnes(Context &context, const std::vector<Requirement> &requirements) {
  for (const Requirement &requirement : requirements)
    if (!requirement.selected)
      context.program.remarks.push_back({requirement.clause->range, "this requirement of standard " +
                                                                        quoted(requirement.standard->decl->name.text) +
                                                                        " applies to nothing here"});
}

} // namespace

void checkStandards(Context &context) {
  std::vector<Requirement> requirements;
  for (Standard &standard : context.program.standards)
    checkStandard(context, standard, requirements);
  Findings findings(context);
  for (const System &system : context.program.systems) {
    if (!system.decl || !system.operatorParty || system.operatorParty->standards.empty())
      continue;
    std::vector<Subject> subjects = subjectsOf(context, system);
    for (Requirement &requirement : requirements)
      if (llvm::is_contained(system.operatorParty->standards, requirement.standard))
        for (const Subject &subject : subjects)
          holdAgainst(context, requirement, subject, findings);
  }
  remarkOnEmptyOnes(context, requirements);
}

} // namespace onus::check
