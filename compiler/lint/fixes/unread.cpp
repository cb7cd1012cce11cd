// SPDX-License-Identifier: Apache-2.0
#include "lint/fixes/unread.h"

#include "lower/parts.h"
#include "syntax/lexer.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace onus::lint::fixes {

namespace {

using Kind = syntax::Decl::Kind;

struct Declared {
  const syntax::File *file = nullptr;
  const syntax::Decl *decl = nullptr;
};

/// By package, kind, name and how many of these came before: what stays the same while a program is edited.
using Declarations = std::map<std::tuple<std::string, Kind, std::string, size_t>, Declared>;

Declarations declarationsOf(const check::Program &program) {
  Declarations result;
  for (const auto &package : program.names->packages()) {
    if (package->standard || package->foreign)
      continue;
    for (const syntax::File *file : package->files)
      for (const syntax::Decl *decl : file->decls) {
        size_t nth = 0;
        while (
            !result.try_emplace({package->name, decl->kind, decl->name.text.str(), nth}, Declared{file, decl}).second)
          ++nth;
      }
  }
  return result;
}

bool sameWords(llvm::StringRef left, llvm::StringRef right) {
  if (left == right)
    return true;
  auto words = [](llvm::StringRef text) {
    std::vector<llvm::StringRef> found;
    for (const syntax::Token &word : syntax::lex(text).words)
      found.push_back(text.slice(word.begin, word.end));
    return found;
  };
  return words(left) == words(right);
}

/// What the module of a version holds of the declarations.
class Readers {
public:
  explicit Readers(const Version &version) : version_(version) {
    for (const ir::System &system : version.module.systems)
      lower::eachExpr(system, [&](const ir::Expr *expr) {
        if (expr->range.valid())
          read_.emplace(std::pair(expr->range.file.index, expr->range.begin), expr->range.end);
      });
  }

  bool reads(const Declared &declared) const {
    if (const auto *surface = llvm::dyn_cast<syntax::SurfaceDecl>(declared.decl))
      return readsSurface(*surface);
    // An expression of it stands in some guardrail, where functions and constants are read in place.
    const source::Range &range = declared.decl->range;
    auto first = read_.lower_bound({range.file.index, range.begin});
    return first != read_.end() && first->first.first == range.file.index && first->first.second < range.end;
  }

private:
  bool readsSurface(const syntax::SurfaceDecl &decl) const {
    for (const auto *systems : {&version_.program.systems, &version_.program.standIns})
      for (const check::System &system : *systems)
        if (llvm::any_of(system.surfaces, [&](const check::Surface *each) { return each->decl == &decl; }))
          return true;
    return false;
  }

  const Version &version_;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> read_; ///< where expressions of the module begin
};

enum class Shows {
  Always,   ///< its module, or how its tests end, is another where it means something else
  WhenRead, ///< where something reads it
  Never,    ///< it decides what compiles, not what engines do
};

Shows showsChange(Kind kind) {
  switch (kind) {
  case Kind::Organization:
  case Kind::Person:
  case Kind::Team:
  case Kind::Vendor:
  case Kind::Sink:
  case Kind::System:
  case Kind::Guardrail:
  case Kind::Exception:
  case Kind::Test:
    return Shows::Always;
  case Kind::Let:
  case Kind::Pattern:
  case Kind::Surface:
    return Shows::WhenRead;
  case Kind::Duties:
  case Kind::Type:
  case Kind::Context:
  case Kind::Effect:
  case Kind::Detector:
  case Kind::Framework:
  case Kind::Standard:
    return Shows::Never;
  }
  return Shows::Never;
}

/// A declaration that is gone or new matters where others read it, and then its readers show it; those that act by
/// themselves do not come and go unseen.
bool mayComeAndGo(Kind kind) { return kind == Kind::Let || kind == Kind::Type || kind == Kind::Pattern; }

std::string nameOf(const Declared &declared) {
  llvm::StringRef name = declared.decl->name.text;
  return name.empty() ? syntax::word(declared.decl->kind).str() : name.str();
}

} // namespace

ChangedWords changedWords(const Version &before, const Version &after) {
  Declarations left = declarationsOf(before.program), right = declarationsOf(after.program);
  Readers readBefore(before), readAfter(after);
  ChangedWords result;
  auto isForTests = [](const Version &version, const Declared &each) {
    return each.decl->kind == Kind::Test || resolve::isTestFile(version.program.sources->path(each.file->id));
  };
  auto lone = [&](const Version &version, const Declared &each) {
    if (isForTests(version, each))
      result.tests = true;
    else if (showsChange(each.decl->kind) != Shows::Always && !mayComeAndGo(each.decl->kind))
      result.unread = nameOf(each);
  };
  for (const auto &[key, old] : left) {
    auto found = right.find(key);
    if (found == right.end()) {
      lone(before, old);
      continue;
    }
    const Declared &now = found->second;
    if (sameWords(before.program.sources->text(old.decl->range), after.program.sources->text(now.decl->range)))
      continue;
    Shows shows = showsChange(old.decl->kind);
    if (isForTests(before, old) || isForTests(after, now))
      result.tests = true;
    else if (shows == Shows::Never || (shows == Shows::WhenRead && !(readBefore.reads(old) && readAfter.reads(now))))
      result.unread = nameOf(old);
  }
  for (const auto &[key, each] : right)
    if (!left.count(key))
      lone(after, each);
  return result;
}

} // namespace onus::lint::fixes
