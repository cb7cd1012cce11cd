// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"

#include "lint/suppressions.h"
#include "lsp/selectors_in.h"
#include "lsp/tell/teller.h"
#include "syntax/lexer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// What stands at a place, and what it has to do with everything else.
namespace onus::lsp {

namespace {

bool holds(source::Range range, uint32_t offset) { return range.begin <= offset && offset <= range.end; }

/// One of several things that a word means is told, and how many others there are.
constexpr size_t mostThings = 3;

class HoverTeller {
public:
  HoverTeller(const Session &session, const Place &place, Markup &out)
      : place_(place), view_(*place.view), tree_(view_.tree(place.file)), out_(out), teller_(session, view_, out) {}

  /// Says what there is to say; the range that it is about.
  source::Range tell() {
    if (!tree_ || inComment() || inTest())
      return about_;
    std::vector<Meaning> things = meaningsAt(view_, place_.file, place_.offset);
    if (things.empty())
      word();
    else
      tell(things);
    if (things.empty() || things.front().kind != Meaning::Kind::Tool)
      selector();
    return about_;
  }

private:
  void tell(llvm::ArrayRef<Meaning> things) {
    about_ = things.front().range;
    for (const Meaning &thing : things.take_front(mostThings)) {
      out_.divide();
      teller_.thing(thing);
    }
    if (things.size() > mostThings)
      out_.paragraph(out_.text("and " + prose::counted(static_cast<int64_t>(things.size() - mostThings), "other")));
  }

  /// A literal or a keyword.
  void word() {
    if (auto keyword = meaningAt(view_, place_.file, place_.offset)) {
      about_ = keyword->range;
      return teller_.thing(*keyword);
    }
    llvm::StringRef text = view_.text(place_.file);
    for (const syntax::Token &token : syntax::lex(text).words) {
      source::Range range{place_.file, token.begin, token.end};
      if (!holds(range, place_.offset))
        continue;
      about_ = range;
      teller_.literal(token.kind, text.slice(token.begin, token.end));
    }
  }

  /// Rules that a comment excuses, and codes that it speaks of.
  bool inComment() {
    const syntax::Tokens tokens = syntax::lex(view_.text(place_.file));
    auto comment = llvm::find_if(tokens.comments, [&](const syntax::Token &each) {
      return each.begin < place_.offset && place_.offset <= each.end;
    });
    if (comment == tokens.comments.end())
      return false;
    for (const lint::Allowance &allowance : lint::readAllowances(*tree_, view_.sources()))
      for (const lint::AllowedRule &rule : allowance.rules)
        if (holds(rule.range, place_.offset)) {
          about_ = rule.range;
          teller_.finding(rule.word);
        }
    if (out_.empty())
      code();
    return true;
  }

  void code() {
    llvm::StringRef text = view_.text(place_.file);
    auto isPart = [](char letter) { return llvm::isAlnum(letter); };
    uint32_t begin = place_.offset, end = place_.offset;
    while (begin > 0 && isPart(text[begin - 1]))
      --begin;
    while (end < text.size() && isPart(text[end]))
      ++end;
    about_ = {place_.file, begin, end};
    if (diagnostics::find(text.slice(begin, end)))
      teller_.finding(text.slice(begin, end));
  }

  /// The name of a test, which is a text.
  bool inTest() {
    for (const syntax::Decl *decl : tree_->decls)
      if (const auto *test = llvm::dyn_cast<syntax::TestDecl>(decl); test && holds(test->what.range, place_.offset)) {
        about_ = test->what.range;
        teller_.test(*test);
        return true;
      }
    return false;
  }

  /// The tools that the selector around the place selects.
  void selector() {
    for (const syntax::Decl *decl : tree_->decls) {
      if (!holds(decl->range, place_.offset))
        continue;
      for (const syntax::Selector *each : selectorsIn(*decl))
        if (holds(each->range, place_.offset)) {
          if (!about_.valid())
            about_ = each->range;
          teller_.selector(*tree_, *each);
          return;
        }
    }
  }

  const Place &place_;
  const View &view_;
  const syntax::File *tree_;
  Markup &out_;
  Teller teller_;
  source::Range about_;
};

bool isAboutParty(const Place &place) {
  auto things = meaningsAt(*place.view, place.file, place.offset);
  return !things.empty() && things.front().symbol && (resolve::bit(things.front().symbol->kind()) & resolve::parties);
}

json::Value answer(Session &session, const json::Value &params) {
  auto place = placeOf(session, params);
  // What rests on somebody may lie anywhere.
  if (place && !place->view->isWhole() && isAboutParty(*place))
    if (auto whole = placeInWhole(session, params))
      place = whole;
  if (!place)
    return {};
  Markup out = Markup::preferredBy(session.client.capability({"textDocument", "hover", "contentFormat"}));
  source::Range about = HoverTeller(session, *place, out).tell();
  if (out.empty())
    return {};
  json::Object hover{{"contents", out.content()}};
  if (auto span = about.valid() ? session.workspace.span(*place->view, about) : std::nullopt)
    hover.emplace_back("range", toJson(*span));
  return hover;
}

} // namespace

const Feature hover = {
    .offer = [](json::Object &capabilities, const Client &) { capabilities.emplace_back("hoverProvider", true); },
    .methods = {{"textDocument/hover", answer}}};

} // namespace onus::lsp
