// SPDX-License-Identifier: Apache-2.0
#include "check/frameworks.h"
#include "check/control_ids.h"
#include "check/paragraphs.h"
#include "check/passes.h"
#include "check/text.h"

namespace onus::check {
namespace {

using diagnostics::Kind;
using llvm::StringRef;
using syntax::ControlDecl;

// ---- Indexing

void checkFacts(Context &context, const Framework &framework) {
  const syntax::FrameworkDecl &decl = *framework.decl;
  if (framework.symbol->file->broken)
    return;
  if (!decl.version)
    context.reporter.report<Kind::FrameworkFactMissing>(decl.name.range, decl.name.text, "version")
        .note("artifacts state against which version the guardrails were mapped")
        .help("write `version \"…\"` in it");
  if (!decl.source)
    context.reporter.report<Kind::FrameworkFactMissing>(decl.name.range, decl.name.text, "source")
        .note("an auditor wants to know where the ids come from")
        .help("write `source \"…\"` in it");
  if (decl.controls.empty())
    context.reporter.report<Kind::CatalogueUnfit>(decl.name.range, decl.name.text, "lists no control")
        .label("nothing can be mapped to it")
        .help("write `control \"ID\" \"TITLE\"` in it");
}

void checkParagraphs(Context &context, const ControlDecl &decl) {
  if (decl.paragraphs && (decl.paragraphs.value < 1 || decl.paragraphs.value > maxParagraphs))
    context.reporter
        .report<Kind::CatalogueUnfit>(decl.paragraphs.range, decl.paragraphs.value,
                                      "is no number of paragraphs: it lies between 1 and " +
                                          std::to_string(maxParagraphs))
        .help("leave `paragraphs` out where they have no numbers");
  Paragraphs paragraphs(decl);
  for (const syntax::Text &part : decl.withdrawnParts)
    if (!paragraphs.find(part.value))
      context.reporter
          .report<Kind::CatalogueUnfit>(part.range, part.value, "is no paragraph of " + quoted(decl.id.value))
          .help("a control that was replaced as a whole is `withdrawn replaced_by \"" + part.value.str() + "\"`");
}

/// What a control says of itself that cannot be.
void checkControl(Context &context, const ControlDecl &decl) {
  if (decl.id && controlKey(decl.id.value).empty())
    context.reporter.report<Kind::CatalogueUnfit>(decl.id.range, decl.id.value, "is no id: nobody could look it up")
        .help("an id has letters or digits");
  checkParagraphs(context, decl);
  if (decl.replacedBy.empty() || decl.withdrawn)
    return;
  source::Range behind{decl.id.range.file, decl.id.range.end, decl.id.range.end};
  if (decl.title)
    behind.begin = behind.end = decl.title.range.end;
  context.reporter.report<Kind::ReplacedInForce>(decl.id.range, decl.id.value)
      .related(decl.replacedBy.front().range, "its replacement")
      .note("as long as it is in force, guardrails may go on mapping to it")
      .fix("write `withdrawn`", behind, " withdrawn");
}

void addControls(Context &context, Framework &framework, llvm::ArrayRef<ControlDecl *> decls, const Control *parent) {
  for (const ControlDecl *decl : decls) {
    Control &control = framework.controls.emplace_back();
    control.decl = decl;
    control.parent = parent;
    checkControl(context, *decl);
    auto [held, added] = framework.byKey.try_emplace(controlKey(decl->id.value), &control);
    if (!added)
      context.reporter.report<Kind::ControlRepeated>(decl->id.range, framework.decl->name.text, decl->id.value)
          .related(held->second->decl->id.range, "the first is here");
    addControls(context, framework, decl->children, &control);
  }
}

void checkSuccessor(Context &context, const Framework &framework, const Control &control, const syntax::Text &id) {
  StringRef from = control.decl->id.value;
  const Control *successor = findControl(framework, id.value);
  if (!successor) {
    if (!framework.decl->incomplete)
      context.reporter.report<Kind::SuccessorUnknown>(id.range, from, id.value, framework.decl->name.text);
    return;
  }
  if (successor == &control)
    context.reporter.report<Kind::SuccessorUnfit>(id.range, from, id.value, "is itself");
  else if (successor->decl->withdrawn)
    context.reporter.report<Kind::SuccessorUnfit>(id.range, from, id.value, "was withdrawn too")
        .related(successor->decl->id.range, "withdrawn here")
        .help("name what is in force now: it is where the guardrails have to go");
}

void checkSuccessors(Context &context, const Framework &framework) {
  for (const Control &control : framework.controls)
    for (const syntax::Text &id : control.decl->replacedBy)
      checkSuccessor(context, framework, control, id);
}

} // namespace

void checkFrameworks(Context &context) {
  for (const resolve::Symbol *symbol : context.program.names->all(Decl::Kind::Framework)) {
    Framework &framework = context.program.frameworks.emplace_back();
    framework.symbol = symbol;
    framework.decl = llvm::cast<syntax::FrameworkDecl>(symbol->decl);
    context.program.byDecl[symbol->decl] = &framework;
    checkFacts(context, framework);
    addControls(context, framework, framework.decl->controls, nullptr);
    checkSuccessors(context, framework);
  }
}

} // namespace onus::check
