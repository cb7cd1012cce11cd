// SPDX-License-Identifier: Apache-2.0
#include "check/missing.h"
#include "lsp/actions/parties.h"
#include "lsp/actions/text_edits.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace onus::lsp {

using check::Required;
using llvm::StringRef;

namespace {

/// Writes the clauses that a guardrail lacks, with the people and sinks that its neighbours name.
class Clauses {
public:
  Clauses(const View &view, const check::Guardrail &guardrail) : view_(view), guardrail_(guardrail) {
    owner_ = guardrail.owner ? guardrail.owner : usualOwner();
  }

  std::string write(Required clause) const {
    switch (clause) {
    case Required::Owner:
      return "owner " + name(owner_);
    case Required::Log:
      return "log inputs, session.id to " + sink();
    case Required::Escalate:
      return escalation();
    case Required::Rollback:
      return "rollback disable " + rolledBack() + " by " + name(owner_) + " within 15m";
    case Required::Fails:
      return "fails closed";
    case Required::On:
    case Required::Rules:
      break; // what it is about, nobody can guess
    }
    return {};
  }

private:
  const syntax::File &file() const { return *guardrail_.symbol->file; }
  std::string name(const check::Party *party) const {
    return party ? nameIn(view_.program(), file(), *party->symbol) : "TEAM";
  }

  const check::Party *usualOwner() const {
    Tally owners;
    for (const check::Guardrail &each : view_.program().guardrails)
      if (each.owner && each.symbol->package == guardrail_.symbol->package)
        owners.add(each.owner->symbol);
    if (auto usual = owners.byCount(); !usual.empty())
      return view_.program().party(usual.front());
    std::vector<const check::Party *> all = internalParties(view_);
    return all.size() == 1 ? all.front() : nullptr;
  }

  std::string sink() const {
    Tally sinks;
    for (const check::Guardrail &each : view_.program().guardrails)
      if (each.sink && each.symbol->package == guardrail_.symbol->package)
        sinks.add(each.sink->symbol);
    if (auto usual = sinks.byCount(); !usual.empty())
      return nameIn(view_.program(), file(), *usual.front());
    const auto &all = view_.program().sinks;
    return all.size() == 1 ? nameIn(view_.program(), file(), *all.front().symbol) : "SINK";
  }

  /// A person who owns it and is away cannot be the only one called.
  std::string escalation() const {
    std::string out = "escalate to " + name(owner_) + " within 15m";
    if (!owner_ || owner_->kind != syntax::Decl::Kind::Person)
      return out;
    auto others = internalParties(view_);
    auto other =
        llvm::find_if(others, [&](const check::Party *party) { return party != owner_ && party->lead != owner_; });
    return out + ", then " + name(other == others.end() ? nullptr : *other) + " within 1h";
  }

  /// The tools that it is about, where it names them; else the whole system stops.
  std::string rolledBack() const {
    std::vector<std::string> tools;
    for (const syntax::Selector *selector : guardrail_.on)
      if (selector->form == syntax::Selector::Form::Tool && guardrail_.bodyFile == &file())
        tools.push_back(view_.sources().text(selector->target.range).str());
    return tools.empty() || tools.size() < guardrail_.on.size() ? "system" : llvm::join(tools, ", ");
  }

  const View &view_;
  const check::Guardrail &guardrail_;
  const check::Party *owner_ = nullptr;
};

bool hasPlace(StringRef clauses) { return clauses.contains("TEAM") || clauses.contains("SINK"); }

/// Where the clauses of a guardrail begin that come behind one of this sort.
void addPlacesBehind(Required clause, const syntax::Clauses &clauses, std::vector<uint32_t> &places) {
  auto add = [&](Required sort, const auto &written) {
    for (const auto *each : written)
      if (clause < sort)
        places.push_back(each->range.begin);
  };
  if (clause == Required::Owner && clauses.onRange.valid())
    places.push_back(clauses.onRange.begin);
  add(Required::Rules, clauses.rules);
  add(Required::Escalate, clauses.escalates);
  add(Required::Rollback, clauses.rollbacks);
  add(Required::Fails, clauses.fails);
}

/// What puts a clause onto a line of its own: before those that come behind it, else before the closing brace.
diagnostics::Edit insertion(const Document &document, const syntax::GuardrailDecl &decl, Required clause,
                            const std::string &written) {
  StringRef text = document.text;
  uint32_t brace = decl.range.end - 1;
  std::vector<uint32_t> places{brace};
  addPlacesBehind(clause, decl.clauses, places);
  uint32_t place = *std::min_element(places.begin(), places.end());
  uint32_t begin = static_cast<uint32_t>(text.take_front(place).rtrim(" \t").size());
  StringRef line = document.lines.line(document.lines.position(decl.range.begin).line);
  std::string indent = line.take_front(line.size() - line.ltrim().size()).str();
  std::string before = text.take_front(begin).endswith("\n") ? "" : "\n";
  std::string behind = place == brace ? indent : indent + "  ";
  return {{decl.range.file, begin, place}, before + indent + "  " + written + "\n" + behind};
}

/// The edits of clauses that go to the same place are one.
std::vector<diagnostics::Edit> joined(std::vector<diagnostics::Edit> edits) {
  std::vector<diagnostics::Edit> result;
  for (diagnostics::Edit &each : edits) {
    if (result.empty() || result.back().range != each.range) {
      result.push_back(std::move(each));
      continue;
    }
    StringRef last = result.back().text;
    result.back().text = last.take_front(last.rfind('\n') + 1).str() + StringRef(each.text).ltrim('\n').str();
  }
  return result;
}

StringRef wordOf(Required clause) {
  switch (clause) {
  case Required::Owner:
    return "owner";
  case Required::Log:
    return "log";
  case Required::Escalate:
    return "escalate";
  case Required::Rollback:
    return "rollback";
  case Required::Fails:
    return "fails";
  case Required::On:
    return "on";
  case Required::Rules:
    return "rule";
  }
  return {};
}

std::string titleOf(llvm::ArrayRef<check::MissingClause> missing) {
  std::string words;
  for (size_t at = 0; at < missing.size(); ++at)
    words += (at == 0 ? "`" : at + 1 == missing.size() ? " and `" : ", `") + wordOf(missing[at].clause).str() + "`";
  return "Add what `" + missing.front().guardrail->decl->name.text.str() + "` owes: " + words;
}

/// The diagnostic says that the guardrail owes something.
bool isAbout(const ActionRequest &request, const Finding &finding, const check::Guardrail &guardrail) {
  using diagnostics::Kind;
  constexpr Kind kinds[] = {Kind::OwnerMissing, Kind::LogMissing, Kind::EscalateMissing, Kind::RollbackMissing,
                            Kind::FailsMissing};
  return llvm::is_contained(kinds, finding.diagnostic->kind) &&
         request.session.workspace.span(finding, finding.diagnostic->range) ==
             request.document->lines.span(guardrail.decl->name.range);
}

void offerFor(const ActionRequest &request, const check::Guardrail &guardrail, std::vector<Action> &actions) {
  std::vector<check::MissingClause> missing;
  check::collectMissing(guardrail, missing);
  llvm::erase_if(missing, [](const check::MissingClause &each) {
    return each.clause == Required::On || each.clause == Required::Rules;
  });
  if (missing.empty())
    return;
  Clauses clauses(*request.place->view, guardrail);
  std::vector<diagnostics::Edit> edits;
  for (const check::MissingClause &each : missing)
    edits.push_back(insertion(*request.document, *guardrail.decl, each.clause, clauses.write(each.clause)));
  edits = joined(std::move(edits));
  bool placeholders = llvm::any_of(edits, [](const auto &edit) { return hasPlace(edit.text); });
  Action action{.title = titleOf(missing), .kind = "quickfix"};
  for (const Finding &finding : request.findings)
    if (isAbout(request, finding, guardrail))
      action.findings.push_back(&finding);
  action.preferred = !action.findings.empty() && !placeholders;
  action.edit = [&request, edits, placeholders] { return laidOutEdit(request, edits, placeholders); };
  actions.push_back(std::move(action));
}

} // namespace

void offerMissingClauses(const ActionRequest &request, std::vector<Action> &actions) {
  const syntax::File *tree = request.tree();
  for (const syntax::Decl *decl : tree ? tree->decls : llvm::ArrayRef<syntax::Decl *>())
    if (llvm::isa<syntax::GuardrailDecl>(decl) && request.touches(decl->range)) {
      const View &view = *request.place->view;
      const resolve::Symbol *symbol = view.names().symbolOf(decl);
      if (const check::Guardrail *guardrail = symbol ? view.program().guardrail(symbol) : nullptr)
        offerFor(request, *guardrail, actions);
    }
}

} // namespace onus::lsp
