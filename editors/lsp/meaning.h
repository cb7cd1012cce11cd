// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/standards/attributes.h"
#include "lsp/view.h"

/// What the words of a file mean, as far as a view knows: what navigation, hover and renaming look up. It takes
/// check::references, which tells declarations and local names apart, and adds what hangs on the types of expressions
/// and on manifests: members, arguments of tools, labels of rules, texts of unions, controls, and the words of the
/// language itself.
namespace onus::lsp {

/// One word, and one thing that it means. Which members are set depends on the kind.
struct Meaning {
  enum class Kind {
    Declaration, ///< `symbol`
    Package,     ///< `package`
    Local,       ///< `declared`: a parameter, a variable of a quantifier, a guardrail's own `let`
    Field,     ///< `declared`: a member of a record type, a member of `context`, an argument of a tool without manifest
    Label,     ///< `declared`: of a rule
    Exception, ///< `declared`: one that stands inside a guardrail; any other is a declaration
    Tool,      ///< `tool`
    Argument,  ///< `tool` and `path`: what a manifest describes: `args.amount`, `result.items[].id`
    Choice,    ///< a text of a union: `literal`, or `tool`, `path` and `word` where a manifest lists it
    Control,   ///< `framework` and `control`
    Root,      ///< `path`: what events bring: `args`, `context`, `session.id`, `agent.credential.purpose`
    Function,  ///< `word`: a built-in function (check::findBuiltin) or a history term (check::findHistoryOp)
    Type,      ///< `word`: a type of the language
    Attribute, ///< `attribute`: what a standard asks for
    Keyword,   ///< `word`; only from meaningAt
  };
  enum class Role {
    Declares,
    Sets,    ///< gives it a value: a binding's or a pattern argument's label, a member of a record that is written out
    Reads,   ///< everything else that names it
    Imports, ///< in a `use`
  };
  Kind kind = Kind::Keyword;
  Role role = Role::Reads;
  source::Range range; ///< the name itself: of `a.b.limit` only `limit`; of a package all of `a.b`; of a text what
                       ///< stands between the quotes
  const syntax::Decl *within = nullptr; ///< the declaration of the file that holds it; null in the file's head

  const resolve::Symbol *symbol = nullptr;
  const resolve::Package *package = nullptr;
  const syntax::Name *declared = nullptr; ///< where it is declared, perhaps in another file (`declared->range.file`)
  const syntax::Text *literal = nullptr;  ///< in the type that lists it
  const check::Tool *tool = nullptr;
  std::string path;
  llvm::StringRef word;
  const check::Framework *framework = nullptr;
  const check::Control *control = nullptr;
  const check::standards::Attribute *attribute = nullptr;
  /// Declaration, Package: the name that a `use` of this file binds, by way of which the file knows it.
  const syntax::Name *import = nullptr;
};

/// Every word of a file that means something, keywords aside, in order of place. A word may mean several things:
/// `args.amount` an argument of each tool that is selected.
std::vector<Meaning> meanings(const View &view, source::FileId file);

/// What stands at a place, which may be the end of a word; the innermost words only. Empty where nothing does.
std::vector<Meaning> meaningsAt(const View &view, source::FileId file, uint32_t offset);
/// The first of them, or the keyword there.
std::optional<Meaning> meaningAt(const View &view, source::FileId file, uint32_t offset);

/// True where both are the same thing of one view.
bool isSameThing(const Meaning &a, const Meaning &b);

/// The word under which a thing is declared; empty for what has none.
llvm::StringRef nameOf(const Meaning &meaning);
/// Where it is declared: the name there. Nothing for what a manifest or the language itself declares, and for packages.
std::optional<source::Range> declarationOf(const Meaning &meaning);

} // namespace onus::lsp
