// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/symbols.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <climits>
#include <set>

/// Declarations of all projects that are open, by some letters of their names.
namespace onus::lsp {

namespace {

/// Nobody reads on; the letters that follow make it fewer.
constexpr size_t most = 200;
/// Letters of a query; no name has more that anybody remembers.
constexpr size_t longest = 100;

/// How well a name goes with what was typed, whose letters it has in that order; nothing where it has not. Letters
/// that begin a word, and letters in a row, count for more, and so do shorter names.
std::optional<int> fits(llvm::StringRef query, llvm::StringRef name) {
  constexpr int never = INT_MIN / 2;
  // The best way to have the letters so far where the last of them is this one of the name.
  std::vector<int> best(name.size(), query.empty() ? 0 : never);
  for (size_t letter = 0; letter < query.size(); ++letter) {
    std::vector<int> next(name.size(), never);
    int before = letter == 0 ? 0 : never; // the best that ends further to the left
    for (size_t at = 0; at < name.size(); ++at) {
      int inRow = letter > 0 && at > 0 ? best[at - 1] + 6 : never;
      if (letter > 0 && at > 0)
        before = std::max(before, best[at - 1]);
      if (llvm::toLower(name[at]) == llvm::toLower(query[letter]))
        next[at] = std::max(before, inRow) + (at == 0 || !llvm::isAlnum(name[at - 1]) ? 4 : 0);
    }
    best = std::move(next);
  }
  int score = best.empty() ? never : *std::max_element(best.begin(), best.end());
  return score < 0 ? std::nullopt : std::optional(score * 4 - static_cast<int>(std::min<size_t>(name.size(), 60)));
}

struct Match {
  int score = 0;
  ViewPtr view;
  SymbolLine line;
  std::string container;
};

class Search {
public:
  explicit Search(llvm::StringRef query) : query_(query) {}

  void file(const ViewPtr &view, const syntax::File &file) {
    for (const syntax::Decl *decl : file.decls)
      line(view, symbolOf(*decl, view->text(file.id)), file.package.text());
  }

  std::vector<Match> best() {
    llvm::stable_sort(matches_, [](const Match &a, const Match &b) { return a.score > b.score; });
    if (matches_.size() > most)
      matches_.erase(matches_.begin() + most, matches_.end());
    return std::move(matches_);
  }

private:
  void line(const ViewPtr &view, SymbolLine line, const std::string &container) {
    std::vector<SymbolLine> children = std::move(line.children);
    std::string name = line.name;
    auto score = fits(query_, name);
    if (auto whole = fits(query_, container + "." + name); whole && !score)
      score = *whole - 100;
    // Members and unnamed rules are listed where they are asked for only.
    if (score && (!query_.empty() || line.kind != SymbolKind::Field))
      matches_.push_back({*score, view, std::move(line), container});
    for (SymbolLine &each : children)
      this->line(view, std::move(each), name);
  }

  llvm::StringRef query_;
  std::vector<Match> matches_;
};

json::Value search(Session &session, const json::Value &params) {
  Search search(params.string("query").trim().take_front(longest));
  std::set<std::string> seen;
  for (const ViewPtr &view : session.workspace.wholeViews())
    for (const syntax::File *file : view->compilation().files) {
      if (session.isCancelled && session.isCancelled())
        throw RequestError(ErrorCode::RequestCancelled, "the request was cancelled");
      if (!view->names().packageOf(*file).standard && seen.insert(view->path(file->id)).second)
        search.file(view, *file);
    }
  json::Array out;
  for (const Match &each : search.best())
    if (auto location = session.workspace.location(*each.view, each.line.range))
      out.push_back(json::Object{{"name", each.line.name},
                                 {"kind", numberOf(each.line.kind, session.client, {"workspace", "symbol"})},
                                 {"containerName", each.container},
                                 {"location", std::move(*location)}});
  return out;
}

void offer(json::Object &capabilities, const Client &) { capabilities.emplace_back("workspaceSymbolProvider", true); }

} // namespace

const Feature workspaceSymbol = {.offer = offer, .methods = {{"workspace/symbol", search}}};

} // namespace onus::lsp
