// SPDX-License-Identifier: Apache-2.0
#include "format/format.h"
#include "lsp/actions/action.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace onus::lsp {

using llvm::StringRef;

namespace {

/// What imports bring under which names: sorted, each once.
class Imports {
public:
  void add(const syntax::Use &use, const llvm::DenseSet<uint32_t> &unused) {
    auto isUsed = [&](const syntax::Name &bound) { return !unused.count(bound.range.begin); };
    std::string path = use.path.text();
    if (!use.braces) {
      if (isUsed(use.alias ? use.alias : use.path.names.back()))
        lines_[path + (use.alias ? " as " + use.alias.text.str() : "")];
      return;
    }
    for (const syntax::UseItem &item : use.items)
      if (isUsed(item.alias ? item.alias : item.name))
        lines_[path + "."].insert(item.name.text.str() + (item.alias ? " as " + item.alias.text.str() : ""));
  }

  /// The lines in the layout of the formatter.
  std::string text() const {
    std::string out;
    for (const auto &[path, items] : lines_)
      out += "use " + path + (items.empty() ? "" : "{" + llvm::join(items, ", ") + "}") + "\n";
    return format::format(out).value_or(out);
  }

private:
  std::map<std::string, std::set<std::string>> lines_; ///< the items by path
};

/// Imports on neighbouring lines, without comments.
using Block = std::vector<const syntax::Use *>;

/// The blocks of a file that may be put into another order. A comment belongs to the import behind which or above which
/// it stands: that one stays where it is.
std::vector<Block> blocksOf(const syntax::File &tree, const TextLines &lines) {
  std::vector<Block> blocks;
  uint32_t next = UINT32_MAX; // the line on which the block would go on
  for (const syntax::Use &use : tree.uses) {
    uint32_t first = lines.position(use.range.begin).line, last = lines.position(use.range.end).line;
    bool alone = lines.line(first).trim().startswith("use") &&
                 lines.offset({last, UINT32_MAX}) == lines.offset(lines.position(use.range.end)) &&
                 !(first > 0 && lines.line(first - 1).ltrim().startswith("//")) &&
                 llvm::none_of(tree.comments, [&](const syntax::Comment &comment) {
                   return comment.range.begin >= use.range.begin && comment.range.end <= use.range.end;
                 });
    if (!alone) {
      next = UINT32_MAX;
      continue;
    }
    if (first != next)
      blocks.emplace_back();
    blocks.back().push_back(&use);
    next = last + 1;
  }
  return blocks;
}

/// Where the names begin that imports bind and nobody uses: known only of a text without errors.
llvm::DenseSet<uint32_t> unusedIn(const ActionRequest &request) {
  llvm::DenseSet<uint32_t> unused;
  const syntax::File *tree = request.tree();
  if (!tree || llvm::any_of(request.session.workspace.findings(request.document->path), [](const Finding &finding) {
        return finding.diagnostic->severity == diagnostics::Severity::Error;
      }))
    return unused;
  for (const syntax::Use &use : tree->uses) {
    if (!use.braces)
      unused.insert((use.alias ? use.alias : use.path.names.back()).range.begin);
    for (const syntax::UseItem &item : use.items)
      unused.insert((item.alias ? item.alias : item.name).range.begin);
  }
  for (const check::Reference &reference : request.place->view->references(request.place->file))
    if (reference.import && !reference.inUse)
      unused.erase(reference.import->range.begin);
  return unused;
}

/// The text with its imports in order.
std::string organized(const ActionRequest &request, const syntax::File &tree) {
  const Document &document = *request.document;
  llvm::DenseSet<uint32_t> unused = unusedIn(request);
  std::string out;
  uint32_t done = 0;
  for (const Block &block : blocksOf(tree, document.lines)) {
    Imports imports;
    for (const syntax::Use *use : block)
      imports.add(*use, unused);
    StringRef text = document.text;
    uint32_t begin = document.lines.offset({document.lines.position(block.front()->range.begin).line, 0});
    uint32_t end = document.lines.offset({document.lines.position(block.back()->range.end).line + 1, 0});
    std::string lines = withLineBreaksOf(text, imports.text());
    // Where nothing is left, one of the empty lines around it goes, too.
    if (lines.empty() && end < text.size() && document.lines.line(document.lines.position(end).line).trim().empty())
      end = document.lines.offset({document.lines.position(end).line + 1, 0});
    out += text.slice(done, begin).str() + lines;
    done = end;
  }
  return out + StringRef(document.text).drop_front(done).str();
}

} // namespace

void offerOrganizedImports(const ActionRequest &request, std::vector<Action> &actions) {
  if (!request.wants(organizeImportsKind))
    return;
  const DocumentSyntax &syntax = request.document->syntax();
  if (syntax.isBroken() || syntax.tree()->uses.empty())
    return;
  std::string text = organized(request, *syntax.tree());
  if (text == request.document->text)
    return;
  actions.push_back({.title = "Organize imports", .kind = organizeImportsKind, .edit = [&request, text] {
                       WorkspaceEdit edit(request.session);
                       edit.rewrite(request.document->path, text);
                       return edit.json();
                     }});
}

} // namespace onus::lsp
