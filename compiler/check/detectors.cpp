// SPDX-License-Identifier: Apache-2.0
#include "check/expressions.h"
#include "check/people.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::check {
namespace {

using diagnostics::Kind;
using ir::TypeKind;

/// A detector's answer is a plain value that an engine can put into an event.
bool isAnswer(const ir::Type *type) {
  switch (type->kind) {
  case TypeKind::Error:
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Decimal:
  case TypeKind::String:
  case TypeKind::Union:
    return true;
  case TypeKind::List:
    return type->element->isStringLike();
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
  case TypeKind::Ip:
  case TypeKind::Cidr:
  case TypeKind::Json:
  case TypeKind::Null:
  case TypeKind::Content:
  case TypeKind::Pattern:
  case TypeKind::Map:
  case TypeKind::Set:
  case TypeKind::Record:
  case TypeKind::Optional:
    return false;
  }
  return false;
}

void reportRestated(Context &context, const Detector &detector, Range range, llvm::StringRef word) {
  context.reporter.report<Kind::ClauseUnfit>(range, "detector", detector.decl->name.text, word)
      .label("it is that of `" + detector.decl->base.text() + "`");
}

void readInputs(Context &context, Detector &detector) {
  for (const syntax::FieldDecl &field : detector.decl->inputs) {
    if (llvm::any_of(detector.inputs, [&](const ir::Field &other) { return other.name == field.name.text; })) {
      context.reporter.report<Kind::DuplicateMember>(field.name.range, field.name.text);
      continue;
    }
    detector.inputs.push_back({field.name.text, elaborateType(context, *detector.symbol->file, field.type)});
  }
  if (detector.inputs.empty())
    context.reporter
        .report<Kind::DetectorIncomplete>(detector.decl->name.range, detector.decl->name.text, "what it reads")
        .help("add `input text: string`");
}

void readOutput(Context &context, Detector &detector) {
  detector.output = context.program.types->error();
  if (!detector.decl->output) {
    context.reporter
        .report<Kind::DetectorIncomplete>(detector.decl->name.range, detector.decl->name.text, "what it answers")
        .help("add `output decimal`, for instance");
    return;
  }
  const ir::Type *type = elaborateType(context, *detector.symbol->file, detector.decl->output);
  if (isAnswer(type)) {
    detector.output = type;
    return;
  }
  context.reporter
      .report<Kind::TypeForm>(detector.decl->output->range, ir::print(type), "cannot be a detector's answer")
      .help("it answers with a bool, a number, a text or a list of texts");
}

/// `detector x is std.detectors.y`: what is asked and answered is the library's to say, who answers for it is not.
void takeOver(Context &context, Detector &detector) {
  const syntax::DetectorDecl &decl = *detector.decl;
  const resolve::Symbol *symbol = context.program.names->find(
      *detector.symbol->file, decl.base, resolve::bit(Decl::Kind::Detector), "a detector", context.reporter);
  detector.output = context.program.types->error();
  if (!decl.inputs.empty())
    reportRestated(context, detector, decl.inputs.front().range, "input");
  if (decl.output)
    reportRestated(context, detector, decl.output->range, "output");
  if (!symbol)
    return;
  if (!symbol->package->standard) {
    context.reporter.report<Kind::ClauseUnfit>(decl.base.range, "detector", decl.name.text, "is " + decl.base.text())
        .label("this one is answered for already")
        .related(symbol->decl->name.range, "declared here")
        .help("take over a detector of the standard library (`onus list detectors`), or say `input` and `output`");
    return;
  }
  detector.base = symbol;
  Detector library;
  library.symbol = symbol;
  library.decl = llvm::cast<syntax::DetectorDecl>(symbol->decl);
  readInputs(context, library);
  readOutput(context, library);
  detector.inputs = library.inputs;
  detector.output = library.output;
}

void readParties(Context &context, Detector &detector) {
  const syntax::DetectorDecl &decl = *detector.decl;
  const syntax::File &file = *detector.symbol->file;
  if (decl.vendor) {
    const resolve::Symbol *symbol =
        context.program.names->find(file, decl.vendor, resolve::bit(Decl::Kind::Vendor), "a vendor", context.reporter);
    detector.vendor = context.program.party(symbol);
  }
  if (decl.owner)
    detector.owner = findInternal(context, file, decl.owner, "own detector `" + decl.name.text.str() + "`");
  else
    context.reporter.report<Kind::DetectorIncomplete>(decl.name.range, decl.name.text, "who owns it")
        .label("nobody answers for what it says")
        .help("add `owner TEAM`");
  if (!decl.timeout)
    context.reporter
        .report<Kind::DetectorIncomplete>(decl.name.range, decl.name.text, "how long an engine waits for it")
        .help("add `timeout 200ms`, for instance");
}

} // namespace

void checkDetectors(Context &context) {
  for (const resolve::Symbol *symbol : context.program.names->all(Decl::Kind::Detector)) {
    Detector &detector = context.program.detectors.emplace_back();
    detector.symbol = symbol;
    detector.decl = llvm::cast<syntax::DetectorDecl>(symbol->decl);
    context.program.byDecl[symbol->decl] = &detector;
    if (detector.decl->base) {
      takeOver(context, detector);
    } else {
      readInputs(context, detector);
      readOutput(context, detector);
    }
    // Nobody answers for a detector of the library: projects take it over.
    if (!symbol->package->standard)
      readParties(context, detector);
  }
}

} // namespace onus::check
