// SPDX-License-Identifier: Apache-2.0
#include "resolve/names.h"
#include "diagnostics/repeated.h"

#include "llvm/ADT/STLExtras.h"

#include "source/paths.h"

namespace onus::resolve {
namespace {

using diagnostics::Applicability;
using diagnostics::Kind;
using diagnostics::Reporter;
using llvm::StringRef;
using syntax::Decl;

bool isOf(const Symbol *symbol, Kinds wanted) { return (bit(symbol->kind()) & wanted) != 0; }

/// Where a new `use` line goes, and with which line breaks around it.
source::Range useEnd(const syntax::File &file) {
  source::Range last = file.package.range;
  if (file.owner)
    last = file.owner.range;
  if (!file.uses.empty())
    last = file.uses.back().range;
  return {last.file, last.end, last.end};
}

/// `acmerefunds` for `acme.refunds`, or a slip of the pen: then one of the two clauses is the mistake, whichever names
/// it separates.
bool nearlySame(StringRef a, StringRef b) {
  std::string left = a.str(), right = b.str();
  llvm::erase_value(left, '.');
  llvm::erase_value(right, '.');
  return left == right || !closest(a, {b}).empty();
}

/// A message says already that files of one of these packages do not see the other.
bool separationSaid(const Reporter &reporter, const Package &a, const Package &b) {
  return llvm::any_of(reporter.all(), [&](const auto &each) {
    StringRef message = each->message;
    return each->kind == Kind::NotImported &&
           (message.contains("package `" + a.name + "`") || message.contains("package `" + b.name + "`"));
  });
}

/// A message says already that there is no package of the name that the path begins with.
bool missingPackageSaid(const Reporter &reporter, const syntax::Path &path) {
  std::string prefix;
  for (const syntax::Name &part : path.names) {
    prefix += (prefix.empty() ? "" : ".") + part.text.str();
    if (diagnostics::saidBefore<Kind::UnknownPackage>(reporter, prefix))
      return true;
  }
  return false;
}

std::string useLine(const syntax::File &file, const Symbol *symbol) {
  std::string blank = file.uses.empty() ? "\n\n" : "\n";
  return blank + "use " + symbol->package->name + ".{" + symbol->simpleName().str() + "}";
}

void reportNotImported(const syntax::File &file, const Package &own, const syntax::Path &path, const Symbol &other,
                       Reporter &reporter) {
  std::string name = path.text();
  if (diagnostics::saidInFile<Kind::NotImported>(reporter, file.id, name, other.package->name))
    return;
  bool similar = nearlySame(own.name, other.package->name);
  if (similar && separationSaid(reporter, own, *other.package))
    return;
  auto builder = reporter.report<Kind::NotImported>(path.range, name, other.package->name);
  builder.label("not imported here")
      .related(other.decl->name.range, "declared here")
      .fix("import it", useEnd(file), useLine(file, &other), Applicability::MaybeIncorrect);
  if (similar)
    builder.related(file.package.range, "this file is of package `" + own.name + "`")
        .help("if `" + own.name + "` and `" + other.package->name + "` are meant to be one package, spell them alike");
}

} // namespace

std::string describe(Decl::Kind kind) {
  if (kind == Decl::Kind::Let)
    return "a constant or function";
  StringRef name = syntax::word(kind);
  bool vowel = !name.empty() && StringRef("aeiou").contains(name[0]);
  return (vowel ? "an " : "a ") + name.str();
}

const Names::FileScope &Names::scopeOf(const syntax::File &file) const {
  auto found = scopes_.find(&file);
  assert(found != scopes_.end() && "a file that was not resolved");
  return found->second;
}

std::vector<const Package *> Names::prefixes(const FileScope &scope, llvm::ArrayRef<syntax::Name> names) const {
  std::vector<const Package *> found;
  auto add = [&](std::string name, llvm::ArrayRef<syntax::Name> rest) {
    for (const syntax::Name &part : rest)
      name += "." + part.text.str();
    if (const Package *package = this->package(name); package && sees(scope, *package))
      found.push_back(package);
  };
  if (names.empty())
    return found;
  auto alias = scope.packages.find(names.front().text);
  if (alias != scope.packages.end())
    add(alias->second->name, names.drop_front());
  add(names.front().text.str(), names.drop_front());
  return found;
}

void Names::lookUpSimple(const FileScope &scope, StringRef name, Kinds wanted, Found &found) const {
  auto consider = [&](const Symbol *symbol) {
    if (symbol->testOnly && !scope.test)
      found.hidden = isOf(symbol, wanted) ? symbol : found.hidden;
    else if (!isOf(symbol, wanted))
      found.wrong = found.wrong ? found.wrong : symbol;
    else
      found.matches.push_back(symbol);
  };
  if (auto imported = scope.imports.find(name); imported != scope.imports.end())
    consider(imported->second);
  if (!found.matches.empty())
    return;
  if (auto own = scope.package->scope.find(name); own != scope.package->scope.end())
    consider(own->second);
  if (!found.matches.empty() || !(wanted & parties))
    return;
  if (auto everywhere = parties_.find(name); everywhere != parties_.end())
    for (const Symbol *symbol : everywhere->second)
      if (sees(scope, *symbol->package))
        consider(symbol);
}

Names::Found Names::lookUp(const syntax::File &file, llvm::ArrayRef<syntax::Name> names, Kinds wanted) const {
  Found found;
  const FileScope &scope = scopeOf(file);
  if (names.empty())
    return found;
  if (names.size() == 1)
    lookUpSimple(scope, names[0].text, wanted, found);
  for (const Package *package : prefixes(scope, names.drop_back())) {
    auto declared = package->scope.find(names.back().text);
    if (declared == package->scope.end() || !found.matches.empty())
      continue;
    const Symbol *symbol = declared->second;
    if (symbol->testOnly && !scope.test)
      found.hidden = symbol;
    else if (!isOf(symbol, wanted))
      found.wrong = symbol;
    else
      found.matches.push_back(symbol);
  }
  found.silent = found.matches.empty() && scope.failed.contains(names.front().text);
  return found;
}

const Symbol *Names::tryFind(const syntax::File &file, llvm::ArrayRef<syntax::Name> names, Kinds wanted) const {
  Found found = lookUp(file, names, wanted);
  return found.matches.size() == 1 ? found.matches.front() : nullptr;
}

const Symbol *Names::find(const syntax::File &file, const syntax::Path &path, Kinds wanted, StringRef what,
                          Reporter &reporter) const {
  Found found = lookUp(file, path.names, wanted);
  if (found.matches.size() == 1)
    return found.matches.front();
  if (found.silent || path.names.empty())
    return nullptr;
  std::string name = path.text();
  if (found.matches.size() > 1) {
    const Symbol *first = found.matches[0], *second = found.matches[1];
    reporter.report<Kind::AmbiguousParty>(path.range, name, first->name, second->name)
        .label("which of them?")
        .related(first->decl->name.range, "one is declared here")
        .related(second->decl->name.range, "the other here")
        .help("write the full name, or import the one that is meant")
        .fix("write the full name", path.range, first->name);
  } else if (found.hidden) {
    reporter.report<Kind::TestOnlyName>(path.range, name)
        .label("used outside the tests")
        .related(found.hidden->decl->name.range, "declared in a test file")
        .help("move the declaration into a file that is no `.test.onus`");
  } else if (found.wrong) {
    reporter.report<Kind::WrongKind>(path.range, name, describe(found.wrong->kind()), what)
        .label(what.str() + " is wanted here")
        .related(found.wrong->decl->name.range, "`" + name + "` is declared here");
  } else {
    reportMissing(file, path, wanted, what, reporter);
  }
  return nullptr;
}

/// A package is of one unit (E0214), so any of its files tells.
bool Names::sees(const FileScope &scope, const Package &package) const {
  return !layout_ || package.standard || layout_->sees(scope.file, package.files.front()->id);
}

/// A declaration of that name in a package that the file sees, or in one that it might see if it listed its project.
const Symbol *Names::elsewhere(const FileScope &scope, StringRef name, Kinds wanted, bool seen) const {
  const Symbol *found = nullptr;
  for (const auto &package : packages_) {
    if (seen != sees(scope, *package))
      continue;
    auto declared = package->scope.find(name);
    if (declared == package->scope.end() || !isOf(declared->second, wanted))
      continue;
    bool taken = (!declared->second->testOnly || scope.test) && (seen || isListable(scope, *package));
    if (taken && (!found || package->name < found->package->name))
      found = declared->second;
  }
  return found;
}

/// True for a package that the file does not see, of a project that its own might list without a circle.
bool Names::isListable(const FileScope &scope, const Package &package) const {
  if (sees(scope, package))
    return false;
  const source::Unit *from = layout_->unitOf(scope.file), *to = layout_->unitOf(package.files.front()->id);
  return !layout_->dependsOn(*to, *from);
}

void Names::reportUnlisted(const FileScope &scope, source::Range range, const Package &package,
                           Reporter &reporter) const {
  const source::Unit *from = layout_->unitOf(scope.file), *to = layout_->unitOf(package.files.front()->id);
  const source::Unit &project = layout_->units[to->project];
  const source::Unit &listing = from->settings.empty() ? layout_->units[from->project] : *from;
  std::string key = StringRef(project.name).split('`').second.rtrim('`').str();
  reporter.report<Kind::DependencyUnlisted>(range, package.name, project.name, from->name)
      .label("of a project that " + from->name + " does not list")
      .related(package.files.front()->package.range, "the package is declared here")
      .help("add `" + key + " = { path = \"" + source::pathFrom(project.directory, listing.directory) +
            "\" }` to [dependencies] of " + source::nearPath(listing.settings));
}

void Names::reportMissing(const syntax::File &file, const syntax::Path &path, Kinds wanted, StringRef what,
                          Reporter &reporter) const {
  if (broken_)
    return;
  const FileScope &scope = scopeOf(file);
  const syntax::Name &last = path.names.back();
  std::string name = path.text();
  if (path.names.size() == 1) {
    if (const Symbol *other = elsewhere(scope, last.text, wanted, /*seen=*/true)) {
      reportNotImported(file, *scope.package, path, *other, reporter);
      return;
    }
  }
  if (const Package *unlisted = unlistedIn(scope, path, wanted))
    return reportUnlisted(scope, path.range, *unlisted, reporter);
  if (missingPackageSaid(reporter, path) || diagnostics::saidInFile<Kind::UnknownName>(reporter, file.id, what, name))
    return;
  auto builder = reporter.report<Kind::UnknownName>(path.range, what, name);
  std::string guess;
  if (path.names.size() == 1) {
    guess = suggest(file, last.text, wanted);
  } else {
    auto packages = prefixes(scope, path.names.drop_back());
    std::vector<StringRef> candidates;
    for (const Package *package : packages)
      for (const auto &entry : package->scope)
        if (isOf(entry.second, wanted))
          candidates.push_back(entry.first());
    guess = closest(last.text, candidates);
    if (packages.empty())
      builder.note("there is no package `" + syntax::Path{path.names.drop_back(), path.range}.text() + "`");
  }
  if (guess.empty()) {
    builder.label("nothing of this name is known here");
    return;
  }
  builder.didYouMean(last.range, guess);
}

/// The package that a name lies in, where the file could see it if its project listed another one.
const Package *Names::unlistedIn(const FileScope &scope, const syntax::Path &path, Kinds wanted) const {
  if (path.names.size() == 1) {
    const Symbol *other = elsewhere(scope, path.names.front().text, wanted, /*seen=*/false);
    return other ? other->package : nullptr;
  }
  for (size_t count = path.names.size(); count > 0; --count)
    if (const Package *package = this->package(syntax::Path{path.names.take_front(count), {}}.text()))
      return isListable(scope, *package) ? package : nullptr;
  return nullptr;
}

const Package *Names::package(StringRef name) const {
  auto found = byName_.find(name);
  return found == byName_.end() ? nullptr : found->second;
}

const Package *Names::package(const syntax::File &file, StringRef name) const {
  const Package *found = package(name);
  return found && sees(scopeOf(file), *found) ? found : nullptr;
}

const Package *Names::findPackage(const syntax::File &file, llvm::ArrayRef<syntax::Name> names) const {
  if (const Package *whole = package(file, syntax::Path{names, {}}.text()))
    return whole;
  auto found = prefixes(scopeOf(file), names);
  return found.empty() ? nullptr : found.front();
}

std::vector<const Symbol *> Names::all(Decl::Kind kind) const {
  std::vector<const Symbol *> found;
  for (const syntax::File *file : files_) {
    if (!reached_.contains(file))
      continue;
    for (const Decl *decl : file->decls)
      if (decl->kind == kind)
        if (const Symbol *symbol = symbolOf(decl); symbol && !symbol->testOnly)
          found.push_back(symbol);
  }
  return found;
}

const Symbol *Names::symbolOf(const Decl *decl) const { return byDecl_.lookup(decl); }

const Package &Names::packageOf(const syntax::File &file) const { return *scopeOf(file).package; }

std::string Names::suggest(const syntax::File &file, StringRef word, Kinds wanted) const {
  const FileScope &scope = scopeOf(file);
  std::vector<StringRef> candidates;
  auto consider = [&](StringRef name, const Symbol *symbol) {
    if (isOf(symbol, wanted) && (scope.test || !symbol->testOnly))
      candidates.push_back(name);
  };
  for (const auto &entry : scope.imports)
    consider(entry.first(), entry.second);
  for (const auto &entry : scope.package->scope)
    consider(entry.first(), entry.second);
  if (wanted & parties)
    for (const auto &entry : parties_)
      for (const Symbol *symbol : entry.second)
        if (sees(scope, *symbol->package))
          consider(entry.first(), symbol);
  return closest(word, candidates);
}

bool isTestFile(StringRef path) { return path.endswith(".test.onus"); }

} // namespace onus::resolve
