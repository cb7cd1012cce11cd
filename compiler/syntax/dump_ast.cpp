// SPDX-License-Identifier: Apache-2.0
#include "syntax/dump_writer.h"

#include <fmt/format.h>

namespace onus::syntax {
void TreeWriter::file(const File &file) {
  line(file.broken ? "file, broken" : "file");
  Indent indent(*this);
  path("package", file.package);
  doc(file.doc);
  path("owner", file.owner);
  for (const Use &item : file.uses)
    use(item);
  for (const Decl *item : file.decls)
    decl(*item);
  for (const Comment &comment : file.comments)
    line(comment.doc ? "doc comment" : "comment", comment.range);
}

void TreeWriter::use(const Use &use) {
  line("use " + use.path.text() + (use.alias ? " as " + use.alias.text.str() : ""), use.range);
  Indent indent(*this);
  for (const UseItem &item : use.items)
    line("name " + item.name.text.str() + (item.alias ? " as " + item.alias.text.str() : ""), item.name.range);
}

void TreeWriter::decl(const Decl &decl) {
  std::string title = decl.name ? " " + (decl.name.quoted ? quoted(decl.name.text) : decl.name.text.str()) : "";
  line(word(decl.kind).str() + title, decl.range);
  Indent indent(*this);
  doc(decl.doc);
  text("title", decl.title);
  body(decl);
}

void TreeWriter::body(const Decl &decl) {
  switch (decl.kind) {
  case Decl::Kind::Organization:
  case Decl::Kind::Person:
  case Decl::Kind::Team:
  case Decl::Kind::Vendor:
    return party(llvm::cast<PartyDecl>(decl));
  case Decl::Kind::Sink:
    path("owner", llvm::cast<SinkDecl>(decl).owner);
    return duration("keep", llvm::cast<SinkDecl>(decl).keep);
  case Decl::Kind::Duties:
    return clauses(llvm::cast<DutiesDecl>(decl).clauses);
  case Decl::Kind::Type:
    return type("", llvm::cast<TypeDecl>(decl).type);
  case Decl::Kind::Let:
    return let(llvm::cast<LetDecl>(decl));
  case Decl::Kind::Context:
    return type("", llvm::cast<ContextDecl>(decl).type);
  case Decl::Kind::Effect:
    return effect(llvm::cast<EffectDecl>(decl));
  case Decl::Kind::Surface:
    return surface(llvm::cast<SurfaceDecl>(decl));
  case Decl::Kind::Detector:
    return detector(llvm::cast<DetectorDecl>(decl));
  case Decl::Kind::System:
    return system(llvm::cast<SystemDecl>(decl));
  case Decl::Kind::Guardrail:
    return guardrail(llvm::cast<GuardrailDecl>(decl));
  case Decl::Kind::Pattern:
    fields("parameter", llvm::cast<PatternDecl>(decl).parameters);
    return clauses(llvm::cast<PatternDecl>(decl).clauses);
  case Decl::Kind::Exception:
    return exception(llvm::cast<ExceptionDecl>(decl));
  case Decl::Kind::Framework:
    return framework(llvm::cast<FrameworkDecl>(decl));
  case Decl::Kind::Standard:
    return standard(llvm::cast<StandardDecl>(decl));
  case Decl::Kind::Test:
    return test(llvm::cast<TestDecl>(decl));
  }
}

void TreeWriter::party(const PartyDecl &decl) {
  text("email", decl.email);
  path("lead", decl.lead);
  paths("member", decl.members);
  for (const Contact &contact : decl.contacts)
    line("contact " + contact.channel.text.str() + " " + quoted(contact.address.value), contact.channel.range);
  text("provides", decl.provides);
  path("answers_to", decl.answersTo);
  date("active from", decl.activeFrom);
  date("active until", decl.activeUntil);
  paths("standard", decl.standards);
}

void TreeWriter::let(const LetDecl &decl) {
  if (decl.function)
    line("function");
  fields("parameter", decl.parameters);
  type("", decl.type);
  expr("=", decl.value);
  name("from", decl.format);
  text("path", decl.from);
  texts("yes", decl.yes);
  texts("no", decl.no);
}

void TreeWriter::effect(const EffectDecl &decl) {
  fields("parameter", decl.parameters);
  if (decl.severity)
    line("severity " + word(*decl.severity).str(), decl.severityRange);
  names("cover", decl.cover);
}

void TreeWriter::detector(const DetectorDecl &decl) {
  path("is", decl.base);
  fields("input", decl.inputs);
  type("output", decl.output);
  path("vendor", decl.vendor);
  path("owner", decl.owner);
  duration("timeout", decl.timeout);
}

void TreeWriter::system(const SystemDecl &decl) {
  path("operator", decl.operatorParty);
  path("business", decl.business);
  path("engineering", decl.engineering);
  path("security", decl.security);
  path("model", decl.model);
  text("version", decl.modelVersion);
  paths("surface", decl.surfaces);
  paths("enforces", decl.enforces);
  text("change", decl.change);
  text("incident", decl.incident);
  text("review", decl.review);
  date("reviewed on", decl.reviewOn);
}

void TreeWriter::standard(const StandardDecl &decl) {
  path("owner", decl.owner);
  for (const StandardClause &clause : decl.clauses) {
    line("every " + clause.subject.text.str(), clause.range);
    Indent indent(*this);
    expr("where", clause.where);
    expr("requires", clause.requires_);
    text("because", clause.because);
  }
}

void TreeWriter::framework(const FrameworkDecl &decl) {
  text("version", decl.version);
  text("source", decl.source);
  text("publisher", decl.publisher);
  text("license", decl.license);
  text("superseded_by", decl.supersededBy);
  if (decl.incomplete)
    line("incomplete");
  for (const ControlDecl *item : decl.controls)
    control(*item);
}

void TreeWriter::control(const ControlDecl &control) {
  std::string title = control.title ? " " + quoted(control.title.value) : "";
  line("control " + quoted(control.id.value) + title + (control.withdrawn ? " withdrawn" : ""), control.range);
  Indent indent(*this);
  texts("replaced_by", control.replacedBy);
  name("level", control.level);
  if (control.paragraphs)
    line(fmt::format("paragraphs {}", control.paragraphs.value), control.paragraphs.range);
  texts("with", control.inserted);
  texts("withdrawn", control.withdrawnParts);
  if (control.incomplete)
    line("incomplete");
  for (const ControlDecl *child : control.children)
    this->control(*child);
}

void TreeWriter::surface(const SurfaceDecl &decl) {
  name("from", decl.format);
  text("path", decl.from);
  path("owner", decl.owner);
  approval("approved", decl.approved);
  for (const ToolDecl *item : decl.tools)
    tool(*item);
  for (const SurfaceUnguarded &clause : decl.unguarded)
    unguarded(clause.clause, clause.tools);
}

void TreeWriter::tool(const ToolDecl &tool) {
  line(tool.open ? "tool, open" : "tool", tool.range);
  Indent indent(*this);
  doc(tool.doc);
  names("name", tool.names);
  fields("parameter", tool.parameters);
  type(tool.fromText ? "returns from text" : "returns", tool.returns);
  if (tool.nothing)
    line("does nothing");
  for (const DoesClause &clause : tool.does)
    does(clause);
  approval("approved", tool.approved);
  for (const UnguardedClause &clause : tool.unguarded)
    unguarded(clause, {});
}

void TreeWriter::does(const DoesClause &clause) {
  line("does " + clause.effect.text(), clause.range);
  Indent indent(*this);
  for (const Binding &binding : clause.bindings) {
    line("bind " + binding.parameter.text.str() + (binding.none ? " none" : ""), binding.range);
    Indent deeper(*this);
    expr("", binding.value);
    text("because", binding.because);
  }
}

void TreeWriter::unguarded(const UnguardedClause &clause, llvm::ArrayRef<Name> tools) {
  line(clause.event ? "unguarded " + word(*clause.event).str() : "unguarded", clause.waiver.range);
  Indent indent(*this);
  names("tool", tools);
  waiver(clause.waiver);
}

} // namespace onus::syntax
