// SPDX-License-Identifier: Apache-2.0
#include "source/walk.h"

#include "source/ignore.h"
#include "source/paths.h"
#include "source/read_file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <memory>
#include <set>

namespace onus::source {

namespace {

namespace fs = llvm::sys::fs;

/// The ignore rules that hold in a directory: its own, then those of the directories above.
struct Scope {
  std::string directory; ///< absolute
  IgnoreRules rules;
  std::shared_ptr<const Scope> above;
};
using ScopePtr = std::shared_ptr<const Scope>;

bool isIgnored(const ScopePtr &scope, llvm::StringRef path, bool directory) {
  for (const Scope *at = scope.get(); at; at = at->above.get()) {
    switch (at->rules.match(relativePath(path, at->directory), directory)) {
    case IgnoreRules::Verdict::Ignored:
      return true;
    case IgnoreRules::Verdict::Kept:
      return false;
    case IgnoreRules::Verdict::None:
      break;
    }
  }
  return false;
}

ScopePtr enter(llvm::StringRef directory, ScopePtr above) {
  constexpr size_t limit = 1u << 20;
  auto text = readFile((directory + "/.gitignore").str(), limit);
  if (!std::holds_alternative<std::string>(text))
    return above;
  IgnoreRules rules = IgnoreRules::parse(std::get<std::string>(text));
  if (rules.empty())
    return above;
  return std::make_shared<Scope>(Scope{directory.str(), std::move(rules), std::move(above)});
}

/// The rules of the repository's directories above, unless they leave out the very directory that was asked for.
ScopePtr scopesAbove(llvm::StringRef directory) {
  std::vector<std::string> above;
  llvm::StringRef at = directory;
  while (!fs::exists(at + "/.git")) {
    at = llvm::sys::path::parent_path(at);
    if (at.empty() || at == "/")
      return nullptr;
    above.push_back(at.str());
  }
  ScopePtr scope;
  for (const std::string &path : llvm::reverse(above))
    scope = enter(path, scope);
  for (llvm::StringRef path = directory; path.size() > at.size(); path = llvm::sys::path::parent_path(path))
    if (isIgnored(scope, path, /*directory=*/true))
      return nullptr;
  return scope;
}

class Walker {
public:
  Walker(llvm::StringRef root, llvm::ArrayRef<std::string> exclude, llvm::ArrayRef<WalkMember> members)
      : root_(root.str()), realRoot_(realPath(root)), members_(members) {
    for (const std::string &line : exclude)
      exclude_.add(line);
  }

  Walk run() {
    walkDirectory(root_, scopesAbove(root_));
    for (const WalkMember &member : members_)
      walkDirectory(member.directory, scopesAbove(member.directory));
    // Links come last, so that what they lead to is found under its own name where it has one.
    for (size_t i = 0; i < links_.size(); ++i)
      followLink(Link(links_[i]));
    llvm::sort(result_.files);
    llvm::sort(result_.projects);
    return std::move(result_);
  }

private:
  struct Link {
    std::string path;
    ScopePtr scope;
  };

  void remark(llvm::StringRef path, std::string message, bool incomplete) {
    result_.remarks.push_back({path.str(), std::move(message), incomplete});
  }

  bool skip(llvm::StringRef path, bool directory, const ScopePtr &scope) const {
    if (exclude_.match(relativePath(path, root_), directory) == IgnoreRules::Verdict::Ignored)
      return true;
    return isIgnored(scope, path, directory);
  }

  void walkDirectory(const std::string &directory, ScopePtr scope) {
    fs::UniqueID id;
    if (fs::getUniqueID(directory, id) || !seen_.insert(id).second)
      return;
    scope = enter(directory, scope);
    if (const WalkMember *member = memberAt(directory); member && !member->exclude.empty()) {
      IgnoreRules rules;
      for (const std::string &line : member->exclude)
        rules.add(line);
      scope = std::make_shared<Scope>(Scope{directory, std::move(rules), std::move(scope)});
    }
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(directory, error, /*follow_symlinks=*/false), end; !error && at != end;
         at.increment(error))
      entries.push_back(*at);
    if (error)
      return remark(directory, "the directory could not be read: " + error.message(), true);
    llvm::sort(entries, [](const auto &left, const auto &right) { return left.path() < right.path(); });
    for (const fs::directory_entry &entry : entries)
      visit(entry.path(), typeOf(entry), scope);
  }

  const WalkMember *memberAt(llvm::StringRef directory) const {
    auto found = llvm::find_if(members_, [&](const WalkMember &member) { return member.directory == directory; });
    return found == members_.end() ? nullptr : &*found;
  }

  /// Another project begins there.
  bool isElsewhere(const std::string &directory) const {
    return fs::exists(directory + "/onus.toml") && !memberAt(directory);
  }

  static fs::file_type typeOf(const fs::directory_entry &entry) {
    if (entry.type() != fs::file_type::type_unknown && entry.type() != fs::file_type::status_error)
      return entry.type();
    return fs::get_file_type(entry.path(), /*Follow=*/false); // some file systems do not say while listing
  }

  void visit(const std::string &path, fs::file_type type, const ScopePtr &scope) {
    llvm::StringRef name = llvm::sys::path::filename(path);
    if (type == fs::file_type::symlink_file) {
      links_.push_back({path, scope});
    } else if (type == fs::file_type::directory_file) {
      if (name != ".git" && !skip(path, true, scope))
        enterDirectory(path, scope);
    } else if (name.endswith(".onus") && !skip(path, false, scope)) {
      addFile(path);
    }
  }

  void addFile(const std::string &path) {
    fs::UniqueID id;
    if (!fs::getUniqueID(path, id) && !seen_.insert(id).second)
      return;
    result_.files.push_back(path);
  }

  void followLink(const Link &link) {
    fs::file_status status;
    bool broken = static_cast<bool>(fs::status(link.path, status));
    bool directory = !broken && status.type() == fs::file_type::directory_file;
    bool source = llvm::StringRef(link.path).endswith(".onus");
    if ((!directory && !source) || skip(link.path, directory, link.scope))
      return;
    if (!directory) // a broken link is told when it is read
      return addFile(link.path);
    if (!isWithin(realPath(link.path), realRoot_))
      return remark(link.path, "this link leads out of the project and was not followed", true);
    if (seen_.count(status.getUniqueID()))
      return remark(link.path,
                    "this link leads to a directory of the project that was read already; it was not followed", false);
    enterDirectory(link.path, link.scope);
  }

  void enterDirectory(const std::string &path, const ScopePtr &scope) {
    if (isElsewhere(path))
      result_.projects.push_back(path);
    else
      walkDirectory(path, scope);
  }

  std::string root_, realRoot_;
  llvm::ArrayRef<WalkMember> members_;
  IgnoreRules exclude_;
  std::set<fs::UniqueID> seen_;
  std::vector<Link> links_;
  Walk result_;
};

} // namespace

Walk walk(llvm::StringRef directory, llvm::ArrayRef<std::string> exclude, llvm::ArrayRef<WalkMember> members) {
  return Walker(directory, exclude, members).run();
}

} // namespace onus::source
