// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/teller.h"

#include "diagnostics/diagnostic.h"
#include "lint/rule.h"
#include "lsp/function_forms.h"
#include "lsp/tell/word_notes.h"
#include "pages/pages.h"
#include "reference_pages/reference_pages.h"
#include "rule_pages/rule_pages.h"

#include "llvm/ADT/STLExtras.h"

/// What belongs to the language itself: its words, its functions, its diagnostics and rules.
namespace onus::lsp {

namespace {

template <typename Files>
llvm::StringRef pageOf(const Files &files, llvm::StringRef path) {
  auto page = llvm::find_if(files, [&](const auto &file) { return llvm::StringRef(file.path) == path; });
  return page == files.end() ? llvm::StringRef() : llvm::StringRef(page->text);
}

/// What a page says before its examples.
std::string beginning(llvm::StringRef page) {
  if (page.startswith("<!--"))
    page = page.split("-->").second;
  return page.split("```").first.trim().str();
}

/// The line of a heading, from 1; the first where there is no such heading.
size_t lineOf(llvm::StringRef page, llvm::StringRef heading) {
  size_t at = page.find("# " + heading.str() + "\n");
  return at == llvm::StringRef::npos ? 1 : page.take_front(at).count('\n') + 1;
}

} // namespace

void Teller::more(llvm::StringRef page, llvm::StringRef heading) {
  std::string path = session_.workspace.shipped().reference(page);
  size_t line = lineOf(pageOf(reference_pages::files(), page.str() + ".md"), heading);
  std::string label = "`docs/reference/" + page.str() + ".md`" + (heading.empty() ? "" : ", " + heading.str());
  out_.paragraph(out_.text("More in ") +
                 out_.link(label, path.empty() ? "" : uriOf(path) + "#L" + std::to_string(line)));
}

void Teller::word(llvm::StringRef word) {
  const WordNote *note = findWordNote(word);
  if (!note)
    return;
  out_.paragraph(out_.strong(prose::code(word)));
  out_.paragraph(out_.text(note->text));
  more(note->page, note->heading);
}

void Teller::function(llvm::StringRef name) {
  for (const FunctionForm &form : languageForms(name)) {
    out_.source(form.label);
    out_.paragraph(out_.text(prose::sentence(form.documentation) + "."));
    more(form.page, {});
  }
}

void Teller::attribute(const check::standards::Attribute &attribute) {
  out_.paragraph(
      out_.strong(prose::code(check::standards::word(attribute.subject).str() + " " + attribute.words.str())));
  out_.paragraph(
      out_.text(prose::sentence(check::standards::describe(attribute.type).str() + ": " + attribute.doc.str())));
}

void Teller::finding(llvm::StringRef word) {
  llvm::StringRef page;
  if (const lint::Rule *rule = lint::findRule(word))
    page = pageOf(rule_pages::files(), lint::pagePath(*rule));
  else if (const diagnostics::KindInfo *kind = diagnostics::find(word); kind && std::string_view(word) == kind->code)
    page = pageOf(pages::files(), std::string(kind->code) + ".md");
  if (page.empty())
    return;
  out_.page(beginning(page));
  out_.paragraph(out_.text("`onus explain " + word.str() + "` shows examples."));
}

} // namespace onus::lsp
