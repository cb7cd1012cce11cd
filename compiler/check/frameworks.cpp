// SPDX-License-Identifier: Apache-2.0
#include "check/frameworks.h"
#include "check/text.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::check {
namespace {

using diagnostics::Applicability;
using diagnostics::Kind;
using llvm::StringRef;
using syntax::ControlDecl;

/// Short forms of the first word of an id that publishers use themselves.
struct ShortForm {
  StringRef written, meant;
};
constexpr ShortForm shortForms[] = {
    {"GV", "GOVERN"},   {"MP", "MAP"},     {"MS", "MEASURE"},  {"MG", "MANAGE"},
    {"ART", "ARTICLE"}, {"CH", "CHAPTER"}, {"SEC", "SECTION"},
};

std::string replacedList(const ControlDecl &control) {
  std::vector<std::string> ids;
  for (const syntax::Text &id : control.replacedBy)
    ids.push_back(quoted(id.value));
  return llvm::join(ids, ", ");
}

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
}

void addControls(Context &context, Framework &framework, llvm::ArrayRef<ControlDecl *> decls, const Control *parent) {
  for (const ControlDecl *decl : decls) {
    Control &control = framework.controls.emplace_back();
    control.decl = decl;
    control.parent = parent;
    auto [held, added] = framework.byKey.try_emplace(controlKey(decl->id.value), &control);
    if (!added)
      context.reporter.report<Kind::ControlRepeated>(decl->id.range, framework.decl->name.text, decl->id.value)
          .related(held->second->decl->id.range, "the first is here");
    addControls(context, framework, decl->children, &control);
  }
}

void checkSuccessors(Context &context, const Framework &framework) {
  for (const Control &control : framework.controls)
    for (const syntax::Text &id : control.decl->replacedBy)
      if (!framework.decl->incomplete && !findControl(framework, id.value))
        context.reporter.report<Kind::SuccessorUnknown>(id.range, control.decl->id.value, id.value,
                                                        framework.decl->name.text);
}

// ---- Looking up

/// The control whose key is this one and a year: `LLM.1` finds `LLM.1.2025`, if no other year is there.
const Control *findWithYear(const Framework &framework, const std::string &key) {
  const Control *found = nullptr;
  for (const Control &control : framework.controls) {
    std::string full = controlKey(control.decl->id.value);
    StringRef rest = full;
    if (!rest.consume_front(key + ".20") || rest.size() != 2 || !llvm::all_of(rest, llvm::isDigit))
      continue;
    if (found)
      return nullptr;
    found = &control;
  }
  return found;
}

/// `Article 14(4)` as the control `Article 14` and the paragraph 4.
struct Paragraph {
  const Control *control = nullptr;
  int64_t number = 0;
};
std::optional<Paragraph> findParagraph(const Framework &framework, StringRef id) {
  auto [base, rest] = id.trim().split('(');
  int64_t number = 0;
  if (!rest.consume_back(")") || rest.getAsInteger(10, number))
    return std::nullopt;
  const Control *control = findControl(framework, base);
  if (!control || !control->decl->paragraphs)
    return std::nullopt;
  return Paragraph{control, number};
}

void reportUnknown(Context &context, const Framework &framework, const syntax::Text &id) {
  std::vector<StringRef> ids;
  for (const Control &control : framework.controls)
    ids.push_back(control.decl->id.value);
  std::string guess = resolve::closest(id.value, ids);
  std::string name = quoted(framework.decl->name.text);
  auto builder = framework.decl->incomplete ? context.reporter.report<Kind::ControlNotListed>(id.range, id.value, name)
                                            : context.reporter.report<Kind::ControlUnknown>(id.range, name, id.value);
  if (framework.decl->incomplete)
    builder.note("the catalogue says that it is incomplete, so the id may exist");
  if (framework.decl->version)
    builder.note("looked for in version " + framework.decl->version.value.str());
  if (guess.empty())
    builder.label("no such control");
  else
    builder.label("did you mean " + quoted(guess) + "?").fix("write " + quoted(guess), id.range, "\"" + guess + "\"");
}

void reportWithdrawn(Context &context, const Framework &framework, const Control &control, const syntax::Text &id) {
  const ControlDecl &decl = *control.decl;
  auto builder =
      context.reporter.report<Kind::ControlWithdrawn>(id.range, decl.id.value, quoted(framework.decl->name.text));
  builder.related(decl.id.range, "withdrawn here");
  if (decl.replacedBy.empty()) {
    builder.label("an auditor will find nothing under it").help("map to a control that is in force");
    return;
  }
  builder.label("replaced by " + replacedList(decl));
  for (const syntax::Text &successor : decl.replacedBy)
    builder.fix("map to " + quoted(successor.value), id.range, "\"" + successor.value.str() + "\"");
}

} // namespace

std::string controlKey(StringRef id) {
  std::string key;
  for (size_t at = 0; at < id.size();) {
    bool digits = llvm::isDigit(id[at]);
    StringRef run = id.drop_front(at).take_while([&](char c) { return digits ? llvm::isDigit(c) : llvm::isAlpha(c); });
    if (run.empty()) {
      ++at;
      continue;
    }
    at += run.size();
    if (!key.empty())
      key += '.';
    if (digits && run.ltrim('0').empty())
      key += '0';
    else
      key += digits ? run.ltrim('0').str() : run.upper();
  }
  return key;
}

const Control *findControl(const Framework &framework, StringRef id) {
  std::string key = controlKey(id);
  if (const Control *exact = framework.byKey.lookup(key))
    return exact;
  auto [first, rest] = StringRef(key).split('.');
  for (const ShortForm &form : shortForms) {
    if (first != form.written)
      continue;
    std::string meant = form.meant.str() + (rest.empty() ? "" : "." + rest.str());
    if (const Control *longer = framework.byKey.lookup(meant))
      return longer;
  }
  return key.empty() ? nullptr : findWithYear(framework, key);
}

std::optional<MappedControl> mapControl(Context &context, const Framework &framework, const syntax::Text &id) {
  const Control *control = findControl(framework, id.value);
  std::string official = control ? control->decl->id.value.str() : "";
  if (!control) {
    if (std::optional<Paragraph> paragraph = findParagraph(framework, id.value)) {
      control = paragraph->control;
      const ControlDecl &decl = *control->decl;
      official = decl.id.value.str() + "(" + std::to_string(paragraph->number) + ")";
      if (paragraph->number < 1 || paragraph->number > decl.paragraphs.value) {
        context.reporter.report<Kind::ControlParagraph>(id.range, decl.id.value, decl.paragraphs.value, id.value)
            .related(decl.id.range, "listed here");
        return std::nullopt;
      }
    }
  }
  if (!control) {
    reportUnknown(context, framework, id);
    return std::nullopt;
  }
  if (control->decl->withdrawn) {
    reportWithdrawn(context, framework, *control, id);
    return std::nullopt;
  }
  return MappedControl{&framework, control, id.range, official};
}

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
