// SPDX-License-Identifier: Apache-2.0
#include "lsp/annotated_edit.h"
#include "lsp/feature.h"
#include "lsp/occurrences.h"
#include "lsp/rename_check.h"
#include "syntax/lexer.h"

#include "llvm/ADT/STLExtras.h"

/// Another name for something, in all projects that are open. Before it is proposed the new texts are compiled: every
/// word must mean what it meant before.
namespace onus::lsp {

namespace {

using Kind = Meaning::Kind;

[[noreturn]] void refuse(const std::string &reason) { throw RequestError(ErrorCode::RequestFailed, reason); }

std::string quoted(llvm::StringRef text) { return "`" + text.str() + "`"; }

/// Why a file's names cannot be changed from here; empty where they can.
std::string whyFixed(const View &view, const syntax::File &file, llvm::StringRef name) {
  const resolve::Package &package = view.names().packageOf(file);
  if (package.standard)
    return quoted(name) + " belongs to the standard library";
  const source::Unit *unit = view.compilation().project.layout.unitOf(file.id);
  if (package.foreign)
    return quoted(name) + " belongs to " + (unit ? unit->name : "another project") + "; rename it there";
  return {};
}

/// Why a thing cannot have another name; empty where it can.
std::string whyFixed(const View &view, const Meaning &meaning) {
  std::string name = quoted(nameOf(meaning));
  switch (meaning.kind) {
  case Kind::Declaration:
    return whyFixed(view, *meaning.symbol->file, meaning.symbol->simpleName());
  case Kind::Package:
    return whyFixed(view, *meaning.package->files.front(), meaning.package->name);
  case Kind::Local:
  case Kind::Field:
  case Kind::Label:
  case Kind::Exception:
    return whyFixed(view, *view.tree(meaning.declared->range.file), meaning.declared->text);
  case Kind::Tool:
    if (meaning.tool->surface->manifestPath.empty())
      return whyFixed(view, *meaning.tool->surface->symbol->file, meaning.tool->name);
    [[fallthrough]];
  case Kind::Argument:
    return name + " is named by " + quoted(meaning.tool->surface->manifestPath) + ", which its server writes";
  case Kind::Choice:
    return "a text is a value that events bring, and no name";
  case Kind::Control:
    return name + " is an id of the catalogue " + quoted(meaning.framework->symbol->simpleName());
  case Kind::Root:
  case Kind::Function:
  case Kind::Type:
  case Kind::Attribute:
  case Kind::Keyword:
    return name + " is a word of the language";
  }
  return {};
}

/// The name that a `use` gives something in its file, where a word is written so; null for the thing's own name.
const syntax::Name *aliasOf(const View &view, const Meaning &meaning) {
  llvm::StringRef written = view.sources().text(meaning.range);
  return meaning.import && meaning.import->text == written && written != wordOf(meaning) ? meaning.import : nullptr;
}

/// What stands there and can be renamed; refuses with the reason otherwise. What a `use` calls by a name of its own can
/// be called by another one, whatever it is.
std::vector<Meaning> thingsAt(const View &view, source::FileId file, uint32_t offset) {
  std::vector<Meaning> things = meaningsAt(view, file, offset);
  if (things.empty())
    if (auto word = meaningAt(view, file, offset))
      things.push_back(*word);
  if (things.empty())
    refuse("no name stands here that is known to mean something");
  if (!aliasOf(view, things.front()))
    for (const Meaning &each : things)
      if (std::string reason = whyFixed(view, each); !reason.empty())
        refuse(reason);
  return things;
}

/// What a new name must look like: one word that is no reserved one, or several with dots between them.
void checkName(llvm::StringRef name, bool dotted) {
  std::vector<syntax::Token> words = syntax::lex(name).words;
  words.pop_back(); // the end
  bool whole = !words.empty() && words.front().begin == 0 && words.back().end == name.size();
  for (size_t at = 0; whole && at < words.size(); ++at) {
    bool dot = at % 2 == 1;
    llvm::StringRef word = name.slice(words[at].begin, words[at].end);
    if (!dot && syntax::isReserved(words[at].kind))
      refuse(quoted(word) + " is a reserved word");
    whole = dot ? word == "." : syntax::isName(words[at].kind);
    whole &= at == 0 || words[at - 1].end == words[at].begin;
  }
  if (!whole || words.size() % 2 == 0 || (words.size() > 1 && !dotted))
    refuse(quoted(name) +
           (dotted ? " is no name of a package" : " is no name: a letter or `_`, then letters, digits and `_`"));
}

// ---- Which words change

/// One renaming: what is renamed in which files.
class Renaming {
public:
  Renaming(Session &session, std::string oldName, std::string newName)
      : session_(session), oldName_(std::move(oldName)), newName_(std::move(newName)), edit_(session) {}

  /// Things, wherever they are named.
  json::Value everywhere(const View &view, llvm::ArrayRef<Meaning> things) {
    bool sent =
        llvm::any_of(things, [](const Meaning &each) { return each.kind == Kind::Field || each.kind == Kind::Tool; });
    annotate(sent);
    keys_ = keysOf(view, things);
    std::vector<Named> all = named();
    widen(all);
    for (const ViewPtr &each : session_.workspace.wholeViews())
      rename(*each, all);
    return edit_.json();
  }

  /// The name that a `use` gives something, which belongs to its file alone.
  json::Value alias(const View &view, source::FileId file, const syntax::Name &alias) {
    annotate(false);
    Replacements replacements;
    for (const Meaning &each : meanings(view, file))
      if (each.import == &alias && view.sources().text(each.range) == alias.text)
        replacements[file.index].push_back({each.range.begin, each.range.end, newName_});
    finish(view, replacements);
    return edit_.json();
  }

private:
  /// The words of a file that could mean what is renamed.
  struct Named {
    ViewPtr view;
    const syntax::File *file = nullptr;
    std::vector<Meaning> words;
  };

  std::vector<Named> named() const {
    std::vector<Named> all;
    llvm::StringRef word = lastPart(oldName_);
    for (const ViewPtr &view : session_.workspace.wholeViews())
      for (const syntax::File *file : view->compilation().files) {
        if (!view->text(file->id).contains(word))
          continue;
        if (session_.isCancelled && session_.isCancelled())
          throw RequestError(ErrorCode::RequestCancelled, "the request was cancelled");
        all.push_back({view, file, meanings(*view, file->id)});
        llvm::erase_if(all.back().words, [&](const Meaning &each) { return wordOf(each) != word; });
      }
    return all;
  }

  /// What is written in one word with a thing gets its new name with it: `args.amount` of two tools, a member of
  /// `context` that two packages ask for.
  void widen(const std::vector<Named> &all) {
    for (size_t known = 0; known != keys_.size();) {
      known = keys_.size();
      for (const Named &each : all)
        widen(*each.view, each.words);
    }
  }

  void widen(const View &view, const std::vector<Meaning> &words) {
    for (auto first = words.begin(); first != words.end();) {
      auto last = std::find_if(first, words.end(), [&](const Meaning &each) { return !(each.range == first->range); });
      bool concerned = std::any_of(first, last, [&](const Meaning &each) { return keys_.count(keyOf(view, each)); });
      for (; first != last; ++first)
        if (concerned && keys_.insert(keyOf(view, *first)).second)
          if (std::string reason = whyFixed(view, *first); !reason.empty())
            refuse("what is renamed is used as one with something else, and " + reason);
    }
  }

  void rename(const View &view, const std::vector<Named> &all) {
    Replacements replacements;
    for (const Named &each : all) {
      if (each.view.get() != &view || view.names().packageOf(*each.file).standard)
        continue;
      std::vector<Replacement> &list = replacements[each.file->id.index];
      for (const Meaning &word : each.words)
        if (keys_.count(keyOf(view, word)))
          if (auto made = replaced(view, *each.file, word); made && (list.empty() || list.back().begin < made->begin))
            list.push_back(*made);
      if (list.empty())
        replacements.erase(each.file->id.index);
    }
    finish(view, replacements);
  }

  /// Takes the replacements of one view where nothing speaks against them.
  void finish(const View &view, const Replacements &replacements) {
    if (replacements.empty())
      return;
    for (const auto &[file, edits] : replacements)
      if (!session_.workspace.isCurrent(view, {file}))
        throw RequestError(ErrorCode::ContentModified, view.path({file}) + " cannot be understood as it is now");
    if (auto reason = whatBreaks(view, replacements, {lastPart(oldName_), lastPart(newName_)}))
      refuse(quoted(oldName_) + " cannot be called " + quoted(newName_) + ": " + *reason);
    for (const auto &[file, edits] : replacements)
      for (const Replacement &each : edits)
        add(view, {{file}, each.begin, each.end}, each.text);
  }

  std::optional<Replacement> replaced(const View &view, const syntax::File &file, const Meaning &meaning) const {
    if (aliasOf(view, meaning))
      return std::nullopt;
    source::Range range = meaning.range;
    if (meaning.kind != Kind::Package)
      return Replacement{range.begin, range.end, newName_};
    for (const syntax::Use &use : file.uses)
      if (!use.braces && use.path && use.path.names.back().range == range)
        range = use.path.range;
    bool whole = view.sources().text(range) == oldName_;
    return Replacement{range.begin, range.end, whole ? newName_ : lastPart(newName_).str()};
  }

  /// A name that reaches further than these texts is for a person to confirm.
  void annotate(bool sent) {
    annotation_ = sent ? "sent" : "rename";
    std::string change = quoted(oldName_) + " to " + quoted(newName_);
    edit_.annotate(annotation_, sent ? "Rename " + change + ": engines send it with events" : "Rename " + change, sent);
  }

  void add(const View &view, source::Range range, const std::string &text) {
    auto span = session_.workspace.span(view, range);
    std::string uri = session_.workspace.uri(view, range.file);
    if (span && seen_.insert(uri + " " + std::to_string(range.begin)).second)
      edit_.add(uri, *span, text, annotation_);
  }

  Session &session_;
  std::string oldName_, newName_, annotation_;
  std::set<std::string> keys_, seen_;
  AnnotatedEdit edit_;
};

json::Value prepareRename(Session &session, const json::Value &params) {
  auto place = placeOf(session, params);
  if (!place)
    refuse("the text here is not understood as it is now");
  source::Range range = thingsAt(*place->view, place->file, place->offset).front().range;
  auto span = session.workspace.span(*place->view, range);
  if (!span)
    return {};
  return json::Object{{"range", toJson(*span)}, {"placeholder", place->view->sources().text(range).str()}};
}

json::Value renameAt(Session &session, const json::Value &params) {
  auto place = placeInWhole(session, params);
  if (!place)
    refuse("the text here is not understood as it is now");
  std::string newName = params.string("newName").str();
  std::vector<Meaning> things = thingsAt(*place->view, place->file, place->offset);
  const syntax::Name *alias = aliasOf(*place->view, things.front());
  checkName(newName, things.front().kind == Kind::Package && !alias);
  if (alias)
    return Renaming(session, alias->text.str(), newName).alias(*place->view, place->file, *alias);
  return Renaming(session, nameOf(things.front()).str(), newName).everywhere(*place->view, things);
}

void offer(json::Object &capabilities, const Client &client) {
  if (client.supports({"textDocument", "rename", "prepareSupport"}))
    capabilities.emplace_back("renameProvider", json::Object{{"prepareProvider", true}});
  else
    capabilities.emplace_back("renameProvider", true);
}

} // namespace

const Feature rename = {
    .offer = offer,
    .methods = {{"textDocument/prepareRename", prepareRename}, {"textDocument/rename", renameAt}},
};

} // namespace onus::lsp
