// SPDX-License-Identifier: Apache-2.0
#include "lsp/meaning.h"

#include "lsp/meaning_collector.h"
#include "syntax/lexer.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using Kind = Meaning::Kind;

std::vector<Meaning> meanings(const View &view, source::FileId file) {
  const syntax::File *tree = view.tree(file);
  return tree ? MeaningCollector(view, *tree).run() : std::vector<Meaning>();
}

std::vector<Meaning> meaningsAt(const View &view, source::FileId file, uint32_t offset) {
  std::vector<Meaning> all = meanings(view, file);
  llvm::erase_if(all, [&](const Meaning &each) { return offset < each.range.begin || offset > each.range.end; });
  if (all.empty())
    return all;
  // Of two words that meet here, the one that begins; of two that lie in each other, the inner one.
  auto better = [&](const Meaning &a, const Meaning &b) {
    bool aEnds = a.range.end == offset, bEnds = b.range.end == offset;
    return aEnds != bEnds ? bEnds : a.range.end - a.range.begin < b.range.end - b.range.begin;
  };
  source::Range best = std::min_element(all.begin(), all.end(), better)->range;
  llvm::erase_if(all, [&](const Meaning &each) { return !(each.range == best); });
  return all;
}

std::optional<Meaning> meaningAt(const View &view, source::FileId file, uint32_t offset) {
  std::vector<Meaning> all = meaningsAt(view, file, offset);
  if (!all.empty())
    return all.front();
  llvm::StringRef text = view.text(file);
  for (const syntax::Token &token : syntax::lex(text).words) {
    if (token.begin > offset)
      break;
    if (offset > token.end || !syntax::isWord(token.kind) || token.kind == syntax::TokenKind::Identifier)
      continue;
    Meaning keyword;
    keyword.range = {file, token.begin, token.end};
    keyword.word = text.slice(token.begin, token.end);
    return keyword;
  }
  return std::nullopt;
}

bool isSameThing(const Meaning &a, const Meaning &b) {
  return a.kind == b.kind && a.symbol == b.symbol && a.package == b.package && a.declared == b.declared &&
         a.literal == b.literal && a.tool == b.tool && a.path == b.path && a.word == b.word && a.control == b.control &&
         a.attribute == b.attribute;
}

llvm::StringRef nameOf(const Meaning &meaning) {
  switch (meaning.kind) {
  case Kind::Declaration:
    return meaning.symbol->simpleName();
  case Kind::Package:
    return meaning.package->name;
  case Kind::Local:
  case Kind::Field:
  case Kind::Label:
  case Kind::Exception:
    return meaning.declared->text;
  case Kind::Tool:
    return meaning.tool->name;
  case Kind::Argument:
  case Kind::Root: {
    llvm::StringRef last = llvm::StringRef(meaning.path).rsplit('.').second;
    return last.empty() ? llvm::StringRef(meaning.path) : last;
  }
  case Kind::Choice:
    return meaning.literal ? meaning.literal->value : meaning.word;
  case Kind::Control:
    return meaning.control->decl->id.value;
  case Kind::Attribute:
    return meaning.attribute->words;
  case Kind::Function:
  case Kind::Type:
  case Kind::Keyword:
    return meaning.word;
  }
  return {};
}

std::optional<source::Range> declarationOf(const Meaning &meaning) {
  if (meaning.symbol)
    return meaning.symbol->decl->name.range;
  if (meaning.declared)
    return meaning.declared->range;
  if (meaning.literal)
    return meaning.literal->range;
  if (meaning.control)
    return meaning.control->decl->id.range;
  if (meaning.kind == Kind::Tool && meaning.tool->surface->manifestPath.empty())
    return meaning.tool->range;
  return std::nullopt;
}

} // namespace onus::lsp
